"""The app on a folder of knowledge that is being edited: the state of the folder stands above the conversation."""

"""The app in a browser: a process that has everything loaded is forked for each session, and speaks with the server through a socket."""

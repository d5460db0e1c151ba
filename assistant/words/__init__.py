"""The reader's words: an answer and its reasons as sections and items, and how they are written out."""

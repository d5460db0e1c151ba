"""The app in the browser: a page with a terminal in it, and for each one who opens it a process of its own (docs/decisions/025)."""

"""The page: the same dialogue as plain HTML for any browser, and the answers as JSON over HTTP. Nothing of a case stays on the server."""

"""The screen of a case."""

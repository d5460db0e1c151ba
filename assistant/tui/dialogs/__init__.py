"""Small screens over the one at work."""

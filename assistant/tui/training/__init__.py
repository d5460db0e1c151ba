"""The training screens."""

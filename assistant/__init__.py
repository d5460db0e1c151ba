"""Vårdlots: decision support for health care receptions, by rules that cite their sources."""

__version__ = "0.1.0"

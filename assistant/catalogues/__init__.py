"""Catalogues: the translations of all texts, brought up to date, checked, compiled, and handed to translators and taken back as tables."""

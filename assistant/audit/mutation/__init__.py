"""Mutation of the knowledge: every part of the rules changed in turn, to see whether anything would notice."""

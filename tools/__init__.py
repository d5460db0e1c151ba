"""Tools for developers and editors; not part of the installed program."""

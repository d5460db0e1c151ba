"""The plain face: the same dialogue as lines with labels, for screen readers, pipes and slow links."""

from assistant.plain.talk import talk

__all__ = ["talk"]

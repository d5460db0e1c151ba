"""A typed line understood by rules and word lists: facts, topics, what is denied, what is not settled, and what is not understood.

Nothing is guessed and nothing is kept: digits of personal numbers are masked before the line is read.
"""

from assistant.typed.listener import Listener
from assistant.typed.model import Denied, Heard, Unclear, Understood, applied, usually

__all__ = ["Denied", "Heard", "Listener", "Unclear", "Understood", "applied", "usually"]

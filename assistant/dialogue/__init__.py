"""The dialogue: what is asked next, and what a reply does. The faces show it; they decide nothing."""

from assistant.dialogue.conversation import Conversation

__all__ = ["Conversation"]

"""The dialogue: what is asked next, and what a reply does. The faces show it; they decide nothing."""

from assistant.dialogue.conversation import Conversation
from assistant.dialogue.preview import Preview, preview

__all__ = ["Conversation", "Preview", "preview"]

"""A lead in one line: what answers the question on a topic, and where that is open, what with which answer."""

from assistant.words.leads.line import LeadKey, key_of, line

__all__ = ["LeadKey", "key_of", "line"]

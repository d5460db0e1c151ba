"""A lead in one line: what answers the question on a topic, and where that is open, what with which answer."""

from assistant.words.leads.line import LeadKey, key_of, line
from assistant.words.leads.ways import unit_left_out

__all__ = ["LeadKey", "key_of", "line", "unit_left_out"]

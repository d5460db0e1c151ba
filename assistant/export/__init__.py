"""Export: the knowledge in forms for other hands: a handbook of pages, a drawing of its facts and rules, decision tables."""

from assistant.export.dmn import decision_tables
from assistant.export.graph import graph
from assistant.export.handbook import handbook

__all__ = ["decision_tables", "graph", "handbook"]

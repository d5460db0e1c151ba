"""The knowledge: YAML files read into checked, frozen objects, every mistake reported with its place."""

from assistant.knowledge.load import load_knowledge, shipped_knowledge
from assistant.knowledge.model import Knowledge
from assistant.knowledge.problems import KnowledgeError, Problem

__all__ = ["Knowledge", "KnowledgeError", "Problem", "load_knowledge", "shipped_knowledge"]

"""What has changed since the knowledge was released last is said: by its version, and in its changes."""

from __future__ import annotations

import re

from assistant.audit.impact.compare import impact
from assistant.audit.impact.released import FILE, read_released
from assistant.audit.impact.sides import KnowledgeSide
from tests.support.here import ROOT
from tests.support.shipped import shipped


def number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def test_a_change_since_the_release_has_a_version_and_is_told() -> None:
    """Any change may be meant. One that readers see is a version of its own: receipts name it, and who looks for what changed finds it."""
    released, now = read_released(ROOT / "knowledge"), shipped()
    if not impact(released, KnowledgeSide(now)).has_effect:
        return
    assert number(now.version) > number(released.knowledge.version), (
        f"What is said is otherwise than in {FILE} (see `vardlots impact --release`): raise the version in knowledge.yaml"
    )
    changes = (ROOT / "knowledge" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(now.version)}\b[^\n]*\n+- \S", changes, re.MULTILINE), (
        f"knowledge/CHANGELOG.md says nothing of {now.version}"
    )

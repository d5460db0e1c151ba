"""The case in one line: where it does not fit, what is missed least is left out first."""

from assistant.knowledge.model import REGION, TOPIC
from assistant.words.crumbs import Crumb, least_needed


def test_the_region_is_left_out_last() -> None:
    crumbs = (
        Crumb(REGION, "Region"),
        Crumb("status", "Situation", who=True),
        Crumb(TOPIC, "Topic"),
        Crumb("idle", "Idle", idle=True),
        Crumb("proof", "Proof"),
    )
    assert least_needed(crumbs) == [3, 2, 1, 0]

"""Patients at the desk, as words of a case: with and without a situation."""

from __future__ import annotations

PATIENTS = (
    "status=undocumented",
    "status=unknown",
    "region=vgr",
    "region=rjl age=40",
    "region=rjl status=undocumented",
    "region=vgr status=unknown topic=housing",
    "region=rjl proof=none",
    "region=vgr status=asylum_seeker age=30",
    "region=rjl status=asylum_seeker proof=none age=30 registered=no",
    "region=other status=temporary_protection",
    "status=asylum_seeker proof=lma_expired",
    "status=resident",
    "status=visitor",
)
"""Cases that are given with a query: with and without a situation, don't know included."""

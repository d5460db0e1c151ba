"""A knowledge with changes: a copy of a folder in which texts are replaced and files added, as an editor would."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from assistant.places import KNOWLEDGE_VARIABLE
from tests.support.here import BROKEN, FIXED

SOUND = BROKEN / "_sound"
FIXED_FOLDER = Path(FIXED[KNOWLEDGE_VARIABLE])


def edited(
    to: Path,
    changes: Iterable[tuple[str, str, str]] = (),
    more: Mapping[str, str] | None = None,
    of: Path = FIXED_FOLDER,
) -> Path:
    """The copy: in each file named the old text becomes the new one, wherever it stands; `more` files are added."""
    folder = Path(shutil.copytree(of, to / "knowledge"))
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    for name, text in (more or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


# -- a fee that changes ------------------------------------------------------------------------------------------------

NATIONAL, VGR = "packs/national/visit_fee.yaml", "packs/vgr/visit_fee.yaml"
FEE = '    fee: {amount: "50", per: visit}\n'
CLAUSE = """clauses:
  - {id: F01b, document: sfs-1994-362, at: "2 §", grade: A, says: "A doctor: 60 kronor.", not_for: {status: [undocumented, resident, visitor]}}
"""
AMOUNTS = """amounts:
  - id: doctor
    values:
      - {amount: "50", sources: [F01]}
      - {from: 2027-01-01, amount: "60", sources: [F01b]}
"""


DOCTOR_FEE_NAMED = f"{FEE}    sources: [F01]\n", "    fee: {amount: doctor, per: visit}\n    sources: [F01]\n"
"""The fee of a rule as it is written, and by name."""
CAP = ("invariants/fees.yaml", 'topic: visit_fee, fee_above: "50"', "topic: visit_fee, fee_above: doctor")


def costing_more(to: Path) -> Path:
    """The fixed knowledge in which a visit to a doctor costs more from 2027: one line beside the clause."""
    changes = [(NATIONAL, *DOCTOR_FEE_NAMED), (VGR, *DOCTOR_FEE_NAMED), CAP]
    return edited(to, changes, {"packs/national/amounts.yaml": CLAUSE + AMOUNTS})

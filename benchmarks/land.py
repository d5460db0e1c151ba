"""A larger land made from the shipped knowledge: its packs copied under new names, and questions that one topic each reads."""

from __future__ import annotations

import compileall
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.catalogues import compile_all

_ID = re.compile(r"^\s*(?:- )?\{?(?:- )?id: ([\w.-]+)", re.M)

_BUT_IN = re.compile(r"\bregion: \{not: \[([^\]]*)\]\}")


def more_regions(shipped: Path, folder: Path, count: int) -> None:
    """The knowledge with so many regions besides `other`, in a folder: the region packs by turns, each copy with ids of its own."""
    shutil.copytree(shipped, folder, dirs_exist_ok=True)
    packs = [pack for pack in sorted((shipped / "packs").iterdir()) if (pack / "region.yaml").exists()]
    words = (shipped / "words" / "region.yaml").read_text(encoding="utf-8")
    named = "".join(
        f'  - value: r{number}\n    sv: ["region nummer {number}"]\n    en: ["region number {number}"]\n'
        for number in range(len(packs), count)
    )
    (folder / "words" / "region.yaml").write_text(words.replace("\nmeans:\n", f"\nmeans:\n{named}"), encoding="utf-8")
    copies = {
        pack.name: [f"r{number}" for number in range(at, count, len(packs)) if number >= len(packs)]
        for at, pack in enumerate(packs)
    }
    for pack in packs:
        for copy in copies[pack.name]:
            _copy(pack, folder / "packs" / copy, int(copy[1:]))
    for path in (folder / "invariants").glob("*.yaml"):
        path.write_text(
            _BUT_IN.sub(lambda found: _with_copies(found, copies), path.read_text(encoding="utf-8")), encoding="utf-8"
        )


def _with_copies(found: re.Match[str], copies: dict[str, list[str]]) -> str:
    """What holds everywhere but in some regions holds in no copy of them either."""
    named = [name.strip() for name in found[1].split(",")]
    return found[0].replace(found[1], ", ".join(each for name in named for each in (name, *copies.get(name, ()))))


def _copy(pack: Path, to: Path, number: int) -> None:
    """A pack under another name: every id that it gives is another one, wherever it stands."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in pack.glob("*.yaml")}
    ids = {id for text in texts.values() for id in _ID.findall(text)}
    wanted = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(ids, key=len, reverse=True)))})(?![\w-]|\.\w)")
    to.mkdir()
    for name, text in texts.items():
        changed = wanted.sub(lambda found: _renamed(found.group(), pack.name, number), text)
        if name == "region.yaml":
            changed = re.sub(r"order: .*", f"order: {number + 1}", changed)
            changed = re.sub(r'label: ".*"', f'label: "Region {number}"', changed)
        changed = re.sub(rf"\bregion: {pack.name}\b", f"region: r{number}", changed)
        (to / name).write_text(changed, encoding="utf-8")


def _renamed(id: str, pack: str, number: int) -> str:
    """The id in a copy: a clause's letter keeps its number, other ids get the name of the region."""
    if re.fullmatch(r"[A-Z]\d+", id):
        return f"{id}r{number}"
    return id.replace(f".{pack}.", f".r{number}.") if f".{pack}." in id else f"{id}_r{number}"


def more_questions(shipped: Path, folder: Path, count: int) -> None:
    """The knowledge with so many more questions of three values, each read by three rules of one topic, in a folder."""
    shutil.copytree(shipped, folder, dirs_exist_ok=True)
    topics = re.findall(r"^ *- id: (\w+)", (shipped / "topics.yaml").read_text(encoding="utf-8"), re.M)
    sources = (shipped / "packs" / "national" / "visit_fee.yaml").read_text(encoding="utf-8")
    clause = re.findall(r"sources: \[(\w+)", sources)[0]
    for number in range(count):
        (folder / "questions" / f"extra{number}.yaml").write_text(
            _QUESTION.format(number=number, order=60 + number), encoding="utf-8"
        )
        rules = _RULES.format(number=number, topic=topics[number % len(topics)], clause=clause)
        (folder / "packs" / "national" / f"extra{number}.yaml").write_text(rules, encoding="utf-8")
    (folder / "training" / "extra.yaml").write_text(
        "tellings:\n" + "".join(_TELLINGS.format(number=number) for number in range(count)), encoding="utf-8"
    )


_QUESTION = """\
id: extra{number}
order: {order}
label: "Fråga nummer {number}?"
short: "Nummer {number}"
values:
  - {{id: a, label: "Första svaret på nummer {number}"}}
  - {{id: b, label: "Andra svaret på nummer {number}"}}
  - {{id: c, label: "Tredje svaret på nummer {number}"}}
unknown: {{label: "Vet inte"}}
"""
_RULES = """\
rules:
  - id: extra{number}.first
    when: {{extra{number}: a, status: undocumented}}
    say: note
    topic: {topic}
    actor: [reception]
    text: "Ett första påpekande om nummer {number}."
    sources: [{clause}]
  - id: extra{number}.second
    when: {{extra{number}: [a, b], fee_scheme: lma}}
    say: note
    topic: {topic}
    actor: [reception]
    text: "Ett andra påpekande om nummer {number}."
    sources: [{clause}]
  - id: extra{number}.third
    when: {{extra{number}: c, age: {{to: 17}}}}
    say: note
    topic: {topic}
    actor: [reception]
    text: "Ett tredje påpekande om nummer {number}."
    sources: [{clause}]
"""
_TELLINGS = """\
  - fact: extra{number}
    as: sentence
    otherwise: "På fråga {number} är svaret: {{label}}."
"""


def install(folder: Path) -> None:
    """The program as a wheel lays it out, in a folder: with the snapshot of its knowledge, and byte-compiled."""
    package, data = folder / "assistant", folder / "assistant" / "_data"
    shutil.copytree(_ROOT / "assistant", package, ignore=shutil.ignore_patterns("__pycache__", "_data"))
    shutil.copytree(_ROOT / "knowledge", data / "knowledge")
    shutil.copytree(_ROOT / "locales", data / "locales")
    compile_all(data / "locales")
    compileall.compile_dir(package, quiet=1)
    written = (
        "from pathlib import Path; from assistant.knowledge import load_knowledge; from assistant.knowledge.snapshot import write_snapshot;"
        "from assistant.places import knowledge_folder, snapshot_file, word_tables_file; from assistant.typed.lexicon import keep_words;"
        "knowledge = load_knowledge(knowledge_folder()); write_snapshot(knowledge, knowledge_folder(), snapshot_file());"
        "keep_words(knowledge, word_tables_file())"
    )
    subprocess.run([sys.executable, "-c", written], cwd=folder, check=True)


_ROOT = Path(__file__).resolve().parent.parent

"""The fifth proof: every language says the same: no text is missing, and each has the same numbers, days, addresses and placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audit.alike import different, unlike
from assistant.audit.proofs.ground import Proof, ProofGround, ProofPart
from assistant.i18n import N_, Language
from assistant.knowledge.model import Rule
from assistant.knowledge.problems import Problem
from assistant.knowledge.texts import Text, texts
from assistant.words.wording import Wording


def _parts(ground: ProofGround) -> Sequence[str]:
    return tuple(language.code for language in ground.spoken)


def _same(ground: ProofGround, code: str) -> ProofPart:
    """All texts in one language against those in which they are written, and all statements as they are shown."""
    knowledge = ground.knowledge
    language = next(each for each in ground.spoken if each.code == code)
    found = list(texts(knowledge))
    problems = [problem for text in found for problem in _of_text(text, language)]
    source, shown = Wording(knowledge, ground.spoken[0]), Wording(knowledge, language)
    spoken = [rule for rule in knowledge.rules.values() if rule.statement is not None]
    problems += [problem for rule in spoken for problem in _of_rule(rule, source, shown)]
    return ProofPart({"texts": len(found), "languages": 1, "statements": len(spoken)}, tuple(problems))


def _of_text(text: Text, language: Language) -> Iterator[Problem]:
    context, source, place = text
    if not language.has_knowledge(context, source):
        yield Problem(place, N_("{word} is not translated: {code}."), {"word": context, "code": language.code})
    elif other := different(source, language.knowledge(context, source)):
        yield unlike(text, language, other)


def _of_rule(rule: Rule, source: Wording, shown: Wording) -> Iterator[Problem]:
    """A statement as it is shown, with its fee, its contact and its lines."""
    for write in (Wording.rule_text, Wording.rule_lead, Wording.rule_own, Wording.rule_slip):
        if other := different(write(source, rule), write(shown, rule)):
            yield unlike((f"rule.{rule.id}", "", rule.place), shown.language, other)


TRANSLATED = Proof(
    "languages",
    N_(
        "{texts} texts and {statements} statements as they are shown, in {languages} languages: nothing missing, the same numbers and addresses"
    ),
    _parts,
    _same,
    frozenset({"texts", "statements"}),
)

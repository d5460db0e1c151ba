"""Reading the signs of danger of `words/`, and which of them are an alarm together."""

from __future__ import annotations

from assistant.i18n import N_
from assistant.knowledge.problems import Place
from assistant.knowledge.read.nodes import Mistakes, Node
from assistant.knowledge.read.phrases import by_key, read_phrases, texts
from assistant.knowledge.word_lists import MOST, Danger, DangerSign

SIGN_KEYS = ("sign", "least", "most", "decimal")
"""What may stand beside the phrases of a sign."""
DANGER_KEYS = ("of", "one_of", "with", "unless", "near")
"""What a danger is made of."""


class DangerReader:
    """Reads signs of danger and dangers, in any order of files. `known`: the signs that are listed; `named`: those that a danger is made of."""

    def __init__(self, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self.signs: list[DangerSign] = []
        self.dangers: list[Danger] = []
        self._named: list[tuple[str, Place]] = []

    def sign(self, item: Node) -> None:
        """Phrases of a sign, and between which numbers what is measured lies."""
        read = by_key(item, SIGN_KEYS, "sign")
        if read is None:
            return
        named, pairs = read
        sign = named["sign"].identifier()
        least = named["least"].whole_number() if "least" in named else None
        most = named["most"].whole_number() if "most" in named else None
        decimal = named["decimal"].flag() if "decimal" in named else False
        phrases = texts(read_phrases(item, pairs, SIGN_KEYS))
        if sign is not None:
            self.signs.append(DangerSign(sign, phrases, least or 0, MOST if most is None else most, bool(decimal)))

    def danger(self, item: Node) -> None:
        """Signs that are an alarm together: all of `of`, with each of `one_of` by itself, and each of `with` beside it."""
        fields = item.fields((), DANGER_KEYS)
        if fields is None:
            return
        if "of" not in fields and "one_of" not in fields:
            item.mistake(N_("At least one of these is needed: {allowed}."), allowed=("of", "one_of"))
            return
        of, one_of, beside, unless = (
            fields[key].gather(self._name) if key in fields else () for key in ("of", "one_of", "with", "unless")
        )
        near = (fields["near"].whole_number() or 0) if "near" in fields else 0
        for one in one_of or ("",):
            for other in beside or ("",):
                self.dangers.append(Danger(tuple(sign for sign in (*of, one, other) if sign), unless, near))

    def finish(self) -> None:
        """What is made of signs is made of signs that are listed."""
        known = sorted({sign.sign for sign in self.signs})
        for name, place in self._named:
            self._mistakes.known(place, N_("No words are listed for the sign {word}. Allowed: {allowed}."), name, known)

    def _name(self, item: Node) -> str | None:
        name = item.identifier()
        if name is not None:
            self._named.append((name, item.place))
        return name

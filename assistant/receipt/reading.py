"""Reading the file of a receipt: nothing in it is trusted, and the first thing wrong is named with its place in the file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from assistant.i18n import N_
from assistant.knowledge.model import KINDS, PERS, Fee
from assistant.messages import Message, ToldError
from assistant.receipt.model import CONTACT_PARTS, FORMAT, Receipt, Written
from assistant.texts import visible

LARGEST = 4_000_000
"""Characters of a receipt; a larger file is something else."""

_OBJECT = N_("an object")
_LIST = N_("a list")
_TEXT = N_("text")
_FLAG = N_("true or false")
_DAY = N_("a day, as 2026-11-22")
_AMOUNT = N_('an amount as text, as "50", or null')
_PRINTS = N_("fingerprints, as “text:0123456789ab”")


class ReceiptError(ToldError, ValueError):
    """A file is no receipt that can be read. `text(language)` says what is wrong and where, in one line."""


def from_json(text: str) -> Receipt:
    """The receipt in the text of a file. Raises ReceiptError for the first thing that is wrong."""
    top = _Thing(_parsed(text), "")
    top.object()
    if "receipt" not in top.value:
        raise ReceiptError(N_("This is no receipt of Vårdlots: it has no “receipt” at the top."))
    if top.value["receipt"] != FORMAT or isinstance(top.value["receipt"], bool):
        found = visible(str(top.value["receipt"]), 20)
        message = N_("The receipt has format {found}; this program reads format {format}.")
        raise ReceiptError(message, found=found, format=FORMAT)
    knowledge = top["knowledge"]
    statements = tuple(_statement(thing) for thing in top["statements"].list())
    for rule, times in Counter(statement.rule for statement in statements).items():
        if times > 1:
            raise ReceiptError(N_("The rule {rule} says something twice in this receipt."), rule=visible(rule, 100))
    return Receipt(
        vardlots=top["vardlots"].text(),
        knowledge=knowledge["version"].text(),
        fingerprint=knowledge["fingerprint"].text(),
        engine=top["engine"].text(),
        language=top["language"].text(),
        on=top["on"].day(),
        facts=top["facts"].texts(),
        statements=statements,
        not_known=top["not_known"].texts(),
        not_in_force=top["not_in_force"].texts(),
        rules={id: _prints(thing) for id, thing in top["rules"].object().items()},
        questions={id: thing.text() for id, thing in top["questions"].object().items()},
        derived={id: thing.text() for id, thing in top["derived"].object().items()},
        other="came_along" in knowledge.object() and not knowledge["came_along"].flag(),
    )


def _parsed(text: str) -> object:
    if len(text) > LARGEST:
        raise ReceiptError(N_("The file is too large for a receipt."))
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        message = N_("This is no JSON: it cannot be understood from line {line}, column {column} on.")
        raise ReceiptError(message, line=error.lineno, column=error.colno) from None
    except ReceiptError:
        raise
    except (ValueError, RecursionError):  # a number of ten thousand digits; brackets without end
        raise ReceiptError(N_("This is no receipt of Vårdlots.")) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ReceiptError(N_("“{key}” stands twice in one object."), key=visible(key))
        found[key] = value
    return found


def _no_constant(word: str) -> NoReturn:
    raise ReceiptError(N_("“{word}” is no number."), word=word)


class _Thing:
    """A value in the file with the path that leads to it, as `statements[2].fee`."""

    def __init__(self, value: Any, path: str) -> None:
        self.value, self.path = value, path

    def wrong(self, wanted: str) -> NoReturn:
        message = N_("{path}: “{found}” stands where {wanted} should be.")
        found = visible(json.dumps(self.value, ensure_ascii=False), 40)
        raise ReceiptError(message, path=visible(self.path, 100) or ".", found=found, wanted=Message(wanted))

    def object(self) -> Mapping[str, _Thing]:
        if not isinstance(self.value, dict):
            self.wrong(_OBJECT)
        return {key: _Thing(value, f"{self.path}.{key}".lstrip(".")) for key, value in self.value.items()}

    def __getitem__(self, key: str) -> _Thing:
        things = self.object()
        if key not in things:
            path = visible(f"{self.path}.{key}".lstrip("."), 100)
            raise ReceiptError(N_("“{path}” is missing."), path=path)
        return things[key]

    def list(self) -> list[_Thing]:
        if not isinstance(self.value, list):
            self.wrong(_LIST)
        return [_Thing(value, f"{self.path}[{index}]") for index, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            self.wrong(_TEXT)
        return str(self.value)

    def texts(self) -> tuple[str, ...]:
        return tuple(thing.text() for thing in self.list())

    def word(self, allowed: tuple[str, ...]) -> str:
        """One of these words."""
        if self.text() not in allowed:
            self.wrong(", ".join(allowed))
        return self.text()

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.wrong(_FLAG)
        return self.value

    def day(self) -> date:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.text(), re.ASCII):
                self.wrong(_DAY)
            return date.fromisoformat(self.text())
        except ReceiptError:
            raise
        except ValueError:
            self.wrong(_DAY)


def _statement(thing: _Thing) -> Written:
    return Written(
        rule=thing["rule"].text(),
        topic=thing["topic"].text(),
        kind=thing["kind"].word(KINDS),
        certain=thing["certain"].flag(),
        depends_on=thing["depends_on"].texts(),
        text=thing["text"].text(),
        fee=_fee(thing["fee"]),
        limit=_fee(thing["limit"]),
        contact=_contact(thing["contact"]),
        sources=tuple((source["clause"].text(), source["date"].text()) for source in thing["sources"].list()),
    )


def _fee(thing: _Thing) -> Fee | None:
    if thing.value is None:
        return None
    amount, per = thing["amount"], thing["per"]
    if amount.value is not None and not re.fullmatch(r"\d{1,9}(\.\d{1,4})?", str(amount.value), re.ASCII):
        amount.wrong(_AMOUNT)
    return Fee(
        amount=None if amount.value is None else Decimal(amount.text()),
        currency=_currency(thing["currency"]),
        maximum=thing["max"].flag(),
        per=None if per.value is None else per.word(PERS),
    )


def _currency(thing: _Thing) -> str:
    if not re.fullmatch("[A-Z]{3}", thing.text()):
        thing.wrong("SEK")
    return thing.text()


def _contact(thing: _Thing) -> dict[str, str | None] | None:
    if thing.value is None:
        return None
    return {part: None if thing[part].value is None else thing[part].text() for part in CONTACT_PARTS}


def _prints(thing: _Thing) -> dict[str, str]:
    """`text:… fee:…` as a mapping."""
    if not re.fullmatch(r"[a-z]+:[0-9a-f]+( [a-z]+:[0-9a-f]+)*", thing.text()):
        thing.wrong(_PRINTS)
    pairs = (part.partition(":") for part in thing.text().split(" "))
    return {name: print_ for name, _, print_ in pairs}

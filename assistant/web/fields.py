"""The fields of a form that a browser sent: read within limits, and refused with a sentence where they are no form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl

from assistant.i18n import N_
from assistant.messages import ToldError
from assistant.texts import harmless

LONGEST_FORM = 64 * 1024
"""Bytes of a form: the longest conversation, its line and what is looked up take a tenth of it."""
MOST_FIELDS = 200
FORM_TYPE = "application/x-www-form-urlencoded"


class RequestError(ToldError):
    """What was sent is refused. `status`: by which code of HTTP."""

    def __init__(self, status: int, message: str, nearest: str | None = None, /, **parts: object) -> None:
        super().__init__(message, nearest, **parts)
        self.status = status


def not_ours() -> RequestError:
    """That a form holds what no page of ours sends."""
    return RequestError(400, N_("This form is not one of this page. Begin anew."))


class FormFields:
    """The fields of a form, each with the values that it has in it."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(harmless(value, " "))

    def first(self, name: str) -> str:
        """The first value of a field; empty where there is none."""
        return self._values.get(name, [""])[0]

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return tuple(self._values.get(name, ()))


def fields_of(kind: str, body: bytes) -> FormFields:
    """The fields in the body of a request. Raises RequestError."""
    if kind.partition(";")[0].strip().lower() != FORM_TYPE:
        raise RequestError(415, N_("A form is sent as {allowed}."), allowed=FORM_TYPE)
    try:
        text = body.decode("utf-8")
        most = MOST_FIELDS if text.count("&") >= MOST_FIELDS else None
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=most)
    except UnicodeDecodeError:
        raise RequestError(400, N_("What was sent is no UTF-8.")) from None
    except ValueError:
        raise RequestError(413, N_("More than {most} fields were sent."), most=str(MOST_FIELDS)) from None
    return FormFields(pairs)


def chosen(fields: Mapping[str, str], name: str, allowed: Iterable[str]) -> str | None:
    """One of these words, if the address names it."""
    word = fields.get(name, "")
    return word if word in allowed else None

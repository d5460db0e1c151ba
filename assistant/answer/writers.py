"""Writers: an answer as text, Markdown, HTML or JSON (shared/contract.md fixes the JSON)."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from assistant.answer.model import Answer, Said
from assistant.answer.outline import POSSIBLE, Item, Outline, outline
from assistant.answer.wording import Wording
from assistant.knowledge.model import TOPIC, Contact, Fee

FORMATS = ("text", "markdown", "html", "json")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|~])")


def write(answer: Answer, wording: Wording, form: str) -> str:
    """The answer in one of `FORMATS`, ending in a line break. Raises KeyError for another."""
    if form == "json":
        return as_json(answer, wording)
    return {"text": as_text, "markdown": as_markdown, "html": as_html}[form](outline(answer, wording))


# -- text ----------------------------------------------------------------------------------------------------------------


def as_text(answer: Outline) -> str:
    """Plain lines: no colour, no escape codes, nothing that a screen reader would stumble over."""
    lines = [" · ".join(f"{label}: {value}" for label, value in answer.facts) or answer.title, ""]
    for section in answer.sections:
        lines.append(section.title.upper())
        mark = "?" if section.name == POSSIBLE else "-"
        for item in section.items:
            lines.append(f"{mark} {item.text}{_cited(item)}")
            lines += [f"    {note}" for note in item.below]
        lines.append("")
    if answer.terms:
        lines.append(answer.terms_title.upper())
        lines += [f"  {label}: {text}" for label, text in answer.terms]
        lines.append("")
    if answer.sources:
        lines.append(answer.sources_title.upper())
        lines += [f"  {source}" for source in answer.sources]
        lines.append("")
    lines.append(answer.foot)
    return "\n".join(lines) + "\n"


def _cited(item: Item) -> str:
    return f" [{', '.join(item.sources)}]" if item.sources else ""


# -- Markdown ------------------------------------------------------------------------------------------------------------


def as_markdown(answer: Outline) -> str:
    """Markdown; every text is escaped, so that none of it becomes markup."""
    lines = [f"# {_md(answer.title)}", ""]
    lines += [f"- **{_md(label)}:** {_md(value)}" for label, value in answer.facts]
    for section in answer.sections:
        lines += ["", f"## {_md(section.title)}", ""]
        for item in section.items:
            lines.append(f"- {_md(item.text)}{_md(_cited(item))}")
            lines += [f"  - {_md(note)}" for note in item.below]
    if answer.terms:
        lines += ["", f"## {_md(answer.terms_title)}", ""]
        lines += [f"- **{_md(label)}:** {_md(text)}" for label, text in answer.terms]
    if answer.sources:
        lines += ["", f"## {_md(answer.sources_title)}", "", *(f"- {_md(source)}" for source in answer.sources)]
    lines += ["", f"*{_md(answer.foot)}*"]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


# -- HTML ----------------------------------------------------------------------------------------------------------------

_STYLE = (
    "body{font:16px/1.45 system-ui,sans-serif;max-width:44rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1{font-size:1.4rem}h2{font-size:1.05rem;border-bottom:1px solid #767676;margin-top:1.3rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem 1rem}"
    "dt{font-weight:600}dd{margin:0}li{margin:.35rem 0}.more{display:block;color:#444}.possible li{font-style:italic}"
    "footer,.sources{color:#444;font-size:.85rem}"
    "@media print{body{margin:0;font-size:11pt}}"
)


def as_html(answer: Outline) -> str:
    """A page of its own: nothing is loaded from anywhere, and it prints."""
    parts = [f"<!doctype html><html lang={_ht(answer.language, quoted=True)}><head><meta charset='utf-8'>"]
    parts.append(
        f"<title>Vårdlots: {_ht(answer.title)}</title><style>{_STYLE}</style></head><body><main><h1>{_ht(answer.title)}</h1><dl>"
    )
    parts += [f"<dt>{_ht(label)}</dt><dd>{_ht(value)}</dd>" for label, value in answer.facts]
    parts.append("</dl>")
    for section in answer.sections:
        parts.append(f"<section class='{section.name}'><h2>{_ht(section.title)}</h2><ul>")
        for item in section.items:
            notes = "".join(f"<span class='more'>{_ht(note)}</span>" for note in item.below)
            parts.append(f"<li>{_ht(item.text)}<small>{_ht(_cited(item))}</small>{notes}</li>")
        parts.append("</ul></section>")
    if answer.terms:
        parts.append(f"<section><h2>{_ht(answer.terms_title)}</h2><dl class='terms'>")
        parts += [f"<dt>{_ht(label)}</dt><dd>{_ht(text)}</dd>" for label, text in answer.terms]
        parts.append("</dl></section>")
    if answer.sources:
        parts.append(f"<section class='sources'><h2>{_ht(answer.sources_title)}</h2><ul>")
        parts += [f"<li>{_ht(source)}</li>" for source in answer.sources]
        parts.append("</ul></section>")
    parts.append(f"</main><footer>{_ht(answer.foot)}</footer></body></html>")
    return "\n".join(parts) + "\n"


def _ht(text: str, quoted: bool = False) -> str:
    escaped = html.escape(text, quote=True)
    return f"'{escaped}'" if quoted else escaped


# -- JSON ----------------------------------------------------------------------------------------------------------------


def as_json(answer: Answer, wording: Wording) -> str:
    """The object of the contract, in UTF-8, indented."""
    return json.dumps(as_object(answer, wording), ensure_ascii=False, indent=2) + "\n"


def as_object(answer: Answer, wording: Wording) -> dict[str, Any]:
    """The object of the contract: knowledge, facts, derived, answer, open_questions; and `not_known`, `on`, `language`."""
    case = answer.case
    given: dict[str, Any] = {}
    for question in wording.knowledge.questions.values():
        if question.number is not None and question.number.id in case.numbers:
            given[question.number.id] = case.numbers[question.number.id]
        if question.id in case.answers:
            given[question.id] = case.answers[question.id]
    if case.topics:
        given[TOPIC] = list(case.topics)
    return {
        "knowledge": {"version": wording.knowledge.version, "engine": answer.conclusions.engine},
        "on": answer.on.isoformat(),
        "language": wording.language.code,
        "facts": given,
        "derived": dict(answer.derived),
        "answer": [_statement(said, wording) for said in answer.statements],
        "open_questions": [{"fact": open_.fact, "why": wording.why_asked(open_)} for open_ in answer.open_questions],
        "not_known": list(answer.not_known),
        "not_in_force": [
            {
                "topic": item.topic,
                "clauses": list(item.clauses),
                "from": item.first.isoformat() if item.first else None,
                "to": item.last.isoformat() if item.last else None,
            }
            for item in answer.out_of_force
        ],
    }


def _statement(said: Said, wording: Wording) -> dict[str, Any]:
    return {
        "id": said.id,
        "topic": said.statement.topic,
        "kind": said.statement.kind,
        "certain": said.certain,
        "depends_on": list(said.depends_on),
        "actor": list(said.statement.actors),
        "text": wording.rule_text(said.rule),
        "fee": _fee(said.fee),
        "limit": _fee(said.statement.limit),
        "contact": _contact(said.contact, wording),
        "sources": [
            {
                "clause": source.clause.id,
                "document": source.document.id,
                "at": source.clause.at,
                "date": wording.date(source.document),
                "grade": source.grade,
                "stale": source.stale,
            }
            for source in said.sources
        ],
        "because": list(said.because),
    }


def _fee(fee: Fee | None) -> dict[str, Any] | None:
    if fee is None:
        return None
    amount = None if fee.amount is None else str(fee.amount)
    return {"amount": amount, "currency": fee.currency, "max": fee.maximum, "per": fee.per}


def _contact(contact: Contact | None, wording: Wording) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {"name": wording.contact_name(contact), "phone": contact.phone, "email": contact.email, "fax": contact.fax}

"""Writers: an answer as text, Markdown, HTML or JSON (docs/contract.md fixes the JSON)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer.model import Answer, Coming, Lead, OutOfForce, Said
from assistant.knowledge.model import TOPIC, Contact, Fee
from assistant.texts import for_markdown
from assistant.words.by_role import line
from assistant.words.local import local_shown
from assistant.words.outline import LEAD, POSSIBLE, Item, Outline, beside_amounts, outline
from assistant.words.page import as_html
from assistant.words.short import shortened
from assistant.words.wording import Wording

FORMATS = ("text", "markdown", "html", "json")


def write(answer: Answer, wording: Wording, form: str, short: str = "", by: str = "") -> str:
    """The answer in one of `FORMATS`, ending in a line break; in short, as text, where `short` says how to get the whole, `by` what.

    Raises KeyError for another format.
    """
    if form == "json":
        return as_json(answer, wording)
    if short:
        return as_text(shortened(outline(answer, wording), wording, short, by))
    return {"text": as_text, "markdown": as_markdown, "html": as_html}[form](outline(answer, wording))


# -- text ----------------------------------------------------------------------------------------------------------------


def as_text(answer: Outline) -> str:
    """Plain lines: no colour, no escape codes, nothing that a screen reader would stumble over."""
    leads = [item.text for section in answer.sections if section.name == LEAD for item in section.items]
    lines = [*leads, *([""] if leads else [])]
    lines += [" · ".join(f"{label}: {value}" for label, value in answer.facts) or answer.title, ""]
    for section in answer.sections:
        if section.name == LEAD:
            continue
        lines.append(section.title.upper())
        mark = "?" if section.name == POSSIBLE else "-"
        for group, items in section.groups:
            lines += [f"{group}:"] if group else []
            for item in items:
                lines.append(f"{item.numbered or mark} {item.text}{_cited(item)}")
                lines += [f"    {note}" for note in item.notes]
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
    lines = [f"# {for_markdown(answer.title)}", ""]
    lines += [f"- **{for_markdown(label)}:** {for_markdown(value)}" for label, value in answer.facts]
    for section in answer.sections:
        lines += ["", f"## {for_markdown(section.title)}", ""]
        for group, items in section.groups:
            lines += ["", f"### {for_markdown(group)}", ""] if group else []
            for item in items:
                lines.append(f"{item.numbered or '-'} {for_markdown(item.text)}{for_markdown(_cited(item))}")
                lines += [f"  - {for_markdown(note)}" for note in item.notes]
    if answer.terms:
        lines += ["", f"## {for_markdown(answer.terms_title)}", ""]
        lines += [f"- **{for_markdown(label)}:** {for_markdown(text)}" for label, text in answer.terms]
    if answer.sources:
        lines += [
            "",
            f"## {for_markdown(answer.sources_title)}",
            "",
            *(f"- {for_markdown(source)}" for source in answer.sources),
        ]
    lines += ["", f"*{for_markdown(answer.foot)}*"]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


# -- JSON ----------------------------------------------------------------------------------------------------------------


def as_json(answer: Answer, wording: Wording) -> str:
    """The object of the contract, in UTF-8, indented."""
    import json  # as html: whoever writes text needs none

    return json.dumps(as_object(answer, wording), ensure_ascii=False, indent=2) + "\n"


def as_object(answer: Answer, wording: Wording) -> dict[str, Any]:
    """The object of the contract: knowledge, facts, derived, answer, open_questions; and `not_known`, `on`, `language`."""
    led, doubted, notes = led_by(answer), answer.doubted, beside_amounts(answer, wording)
    return {
        **before_statements(answer, wording),
        "answer": [
            statement_object(said, wording, said.id in led, doubted.get(said.id, ()), notes(said))
            for said in answer.as_told_to_programs()
        ],
        **after_statements(answer, wording),
    }


def led_by(answer: Answer) -> set[str]:
    """The rules whose statements answer the question on a topic."""
    return {lead.rules[0].id for lead in answer.leads if lead.certain}


def before_statements(answer: Answer, wording: Wording) -> dict[str, Any]:
    """What stands before the statements in that object."""
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
        "knowledge": {**wording.knowledge.named, "engine": answer.conclusions.engine},
        "on": answer.on.isoformat(),
        "language": wording.language.code,
        "facts": given,
        "derived": dict(answer.derived),
        "leads": [_lead(lead, answer, wording, answer.turning | answer.in_doubt) for lead in answer.leads],
    }


def after_statements(answer: Answer, wording: Wording) -> dict[str, Any]:
    """What stands after them."""
    return {
        "open_questions": [{"fact": open_.fact, "why": wording.why_asked(open_)} for open_ in answer.open_questions],
        "not_known": list(answer.not_known),
        "local": [{"text": one.text, "ways": list(one.ways)} for one in local_shown(answer, wording)],
        "not_in_force": [_out_of_force(item) for item in answer.out_of_force],
    }


def statement_object(
    said: Said, wording: Wording, leads: bool, doubted_by: Sequence[str], notes: Sequence[str] = ()
) -> dict[str, Any]:
    """A statement; `leads`: it is the one that answers the question on its topic, and in which words; `doubted_by`: what speaks against it.

    `notes` stand in its text: whoever shows it beside "certain" shows what doubts its amount, too.

    Where two sources, or two readings, give different amounts, there is none that a program may take: the text says both, and whom to ask.
    One that a source gives on a condition that no answer settles stands, and is said to have one (`on_condition`), also where the statement
    doubts itself for it.
    """
    lead = {"lead": True, "lead_text": wording.rule_lead(said.rule)} if leads else {"lead": False}
    told = {**_statement(said, wording), **lead}
    if notes:
        told["text"] = " ".join((told["text"], *notes))
    if said.statement.on_condition:
        told["on_condition"] = True
    if not doubted_by:
        return told
    stands = said.statement.on_condition and set(doubted_by) == {said.id}
    for fee in (told["fee"], told["coming"] and told["coming"]["fee"]):
        if fee is not None and not stands:
            fee["amount"] = None
    return {**told, "doubted_by": list(doubted_by)}


def _out_of_force(item: OutOfForce) -> dict[str, Any]:
    return {
        "topic": item.topic,
        "clauses": list(item.clauses),
        "from": item.first.isoformat() if item.first else None,
        "to": item.last.isoformat() if item.last else None,
    }


def _lead(lead: Lead, answer: Answer, wording: Wording, in_doubt: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """The line of a topic; it is as certain as the statement whose line it is."""
    on = in_doubt.get(lead.rules[0].id) if lead.certain else None
    return {
        "topic": lead.topic,
        "text": line(lead, answer, wording),
        "certain": lead.certain and on is None,
        "depends_on": list(lead.depends_on if on is None else on),
        "statements": [rule.id for rule in lead.rules],
    }


def _statement(said: Said, wording: Wording) -> dict[str, Any]:
    return {
        "id": said.id,
        "topic": said.statement.topic,
        "kind": said.statement.kind,
        "certain": said.certain,
        "depends_on": list(said.depends_on),
        "actor": list(said.statement.actors),
        "number": said.number,
        "phase": said.statement.phase or None,
        "text": wording.rule_text(said.rule),
        "fee": fee_parts(said.fee),
        "limit": fee_parts(said.statement.limit),
        "coming": _coming(said.coming, wording),
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


def fee_parts(fee: Fee | None) -> dict[str, Any] | None:
    """A fee as JSON has it, if there is one."""
    return None if fee is None else fee.written_out()


def _coming(coming: Coming | None, wording: Wording) -> dict[str, Any] | None:
    if coming is None:
        return None
    contact = {"contact": _contact(coming.contact, wording)} if coming.contact is not None else {}
    text = {"text": wording.rule_text(coming.rule)} if coming.rule is not None else {}
    return {
        "from": coming.day.isoformat(),
        "fee": fee_parts(coming.fee),
        "limit": fee_parts(coming.limit),
        **contact,
        **text,
    }


def _contact(contact: Contact | None, wording: Wording) -> dict[str, Any] | None:
    if contact is None:
        return None
    return {"name": wording.contact_name(contact), "phone": contact.phone, "email": contact.email, "fax": contact.fax}

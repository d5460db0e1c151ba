"""Moving about in the conversation: back, forward, another answer, other topics, the next patient, the next language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.i18n import N_
from assistant.knowledge.model import REGION, TOPIC

if TYPE_CHECKING:
    from assistant.plain.desk import PlainDesk


def back(desk: PlainDesk) -> None:
    """One step back; right after "new patient", back to the last one."""
    before = desk.conversation.back()
    if before is desk.conversation and desk.set_aside is not None:
        desk.say(N_("The last patient is back. “{answer}” is the whole answer."), answer=desk.word("answer"))
        before = desk.set_aside
        desk.set_aside = None
    if before.region_given_up_since(desk.conversation):
        desk.preferences.take_back_region()
    desk.conversation = before
    desk.told &= {said.id for said in desk.conversation.answer.certain}


def forward(desk: PlainDesk) -> None:
    """The step that was last gone back."""
    desk.conversation = desk.conversation.forward()
    desk.tell_news()


def change(desk: PlainDesk) -> None:
    """Let an answer be chosen by its number, and ask for it again; before them what a fee turns on and nobody has replied to."""
    missing, replied = desk.conversation.paid_on, desk.conversation.replied
    if not replied:
        desk.say(N_("Nothing is answered yet."))
        return
    told = [(question.id, desk.text(N_("not answered"))) for question in missing]
    told += [(question.id, desk.wording.answered(desk.conversation.case, question)) for question in replied]
    answers = [f"{desk.wording.short(fact)}: {text}" for fact, text in told]
    place = desk.pick(N_("Which answer? Its number, or Enter for none:"), answers)
    if place is not None:
        desk.conversation = desk.conversation.ask_again(told[place][0])


def topics(desk: PlainDesk) -> None:
    """Choose the topics anew."""
    question = desk.conversation.question
    if question is None or question.id != TOPIC:
        desk.conversation = desk.conversation.ask_again(TOPIC)


def new_patient(desk: PlainDesk) -> None:
    """The next patient: only the region stays. Until anything is answered, "back" brings the last one back."""
    before = desk.conversation
    known = bool(before.case.topics or set(before.case.answers) - {REGION})
    later = desk.new_patient()
    desk.forget()
    desk.told = set()
    desk.lines.say()
    desk.say(N_("New patient."))
    desk.go(later)
    desk.say_region()
    if known:
        desk.set_aside = before
        desk.say(N_("“{back}” brings the last patient back, until you answer for this one."), back=desk.word("back"))
        desk.say(N_("What was said before stays in this window until you clear or close it."))


def next_language(desk: PlainDesk) -> None:
    """The next language, in the middle of a case; what applies is said again in it."""
    change_language(desk)
    desk.tell_news()


def change_language(desk: PlainDesk) -> None:
    """Speak the next language; it is remembered as in the app."""
    code = desk.next_code
    desk.speak(code)
    if desk.remembers:
        desk.preferences.remember("language", code)

"""The first rows of an answer, at the size of a small terminal: what carries the answer stands there, and a caution is never out of sight."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from textual.pilot import Pilot

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.dialogue import Conversation
from assistant.dialogue.line import LineReader
from assistant.dialogue.line_outline import choices
from assistant.dialogue.readings import Alarm, Told
from assistant.dialogue.shown import card_of
from assistant.i18n import Language, language
from assistant.knowledge.model import CONTACT, ENTITLEMENT, FEE, TOPIC
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.blocks import CardBlocks
from assistant.tui.chat.card import FOLDED
from assistant.typed.outline import not_understood
from assistant.words.beside import beside
from assistant.words.card import SOURCES, Card, Fold
from assistant.words.emphasis import Emphasis
from assistant.words.outline import NOT_KNOWN, POSSIBLE
from assistant.words.wording import Wording
from tests.support.app import SMALL, screen_text, settle
from tests.support.here import data
from tests.support.share import Share
from tests.support.sweep import sweep

ROWS, WIDTH = 13, 74
"""What a card has at 80x24 once nothing is left to ask."""
ASKS = re.compile(r"\b(fråga|frågar|ring|ringer|kontakta|kontaktar|faxa)\b[^.:]*\{contact\}", re.IGNORECASE)
WAYS = ("{phone}", "{email}", "{fax}")


@pytest.fixture(scope="module")
def talks(adviser: Adviser, share: Share) -> list[tuple[str, Conversation]]:
    """Dialogues to their end, on every topic, with patients from all over the space: of the share those from every region and situation."""
    space, found = adviser.space, []
    numbers = range(0, space.size, space.size // 29)
    cases = {number: space.case(number) for number in numbers}
    every = product(adviser.knowledge.topics, numbers)
    for topic, number in share.of(every, lambda of: (of[0], cases[of[1]]["region"]), lambda of: of[1], one_in=4):
        talk = Conversation(adviser)
        while (question := talk.question) is not None:
            talk = talk.reply_topics([topic]) if question.id == TOPIC else talk.reply(cases[number][question.id])
        found.append((f"{topic} {number}", talk))
    return found


Cards = list[tuple[str, Card]]


@pytest.fixture(scope="module")
def cards(talks: list[tuple[str, Conversation]], adviser: Adviser, users_world: None) -> dict[str, Cards]:
    """Their cards in each language, made once for all that is asked of them."""
    made = {}
    for code in ("sv", "en"):
        wording = Wording(adviser.knowledge, language(code))
        made[code] = [(name, card_of(talk, wording)) for name, talk in talks]
    return made


def first_rows(made: Card, wording: Wording, rows: int = ROWS, asked: tuple[str, ...] = ()) -> list[str]:
    maker = CardBlocks(wording, Emphasis(wording), frozenset(), lambda name: None, rows, WIDTH, asked=asked)
    blocks = maker.blocks(made)
    return [line.plain for block in blocks for line in block.lines(WIDTH)][:rows]


def is_folded(group: Fold, rows: list[str]) -> bool:
    return any(row.startswith(FOLDED) and group.title in row for row in rows)


def test_a_caution_is_in_sight_and_one_row_while_something_that_carries_the_answer_is_folded(
    adviser: Adviser, cards: dict[str, Cards], each_language: Language
) -> None:
    wording = Wording(adviser.knowledge, each_language)

    def is_so(made: Card) -> None:
        for rows in (ROWS, 20, 30):
            seen = first_rows(made, wording, rows)
            folded = [group for group in made.folds if is_folded(group, seen)]
            for caution in (group for group in made.folds if group.in_sight):
                assert any(caution.title in row for row in seen) or caution not in folded, seen
                assert caution in folded or not any(group.carries for group in folded), seen
                assert rows > ROWS or any(caution.title in row for row in seen), seen

    sweep(cards[each_language.code], is_so)


def test_what_the_line_says_takes_no_rows_from_what_else_answers(
    adviser: Adviser, cards: dict[str, Cards], each_language: Language
) -> None:
    """Whether it is asked for or not: a group that the line tells opens after all others that carry the answer, and its warning is no row."""
    wording, seen = Wording(adviser.knowledge, each_language), 0

    for name, made in cards[each_language.code]:
        for asked in ((), (FEE,)):
            rows = first_rows(made, wording, asked=asked)
            others = [group for group in made.folds if group.carries and not group.led and group.kind != POSSIBLE]
            folded = [group for group in others if is_folded(group, rows) and not group.gist]
            told = [group for group in made.folds if group.led and not is_folded(group, rows)]
            told = [group for group in told if any(group.title in row for row in rows)]
            assert not (told and folded), (name, asked, rows)
            seen += bool(told or folded)
        twice = [
            item for item in made.warnings if item.said and item.said.id in made.led and not item.said.statement.always
        ]
        assert not any(item.text[: WIDTH // 2] in " ".join(first_rows(made, wording)) for item in twice), name
    assert seen > 50


def test_no_address_of_a_page_takes_rows_of_the_first_screen(
    adviser: Adviser, cards: dict[str, Cards], share: Share, each_language: Language
) -> None:
    """What the page is called is told; its address is in the sources."""
    wording, seen = Wording(adviser.knowledge, each_language), 0
    for name, made in cards[each_language.code]:
        noted = [note for section in made.steps for item in section.items for note in item.notes if "://" in note]
        whole = " ".join(" ".join(first_rows(made, wording, 100)).split())
        seen += any(note.partition("://")[0] in whole for note in noted)
        sources = next((group.title for group in made.folds if group.kind == SOURCES), "")
        small = " ".join(first_rows(made, wording))
        assert "://" not in small.partition(f" {sources} (")[0], (name, small)
    assert seen > share.least(10, 4)


def test_fees_rights_and_whom_to_reach_are_read_on_the_first_screen(
    adviser: Adviser, cards: dict[str, Cards], each_language: Language
) -> None:
    """Open, or told in the row of their heading, or said by the line; a group that says nothing folded is the first to open."""
    wording = Wording(adviser.knowledge, each_language)
    mute, all_ = [], 0

    for name, made in cards[each_language.code]:
        seen = first_rows(made, wording)
        groups = [group for group in made.folds if group.kind in (FEE, CONTACT, ENTITLEMENT)]
        all_ += len(groups)
        said = "\n".join(seen)
        untold = [group for group in groups if not (group.led or (group.gist and group.gist in said))]
        mute += [(name, group.title) for group in untold if is_folded(group, seen)]
        mute += [(name, group.title) for group in groups if not any(group.title in row for row in seen)]
    assert len(mute) * 30 < all_, mute


def test_whoever_is_to_be_called_is_named_with_the_number(adviser: Adviser) -> None:
    rules = adviser.knowledge.rules.values()
    texts = [(rule.id, text) for rule in rules if rule.statement for text in rule.statement[3:]
             if isinstance(text, str) and ASKS.search(text)]  # fmt: skip
    assert texts and [(id, text) for id, text in texts if not any(way in text for way in WAYS)] == []
    names = {contact.name for contact in adviser.knowledge.contacts.values() if contact.pack == "vgr"}
    for rule in rules:
        if rule.statement is not None and rule.statement.kind in ("step", "contact"):
            by_name = [name for name in names if ASKS.search(rule.statement.text.replace(name, "{contact}"))]
            assert not by_name or rule.statement.contact, (rule.id, rule.statement.text)


DESK = {
    "region=vgr status=asylum_seeker age=40 proof=lma_expired topic=entitlement": "entitlement.vgr.no_card.expired",
    "topic=authority_enquiry": "authority_enquiry.call_back",
    "region=rjl status=undocumented topic=authority_enquiry": "authority_enquiry.rjl.duty_to_state",
    "region=vgr status=asylum_seeker age=19 travel=other topic=travel": "travel.vgr.lma_number",
    "region=vgr status=undocumented age=50 topic=home_care": "home_care.vgr.hand_over",
    "region=vgr status=undocumented age=9 visit=primary_doctor topic=visit_fee": "visit_fee.undocumented.right.child",
    "region=vgr status=temporary_protection registered=no age=19 topic=dental": "dental.vgr.right.adult",
    "region=vgr status=temporary_protection registered=no age=30 proof=protection_application topic=entitlement": (
        "entitlement.vgr.temporary_protection.application"
    ),
}
"""What a stranger missed: the case, and the rule whose statement, or what it comes to, is to be read at once."""


def test_what_a_stranger_missed_at_the_desk_is_on_the_first_screen(adviser: Adviser, each_language: Language) -> None:
    wording = Wording(adviser.knowledge, each_language)

    def is_so(of: tuple[str, str]) -> None:
        case, id = of
        talk = Conversation(adviser, case_from_words(adviser.knowledge, case.split()))
        text = " ".join(" ".join(first_rows(card_of(talk, wording), wording)).split())
        (said,) = (said for said in talk.answer.certain if said.id == id)
        told = [wording.rule_text(said.rule), wording.rule_lead(said.rule), wording.rule_brief(said.rule)]
        told += [said.contact.phone or ""] if said.contact is not None else []
        assert any(words and words in text for words in told), text

    sweep(((case, (case, id)) for case, id in DESK.items()), is_so)


def test_whom_to_reach_about_an_expired_card_is_on_the_first_screen_of_every_topic_with_fees(
    adviser: Adviser, each_language: Language
) -> None:
    """Whether the situation has been said or not: as long as nobody has, the number stands by the situation for which it is told."""
    wording, knowledge = Wording(adviser.knowledge, each_language), adviser.knowledge
    contact = knowledge.contacts["asylenheten"]
    phone = contact.phone or "-"
    fees = {
        rule.statement.topic for rule in knowledge.rules.values() if rule.statement is not None and rule.statement.fee
    }

    def is_so(words: str) -> None:
        talk = Conversation(adviser, case_from_words(knowledge, words.split()))
        told = [said for said in talk.answer.statements if said.contact is not None and said.contact.id == contact.id]
        near = [said for said in told if said.certain or said.certain_if]
        assert not near or phone in " ".join(first_rows(card_of(talk, wording), wording, ROWS - 1)), words

    cases = [
        f"region=vgr {status} proof=lma_expired age={age} {visit} topic={topic}"
        for status in ("status=asylum_seeker", "")
        for topic in sorted(fees)
        for age in (9, 19, 40)
        for visit in ("visit=primary_doctor", "visit=referred_other", "visit=emergency")
    ]
    assert len(fees) > 3
    sweep(((words, words) for words in cases), is_so)


THE_SAME = [
    f"region={region} {patient} topic=maternity"
    for region in ("vgr", "rjl")
    for patient in ("status=asylum_seeker proof=lma_valid", "status=temporary_protection registered=no")
] + ["region=rjl status=undocumented topic=maternity", "region=rjl status=asylum_seeker topic=maternity"]
"""Whom the midwife's visit costs the same at any age."""


def test_what_the_midwife_s_visit_costs_is_said_without_asking_for_an_age(
    adviser: Adviser, each_language: Language
) -> None:
    wording = Wording(adviser.knowledge, each_language)

    def line(words: str) -> str:
        talk = Conversation(adviser, case_from_words(adviser.knowledge, words.split()))
        (said,) = card_of(talk, wording).leads
        return said.text

    for words in THE_SAME:
        assert {line(words)} == {line(f"{words} age={age}") for age in (15, 18, 19, 30)}, words


def test_whoever_asks_about_an_invoice_reads_of_the_interpreter_s_too(
    adviser: Adviser, each_language: Language
) -> None:
    wording = Wording(adviser.knowledge, each_language)
    for status in ("asylum_seeker", "undocumented", "temporary_protection registered=no"):
        for topic in ("invoicing", "invoicing,interpreter"):
            words = f"region=vgr status={status} topic={topic}"
            talk = Conversation(adviser, case_from_words(adviser.knowledge, words.split()))
            assert "Koncernkontoret" in card_of(talk, wording).leads[0].text, words


def test_whom_to_reach_without_a_valid_card_is_told_on_every_topic_while_nobody_has_said_what_is_shown(
    adviser: Adviser, each_language: Language
) -> None:
    """By digits the card is not asked about where it decides whom to call alone: so the row of what depends on it says so."""
    wording, knowledge = Wording(adviser.knowledge, each_language), adviser.knowledge
    contact = knowledge.contacts["asylenheten"]
    phone, told = contact.phone or "-", []

    for topic in knowledge.topics:
        words = f"region=vgr status=asylum_seeker age=34 visit=primary_doctor topic={topic}"
        talk = Conversation(adviser, case_from_words(knowledge, words.split()))
        of = [said for said in talk.answer.possible if said.contact is not None and said.contact.id == contact.id]
        if any(said.certain_if and said.depends_on == ("proof",) for said in of):
            rows = first_rows(card_of(talk, wording), wording, 40)
            told.append((topic, any(phone in row for row in rows)))
    assert len(told) > 3 and [topic for topic, so in told if not so] == []


def test_the_year_of_an_older_page_stands_on_the_first_screen_beside_what_it_makes_somebody_pay(
    adviser: Adviser, each_language: Language
) -> None:
    """In the line, in the text, or in the row of what is to be checked: not only in a group that is folded."""
    wording, knowledge = Wording(adviser.knowledge, each_language), adviser.knowledge
    seen = []
    for status in ("asylum_seeker proof=lma_valid", "temporary_protection registered=no", "undocumented"):
        for topic, age in product(("visit_fee", "dental", "maternity"), (9, 15, 40)):
            words = f"region=rjl status={status} age={age} visit=primary_doctor topic={topic}"
            talk = Conversation(adviser, case_from_words(knowledge, words.split()))
            fees = [said for said in talk.answer.certain if said.statement.fee is not None]
            years = {
                year
                for said in fees
                for source in said.sources
                if source.stale
                for year in re.findall(r"\b20\d\d\b", wording.date(source.document))
            }
            rows = " ".join(first_rows(card_of(talk, wording), wording))
            seen += [(words, year, year in rows) for year in sorted(years)]
    assert len(seen) > 5 and [(words, year) for words, year, so in seen if not so] == []


@pytest.mark.parametrize(
    ("code", "line"),
    [("sv", "ssk papperslös 40 vad kostar det"), ("en", "nurse, undocumented, 40, what does it cost")],
)
def test_what_a_line_may_mean_stands_with_what_each_decides(adviser: Adviser, code: str, line: str) -> None:
    """As beside the question itself: whoever reads two readings of a nurse's visit reads what each costs."""
    wording = Wording(adviser.knowledge, language(code))
    reading = LineReader(adviser.knowledge, (code,)).read(line, Conversation(adviser, Case({"region": "vgr"})))
    assert isinstance(reading, Told) and reading.offer is not None and not reading.offer.single
    talk, question = reading.later, adviser.knowledge.questions["visit"]
    decides = beside(adviser, talk.case, question, wording)
    told = choices(reading.offer, talk, wording)
    meant = [decides[each.value] for each in reading.offer.choices]
    assert len(set(meant)) > 1 and all(amount in text for amount, text in zip(meant, told, strict=True)), told


def test_no_answer_says_of_one_topic_both_what_it_costs_and_that_it_is_not_known(adviser: Adviser) -> None:
    wording, knowledge = Wording(adviser.knowledge, language("sv")), adviser.knowledge
    patients = (
        "asylum_seeker",
        "asylum_seeker proof=lma_expired",
        "temporary_protection registered=no",
        "undocumented",
    )
    both, priced = [], 0
    for region, patient, age, topic in product(("vgr", "rjl", "other"), patients, (9, 19, 40), knowledge.topics):
        words = f"region={region} status={patient} age={age} visit=primary_doctor topic={topic}"
        talk = Conversation(adviser, case_from_words(knowledge, words.split()))
        fees = [said.statement.fee for said in talk.answer.certain if said.statement.topic == topic]
        amounts = {fee.amount is not None for fee in fees if fee is not None}
        says_so = any(group.kind == NOT_KNOWN for group in card_of(talk, wording).folds)
        priced += True in amounts
        both += [words] if len(amounts) > 1 or (says_so and True in amounts) else []
    assert priced > 50 and both == []


def test_who_else_is_named_is_not_said_not_to_be_understood(adviser: Adviser, each_language: Language) -> None:
    """Nothing is taken of a relative, and the row is for what was: a strange word beside it is still said."""
    wording, code = Wording(adviser.knowledge, each_language), each_language.code
    lines = {"sv": "papperslös 16, {who} är med, tandläkare", "en": "undocumented 16, {who} is here, dentist"}
    reader = LineReader(adviser.knowledge, (code,))
    people = {word for words in adviser.knowledge.words.people for word in words.get(code, ())[:2] if " " not in word}
    assert len(people) > 5
    for who in sorted(people):
        reading = reader.read(lines[code].format(who=who), Conversation(adviser, Case({"region": "vgr"})))
        assert isinstance(reading, Told), who
        told = not_understood(reading.understood, wording)
        assert not set(who.split()) & set(told), (who, told)
    reading = reader.read(lines[code].format(who="qwerty"), Conversation(adviser, Case({"region": "vgr"})))
    assert isinstance(reading, Told) and not_understood(reading.understood, wording) == ["qwerty"]


def test_no_row_of_a_folded_group_names_an_authority_that_somebody_is_sent_to(
    adviser: Adviser, share: Share, each_language: Language
) -> None:
    """For whom it may be asked, and for whom never, stands in the statement: its number in the row of a group would leave that out."""
    wording, knowledge = Wording(adviser.knowledge, each_language), adviser.knowledge
    seen = 0
    patients = ("status=asylum_seeker", "status=asylum_seeker proof=none", "proof=none", "")
    every = product(("vgr", "rjl", "other"), knowledge.topics, (9, 40), patients)
    for region, topic, age, patient in share.of(every, lambda of: of[:2], lambda of: (of[0], *of[2:]), one_in=8):
        words = f"region={region} {patient} age={age} topic={topic}"
        talk = Conversation(adviser, case_from_words(knowledge, words.split()))
        sending = [said for said in talk.answer.statements if said.contact is not None and said.statement.sends_to]
        numbers = {said.contact.phone for said in sending if said.contact is not None and said.contact.phone}
        gists = [group.gist for group in card_of(talk, wording).folds]
        seen += len(numbers)
        assert not any(number in gist for number in numbers for gist in gists), (words, gists)
    assert seen


LONG_LINES = (
    "LMA-kortet gick ut för tio dagar sen, hon är 27 och har läkartid nu i Borås, vad gör jag och vad tar jag betalt?",
    "Papperslös man på 29, inget LMA-nummer, ska träffa läkare på vårdcentralen i Trollhättan och behöver somalisk tolk - hur bokar jag tolken?",
    "Kvinna, 26, visar kvitto på asylansökan, tolv dagar gammalt, och vill göra hälsoundersökningen i Nässjö - är den gratis, och hur lägger jag in henne?",
    "Asylsökande, 67, LMA-kort, skrivs ut på torsdag från vår avdelning i Göteborg, behöver insulin hemma och hjälp på toaletten - SAMSA till kommunen?",
    "Man, 38, har inte fått fyra sista än, inget LMA-kort, vilken avgift tar jag för läkaren på vårdcentralen i Alingsås?",
    "bröstsmärta, man runt 50, inga papper, på kvällen i Eksjö - får vi ta emot honom, och hur registrerar jag?",
)


@pytest.mark.parametrize("line", LONG_LINES, ids=lambda line: line[:12])
@pytest.mark.usefixtures("at_once")
@pytest.mark.asyncio
async def test_of_a_long_line_all_that_was_understood_is_read_and_the_answer_stays_in_sight(
    adviser: Adviser, line: str
) -> None:
    """What was not understood gives way to it; the line that answers, the warnings and the question are in sight, after an alarm too."""
    app = VardlotsApp(adviser, language("sv"))
    app.grace = app.breath = 0.0
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.chat.line.value = line
        await pilot.press("enter")
        await settle(pilot)
        if app.screen is not app.chat:
            await pilot.press("enter")
            await settle(pilot)
        region = app.chat.query_one("#heard").region
        said = " ".join(" ".join(screen_text(app).splitlines()[region.y : region.bottom]).split())
        (understood,) = (remark.text for remark in app.chat.said if remark.text.startswith("Uppfattat"))
        assert understood in said, said
        assert "inget LMA-nummer" not in said, "a topic that is denied is no news where others are asked about"
        seen = " ".join(re.sub("[│▀-▟]", " ", screen_text(app)).split())
        made = card_of(app.chat.conversation, app.wording)
        assert made.leads and all(item.text in seen for item in made.leads)
        warned = [item.text for item in made.warnings if item.said is None or item.said.certain]
        assert all(text.split(".")[0] in seen for text in warned), seen
        assert app.chat.asking.region.bottom <= 24 and app.chat.asking.options


SHORT_LINES: list[dict[str, Any]] = data("shipped/first_screen.yaml")
"""What a receptionist types (`keys`: and answers), and what is then to be read on the first screen of a small terminal, or of one of another `size`."""


def is_read(one: Mapping[str, str], wording: Wording, seen: str) -> bool:
    """Whether what is told of one part of an answer stands on a screen."""
    ((kind, of),) = one.items()
    if kind == "contact":
        return (wording.knowledge.contacts[of].phone or "-") in seen
    if kind == "words":
        return of in seen
    rule = wording.knowledge.rules[of]
    told = (wording.rule_text(rule), wording.rule_lead(rule), wording.rule_brief(rule))
    return any(words and words in seen for words in told)


@pytest.mark.long
@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("size", sorted({tuple(short.get("size", SMALL)) for short in SHORT_LINES}))
@pytest.mark.usefixtures("at_once")
@pytest.mark.asyncio
async def test_all_that_a_short_line_asks_for_is_read_at_once(
    adviser: Adviser, code: str, size: tuple[int, int]
) -> None:
    """Each line is typed into the screen as it is when the app starts; starting it anew for each costs as much as all else."""
    app = VardlotsApp(adviser, language(code))
    app.grace = app.breath = 0.0
    unlike: list[tuple[str, object, str]] = []
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        begun = Conversation(app.chat.conversation.adviser, app.chat.conversation.case), screen_text(app)
        for short in SHORT_LINES:
            if short["lang"] != code or tuple(short.get("size", SMALL)) != size:
                continue
            await begin_anew(pilot, app, begun[0])
            assert screen_text(app) == begun[1], short["line"]
            app.chat.line.value = short["line"]
            for key in ("enter", *short.get("keys", ())):
                await pilot.press(key)
                await settle(pilot)
            seen = " ".join(re.sub("[│▀-▟]", " ", screen_text(app)).split())
            unlike += [(short["line"], one, seen) for one in short["reads"] if not is_read(one, app.wording, seen)]
            unlike += [
                (short["line"], one, seen) for one in short.get("not_read", ()) if is_read(one, app.wording, seen)
            ]
    assert unlike == []


async def begin_anew(pilot: Pilot[None], app: VardlotsApp, begun: Conversation) -> None:
    """Everything as when the app started: no case, no region, and nothing that brings them back."""
    while app.screen is not app.chat:
        app.pop_screen()
        await settle(pilot)
    app.preferences.forget_region()
    app.chat.clear()
    app.chat.go(begun)
    await settle(pilot)


CHECKING = {
    "sv": ("var kan vi kolla det", "hur kontrollerar vi det", "var kan vi kolla om han är asylsökande", "vem ringer jag"),
    "en": ("where can we check that", "how do we verify that", "how can we check if he is an asylum seeker", "who do i call"),
}  # fmt: skip
WHOEVER = {
    "sv": ("papperslös, {line}", "säger sig vara asylsökande, {line}", "inga papper, {line}", "kanske papperslös, {line}", "{line}"),
    "en": ("undocumented, {line}", "says he is an asylum seeker, {line}", "no papers, {line}", "maybe undocumented, {line}", "{line}"),
}  # fmt: skip


def test_who_asks_where_to_check_is_sent_to_no_authority_about_somebody_who_may_be_undocumented(
    adviser: Adviser, each_language: Language
) -> None:
    code, knowledge = each_language.code, adviser.knowledge
    reader = LineReader(knowledge, (code,))
    for region, line, whoever in product(("vgr", "rjl", "other"), CHECKING[code], WHOEVER[code]):
        typed = whoever.format(line=line)
        reading = reader.read(typed, Conversation(adviser, Case({"region": region})))
        talk = getattr(reading, "later", Conversation(adviser, Case({"region": region})))
        assert talk.case.known.get("status") != "asylum_seeker", typed
        assert not any(said.statement.sends_to for said in talk.answer.statements), typed


HARMLESS = (
    ("sv", "papperslös 40 står i luckan med ont, mår dåligt, tandläkare, {strange}"),
    ("sv", "patienten sitter i väntrummet sedan igår, asylsökande 34, tolk, {strange}"),
    ("en", "an undocumented patient of 40 at the desk with a rash wants the dentist, {strange}"),
    ("en", "asylum seeker 34 at reception again, interpreter please, {strange}"),
    ("sv", "papperslös 40, vrickat knät, svullen fotled, hostar och har feber, tandläkare, {strange}"),
    ("en", "undocumented 40, sprained wrist, swollen ankle, fever and a sore throat, dentist, {strange}"),
)
TELLING = {"sv": ("ansökt", "Qvarnsebo"), "en": ("applied", "Qvarnsebo")}


@pytest.mark.parametrize(("code", "line"), HARMLESS)
def test_of_what_is_not_understood_only_what_may_matter_is_named(adviser: Adviser, code: str, line: str) -> None:
    """Ordinary speech carries nothing; a word of a situation and the name of a place may."""
    wording, reader = Wording(adviser.knowledge, language(code)), LineReader(adviser.knowledge, (code,))
    for strange in TELLING[code]:
        reading = reader.read(line.format(strange=strange), Conversation(adviser, Case({"region": "vgr"})))
        assert isinstance(reading, Told)
        assert not_understood(reading.understood, wording) == [strange], line


IN_DANGER = {
    "sv": (
        "papperslös kvinna 41 på akuten Värnamo kl 22, ont i bröstet och svårt att andas, vad gör jag?",
        "asylsökande 50, läkare i Borås, svår bröstsmärta",
        "man ca 50 ont i bröstet får ingen luft asylsökande har inte kortet med sig",
    ),
    "en": (
        "undocumented woman of 41 at A&E in Värnamo, 10 pm, chest pain and hard to breathe. what do I do?",
        "asylum seeker, 50, doctor, Borås, severe chest pain",
        "man about 50 chest pain cant breathe asylum seeker card left at home",
    ),
}
WHAT_IT_COSTS = {"sv": "{line} vad kostar det?", "en": "{line} what does it cost?"}


def test_who_tells_of_danger_and_asks_nothing_reads_no_fee_behind_the_alarm(
    adviser: Adviser, each_language: Language
) -> None:
    """What helps then is that care is everybody's right, and then which number to take; whoever asks what it costs reads that."""
    code, knowledge = each_language.code, adviser.knowledge
    wording, reader = Wording(knowledge, each_language), LineReader(knowledge, (code,))
    helping = {topic.id for topic in knowledge.topics.values() if topic.in_danger}
    for line in IN_DANGER[code]:
        raised = reader.read(line, Conversation(adviser))
        assert isinstance(raised, Alarm) and isinstance(raised.beneath, Told), line
        talk = raised.beneath.later
        assert set(talk.case.topics) == helping == {"entitlement", "registration"}, line
        assert talk.case.topics[0] == "entitlement" and raised.beneath.offer is None, "nothing is to be settled first"
        assert len(card_of(talk, wording).leads) == len(helping)
        asking = reader.read(WHAT_IT_COSTS[code].format(line=line), Conversation(adviser))
        assert isinstance(asking, Alarm) and isinstance(asking.beneath, Told), line
        assert "visit_fee" in asking.beneath.later.case.topics, line
    told = reader.read(IN_DANGER[code][0], Conversation(adviser))
    assert isinstance(told, Alarm) and isinstance(told.beneath, Told)
    rows = " ".join(" ".join(first_rows(card_of(told.beneath.later, wording), wording)).split())
    assert wording.rule_brief(knowledge.rules["registration.rjl.c_number.on_call"]) in rows


@pytest.mark.parametrize(
    ("code", "line", "free"),
    [
        ("sv", "mamma utan papper med bebis 3 månader i Värnamo, vad kostar besöket", "avgiftsfritt"),
        ("en", "Mother without papers with a baby 3 months in Värnamo, what does the visit cost?", "free"),
        ("en", "mother and her son of 17, medicine, no papers", "free"),
    ],
)
def test_what_a_child_pays_stands_where_who_is_the_patient_is_asked(
    adviser: Adviser, code: str, line: str, free: str
) -> None:
    """That the young pay nothing is read before one is chosen, also where who pays what takes a whole line."""
    wording = Wording(adviser.knowledge, language(code))
    reading = LineReader(adviser.knowledge, (code,)).read(line, Conversation(adviser))
    assert isinstance(reading, Told) and reading.offer is not None
    grown_up, child = choices(reading.offer, reading.later, wording)
    assert free in child and free not in grown_up

"""The lookup screen: searching, tables, contacts, into a case and back; and that nobody is led astray by it."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.pilot import Pilot

from assistant.answer import Adviser
from assistant.cases.case import Case, case_from_words
from assistant.i18n import Language, language, languages
from assistant.lookup import Lookup, contacts_page, table, table_topics
from assistant.lookup.outline import CONTACTS, start_page, subject, when_text
from assistant.tui.app import VardlotsApp
from assistant.tui.chat.screen import ChatScreen
from assistant.tui.dialogs.dialog import Dialog
from assistant.tui.hanging import Block
from assistant.tui.lookup.blocks import KEYS, START, table_blocks
from assistant.tui.lookup.pages import OpenedPage, page
from assistant.tui.lookup.screen import LookupScreen
from assistant.tui.widgets.pick_list import PickList
from assistant.tui.widgets.search_line import SearchLine
from assistant.words.wording import Wording
from tests.support.app import SMALL, WIDE, case, reply, screen_text, settle

SIZES = pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "140x40"])
NEVER = "entitlement.no_agency"
UNDOCUMENTED = "region=rjl status=undocumented"

SEARCHES = {
    "medic": "topic:medicines",
    "läkemdel": "topic:medicines",
    "lakemedel": "topic:medicines",
    "intepreter": "topic:interpreter",
    "tolkar": "topic:interpreter",
    "sjukresor": "topic:travel",
    "asylenheten": "contact:asylenheten",
    "LMA-kort": "topic:registration",
}
"""What is typed, and what stands first."""


class Desk(VardlotsApp):
    """The app with a key of its own for the lookup, and what a case was begun with."""

    def __init__(self, adviser: Adviser, speaks: Language) -> None:
        super().__init__(adviser, speaks)
        self.grace = 0
        self.lookup = Lookup(adviser, [language(code) for code in languages()])
        self.begun: list[tuple[str, ...]] = []

    async def look_up(self, pilot: Pilot[None]) -> LookupScreen:
        """Open the lookup from the conversation as it is."""
        screen = LookupScreen(self.lookup, self.chat.conversation.case, self.begun.append)
        await self.push_screen(screen)
        await settle(pilot)
        return screen


@pytest.fixture
def app(adviser: Adviser) -> Desk:
    return Desk(adviser, language("en"))


@pytest.fixture(scope="module")
def lookup(adviser: Adviser) -> Lookup:
    return Lookup(adviser, [language(code) for code in languages()])


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text, then wait until everything is shown."""
    await pilot.press(*({" ": "space", "-": "minus"}.get(character, character) for character in text))
    await settle(pilot)


def focus(app: Desk) -> object:
    """What has the focus now."""
    return app.focused


def shown(app: Desk) -> object:
    """The screen that is shown now."""
    return app.screen


def said(screen: LookupScreen) -> str:
    """What the list says, as plain text."""
    return screen.found.paragraphs.text


def read(screen: LookupScreen) -> str:
    """What the open page says, as plain text."""
    return screen.opened.paragraphs.text


# -- finding -------------------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
@SIZES
async def test_typing_finds_at_once_in_both_languages(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        assert isinstance(app.focused, SearchLine)
        for query, first in SEARCHES.items():
            await type_in(pilot, query)
            assert screen.found.paragraphs.subjects[0] == first, query
            await pilot.press("escape")
            assert screen.box.value == ""


@pytest.mark.asyncio
async def test_after_a_page_what_is_typed_searches_anew(app: Desk) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await type_in(pilot, "tolk")
        await pilot.press("enter", "escape")
        await settle(pilot)
        assert screen.box.value == "tolk"
        await pilot.press("f", "r")
        assert screen.box.value == "fr"


@pytest.mark.asyncio
@SIZES
async def test_each_digit_opens_its_line_of_the_start_page(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        keyed = start_page(app.lookup, screen.wording).opens[:KEYS]
        assert [about.partition(":")[2] for about in keyed[:5]] == [
            "visit_fee", "medicines", "entitlement", "travel", "dental",
        ]  # fmt: skip
        assert keyed[5] == CONTACTS and len(keyed) == 9
        for number, about in enumerate(keyed, 1):
            await pilot.press(str(number))
            await settle(pilot)
            assert focus(app) is screen.opened
            expected = page(app.lookup, about, screen.wording, screen.scope.within)
            assert screen.opened.paragraphs.blocks == expected.blocks
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(app.focused, SearchLine)
        await pilot.press("down", "2")  # with the focus in the list, too
        await settle(pilot)
        assert focus(app) is screen.opened and "Medicines" in read(screen)


@pytest.mark.asyncio
async def test_a_digit_after_other_characters_is_typed(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await type_in(pilot, "sek 50")
        assert screen.box.value == "sek 50" and isinstance(app.focused, SearchLine)


@pytest.mark.asyncio
async def test_letters_typed_in_the_list_go_into_the_box(app: Desk) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await pilot.press("tab", *"migs")
        await settle(pilot)
        assert screen.box.value == "migs" and focus(app) is screen.box
        assert not app.begun and app.screen is screen


@pytest.mark.asyncio
async def test_more_results_are_shown_on_request(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await type_in(pilot, "avgift")
        before = screen.found.paragraphs.subjects
        assert before[-1] == "more"
        for _ in range(200):
            await pilot.press("down")
            if screen.found.selected == "more":
                break
        await pilot.press("enter")
        await settle(pilot)
        after = screen.found.paragraphs.subjects
        assert after[: len(before) - 1] == before[:-1] and len(after) > len(before)


@pytest.mark.asyncio
async def test_nothing_found_says_so_with_the_nearest_word(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await type_in(pilot, "qqqqxx")
        assert app.language.gettext("Nothing was found.") in said(screen)
        await pilot.press("enter", "down", "enter")
        assert shown(app) is screen


@pytest.mark.asyncio
async def test_a_personal_number_is_masked_in_the_box(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await type_in(pilot, "nr 198001011234")
        assert screen.box.value == "nr ••••••••••••"
        assert "1980" not in screen_text(app)


@pytest.mark.asyncio
async def test_keys_that_come_all_at_once_are_read_in_order(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        for key in ("m", "e", "d", "i", "c"):
            app.post_message(Key(key, key))
        app.post_message(Key("enter", "\r"))
        await settle(pilot)
        await settle(pilot)
        assert screen.box.value == "medic"
        assert focus(app) is screen.opened and read(screen).startswith("Medicines")


# -- opening, and back ---------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
@SIZES
async def test_back_step_by_step_to_the_conversation_as_it_was(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "asylum_seeker", "medicines")
        talk, entry = app.chat.conversation, app.focused
        screen = await app.look_up(pilot)
        await type_in(pilot, "tolk")
        await pilot.press("enter")  # the topic
        await settle(pilot)
        topic = read(screen)
        for _ in range(60):
            await pilot.press("down")
            if screen.opened.selected.startswith("statement:"):
                break
        chosen = screen.opened.selected
        await pilot.press("enter")  # one of its statements
        await settle(pilot)
        assert read(screen) != topic
        await pilot.press("escape")
        await settle(pilot)
        assert read(screen) == topic and screen.opened.selected == chosen
        await pilot.press("escape")
        await settle(pilot)
        assert focus(app) is screen.box and screen.box.value == "tolk"
        await pilot.press("escape")
        assert screen.box.value == "" and app.screen is screen
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ChatScreen)
        assert app.chat.conversation is talk and focus(app) is entry
        assert not app.begun


@pytest.mark.asyncio
@SIZES
async def test_a_statement_by_keyboard_into_a_case(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await type_in(pilot, "skovdedepan")
        await pilot.press("enter")
        await settle(pilot)
        for _ in range(40):
            await pilot.press("down")
            if screen.opened.selected == START:
                break
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ChatScreen)
        assert len(app.begun) == 1
        begun = case_from_words(app.adviser.knowledge, app.begun[0])
        assert begun.answers == {"region": "vgr"} and begun.topics == ("consumables",)


@pytest.mark.asyncio
async def test_one_key_starts_the_case_once(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await app.look_up(pilot)
        await pilot.press("2")
        await settle(pilot)
        app.post_message(Key("ctrl+s", None))
        app.post_message(Key("ctrl+s", None))
        await settle(pilot)
        assert app.begun == [("topic=medicines",)]


@pytest.mark.asyncio
async def test_what_says_nothing_about_a_case_starts_none(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await pilot.press("6")
        await settle(pilot)
        await pilot.press("ctrl+s")
        assert shown(app) is screen and not app.begun


@pytest.mark.asyncio
@SIZES
async def test_by_mouse(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)

        async def click(part: PickList, about: str) -> None:
            spot = part.paragraphs.spot(about)
            assert spot is not None
            row = part.paragraphs.region.y + spot.y
            await pilot.click(offset=(part.paragraphs.region.x + 6, row))
            await settle(pilot)

        await click(screen.found, CONTACTS)
        assert focus(app) is screen.opened
        await click(screen.opened, "contact:skovdedepan")
        assert "0500-43 79 01" in read(screen)
        await click(screen.opened, START)
        assert isinstance(app.screen, ChatScreen) and app.begun


@pytest.mark.asyncio
async def test_up_from_the_first_leads_back_to_the_box(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await pilot.press("down", "down", "down")
        assert screen.found.selected == screen.found.paragraphs.subjects[2]
        await pilot.press("up", "up", "up")
        assert focus(app) is screen.box
        await pilot.press("tab")
        assert focus(app) is screen.found


@pytest.mark.asyncio
async def test_down_passes_over_no_line_of_a_long_page(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await pilot.press("4")
        await settle(pilot)
        seen: set[int] = set()
        for _ in range(400):
            top = screen.opened.scroll_offset.y
            seen |= set(range(top, top + screen.opened.size.height))
            if screen.opened.selected == START:
                break
            await pilot.press("down")
        assert seen >= set(range(screen.opened.virtual_size.height))


@pytest.mark.asyncio
async def test_f1_tells_the_keys(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, Dialog) and app.language.gettext("Look up") in screen_text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert shown(app) is screen


# -- what is copied ------------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_copying(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await pilot.press("ctrl+y")
        assert app.clipboard == ""  # nothing is chosen yet
        await pilot.press("6", "down", "ctrl+y")
        contact = app.clipboard.splitlines()
        assert contact[0].startswith("Asylenheten VGR") and any("0700-82 54 88" in line for line in contact)
        assert any(line.startswith("Applies if") for line in contact) and "[V25, V14]" in contact
        await pilot.press("escape", "2", "ctrl+y")
        assert app.clipboard.startswith("Medicines · Region: Västra Götaland") and "at most SEK" in app.clipboard
        await pilot.press("escape")
        await type_in(pilot, "boka tolk")
        await pilot.press("down", "down", "down")
        about = screen.found.selected
        await pilot.press("ctrl+y")
        made = page(app.lookup, about, screen.wording, screen.scope.within)
        assert app.clipboard == made.copied and app.copied


# -- for whom ------------------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_another_region_in_the_midst_of_a_page(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await pilot.press("2")
        await settle(pilot)
        seen = []
        for _ in range(3):
            region = screen.scope.within.answers["region"]
            made = table(app.adviser, screen.wording, "medicines", Case({"region": region}))
            assert set(table_blocks(made, screen.wording)) <= set(screen.opened.paragraphs.blocks)
            assert screen.wording.value(app.adviser.knowledge.questions["region"], region) in screen_text(app)
            seen.append(region)
            await pilot.press("ctrl+g")
            await settle(pilot)
        assert seen == ["vgr", "rjl", "other"] and screen.scope.within.answers["region"] == "vgr"
        assert case(app) == {"region": "vgr"}  # the conversation stays where it is


@pytest.mark.asyncio
async def test_for_the_patient_of_the_open_case_or_for_all(app: Desk) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented", "medicines")
        screen = await app.look_up(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert "UNDOCUMENTED" in read(screen) and "ASYLUM SEEKER" not in read(screen)
        await pilot.press("ctrl+o")
        await settle(pilot)
        assert "UNDOCUMENTED" in read(screen) and "ASYLUM SEEKER" in read(screen)
        await pilot.press("escape", "ctrl+o")
        await settle(pilot)
        assert screen.scope.of_patient and screen.scope.within.topics == ()


@pytest.mark.asyncio
@SIZES
async def test_what_is_not_known_of_the_patient_is_not_listed(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "unknown", "medicines")
        screen = await app.look_up(pilot)
        assert "unknown" in screen.scope.within.answers.values(), "it counts, all the same"
        heading = screen_text(app).splitlines()[0]
        assert "This patient" in heading and "Region: " in heading
        assert "Don't know" not in heading and "Situation" not in heading


@pytest.mark.asyncio
async def test_with_a_case_open_the_line_says_that_it_goes_on_with_its_patient(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        screen = await app.look_up(pilot)
        for _ in range(2):  # for this patient, then for all
            await pilot.press("2")
            await settle(pilot)
            assert "Use this for the patient of the open case: " in read(screen)
            assert "Start a case with this" not in read(screen)
            await pilot.press("escape", "ctrl+o")


@pytest.mark.asyncio
async def test_what_contradicts_the_open_case_is_asked_about_first_and_can_be_taken_back(adviser: Adviser) -> None:
    """Looked up for all patients, and used for one of whom something else is known: what it changes is shown before it is done."""
    app = VardlotsApp(adviser, language("en"))
    app.grace = 0
    app.breath = 0.0
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "temporary_protection")
        await pilot.press("f6", "ctrl+o")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LookupScreen)
        await type_in(pilot, "undocumented medicines")
        about = next(
            about
            for about in screen.found.paragraphs.subjects
            if "status=undocumented" in screen.pages(about, "en", screen.scope.within).case_words
        )
        screen.found.select(about)
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert screen.page.case_words and not screen.scope.of_patient
        await pilot.press("ctrl+s")
        await settle(pilot)
        shown = screen_text(app)
        assert "Change this answer?" in shown and "→ Undocumented" in shown
        assert case(app)["status"] == "temporary_protection"
        await pilot.press("enter")
        await settle(pilot)
        assert case(app)["status"] == "undocumented"
        await pilot.press("escape")
        await settle(pilot)
        assert case(app)["status"] == "temporary_protection"


# -- nobody is led astray ------------------------------------------------------------------------------------------------


PATIENTS = ("", "region=vgr", "region=rjl", "region=other", UNDOCUMENTED, "region=vgr status=unknown", "region=rjl age=40",
            "region=rjl status=asylum_seeker proof=none age=30 registered=no")  # fmt: skip


def all_pages(lookup: Lookup, within: Case, wording: Wording) -> dict[str, OpenedPage]:
    """Every page that can be opened."""
    abouts = [subject(entry.kind, entry.id) for entry in lookup.index.entries]
    return {about: page(lookup, about, wording, within) for about in (*abouts, CONTACTS)}


@pytest.mark.parametrize("words", PATIENTS)
def test_the_warning_stands_with_all_that_names_the_actor(lookup: Lookup, words: str) -> None:
    """On every page whatever names the Migration Agency has the warning with it, and what leads there comes after its condition."""
    within = case_from_words(lookup.knowledge, words.split())
    wording = Wording(lookup.knowledge, language("en"))
    for about, made in all_pages(lookup, within, wording).items():
        text = "\n".join(block.text for block in made.blocks)
        if "Migration Agency" in text or "Migration Agency" in made.copied:
            assert made.warnings, about
        if "Migration Agency" in made.copied:
            copied = " ".join(made.copied.split())
            assert all(warned.text in copied for warned in made.warnings), about
        kind, _, id = about.partition(":")
        for hit in lookup.look_at(kind, id, wording.language, within).hits:
            if hit.leads_to and kind == "statement":
                assert hit.condition is not None
                when = when_text(hit.condition, True, wording)
                texts = [block.text for block in made.blocks]
                assert texts.index(when) < texts.index(hit.text), about
                assert made.copied.index(when) < made.copied.index(hit.text), about


@pytest.mark.parametrize("words", [UNDOCUMENTED, "region=vgr status=undocumented age=7", "status=unknown", "age=40"])
def test_a_patient_for_whom_it_is_not_certain_is_never_led_there(lookup: Lookup, words: str) -> None:
    within = case_from_words(lookup.knowledge, words.split())
    wording = Wording(lookup.knowledge, language("en"))
    leading = {rule.id for rule in lookup.knowledge.rules.values() if rule.statement and rule.statement.sends_to}
    assert leading
    phones = {contact.phone for contact in lookup.knowledge.contacts.values() if contact.name.startswith("Migration")}
    assert phones
    space = lookup.adviser.space
    cases = space.completions(within.known)
    for about, made in all_pages(lookup, within, wording).items():
        for block in made.blocks:
            _, _, id = block.about.partition(":")
            if id in leading:
                assert space.rules[id] & cases == cases, (about, id)
            assert not any(phone in block.text for phone in phones if phone), about


@pytest.mark.asyncio
@SIZES
async def test_the_warning_stays_in_sight(app: Desk, size: tuple[int, int]) -> None:
    """In the list, on a page, and when either is scrolled to its end."""
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = await app.look_up(pilot)
        rule = app.adviser.knowledge.rules[NEVER]

        def in_sight() -> bool:
            start = screen.wording.rule_text(rule).split(".")[0]
            return start in " ".join(screen_text(app).split())

        await type_in(pilot, "migrationsverket")
        assert in_sight()
        await pilot.press("down", *["pagedown"] * 9)
        assert in_sight()
        await pilot.press("escape", "6", "down")  # without a region, the contact is shown with its condition
        assert "Migration Agency" in read(screen) and in_sight()
        await pilot.press("enter", "f3")
        await settle(pilot)
        assert "Gäller bara om" in read(screen) and in_sight()
        await pilot.press("end", *["pagedown"] * 5)
        assert in_sight()


@pytest.mark.asyncio
async def test_results_for_others_stand_apart(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await type_in(pilot, "asylsokande tandvard")
        assert screen.results is not None
        if any(not hit.apt for hit in screen.results.hits):
            assert "NOT FOR" in said(screen)


# -- tables --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["region=vgr", "region=rjl", "region=other", "", "region=vgr status=undocumented"])
def test_a_table_says_what_its_cells_say_and_fits(lookup: Lookup, words: str, each_language: Language) -> None:
    within = case_from_words(lookup.knowledge, words.split())
    wording = Wording(lookup.knowledge, each_language)
    for topic in table_topics(lookup.knowledge):
        made = table(lookup.adviser, wording, topic, within)
        blocks = table_blocks(made, wording)
        text = "\n".join(block.text for block in blocks)
        for note in made.notes:
            assert note.text in text
            assert any(block.about == f"statement:{note.rule.id}" for block in blocks)
        for row in made.rows:
            assert row.head.upper() in text and row.group in text and row.label in text
            for cell in row.cells:
                assert cell.notes or cell.text in text
                assert made.kind != "fee" or cell.brief in text
        for width in (76, 84):
            assert all(line.cell_length <= width for block in blocks for line in block.lines(width))


def test_cells_stand_below_their_ages(lookup: Lookup) -> None:
    """In a line of a label and three cells each cell begins where its age begins."""
    wording = Wording(lookup.knowledge, language("en"))
    made = table(lookup.adviser, wording, "travel", case_from_words(lookup.knowledge, ["region=vgr"]))
    lines = [line.plain for block in table_blocks(made, wording) for line in block.lines(76)]
    ages = next(line for line in lines if "20 or older" in line)
    fees = next(line for line in lines if "SEK" in line)
    assert ages.index("20 or older") == fees.index("SEK")
    assert ages.index("18 to 19") == fees.index("free", fees.index("free") + 1)


def test_every_contact_of_a_region_is_on_its_page(lookup: Lookup, each_language: Language) -> None:
    wording = Wording(lookup.knowledge, each_language)
    for region in lookup.knowledge.values_of("region"):
        within = Case({"region": region})
        made = page(lookup, CONTACTS, wording, within)
        cards = contacts_page(lookup.adviser, wording, within).cards
        assert [block.about for block in made.blocks if block.style == "bold" and block.about] == [
            f"contact:{card.contact.id}" for card in cards
        ]
        text = "\n".join(block.text for block in made.blocks)
        for card in cards:
            assert all(line in text for line in card.lines)
            assert card.condition.text(wording) in text
            opened = page(lookup, f"contact:{card.contact.id}", wording, within)
            shown = [block.text for block in opened.blocks]
            assert {*card.lines, *(text for text, _ in card.says)} <= {*shown}


# -- around it -----------------------------------------------------------------------------------------------------------


@pytest.mark.asyncio
@SIZES
async def test_the_language_changes_and_everything_else_stays(app: Desk, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await type_in(pilot, "asylenheten")
        await pilot.press("f3")
        await settle(pilot)
        assert app.language.code == "sv" and screen.box.value == "asylenheten" and focus(app) is screen.box
        assert "Gäller om" in said(screen) and "Applies if" not in said(screen)
        await pilot.press("down", "down")
        selected = screen.found.selected
        await pilot.press("enter", "f3")
        await settle(pilot)
        assert app.language.code == "en" and focus(app) is screen.opened
        assert screen.found.selected == selected
        expected = page(app.lookup, selected, screen.wording, screen.scope.within)
        assert screen.opened.paragraphs.blocks == expected.blocks


@pytest.mark.asyncio
async def test_resizing_keeps_what_is_open_and_the_focus(app: Desk) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr")
        screen = await app.look_up(pilot)
        await pilot.press("down", "down", "tab")
        assert focus(app) is screen.opened
        before = read(screen)
        for size in (SMALL, WIDE, (99, 30), (100, 30)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert focus(app) is screen.opened and screen.opened.display
            assert read(screen) == before
            assert screen.opened.max_scroll_x == 0 and screen.found.max_scroll_x == 0


@pytest.mark.asyncio
async def test_idle_clearing_takes_it_away(app: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await reply(pilot, "vgr", "undocumented")
        screen = await app.look_up(pilot)
        await type_in(pilot, "tolk")
        assert screen.holds_something
        app.clear_case()
        await settle(pilot)
        assert isinstance(app.screen, ChatScreen) and case(app) == {"region": "vgr"}


def test_columns_are_blocks(lookup: Lookup) -> None:
    """What stands side by side can be read as plain text as well."""
    wording = Wording(lookup.knowledge, language("en"))
    made = table(lookup.adviser, wording, "travel", case_from_words(lookup.knowledge, ["region=vgr"]))
    texts = [block.text for block in table_blocks(made, wording) if type(block) is not Block]
    assert any(text.count(" · ") == 3 and "SEK" in text for text in texts)

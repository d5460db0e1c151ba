"""Looking things up without an interview: a search box, results with the conditions under which they hold, tables, contacts.

On a wide terminal what is selected stands open beside the list; on a narrow one it takes the place of the list. The warnings that
belong to anything in sight stand above both and do not scroll away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from assistant.cases.case import Case
from assistant.dialogue.menu import MenuReader, Own
from assistant.dialogue.readings import Alarm, Asked
from assistant.i18n import N_, languages_from
from assistant.lookup import Found, Lookup, Scope
from assistant.lookup.commands import CONTACTS_WORD, OTHER_REGION, PATIENTS, START_A_CASE, TABLES
from assistant.lookup.outline import CONTACTS, results_page, start_page
from assistant.texts import harmless
from assistant.tui.base import DeskScreen
from assistant.tui.lookup.blocks import KEYS, MORE, START, found_blocks, start_blocks, warning_text
from assistant.tui.lookup.help import help_blocks
from assistant.tui.lookup.pages import NOTHING, OpenedPage, page
from assistant.tui.widgets.key_bar import KeyBar
from assistant.tui.widgets.masked_line import LONGEST
from assistant.tui.widgets.pick_list import PickList
from assistant.tui.widgets.search_line import SearchLine
from assistant.words.wording import Wording

FEW = 10
"""Results that are shown at first; the line below them shows as many more."""

WIDE = 100
PAUSE = 0.005
"""Seconds between two steps of getting ready."""
DONE = object()


class LookupScreen(DeskScreen[None]):
    """Nothing that is done here changes the conversation, until a case is started."""

    AUTO_FOCUS = None
    CSS_PATH = Path(__file__).parent / "lookup.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", N_("Help"), key_display="F1"),
        Binding("escape", "back", N_("Back"), key_display="Esc"),
        Binding("f3", "app.next_language", N_("Language"), key_display="F3"),
        Binding("ctrl+k", "search", N_("Search"), show=False),
        Binding("ctrl+s", "start", N_("Start a case"), key_display="^S"),
        Binding("ctrl+y,f5", "copy", N_("Copy"), key_display="^Y"),
        Binding("ctrl+g", "region", N_("Region"), key_display="^G"),
        Binding("ctrl+o", "patients", N_("All patients/this one"), key_display="^O"),
        Binding("down", "down", show=False),
        Binding("pageup", "scroll_page(-1)", show=False),
        Binding("pagedown", "scroll_page(1)", show=False),
    ]

    def __init__(self, lookup: Lookup, known: Case, started: Callable[[tuple[str, ...]], None]) -> None:
        """`known`: the region, or the case that is open; what is looked up is narrowed to it. `started` is called with the words
        that a case begins with, as `status=undocumented`, after this screen is closed."""
        super().__init__()
        self.lookup = lookup
        self._started = started
        self.scope = Scope(known)
        self._most = FEW
        self.results: Found | None = None
        self._trail: tuple[
            tuple[str, str], ...
        ] = ()  # what was opened one from another, each with what was selected in it
        self.page: OpenedPage = NOTHING
        self._came_from: Widget | None = None
        self._pending = False
        self._text = ""  # what is typed in the box, as it was told
        self.pages = lru_cache(maxsize=64)(self._make_page)

    # -- parts -----------------------------------------------------------------------------------------------------

    @property
    def wording(self) -> Wording:
        """The words for what is looked up, in the language that the app has now."""
        return Wording(self.lookup.knowledge, self.app.language)

    @property
    def box(self) -> SearchLine:
        """Where one types."""
        return self.query_one(SearchLine)

    def look_for(self, words: str) -> None:
        """Search for these words, as if they had been typed; nothing, for none."""
        if words and self.built:
            self.box.value = words

    @property
    def found(self) -> PickList:
        """The results, or the start page."""
        return self.query_one("#found", PickList)

    @property
    def opened(self) -> PickList:
        """The page that is open."""
        return self.query_one("#opened", PickList)

    @property
    def holds_something(self) -> bool:
        """Whether something is typed here that idle time has to clear."""
        return bool(self._text)

    def compose(self) -> ComposeResult:
        yield Static(id="lookup-heading")
        yield Static(id="lookup-warnings")
        with Horizontal(id="lookup-body"):
            yield PickList(
                picked=self._open_from_list,
                looked=self._looked,
                above=self.action_search,
                typed=self._typed,
                id="found",
            )
            yield PickList(
                picked=self._open_further,
                looked=self.refresh_bindings,
                above=lambda: None,
                typed=self._typed,
                id="opened",
            )
        yield SearchLine(
            changed=self._search,
            cut=self._say_cut,
            given=self._given,
            left=self.action_back,
            down=self.action_down,
            pressed=self._press,
            id="search",
        )
        yield KeyBar(id="keys")

    def begin(self) -> None:
        self.set_class(self.wide, "-wide").set_class(not self.wide, "-narrow")
        self.set_focus(self.box)
        self._name_box()
        self._show_found(stay=False)
        self._show_warnings()
        self._page_soon()  # after the first paint
        self._getting_ready = self.lookup.prepared()
        self.set_timer(PAUSE, self._get_ready)

    def _get_ready(self) -> None:
        """A step towards the first search, while nobody waits for it; a key comes between two steps."""
        if next(self._getting_ready, DONE) is not DONE:
            self.set_timer(PAUSE, self._get_ready)

    @property
    def wide(self) -> bool:
        """Whether there is room for a page beside the list."""
        return self.app.size.width >= WIDE

    def fit(self) -> None:
        if self.has_class("-wide" if self.wide else "-narrow"):
            return
        if not self.wide and self.focused is self.opened and not self._trail:
            # What was read beside the list is read on alone.
            self._came_from, self._trail = self.found, ((self._beside(), ""),)
        self.set_class(self.wide, "-wide").set_class(not self.wide, "-narrow")
        self._show_page()

    # -- for whom --------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would do nothing are not offered."""
        if action == "patients":
            return self.scope.has_patient
        if action == "start":
            return bool(self.page.case_words)
        return True

    def action_region(self) -> None:
        """The next region."""
        self.scope = self.scope.next_region(self.lookup.knowledge)
        self._reshow()

    def action_patients(self) -> None:
        """What holds for the patient of the open case only, or for all."""
        self.scope = self.scope.other_patients()
        self._reshow()

    # -- showing ---------------------------------------------------------------------------------------------------

    def reword(self) -> None:
        """Say everything in the language that the app has now; what is typed, selected and open stays."""
        self._name_box()
        self._reshow()

    def _name_box(self) -> None:
        gettext = self.app.language.gettext
        self.box.placeholder = gettext("Search: a word, e.g. medicines; or a number above")

    def _reshow(self) -> None:
        """The same again, for another region or in another language."""
        self._show_found(stay=True)
        self._show_page(stay=True)

    def _search(self, text: str) -> None:
        """The box was typed in."""
        self._text = text
        if not self.built:
            return
        self.box.say_above(None)
        self._most = FEW
        self._trail = ()
        if self.focused is self.opened:
            self.set_focus(self.box)  # a key typed fast, on its way into the box while the one before opened a page
        self._show_found(stay=False)
        if self.wide:
            self._page_soon()
        else:
            self._show_page()

    def _page_soon(self) -> None:
        """The page beside the list, once the keys that are typed now have been read."""
        if not self._pending:
            self._pending = True
            self.call_after_refresh(self._page_now)

    def _page_now(self) -> None:
        self._pending = False
        if self.built:
            self._show_page()

    def _show_found(self, *, stay: bool) -> None:
        wording, query = self.wording, self._text.strip()
        self.results = self.lookup.find(query, self.app.language, self.scope.within, self._most) if query else None
        start = start_page(self.lookup, wording)
        blocks = found_blocks(results_page(self.results, wording)) if self.results else start_blocks(start)
        self.found.show(blocks, stay=stay)
        title = self.app.language.gettext("Look up")
        heading = Content.assemble((title, "bold"), (f"   {harmless(' · '.join(self.scope.words(wording)))}", "$muted"))
        self.query_one("#lookup-heading", Static).update(heading)

    def _about(self) -> str:
        """What the page is about: what was opened last; beside the list, what is selected in it or comes first."""
        if self._trail:
            return self._trail[-1][0]
        return self._beside() if self.wide else ""

    def _beside(self) -> str:
        return self.found.selected or next(iter(self.found.paragraphs.subjects), "")

    def _make_page(self, about: str, code: str, within: Case) -> OpenedPage:
        mine, open_case = self.scope.mine, self.scope.has_patient
        return page(self.lookup, about, self.wording, within, mine=mine, open_case=open_case)

    def _show_page(self, *, stay: bool = False) -> None:
        about = self._about()
        if about == MORE:
            return
        self.page = self.pages(about, self.app.language.code, self.scope.within) if about else NOTHING
        self.set_class(bool(self._trail), "-open")
        self.opened.show(self.page.blocks, stay=stay)
        self._show_warnings()
        self.refresh_bindings()

    def _show_warnings(self) -> None:
        """The warnings of all that is in sight."""
        listed = self.results.warnings if self.results and (self.wide or not self._trail) else ()
        text = warning_text((*listed, *self.page.warnings))
        part = self.query_one("#lookup-warnings", Static)
        part.update(Content(harmless(text)))
        part.display = bool(text)

    # -- opening ---------------------------------------------------------------------------------------------------

    def _looked(self) -> None:
        """Another one was selected in the list: its page, where there is room for it."""
        self._trail = ()
        self._page_soon()

    def _given(self, text: str) -> None:
        """Enter in the box: a command, or what was found first."""
        doing = self._meant(text.strip())
        if doing is not None:
            self.box.value = ""
            doing()
            return
        first = next(iter(self.found.paragraphs.subjects), "") if text.strip() else ""
        if first:
            self._open_from_list(first)

    def _press(self, digit: str) -> bool:
        """A digit on the start page."""
        keyed = start_page(self.lookup, self.wording).opens[:KEYS]
        if not digit.isdigit() or not 1 <= int(digit) <= len(keyed) or self.results is not None or self._trail:
            return False
        self.found.paragraphs.select(keyed[int(digit) - 1])
        self._open_from_list(keyed[int(digit) - 1])
        return True

    def _typed(self, character: str) -> None:
        """A character typed in the list or on a page: it belongs into the box, whoever has the focus."""
        if character.isdigit() and self._press(character):
            return
        self.set_focus(self.box)
        self.box.put(character)

    def _meant(self, text: str) -> Callable[[], object] | None:
        """What a line does that is a command here, as in the plain lines; None if it is to be looked up."""
        own: dict[str, Callable[[], object]] = {
            START_A_CASE: self.action_start,
            OTHER_REGION: self.action_region,
            PATIENTS: self.action_patients,
            TABLES: self.action_search,
            CONTACTS_WORD: partial(self._open_from_list, CONTACTS),
        }
        reader = MenuReader(self.lookup.knowledge, languages_from(self.app.language.code))
        reading = reader.read(text, own=tuple(own))
        if isinstance(reading, Own):
            return own[reading.word]
        if isinstance(reading, Alarm):
            return partial(self._raise, reading)
        commands: dict[str, Callable[[], object]] = {
            "back": self.leave,
            "language": self.app.action_next_language,
            "help": self.action_help,
            "hide": partial(self.call_later, self.run_action, "app.hide"),
            "quit": partial(self.call_later, self.run_action, "app.quit"),
            "take": self.action_copy,
        }
        return commands.get(reading.name) if isinstance(reading, Asked) else None

    def _raise(self, raised: Alarm) -> None:
        """Before anything else."""
        from assistant.tui.dialogs.alarm import AlarmScreen

        self.app.push_screen(AlarmScreen(raised))

    def _say_cut(self) -> None:
        text = self.app.language.gettext("Only the first {number} characters were read, as one line.", number=LONGEST)
        self.box.say_above(Content.styled(text, "bold $warning"))

    def _open_from_list(self, about: str) -> None:
        if about == MORE:
            self._most += FEW
            self._show_found(stay=True)
            self._show_warnings()
            return
        self._came_from = self.focused if self.focused in (self.box, self.found) else self.found
        self._trail = ((about, ""),)
        self._enter_page()

    def _open_further(self, about: str) -> None:
        """From a page to one that it leads to; or to a case."""
        if about == START:
            self.action_start()
            return
        before = self._trail or ((self._about(), ""),)
        if not self._trail:
            self._came_from = self.found
        self._trail = (*before[:-1], (before[-1][0], self.opened.selected), (about, ""))
        self._enter_page()

    def _enter_page(self) -> None:
        self._show_page()
        self.set_focus(self.opened, scroll_visible=False)

    # -- keys ------------------------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """One step back: to the page before, to the list, to the empty box, to the conversation."""
        if len(self._trail) > 1:
            self._trail = self._trail[:-1]
            self._show_page()
            self.opened.select(self._trail[-1][1])
            self.set_focus(self.opened, scroll_visible=False)
        elif self._trail:
            self._trail = ()
            back_to = self._came_from or self.box
            self._show_page(stay=self.wide)
            self.set_focus(back_to, scroll_visible=False)
            self.box.select_all()  # what is typed next searches anew, and does not stand behind the old word
        elif self._text:
            self.box.value = ""
            self.set_focus(self.box)
        else:
            self.leave()

    def action_search(self) -> None:
        """To the box."""
        self._trail = ()
        self._show_page(stay=True)
        self.set_focus(self.box)

    def action_down(self) -> None:
        """From the box to what was found."""
        part = self.opened if self._trail else self.found
        self.set_focus(part, scroll_visible=False)
        if part.selected:
            part.select(part.selected)
        else:
            part.action_select(1)

    def action_scroll_page(self, direction: int) -> None:
        """Scroll what is read, wherever the focus is."""
        part = self.opened if self._trail or self.focused is self.opened else self.found
        (part.scroll_page_up if direction < 0 else part.scroll_page_down)(animate=False)

    def action_start(self) -> None:
        """Close this screen, and start a case with what is open."""
        words = self.page.case_words
        if words and self.leave():
            self._started(words)

    def action_copy(self) -> None:
        """Copy what is selected, else what is open, with its condition and its sources."""
        part = self.opened if self._trail or self.focused is self.opened else self.found
        chosen = part.selected if part.selected not in ("", START, MORE) else self._about()
        made = self.pages(chosen, self.app.language.code, self.scope.within) if chosen else NOTHING
        gettext = self.app.language.gettext
        if not made.copied:
            self.notify(gettext("Choose a statement, a contact or a table first."), markup=False)
            return
        self.app.copy(made.copied)
        self.notify(gettext("Copied: {what}", what=made.copied.splitlines()[0]), markup=False)

    def action_help(self) -> None:
        """The keys of this screen."""
        from assistant.tui.dialogs.dialog import Dialog

        self.app.push_screen(Dialog(lambda: help_blocks(self.app.language)))

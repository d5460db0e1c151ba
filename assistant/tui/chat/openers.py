"""What opens above the conversation: lookup, take along, settings, report, and why. Each is imported when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answer import REFUSALS
from assistant.cases.case import case_from_words
from assistant.knowledge.model import REGION
from assistant.settings.schema import SettingValue
from assistant.tui.chat.card import FOLD, AnswerCard
from assistant.tui.chat.talk import TalkScreen

if TYPE_CHECKING:
    from assistant.lookup import Lookup


class Openers(TalkScreen):
    """The part of the conversation's screen that opens others above it. The conversation waits, and is as it was."""

    _lookup: Lookup | None = None  # kept, because its index takes a tenth of a second
    folder = ""  # where the user saved to last, while the app is open

    async def action_look_up(self) -> None:
        """Fees, medicines, contacts and words without an interview."""
        await self.look_up()

    async def look_up(self, words: str = "") -> None:
        """Open the lookup, searching for these words. Waits until it is there, so that keys typed at once go to it."""
        from assistant.i18n import language, languages
        from assistant.lookup import Lookup
        from assistant.tui.lookup.screen import LookupScreen

        adviser = self.conversation.adviser
        if self._lookup is None or self._lookup.adviser is not adviser:
            self._lookup = Lookup(adviser, [language(code) for code in languages()])
        screen = LookupScreen(self._lookup, self.conversation.case, self._start_with)
        await self.app.push_screen(screen)
        screen.look_for(words)

    def _start_with(self, words: tuple[str, ...]) -> None:
        """Go on with what was looked up, on top of what is known here already; Esc takes it back."""
        self.propose(self.conversation.begun(case_from_words(self.conversation.adviser.knowledge, words)))

    async def action_practise(self) -> None:
        """Practise on made-up cases; the case waits. The training shows this screen too, so the app opens it."""
        await self.app.practise()

    async def action_take_along(self) -> None:
        """Copy or save the answer, a statement, a contact."""
        from assistant.tui.dialogs.take import Take

        try:
            answer = self.conversation.answer
        except REFUSALS:
            return  # there is no answer to take, and the screen says why

        def remember(folder: str | None) -> None:
            self.folder = folder or self.folder

        await self.app.push_screen(Take(answer, self.selected, self.folder), remember)

    async def action_report(self) -> None:
        """Say that something is wrong or out of date."""
        from assistant.tui.dialogs.report import Report

        try:
            await self.app.push_screen(Report(self.conversation.answer, self.selected))
        except REFUSALS:
            return

    async def action_settings(self) -> None:
        """Region, language, colours, idle time, topics first."""
        from assistant.tui.settings.screen import SettingsScreen

        await self.app.push_screen(SettingsScreen(self._setting_changed))

    def _setting_changed(self, id: str, value: SettingValue) -> None:
        """A setting is in force from now on. A region is also that of the open case, unless it has one."""
        self.app.put_in_force(id, value)
        if id == REGION and isinstance(value, str) and REGION not in self.conversation.case.answers:
            region = self.conversation.adviser.knowledge.questions[REGION]
            self.go(self.conversation.told(self.conversation.case.with_answer(region, value)).as_stationed())

    def action_why(self) -> None:
        """Why the chosen statement applies; if none is chosen, why the open question is asked; at the end, why what applies does."""
        if self.selected or self.conversation.question is None:
            self.action_explain()
        else:
            self.action_why_asked()

    def action_why_asked(self) -> None:
        """Why the open question is asked."""
        from assistant.tui.chat.why import why_blocks
        from assistant.tui.dialogs.dialog import Dialog

        talk = self.conversation
        self.app.push_screen(Dialog(lambda: why_blocks(talk, self.app.wording)))

    def action_explain(self) -> None:
        """Why the chosen statement applies; if none is chosen, the first that is not said to everybody."""
        rules = self.conversation.adviser.knowledge.rules
        subjects = [about for about in self.query_one(AnswerCard).subjects if not about.startswith(FOLD)]
        special = (about for about in subjects if (said := rules[about].statement) is not None and not said.always)
        about = self.selected or next(special, "") or next(iter(subjects), "")
        if about:
            self.explain(about)

    def explain(self, about: str) -> None:
        """Why a statement applies, by its rule's id."""
        from assistant.tui.chat.why import explanation_blocks
        from assistant.tui.dialogs.dialog import Dialog

        talk = self.conversation
        self.app.push_screen(Dialog(lambda: explanation_blocks(talk, about, self.app.wording)))

    @property
    def selected(self) -> str:
        """The rule of the chosen statement; empty if none is chosen."""
        about = self.query_one(AnswerCard).selected
        return "" if about.startswith(FOLD) else about

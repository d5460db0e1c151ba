"""How far the learner has come, to look at: bars and numbers; the certificate; saving and deleting one's own data."""

from __future__ import annotations

import json

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from assistant.i18n import N_
from assistant.texts import harmless
from assistant.train.certificate import certificate, course_certificate, missing
from assistant.train.courses import CourseProgress
from assistant.train.outline import course_line, course_name
from assistant.train.problems import TrainingError
from assistant.train.progress import Progress
from assistant.tui.dialogs.dialog import ConfirmDeleting, Dialog
from assistant.tui.hanging import GAP, Block
from assistant.tui.training.blocks import OTHER, problem_blocks, progress_blocks
from assistant.tui.training.room import TrainingRoom
from assistant.tui.training.save import SaveAs, Saving
from assistant.tui.training.screen import Heading, TrainingScreen
from assistant.tui.widgets.choices import Choice, Choices
from assistant.tui.widgets.paragraphs import Paragraphs


class ProgressScreen(TrainingScreen):
    """The learner's progress on all topics of their region."""

    def __init__(self, room: TrainingRoom) -> None:
        super().__init__(room)
        self.found: Progress = room.progress()
        self.taken = [found for found in room.course_progress() if found.right]

    def compose(self) -> ComposeResult:
        yield Heading(id="train-heading")
        with VerticalScroll(id="progress-text", classes="training-text", can_focus=False):
            yield Paragraphs(id="progress")
        yield Choices(chosen=self._chosen, id="progress-choices")
        yield from self.compose_line()

    def begin(self) -> None:
        self.query_one(Choices).put(self._offers(), in_a_row=True)
        self.reword()

    def _offers(self) -> list[Choice]:
        gettext = self.app.language.gettext
        labels = (N_("Certificate"), N_("Save my data"), N_("Delete my data"))
        return [Choice(str(number), str(number), gettext(label)) for number, label in enumerate(labels, 1)]

    def _chosen(self, ids: tuple[str, ...]) -> None:
        if self.is_current:  # else a second key, before what the first one opened is there
            (self.action_certificate, self.action_export, self.action_delete)[int(ids[0]) - 1]()

    def action_move(self, step: int) -> None:
        """Up and down scroll what is read; what can be done is chosen with a number, or sideways."""
        self.query_one("#progress-text").scroll_relative(y=step, animate=False)

    def reword(self) -> None:
        if self.room.keeper is None:
            return
        self.say_heading(self.app.language.gettext("How far you have come"))
        self.query_one("#progress", Paragraphs).show(
            [
                *problem_blocks(self.room.problem, self.app.language),
                *(Block(course_line(found, self.app.wording), "bold") for found in self.taken),
                *([GAP] if self.taken else []),
                *progress_blocks(
                    self.found, self.room.keeper.days, self.room.today(), self.teller, 24 if self.wide else 12
                ),
            ]
        )
        choices = self.query_one(Choices)
        choices.hint = self.app.language.gettext("Choose with a number, or move with the arrows first.")
        choices.reword(self._offers())
        self.drive_choices()
        self.refresh_bindings()

    # -- the certificate -----------------------------------------------------------------------------------------------

    def action_certificate(self) -> None:
        """Save the certificate, of all topics or of a course that is done; where there is none, say what is missing."""
        done = [found for found in self.taken if found.is_done]
        if not (self.found.mastered or done):
            self.app.push_screen(Dialog(self._missing))
            return

        def text(as_html: bool) -> str:
            room = self.room
            return certificate(room.name, room.region, self.found, self.app.wording, room.today(), as_html)

        whole = (
            Saving(N_("Save as a page to print (HTML)"), "-certificate.html", lambda: text(True)),
            Saving(N_("Save as Markdown"), "-certificate.md", lambda: text(False)),
        )
        courses = [self._of_course(found) for found in done]
        if self.found.mastered:
            self._save(N_("The certificate: all topics are mastered."), *whole, *courses)
        else:
            self._save(N_("The certificate of a course that is done."), *courses)

    def _of_course(self, found: CourseProgress) -> Saving:
        """The certificate of a course, to be saved."""
        room, wording = self.room, self.app.wording
        topics = [item.contrast.topic for item in room.courses.items(found.course)]
        label = wording.language.gettext(
            "The course “{course}”: a page to print (HTML)", course=course_name(found.course, wording)
        )
        return Saving(
            label,
            "-course-certificate.html",
            lambda: course_certificate(room.name, room.region, found, topics, self.app.wording, room.today(), True),
        )

    def _missing(self) -> list[Block]:
        gettext = self.app.language.gettext
        return [
            Block(gettext("There is no certificate yet. These topics are left:"), "bold $primary"),
            GAP,
            *(Block(line, "", f"{OTHER} ", "$muted") for line in missing(self.found, self.app.wording)),
        ]

    def _save(self, title: str, *offers: Saving) -> None:
        def remember(folder: str | None) -> None:
            self.room.folder = folder or self.room.folder

        self.app.push_screen(SaveAs(title, offers, self.room.folder), remember)

    # -- one's own data ------------------------------------------------------------------------------------------------

    def action_export(self) -> None:
        """Save all that is kept about the learner."""
        try:
            content = self.room.store.export(self.room.name)
        except TrainingError as error:
            self._complain(error)
            return
        if content is None:
            self._say(self._nothing(self.room.name))
            return
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        self._save(
            N_("All that is kept about you: your name, the days, and how you answered."),
            Saving(N_("Save as a file (JSON)"), "-training.json", lambda: text),
        )

    def action_delete(self) -> None:
        """Delete all that is kept about the learner, after asking."""
        self.app.push_screen(ConfirmDeleting(self._what_is_deleted, self._delete, self.app.grace))

    def _what_is_deleted(self) -> list[Block]:
        gettext = self.app.language.gettext
        return [
            Block(gettext("Delete all that is kept about “{name}”?", name=self.room.name), "bold $primary"),
            GAP,
            Block(gettext("Answers, days and progress are gone for good. Save them first if you want to keep them.")),
        ]

    def _delete(self) -> None:
        name = self.room.name
        try:
            found = self.room.delete()
        except TrainingError as error:
            self._complain(error)
            return
        deleted = self.app.language.gettext("All that was saved about “{name}” is deleted.", name=name)
        self._say(deleted if found else self._nothing(name))
        self.action_leave()

    def _nothing(self, name: str) -> str:
        return self.app.language.gettext("Nothing is saved about “{name}”.", name=name)

    def _say(self, text: str) -> None:
        self.app.notify(harmless(text), timeout=8, markup=False)

    def _complain(self, error: TrainingError) -> None:
        self.app.notify(harmless(error.text(self.app.language)), severity="warning", timeout=20, markup=False)

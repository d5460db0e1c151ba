"""What training in the app stands on: who trains, their file, and the cases of their region. Kept only while the app is open.

The answers themselves are kept in the learner's file, each as soon as it is given; nothing here is about a patient.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime

from assistant.answer import Adviser
from assistant.knowledge.model import REGION
from assistant.knowledge.training import Course
from assistant.train.contrasts import Contrasts
from assistant.train.courses import CourseProgress, Courses, course_progress, is_of_course, left_of
from assistant.train.items import DrillItem
from assistant.train.keeper import Keeper
from assistant.train.problems import TrainingError
from assistant.train.progress import Progress, progress
from assistant.train.schedule import Record, plan
from assistant.train.session import Session
from assistant.train.shift import VISITS, Shift, shift
from assistant.train.sound import Learner
from assistant.train.store import TrainingStore, learner_name, training_file
from assistant.train.verdict import Verdict


def _now() -> datetime:
    return datetime.now(UTC)


class TrainingRoom:
    """Everything the screens of training ask for. `problem` is what is wrong with the file; then training goes on without saving.

    `topics`: those chosen, empty for all. `folder`: where the learner saved to last, empty for the usual place.
    """

    def __init__(
        self,
        adviser: Adviser,
        region: str | None,
        store: TrainingStore | None = None,
        now: Callable[[], datetime] = _now,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`region`: the one in the settings; without one, the learner's own. `now` is in UTC, `today` the learner's own day."""
        self.adviser, self._set_region = adviser, region
        self.store = store or TrainingStore(training_file())
        self.now, self.today = now, today
        self.keeper: Keeper | None = None
        self.problem: TrainingError | None = None
        self.topics: tuple[str, ...] = ()
        self.folder = ""
        self._contrasts: Contrasts | None = None
        self._courses: Courses | None = None
        self._led: Counter[str] = Counter()
        self._region_is_new = False

    def come_back(self, adviser: Adviser, region: str | None) -> None:
        """Training is opened again: the day or the region may be another, and another window may have trained meanwhile."""
        self.adviser, self._set_region = adviser, region
        if self.keeper is not None:
            self._take_region(self.keeper.learner)
            if self.keeper.saving:
                self.problem = self.keeper.load()

    # -- who ---------------------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Who trains; empty before a name is given."""
        return self.keeper.learner.name if self.keeper else ""

    @property
    def region(self) -> str | None:
        """The region of the cases; None for all."""
        return self.keeper.learner.region if self.keeper else self._set_region

    @property
    def saving(self) -> bool:
        """Whether answers are saved."""
        return self.problem is None

    def known(self) -> tuple[str, ...]:
        """The names of those who trained with this file before, the last one first; none where it cannot be read."""
        try:
            return tuple(learner.name for learner in self.store.learners())
        except TrainingError as error:
            self.problem = error
            return ()

    def enter(self, typed: str) -> None:
        """Somebody trains from now on. Raises NotANameError."""
        try:
            learner = self.store.named(typed)
        except TrainingError:
            learner = Learner(learner_name(typed), None)  # what is wrong is told when the rest is read
        self.keeper = Keeper(self.store, learner)
        self._take_region(learner)
        self._led = Counter()
        self.problem = self.keeper.load()

    def _take_region(self, learner: Learner) -> None:
        """The region that is set; else the learner's own, if there still is one of that name."""
        assert self.keeper is not None
        regions = self.adviser.knowledge.values_of(REGION)
        region = self._set_region or (learner.region if learner.region in regions else None)
        self._region_is_new = self._region_is_new or region != learner.region
        self.keeper.learner = learner._replace(region=region)

    @property
    def asks_region(self) -> bool:
        """Whether somebody is to be asked where they work: nobody has said it, and nothing has been answered yet."""
        return self.keeper is not None and self.region is None and not self.records

    def works_in(self, region: str | None) -> None:
        """The learner works in this region; None for all. It is kept with the first answer."""
        assert self.keeper is not None
        self._region_is_new = self._region_is_new or region is not None
        self.keeper.learner = self.keeper.learner._replace(region=region)

    # -- cases -------------------------------------------------------------------------------------------------------

    @property
    def contrasts(self) -> Contrasts:
        """The pairs of cases of the region, made topic by topic when they are first asked for."""
        made = self._contrasts
        if made is None or made.adviser is not self.adviser or made.region != self.region:
            made = self._contrasts = Contrasts(self.adviser, self.region)
        return made

    @property
    def courses(self) -> Courses:
        """The courses of the region."""
        made = self._courses
        if made is None or made.adviser is not self.adviser or made.region != self.region:
            made = self._courses = Courses(self.adviser, self.region)
        return made

    @property
    def is_new(self) -> bool:
        """Whether the learner has answered nothing but courses yet."""
        return all(is_of_course(card) for card in self.records)

    def course_progress(self) -> tuple[CourseProgress, ...]:
        """How far the learner has come in each course."""
        courses = self.courses
        return tuple(course_progress(course, courses.items(course), self.records) for course in courses.all)

    def taking(self, course: Course) -> Session:
        """The cases of a course that are not right yet; all of them again where none is left."""
        items = self.courses.items(course)
        return Session.of(left_of(items, self.records) or items, at_end=True)

    @property
    def records(self) -> dict[str, Record]:
        """What is known of the learner's work, by pair of cases."""
        return self.keeper.records if self.keeper else {}

    def session(self) -> Session:
        """A session of the drill on the topics chosen: what has changed, what is due, what is new."""
        return Session.of(plan(self.contrasts.of_all(self.topics), self.records, self.now()))

    def shift(self) -> Shift:
        """A shift on the topics chosen; patients led before come only when there are no others."""
        contrasts = self.contrasts.of_all(self.topics)
        fresh = [contrast for contrast in contrasts if contrast.id not in self._led]
        led = [contrast for contrast in contrasts if contrast.id in self._led]
        found = [item for some in (fresh, led) for item in plan(some, {}, self.now(), 2 * VISITS)]
        return shift(self.adviser, found[:VISITS], self._led)

    def is_led(self, item: DrillItem) -> None:
        """A case was led to its end."""
        self._led[item.contrast.id] += 1

    def progress(self) -> Progress:
        """How far the learner has come on all topics."""
        days = self.keeper.days if self.keeper else {}
        return progress(self.contrasts.of_all(), self.records, days, self.now(), self.today())

    # -- the file ----------------------------------------------------------------------------------------------------

    def keep(self, verdict: Verdict) -> TrainingError | None:
        """Keep an answer at once. The problem, if it cannot be saved for the first time."""
        assert self.keeper is not None
        problem = self.keeper.keep(verdict.item, verdict.right, self.now(), self.today())
        if problem is None and self.keeper.saving and self._region_is_new:
            problem = self.keeper.remember_region()
            self._region_is_new = False
        self.problem = None if self.keeper.saving else problem or self.problem
        return problem

    def delete(self) -> bool:
        """Delete all that is saved about the learner, who is nobody from then on; whether there was anything. Raises TrainingError."""
        found = self.store.delete(self.name)
        self.keeper = None
        self._region_is_new = False
        return found

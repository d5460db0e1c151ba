"""A conversation with the receptionist, as a value: the case so far, and the question that is open.

Every step makes a new conversation that remembers the one before, and going back remembers the one after: nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from assistant.answer import REFUSALS, Adviser, Answer
from assistant.cases.case import Case, carried
from assistant.dialogue.arranging import arranged, suggested
from assistant.dialogue.preview import Preview, preview, takes_back
from assistant.knowledge.model import REGION, TOPIC, UNKNOWN, Question, Role
from assistant.records import replace


@dataclass(frozen=True)
class Conversation:
    """`adviser` answers; `case` is what has been replied.

    `asking_again`: a question opened again by the user. `finding_out`: a question whose answer is not known, and which is now
    put as what the patient shows or tells. `role`: the reader's; None for the first. `further`: everything that can change
    what is shown is asked, not only what is needed of an answer. `done`: the rules of the steps that were ticked off for this patient;
    they are kept here only, and gone with the patient. `asked_for`: that it takes back an answer was said in words, or chosen. `meant`: a fact
    that is open, and the few answers of which the words that were typed may mean one: the lines tell of no other, until something is replied.
    `stationed`: the region was chosen just now, or told to be where the desk is: only such a one is kept for the next time.
    `passing`: where a line only named the region of this case, that of the desk before it, empty if none was known; else None. `last_region`:
    that of the patient before, where it was only named: it is suggested, and not taken.
    """

    adviser: Adviser
    case: Case = field(default_factory=Case)
    asking_again: str | None = None
    finding_out: str | None = None
    role: Role | None = None
    further: bool = False
    done: frozenset[str] = frozenset()
    asked_for: bool = field(default=False, compare=False)
    meant: tuple[str, frozenset[str]] | None = field(default=None, compare=False)
    stationed: bool = field(default=False, compare=False)
    passing: str | None = field(default=None, compare=False)
    last_region: str = field(default="", compare=False)
    previous: Conversation | None = field(default=None, repr=False, compare=False)
    following: Conversation | None = field(default=None, repr=False, compare=False)

    @cached_property
    def question(self) -> Question | None:
        """The question to put now, its values in the order in which they are offered; None when no answer could change what is needed."""
        if self.finding_out is not None:
            return self.adviser.knowledge.questions[self.finding_out].finding_out
        return arranged(self._asked, self.case, self.adviser.knowledge) if self._asked is not None else None

    def suggested(self, now: datetime) -> str | None:
        """The answer to the open question that the clock or the last patient's region says; None where none does, and where it has been answered."""
        if self.question is None or self.question.id in self.case.answers:
            return None
        if self.question.id == REGION and self.last_region:
            return self.last_region
        return suggested(self.question, now)

    @cached_property
    def _asked(self) -> Question | None:
        """The question whose answer is wanted, even while it is being found out."""
        if self.asking_again is not None:
            return self.adviser.knowledge.question_for(self.asking_again)
        if self.finding_out is not None:
            return self.adviser.knowledge.questions[self.finding_out]
        role = self.role or self.adviser.knowledge.role()
        if self.further or role is None or role.in_full:
            return self.adviser.next_question(self.case)
        return self.adviser.next_question(self.case, frozenset(role.actors))

    @cached_property
    def offers_more(self) -> bool:
        """Whether nothing that is needed is left to ask, but something that can still change what else is shown."""
        return self.question is None and self.adviser.next_question(self.case) is not None

    def wants(self, fact: str) -> bool:
        """Whether the answer to a question changes what is needed of the answer; before a topic is chosen, any may."""
        role = self.role or self.adviser.knowledge.role()
        if not self.case.topics:
            return True
        if self.further or role is None or role.in_full:
            return self.adviser.matters(self.case, fact)
        return fact in self.adviser.worth_asking(self.case, frozenset(role.actors))

    @property
    def beside(self) -> tuple[str, ...]:
        """The topics that can be chosen beside the open question: those about no patient, while nothing is known of one."""
        begun = bool(self.case.topics or self.case.answers.keys() - {REGION} or self.finding_out or self.asking_again)
        if begun or self.question is None or self.question.id == TOPIC:
            return ()
        return tuple(topic.id for topic in self.adviser.knowledge.topics.values() if topic.no_patient)

    @cached_property
    def answer(self) -> Answer:
        """The answer to the case so far; before a topic is chosen, what is shown with every topic.

        Raises what Adviser.answer raises.
        """
        answer = self.adviser.answer(self.case, general=True)
        if self.meant is None:
            return answer
        fact, values = self.meant
        return replace(answer, leads=tuple(lead.among(fact, values) for lead in answer.leads))

    @property
    def replied(self) -> tuple[Question, ...]:
        """The questions that have a reply, in the order in which they are asked."""
        knowledge = self.adviser.knowledge
        questions = [question for question in knowledge.questions.values() if question.id in self.case.answers]
        if self.case.topics:
            questions.append(knowledge.topic_question)
        return tuple(sorted(questions, key=lambda question: question.order))

    @cached_property
    def paid_on(self) -> tuple[Question, ...]:
        """The questions without a reply on which a fee turns, where nothing is asked any more: they can be asked all the same."""
        if self.question is not None:
            return ()
        try:
            facts = self.answer.paid_on
        except REFUSALS:
            return ()  # the answer itself says what is wrong
        return tuple(self.adviser.knowledge.questions[fact] for fact in facts if fact not in self.case.answers)

    @cached_property
    def idle(self) -> frozenset[str]:
        """The facts that are answered but change nothing as the case stands; before a topic is chosen, none."""
        if not self.case.topics:
            return frozenset()
        return frozenset(fact for fact in self.case.known if not self.adviser.matters(self.case, fact))

    @property
    def at_stake(self) -> tuple[str, ...]:
        """The rules whose statements the open question decides; empty if it decides which are shown at all."""
        if self._asked is None or self._asked.id == TOPIC:
            return ()
        case = self.case.without(self._asked)
        return self.adviser.relevant(case).get(self._asked.id, ())

    # -- replies ---------------------------------------------------------------------------------------------------

    def reply(self, value: str) -> Conversation:
        """Reply to the open question with the id of a value, or with `unknown`. Raises KeyError if it is neither.

        "Don't know" leads to a question on what the patient shows or tells, where there is one that can help.
        """
        question = self._open_question()
        question.value(value)
        if self.finding_out is not None:
            return self._found_out(self.finding_out, value)
        if value == UNKNOWN and question.find_out is not None:
            return replace(self, finding_out=question.id, previous=self, following=None)
        later = self.told(self.case.with_answer(question, value))
        return later.as_stationed() if question.id == REGION else later

    def _found_out(self, fact: str, clue: str) -> Conversation:
        """What a clue gives; where it does not give the fact that was asked for, "don't know" is the answer to that."""
        questions = self.adviser.knowledge.questions
        way = questions[fact].find_out
        assert way is not None
        case = self.case.with_answer(questions[fact], UNKNOWN)
        for found, value in way.clues[clue].gives.items() if clue != UNKNOWN else ():
            case = case.with_answer(questions[found], value)
        return self.told(case)

    def reply_number(self, number: int) -> Conversation:
        """Reply to the open question with a number. Raises KeyError if it takes none, or not this one.

        Zero is none: everywhere else in the dialogue 0 is "don't know", so a newborn is chosen by the band.
        """
        question = self._open_question()
        if question.number is None or not max(1, question.number.least) <= number <= question.number.greatest:
            raise KeyError(number)
        return self.told(self.case.with_answer(question, question.band(number), number))

    def reply_topics(self, topics: Iterable[str]) -> Conversation:
        """Choose the topics, at least one. Raises KeyError for an unknown topic or none at all."""
        chosen = tuple(topics)
        if not chosen:
            raise KeyError(TOPIC)
        for topic in chosen:
            self.adviser.knowledge.topics[topic]
        return self.told(self.case.with_topics(chosen))

    def about(self, topics: Iterable[str]) -> Conversation:
        """Go on with these topics too; those about no patient put the others aside, and are put aside by them."""
        known = self.adviser.knowledge.topics
        added = tuple(topics)
        alone = {known[topic].no_patient for topic in added}
        kept = tuple(topic for topic in self.case.topics if known[topic].no_patient in alone)
        return self.told(self.case.with_topics((*kept, *added)))

    def also_about(self, topics: Iterable[str]) -> Conversation:
        """Go on with these topics beside all that are open: whoever adds one by a plus wants both, as whoever names both in a line."""
        return self.told(self.case.with_topics((*self.case.topics, *topics)))

    def told(self, case: Case) -> Conversation:
        """Go on with this case, however it came about: by a reply, or by what was typed.

        Words typed while it is being found out that do not tell it leave the question answered with "don't know".
        """
        if self.finding_out is not None and self.finding_out not in case.answers:
            case = case.with_answer(self.adviser.knowledge.questions[self.finding_out], UNKNOWN)
        # What a line usually means is a step of its own: the region that the line tells stays that of the desk.
        before, region = self.case.answers.get(REGION), case.answers.get(REGION)
        passing = self.passing if region == before or self.passing is not None else before or ""
        return Conversation(
            self.adviser,
            case,
            role=self.role,
            further=self.further,
            done=self.done,
            stationed=self.stationed and region == before,
            passing=passing,
            last_region=self.last_region,
            previous=self,
        )

    def begun(self, begun: Case) -> Conversation:
        """Go on with what was looked up, on top of what is known here: its answers, exact numbers as well, and its topics."""
        case, questions = self.case, self.adviser.knowledge.questions
        for fact, value in begun.answers.items():
            number = questions[fact].number
            given = begun.numbers.get(number.id) if number is not None else None
            if given is not None or not case.says(questions[fact], value):
                case = case.with_answer(questions[fact], value, given)
        return self.told(case.with_topics((*case.topics, *begun.topics)))

    def preview_of(self, later: Conversation) -> Preview | None:
        """What going on to a later conversation does, if that takes back an answer given here; else None.

        What only adds answers needs no preview, nor do other topics: they change what is shown, not what is known. Nor does what was
        asked for: whoever says "no, undocumented" has said it, and is not asked whether they meant it.
        """
        if later.asked_for or not takes_back(self.adviser.knowledge.questions, self.case, later.case):
            return None
        return preview(self.adviser, self.case, later.case)

    def as_asked(self) -> Conversation:
        """The same, asked for in words: it may take back answers."""
        return replace(self, asked_for=True)

    def as_stationed(self) -> Conversation:
        """The same, its region being that of the desk: chosen, or told as "we are in …"."""
        return replace(self, stationed=True, passing=None, last_region="")

    def region_chosen_since(self, before: Conversation) -> str | None:
        """The region that was chosen as that of the desk by going on from a conversation without one; None if none was."""
        anew = self.stationed and REGION not in before.case.answers
        return self.case.answers.get(REGION) if anew else None

    def region_given_up_since(self, after: Conversation) -> bool:
        """Whether going back from a conversation takes the answer back that told its region."""
        return REGION in after.case.answers and REGION not in self.case.answers

    def may_mean(self, fact: str, values: Iterable[str]) -> Conversation:
        """The same, of which the words that were typed may mean one of these answers to an open fact."""
        return replace(self, meant=(fact, frozenset(values)))

    # -- moving about ----------------------------------------------------------------------------------------------

    def ask_again(self, fact: str) -> Conversation:
        """Open a question again that has a reply; the reply stays until there is another. Raises KeyError for no such fact."""
        question = self.adviser.knowledge.question_for(fact)
        return replace(self, asking_again=question.id, finding_out=None, previous=self, following=None)

    def more(self) -> Conversation:
        """Ask what else can change what is shown too."""
        return replace(self, further=True, previous=self, following=None)

    def read_by(self, role: Role | None) -> Conversation:
        """The same conversation for a reader of another role: what was asked stays as it is."""
        return replace(self, role=role)

    def back(self) -> Conversation:
        """The conversation before the last step; itself at the beginning."""
        return replace(self.previous, following=self, done=self.done) if self.previous is not None else self

    def forward(self) -> Conversation:
        """The conversation that the last step back left; itself if there was none."""
        return replace(self.following, done=self.done) if self.following is not None else self

    def ticked(self, rule: str) -> Conversation:
        """The same conversation with the step of this rule done, or not done again. What was done stays so whatever is answered."""
        return replace(self, done=self.done ^ {rule})

    def new_patient(self, adviser: Adviser | None = None) -> Conversation:
        """A new case at the same reception: only the region stays. `adviser`: from now on, as when the day has changed.

        A region that was only named for the last patient is not the desk's: it is suggested where none is known.
        """
        named = self.case.answers.get(REGION)
        region = named if self.passing is None else self.passing
        kept = {REGION: region} if region and region != UNKNOWN else {}
        last = named if named and named != UNKNOWN and not kept else self.last_region
        return Conversation(adviser or self.adviser, Case(kept), role=self.role, last_region="" if kept else last)

    def answered_by(self, adviser: Adviser) -> Conversation:
        """The same conversation by another knowledge, with the steps before; what that does not know any more is left out."""
        steps = [self]
        while steps[-1].previous is not None:
            steps.append(steps[-1].previous)
        made: Conversation | None = None
        for step in reversed(steps):
            made = step._in_terms_of(adviser, made)
        assert made is not None
        return made

    def _in_terms_of(self, adviser: Adviser, previous: Conversation | None) -> Conversation:
        knowledge = adviser.knowledge
        finding = knowledge.questions.get(self.finding_out or "")
        asked = self.asking_again
        return Conversation(
            adviser,
            carried(self.case, self.adviser.knowledge, knowledge),
            asking_again=asked if asked == TOPIC or asked in knowledge.questions else None,
            finding_out=finding.id if finding is not None and finding.finding_out is not None else None,
            role=knowledge.roles.get(self.role.id) if self.role is not None else None,
            further=self.further,
            done=self.done & knowledge.rules.keys(),
            passing=self.passing,
            last_region=self.last_region,
            previous=previous,
        )

    def _open_question(self) -> Question:
        if self.question is None:
            raise KeyError("no question is open")
        return self.question

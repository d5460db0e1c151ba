"""An answer in short, for lines that cannot fold: what may hold by its own one lines, steps of others than the reader's own unit in a
line each, and forms by their headings.

Nothing is lost without a word: each part says how much more there is, and the foot how to get it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.answer.model import Fork, Lead, Said
from assistant.knowledge.model import LONGEST_LEAD, NOTE, STEP, WARNING
from assistant.words.by_role import excepted
from assistant.words.outline import FORM, OPEN, OTHERS, POSSIBLE, Item, Outline, Section, group_of, turns_on
from assistant.words.wording import Wording

FEW, FEW_STEPS = 4, 2
"""Statements in doubt, and steps of others, that are told whole, however short the answer is to be."""
FEW_NEAR = 6
"""Steps of those with whom the reader works that are told whole; of a longer process each has a line."""
BY_GROUP, MANY_GROUPS = 2, 4
"""Statements in doubt that are told of each group, in one line each; of more groups than `MANY_GROUPS`, one of each."""


def shortened(answer: Outline, wording: Wording, how: str, by: str = "") -> Outline:
    """The answer in short; itself where it is short already, or for a role that is told everything.

    `how`: what says how to get the whole, at the end; `by`: the word that gets it, beside each number of what is not told.
    """
    if wording.role is not None and wording.role.in_full:
        return answer
    others = sum(len(section.items) for section in answer.sections if section.name == OTHERS)
    looked_for = {wording.knowledge.topics[lead.topic].first for lead in answer.leads}
    short = _Short(
        wording, others > FEW_STEPS, answer.leads, bool(looked_for) and looked_for <= {STEP, ""}, by, answer.excepted
    )
    sections = tuple(short.section(section) for section in answer.sections)
    if sections == answer.sections:
        return answer
    return answer._replace(sections=sections, foot=f"{how}\n{answer.foot}")


class _Short(NamedTuple):
    wording: Wording
    fold_others: bool
    leads: tuple[Lead, ...]
    about_steps: bool
    by: str
    excepted: Mapping[str, tuple[str, ...]]
    """By topic the others whose amounts hold in its place: a line that stands alone says so, as the answer's own does."""

    def section(self, section: Section) -> Section:
        if section.name == POSSIBLE and len(section.items) > FEW:
            each = BY_GROUP if len(section.groups) <= MANY_GROUPS else 1
            items = [item for group, told in section.groups for item in _each_once(self._in_doubt(group, told, each))]
            return section._replace(items=tuple(items))
        if section.name == FORM:
            return section._replace(items=(self._headings(section),))
        if section.name in (OTHERS, NOTE) and self.fold_others:
            return section._replace(items=self._in_lines(section))
        if section.name == OPEN:
            # How the first is found out is worth its line; what each decides is told where it is asked.
            first, *rest = section.items
            return section._replace(items=(first._replace(notes=first.notes[1:]), *(Item(item.text) for item in rest)))
        return section

    def _near(self, section: Section) -> bool:
        """Whether these are steps of those with whom the reader works, where steps are what is looked for."""
        role = self.wording.role
        actors = {item.said.statement.actors[0] for item in section.items if item.said is not None}
        return section.name == OTHERS and self.about_steps and role is not None and actors <= set(role.near)

    def _in_doubt(self, group: str, items: Sequence[Item], each: int) -> list[Item]:
        """The lines of a group that answer the question itself, and how many statements there are besides."""
        leading = self._leading_there([item for item in items if item.said is not None and item.said.statement.lead])
        # What is said on every topic ("the ordinary rules") tells less than what answers the question on this one.
        leading.sort(key=lambda item: item.said is not None and item.said.statement.always)
        told = self._first_of_each_topic([*self._lines(group, leading or (items if len(items) == 1 else ()))], each)
        if not told:
            told = self._line_of(group, items[0])
        elif leading:
            told += [self._line(one, group) for one in items if one not in leading and self._goes_with_it(one, group)][
                :each
            ]
        told = told or [*self._lines(group, items[:1])]  # a number alone says nothing
        told += self._warnings(group, _besides(items, told))
        told += self._alone(group, _besides(items, told))
        if more := len(items) - sum(item.said is not None for item in told):
            told.append(Item(self._more(more), group=group))
        return told

    def _first_of_each_topic(self, lines: Sequence[Item], number: int) -> list[Item]:
        """As many lines as are told of a group, and of each topic asked about the first: none is left to a number for another's sake."""
        first: dict[str, Item] = {}
        for line in lines:
            first.setdefault(line.said.statement.topic if line.said is not None else "", line)
        more = [line for line in lines if all(line is not one for one in first.values())]
        chosen = [*first.values(), *more[: max(0, number - len(first))]]
        return [line for line in lines if any(line is one for one in chosen)]

    def _warnings(self, group: str, left: Sequence[Item]) -> list[Item]:
        """What warns of what is shown: none is left to a number. Of who the patient is warns what stands first while that is open."""
        warning = [item for item in left if item.said is not None and item.said.statement.kind == WARNING]
        at = group_of(warning[0].said) if warning and warning[0].said is not None else None
        if at is None or self.wording.knowledge.question_for(at[0]).who:
            return []
        return [self._line(item, group) for item in warning]

    def _alone(self, group: str, left: Sequence[Item]) -> list[Item]:
        """What is told in place of its number: that of one costs the row which a line of it costs."""
        found = [*self._lines(group, left)] if len(left) == 1 else []
        return [line for line in found if len(line.text) <= LONGEST_LEAD]

    def _more(self, number: int) -> str:
        """How many statements there are besides, and how they are got."""
        return self._got(self.wording.language.ngettext("{number} more statement", "{number} more statements", number))

    def _got(self, counted: str) -> str:
        """What says how much is not told, with the word that gets it."""
        return f"{counted} ({self.by})" if self.by else counted

    def _line_of(self, group: str, first: Item) -> list[Item]:
        """What leads for such a patient, where what stands under the name of the group does not: the answer stands in another group too."""
        at = group_of(first.said) if first.said is not None else None
        if at is None or not self.wording.knowledge.question_for(at[0]).who:
            return []
        branches = self._branches(at[0])
        leads = [lead for value, lead in branches if [value] == list(at[1]) and lead is not None]
        if any(rule.said.if_answered for lead in leads for rule in lead.rules):
            return []  # it narrows what stands there, for the answers that were given
        text = self._text(leads)
        return [Item(text, sources=self._cited([leads]), group=group)] if text else []

    def _goes_with_it(self, item: Item, group: str) -> bool:
        """Whether a line alone is no answer without a statement: whom to reach ("ask first"), or the reader's next step ("a C-number").

        Not an authority to which somebody is sent: for whom, and for whom never, is told in the whole of it.
        """
        said = item.said
        at = group_of(said) if said is not None else None
        if said is None or at is None or self.wording.knowledge.question_for(at[0]).who:
            return False  # while it is open who the patient is, one line for each is enough to read
        if said.statement.sends_to or turns_on(said, self.wording, group):
            return False
        return said.contact is not None or (
            self.about_steps and said.statement.kind == STEP and self.wording.mine(said)
        )

    def _leading_there(self, items: list[Item]) -> list[Item]:
        """Those that lead with the answers of their group: what another goes before there would stand in place of the answer."""
        there = [item for item in items if item.said is not None and item.said.id in self._led(item.said)]
        return there or items

    def _led(self, said: Said) -> set[str]:
        """What leads, on any topic, with the answers of a statement's group."""
        fact, values = group_of(said) or ("", ())
        branches = (branch for value, branch in self._branches(fact) if value in values)
        return {rule.id for branch in branches if branch is not None for rule in branch.rules}

    def _forks(self, fact: str) -> Iterator[Fork]:
        """What leads by the values of a fact, on each topic that turns on it."""
        return (fork for lead in self.leads for fork in lead.forks if fork.fact == fact)

    def _branches(self, fact: str) -> Iterator[tuple[str, Lead | None]]:
        """The values of a fact, each with what leads then on a topic."""
        return (branch for fork in self._forks(fact) for branch in fork.branches)

    def _text(self, leads: Iterable[Lead]) -> str:
        """Lead lines one behind the other, each with its topic where there are several."""
        return " ".join(self.wording.leads([*leads], len(self.leads) > 1, self._told))

    def _told(self, lead: Lead) -> str:
        return excepted(self.wording.lead(lead), lead.rules, self.excepted.get(lead.topic, ()), self.wording)

    def _lines(self, group: str, items: Sequence[Item]) -> Iterator[Item]:
        """Lines; what turns on more is told with all that leads then, none of it as if it were all."""
        told: set[str] = set()
        for item in items:
            leads = self._leads(item.said, group) if item.said is not None else []
            text = self._text(alike[0] for alike in leads)
            if not leads:
                yield self._line(item, group)
            elif text not in told:
                told.add(text)
                yield item._replace(text=text, notes=(), sources=self._cited(leads))

    def _cited(self, leads: Iterable[Sequence[Lead]]) -> tuple[str, ...]:
        """The clauses of all that may lead, whichever of them is told as a statement of its own in another group: each half stands on its own.

        A line that says only what to find out stands on none: no source says that, and it would seem to say more than it does.
        """
        told = [lead for alike in leads for lead in alike if not self.wording.only_asks(lead)]
        rules = [rule for lead in told for rule in lead.rules]
        return tuple(dict.fromkeys(source for rule in rules for source in self.wording.cited_by(rule)))

    def _leads(self, said: Said, group: str) -> list[list[Lead]]:
        """What leads in the group of a statement that turns on more, on each topic that it may lead: in the same words with each of its
        values; none where they differ in that."""
        at = group_of(said)
        if at is None or not turns_on(said, self.wording, group):
            return []
        found = []
        for fork in self._forks(at[0]):
            branches = [lead for value, lead in fork.branches if value in at[1]]
            leads = [lead for lead in branches if lead is not None and said.rule in lead.rules and lead.depends_on]
            if leads and len(leads) == len(branches) and len({self.wording.lead(lead) for lead in leads}) == 1:
                found.append(leads)
        return found

    def _line(self, item: Item, group: str) -> Item:
        """What answers the question, by its lead, or a statement in a line; below it what it turns on in its group."""
        said = item.said
        if said is None:
            return item
        text = self.wording.rule_lead(said.rule) if said.statement.lead else self._in_a_line(item).text
        text = excepted(text, (said.rule,), self.excepted.get(said.statement.topic, ()), self.wording)
        return item._replace(text=self._of_topic(said, text), notes=turns_on(said, self.wording, group))

    def _of_topic(self, said: Said, text: str) -> str:
        """A line with its topic, where several are asked about: "do not charge" of a visit would be read of the medicines too."""
        asked = [lead.topic for lead in self.leads]
        if len(asked) < 2 or said.statement.always or said.statement.topic not in asked:
            return text
        topic = self.wording.topic_short(said.statement.topic)
        return text if text.startswith(f"{topic}: ") else f"{topic}: {text}"

    def _in_lines(self, section: Section) -> tuple[Item, ...]:
        """Steps of others and what is good to know, none left out: only what explains it is. Few steps of the own unit, and one alone, are told whole."""
        steps = len(section.items) if section.name == OTHERS else 0
        whole = steps == 1 or (0 < steps <= FEW_NEAR and self._near(section))
        return section.items if whole else tuple(map(self._in_a_line, section.items))

    def _in_a_line(self, item: Item) -> Item:
        """A statement in a line; below what is good to know stands the page to read more on."""
        said = item.said
        if said is None:
            return item
        return item._replace(
            text=self.wording.in_a_line(said.rule), notes=() if said.statement.kind == STEP else item.notes
        )

    def _headings(self, section: Section) -> Item:
        """The headings of a form, without what is to be filled in below them."""
        number = len(section.items)
        counted = self.wording.language.ngettext("{number} heading", "{number} headings", number)
        return Item(f"{self._got(counted)}: {' · '.join(item.text for item in section.items)}")


def _besides(items: Iterable[Item], told: Iterable[Item]) -> list[Item]:
    """Those of a group that are not told yet."""
    already = [one.said for one in told]
    return [item for item in items if item.said not in already]


def _each_once(told: Iterable[Item]) -> list[Item]:
    """The lines of a group, those in the same words as one, on the sources of all: two statements may lead it with one line."""
    lines: dict[str, Item] = {}
    for item in told:
        first = lines.setdefault(item.text, item)
        lines[item.text] = first._replace(sources=tuple(dict.fromkeys((*first.sources, *item.sources))))
    return list(lines.values())

"""Every topic begins with one line that answers it, short in both languages, and never leads an undocumented patient astray."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, combinations, product

import pytest

from assistant.answer import Adviser
from assistant.answer.model import Lead
from assistant.cases.case import Case
from assistant.cases.space import ALL, NONE, Cases
from assistant.i18n import Language, language
from assistant.knowledge.model import LONGEST_LEAD
from assistant.words.beside import in_brief
from assistant.words.wording import Wording
from tests.support.share import Share

ONLY_ASKING_WITH_ONE_OPEN = 0
"""Cases with one question open whose lead only says what to ask."""
ONLY_ASKING_WITH_TWO_OPEN = 0.05
"""Their share with two questions open: where both have many answers, as age and kind of visit, 120 characters do not hold what follows."""

ONE_IN = 8
"""How many of the cases are looked at beside those of each kind."""

TOLD_IN_ONE_LANGUAGE_ONLY = 0.0045
"""Share of cases in which one language has an amount, or a group of people, that the other has no room for: none is the aim."""


def test_every_topic_has_leads(adviser: Adviser) -> None:
    """That a topic with leads has one in every case is a law of `vardlots check`."""
    led = {rule.statement.topic for rule in adviser.knowledge.rules.values() if rule.statement and rule.statement.lead}
    assert led == set(adviser.knowledge.topics)


def _cased(text: str) -> str:
    return text[:1].upper() + text[1:]


def partial_cases(adviser: Adviser) -> Iterator[tuple[str, tuple[str, ...], Case]]:
    """Each topic with what is left open of what its lead turns on, one question or two, and every case of the rest."""
    knowledge, space = adviser.knowledge, adviser.space
    for topic in knowledge.topics:
        lead = adviser.lead_on(topic, Case({}, {}, (topic,)))
        assert lead is not None
        whole = adviser.lead_on(topic, Case(space.first(ALL), {}, (topic,)))
        assert whole is not None and whole.certain
        facts = lead.depends_on or tuple(
            fact for fact in knowledge.questions if adviser.matters(Case({}, {}, (topic,)), fact)
        )
        for open_ in chain(combinations(facts, 1), combinations(facts, 2)):
            given = [fact for fact in facts if fact not in open_]
            for values in product(*(knowledge.values_of(fact) for fact in given)):
                yield topic, open_, Case(dict(zip(given, values, strict=True)), {}, (topic,))


@pytest.fixture(scope="module")
def partial(adviser: Adviser, share: Share) -> list[tuple[str, Case, Lead]]:
    """The cases in which a lead turns on one or two questions: of the share, of each topic whatever is left open with every situation."""
    found = []
    for topic, _, case in share.of(partial_cases(adviser), what_is_open, one_in=ONE_IN):
        lead = adviser.lead_on(topic, case)
        if lead is not None and 0 < len(lead.depends_on) <= 2:
            found.append((topic, case, lead))
    return found


def what_is_open(one: tuple[str, tuple[str, ...], Case]) -> tuple[object, ...]:
    """The kind of a partial case: its topic, what is left open, the region and the situation."""
    topic, open_, case = one
    return topic, open_, case.known.get("region"), case.known.get("status")


Told = Callable[[Language], tuple[Wording, list[str]]]
"""How the leads of those cases are told in a language: composed once for all that is asked of them."""


@pytest.fixture(scope="module")
def told(partial: list[tuple[str, Case, Lead]], adviser: Adviser) -> Told:
    made: dict[str, tuple[Wording, list[str]]] = {}

    def told_in(speech: Language) -> tuple[Wording, list[str]]:
        if speech.code not in made:
            wording = Wording(adviser.knowledge, speech)
            made[speech.code] = wording, [wording.lead(lead) for *_, lead in partial]
        return made[speech.code]

    return told_in


def test_an_uncertain_lead_says_with_which_answer_what_holds(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, share: Share, each_language: Language
) -> None:
    """What is true with one answer only never stands as if it were true with all: the line begins with an answer, a question, or what to ask.

    Or it names the exceptions in the same sentence, or says what all have in common and then what to ask, or what holds with
    any answer and then, in a sentence that begins with an answer, what is added with it.
    """
    wording, texts = told(each_language)
    excepting = each_language.gettext("{usual}, except {others}", usual="", others="")
    assert len(partial) > share.least(5000, ONE_IN)
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        assert 0 < len(text) <= LONGEST_LEAD, (topic, case, text)
        questions = [adviser.knowledge.questions[fact] for fact in lead.depends_on]
        begins = [wording.settle(question) for question in questions]
        begins += [f"{wording.short(question.id)}?" for question in questions]
        begins += [
            wording.brief_value(question, value.id) for question in questions if question.number is None
            for value in question.values
        ]  # fmt: skip
        said = [{wording.rule_lead(rule), f"{_cased(wording.rule_brief(rule))}."} for rule in lead.rules]
        in_common = not lead.withheld and bool(said) and text in set.intersection(*said)
        spans = re.match(r"((Under|From|Från) \d+|\d+–\d+)(, (from |från )?[\d–]+)*: ", text)
        excepted = text.partition(excepting)[2].casefold().startswith(tuple(each.casefold() for each in begins if each))
        then_asks = text.endswith(tuple(filter(None, begins[: len(questions)])))
        usual, _, added = text.partition(". ")
        adds = (
            any(f"{usual}." in each for each in said)
            and added.startswith(tuple(filter(None, begins)))
            and ": " in added
        )
        assert in_common or text.startswith(tuple(begins)) or spans or excepted or then_asks or adds, (
            topic,
            case,
            text,
        )


SAYS_MORE = {
    "visit_fee.lma.unsettled", "visit_fee.lma.unsettled.temporary_protection",  # no referral is needed by whoever has become undocumented
    "dental.rjl.unsettled",  # the same amount in either situation
    "interpreter.vgr.booking.card",  # where the number stands
    "registration.resident.ut_card", "registration.resident.ut_card.registered",  # nobody asks residents for a card
    "registration.resident.ut_card.not_registered", "visit_fee.vgr.permit.ut_card", "visit_fee.vgr.permit.ut_card.registered",
    "visit_fee.vgr.permit.ut_card.not_registered",
}  # fmt: skip
"""What leads with an answer without being another answer than the line without it."""


def test_knowing_less_makes_no_line_more_certain(adviser: Adviser) -> None:
    """A line without a condition is that of every answer left open, or one that none of them contradicts."""
    knowledge, seen = adviser.knowledge, 0
    ages, situations = (
        knowledge.values_of("age_group")[::2],
        ("asylum_seeker", "temporary_protection", "undocumented", "resident"),
    )
    for topic in (each for each in knowledge.topics.values() if not (each.no_patient or each.for_everybody)):
        facts = {
            fact for rule in adviser.leading(topic.id) for fact in adviser.space.facts_of(adviser.space.rules[rule.id])
        }
        asked = {"region": knowledge.values_of("region"), "status": situations, "registered": (None, "yes", "no")}
        more = {"age_group": ages, "visit": knowledge.values_of("visit"), "travel": knowledge.values_of("travel")}
        given = asked | {fact: values for fact, values in more.items() if fact in facts}
        for values in product(*given.values()):
            answers = {fact: value for fact, value in zip(given, values, strict=True) if value is not None}
            lead = adviser.lead_on(topic.id, Case(answers, {}, (topic.id,)))
            if lead is None or not lead.certain:
                continue
            for proof in knowledge.values_of("proof"):
                other = adviser.lead_on(topic.id, Case(answers | {"proof": proof}, {}, (topic.id,)))
                rule = other.rules[0] if other is not None and other.certain else lead.rules[0]
                said = rule.statement
                fits = said is None or not said.if_answered or said.brief or not said.always
                assert rule is lead.rules[0] or not fits or rule.id in SAYS_MORE, (topic.id, answers, proof, rule.id)
                seen += 1
    assert seen > 2000


def test_what_leads_to_another_actor_is_told_by_its_answer_and_no_answer_is_a_fragment(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """ "Otherwise" is also "don't know": nobody is sent anywhere so. An answer that leaves something open says where it stands, not "visit?"."""
    (wording, texts), otherwise = told(each_language), each_language.gettext("otherwise")
    fragment, sending = re.compile(r": [\w ,-]+\?( [A-ZÅÄÖ]|$)"), 0
    links = [f": {each_language.gettext(word)} " for word in ("otherwise", "but")]  # to what is left out
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        assert not fragment.search(text), (topic, case, text)
        assert not any(link in text for link in links), (topic, case, text)
        for rule in lead.rules:
            if rule.statement is not None and rule.statement.sends_to:
                words = (wording.rule_lead(rule).removesuffix("."), wording.rule_brief(rule))
                sending += any(each.casefold() in text.casefold() for each in words)
                assert not any(f"{otherwise}: {each}".casefold() in text.casefold() for each in words), (case, text)
    assert sending


def test_with_the_document_open_whom_to_ask_without_it_stands_in_the_line(
    partial: list[tuple[str, Case, Lead]], told: Told, share: Share, each_language: Language
) -> None:
    """ "Valid card: contact the agency. Otherwise: see the document" leaves only what leads there to be read: the careful answer is told.

    Nor does an amount stand first that only a valid document gives: what has to be shown is said before it.
    """
    (wording, texts), seen, asking = told(each_language), 0, re.compile(r"\b(fråga|ring|sök|ask|call|search)\b", re.I)
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        assert "se handlingen" not in text and "see the document" not in text, (topic, case, text)
        if lead.depends_on != ("proof",) or len(lead.forks) != 1:
            continue
        branches = [branch for _, branch in lead.forks[0].branches if branch and not branch.speaks_against_the_answers]
        briefs = {wording.rule_brief(branch.rules[0]) for branch in branches}
        if any(asking.search(brief) for brief in briefs):
            assert asking.search(text), (topic, case, text)
            seen += 1
        charged = [branch.rules[0].statement and branch.rules[0].statement.fee for branch in branches]
        sure = {wording.fee(fee._replace(per=None)) for fee in charged if fee and fee.amount is not None}
        if sure and len(briefs) > 1 and any(fee is None or fee.amount is None for fee in charged):
            assert not text.casefold().startswith(tuple(each.casefold() for each in sure)), (topic, case, text)
            seen += 1
    assert seen > share.least(200, ONE_IN)


def test_no_answer_is_named_twice_for_the_same(
    partial: list[tuple[str, Case, Lead]], told: Told, share: Share, each_language: Language
) -> None:
    """ "Temporary protection (not registered), temporary protection (not registered): free": one of them is the other half."""
    (_, texts), seen = told(each_language), 0
    for (topic, case, _), text in zip(partial, texts, strict=True):
        for named in re.findall(r"(?:^|[.?] )([^.?:]+):", text):
            names = [name.casefold() for name in re.split(r", (?![^()]*\))", named)]
            assert len(set(names)) == len(names), (topic, case, text)
            seen += len(names) > 1
    assert seen > share.least(500, ONE_IN)


def test_no_age_has_two_answers_in_a_line(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """ "Under 20: free. From 20: ordinary fee. 20–84: less": the second is of the registered only, and has to say so."""
    (_, texts), seen = told(each_language), 0
    number = adviser.knowledge.questions["age_group"].number
    assert number is not None
    span = re.compile(r"(?:(?P<to>[Uu]nder)|(?P<from>[Ff]r[åo]m)|(?P<low>\d+)–) ?(?P<number>\d+)$")
    for (topic, case, _), text in zip(partial, texts, strict=True):
        ages = list[int]()
        for sentence in re.split(r"[.?] ", text):
            for each in re.split(r", ", sentence.partition(":")[0]):
                if found := span.match(each):
                    given = int(found["number"])
                    low = number.least if found["to"] else given if found["from"] else int(found["low"])
                    high = given - 1 if found["to"] else number.greatest if found["from"] else given
                    assert high <= number.greatest and (low, high) != (number.least, number.greatest), (case, text)
                    ages += range(low, high + 1)
                    seen += 1
        assert len(ages) == len(set(ages)), (topic, case, text)
    assert seen > 100


def test_a_line_says_what_it_turns_on_and_points_nowhere(
    partial: list[tuple[str, Case, Lead]], told: Told, share: Share, each_language: Language
) -> None:
    """Below there may be nothing: what is folded, or told aloud, has no below."""
    (_, texts), turns, pointing = told(each_language), 0, re.compile(r"(?i)\b(below|nedan|above|ovan)\b")
    for (topic, case, _), text in zip(partial, texts, strict=True):
        assert not pointing.search(text), (topic, case, text)
        turns += each_language.gettext("depends on {facts}", facts="") in text
    assert turns > share.least(100, ONE_IN)


def test_within_a_line_only_names_begin_with_a_capital(
    partial: list[tuple[str, Case, Lead]], told: Told, each_language: Language
) -> None:
    """Behind an answer and its colon the sentence goes on: "Under 18: the same care", but "Undocumented: Cosmic"."""
    (wording, texts), names = told(each_language), set()
    excepting = each_language.gettext("{usual}, except {others}", usual="", others="")
    begins = re.compile(rf"(?:[:;,] |{re.escape(excepting)})([^\W\d_][\w-]*)")
    for (topic, case, _), text in zip(partial, texts, strict=True):
        for word in begins.findall(text):
            if word[0].isupper() and (word[1:].islower() or not word[1:]):
                assert word in wording.names, (topic, case, text)
                names.add(word)
    assert names


def test_what_every_topic_says_of_a_situation_does_not_begin_the_line(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """With the situation open, what holds for the topic's own patients comes first, and residents and visitors, whose rules are others, last."""
    (wording, texts), seen = told(each_language), 0
    rules = adviser.knowledge.rules
    other = "|".join(
        {re.escape(wording.rule_brief(rules[id])) for id in ("entitlement.resident", "entitlement.visitor")}
    )
    begins = re.compile(rf"(Situation\? )?[\w ,-]+: ({other})\.")
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        if lead.depends_on[0] == "status":
            seen += bool(re.search(other, text))
            assert not begins.match(text), (topic, case, text)
    assert seen


def test_with_one_question_open_a_lead_tells_what_holds_and_with_two_mostly(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, share: Share, each_language: Language
) -> None:
    """Not only what to ask first: a receptionist has something to do."""
    wording, texts = told(each_language)
    asking: dict[int, list[tuple[str, Case]]] = {1: [], 2: []}
    settling = tuple(wording.settle(question) for question in adviser.knowledge.questions.values())
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        if text.startswith(tuple(filter(None, settling))):
            asking[len(lead.depends_on)].append((topic, case))
    assert len(asking[1]) <= ONLY_ASKING_WITH_ONE_OPEN, asking[1]
    two = sum(len(lead.depends_on) == 2 for *_, lead in partial)
    assert len(asking[2]) <= share.most(ONLY_ASKING_WITH_TWO_OPEN, two)


def test_a_lead_of_a_patient_who_may_be_undocumented_names_no_agency(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    _, texts = told(each_language)
    named = adviser.knowledge.actors["migration_agency"].named_as
    for (topic, case, _), text in zip(partial, texts, strict=True):
        if adviser.space.completions(case.known) & adviser.space.having("status", "undocumented"):
            assert not any(word in text for word in (*named, "Migration Agency")), (topic, case)


def test_answers_that_do_not_fit_together_lead_every_topic_about_a_patient(adviser: Adviser) -> None:
    """A document that does not go with the situation chosen: no line acts on either as if it were right, whatever it is about."""
    knowledge, seen = adviser.knowledge, 0
    pairs = [
        {fact: value.id, other: chosen}
        for fact, question in knowledge.questions.items()
        for value in question.values
        for other, fitting in value.of
        for chosen in knowledge.values_of(other)
        if chosen not in fitting
    ]
    pairs += [{"registered": "yes", "status": status} for status in ("undocumented", "visitor")]
    pairs += [{"registered": "yes", "status": "temporary_protection", "proof": "lma_valid"}]
    for answers, region, topic in product(pairs, (*knowledge.values_of("region"), None), knowledge.topics):
        if not (knowledge.topics[topic].no_patient or knowledge.topics[topic].for_everybody):
            lead = adviser.lead_on(topic, Case(answers | ({"region": region} if region else {}), {}, (topic,)))
            assert lead is not None and lead.certain, (answers, topic)
            said = lead.rules[0].statement
            assert said is not None and said.if_answered and said.always, (answers, topic, lead.rules)
            seen += 1
    assert seen > 500


def test_where_the_same_holds_for_everybody_no_answer_takes_the_line(adviser: Adviser) -> None:
    """Secrecy is the patient's whatever the card says: a line on how to settle the situation would hide it."""
    knowledge = adviser.knowledge
    topics = [topic.id for topic in knowledge.topics.values() if topic.for_everybody]
    assert topics
    facts = ("region", "status", "registered", "proof")
    for topic, *values in product(topics, *(knowledge.values_of(fact) for fact in facts)):
        lead = adviser.lead_on(topic, Case(dict(zip(facts, values, strict=True)), {}, (topic,)))
        said = lead.rules[0].statement if lead is not None and lead.certain else None
        assert said is not None and said.topic == topic and not said.if_answered, (topic, values)


def test_nobody_with_a_permit_outside_the_register_is_told_that_the_rules_for_residents_hold(adviser: Adviser) -> None:
    """A permit alone gives the fees of residents in one region (G06); what else it gives is not known here, whatever is shown."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, language("sv")), 0
    for region, topic, proof in product(knowledge.values_of("region"), knowledge.topics, knowledge.values_of("proof")):
        if knowledge.topics[topic].no_patient:
            continue
        lead = adviser.lead_on(topic, Case({"region": region, "status": "resident", "proof": proof}, {}, (topic,)))
        assert lead is not None and lead.certain, (region, topic, proof)
        does_not_fit = "går inte ihop" in wording.lead(lead)
        assert does_not_fit or "G06" in lead.rules[0].sources or "chef" in wording.lead(lead), (region, topic, proof)
        seen += not does_not_fit
    assert seen > 100


def test_a_document_shown_begins_the_line_with_a_situation_that_it_goes_with(
    adviser: Adviser, each_language: Language
) -> None:
    """A UT card speaks for temporary protection: no line that tells the situations apart begins with one that the card speaks against."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    status = knowledge.questions["status"]
    names = {wording.brief_value(status, value.id): value.id for value in status.values}
    for proof in knowledge.questions["proof"].values:
        fitting = dict(proof.of).get("status", ())
        for region, topic, more in product(
            knowledge.values_of("region"), knowledge.topics, ({}, {"registered": "yes"})
        ):
            case = Case({"region": region, "proof": proof.id} | more, {}, (topic,))
            lead = adviser.lead_on(topic, case)
            text = wording.lead(lead) if lead is not None else ""
            first = next((value for name, value in names.items() if text.startswith((f"{name}:", f"{name},"))), None)
            if fitting and first is not None and f"{wording.short('status')}?" not in text:
                others = text.partition(":")[0].lower()
                assert first in fitting or any(
                    name.lower() in others for name, value in names.items() if value in fitting
                ), (case, text)
                seen += 1
    assert seen > 20


def test_with_the_situation_open_no_line_tells_some_patients_answer_and_hides_that_of_others(
    adviser: Adviser, each_language: Language
) -> None:
    """What holds for temporary protection turns on the register too: it is told with it, or the line says what to find out."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    status = knowledge.questions["status"]
    names = [
        wording.brief_value(status, id).lower() for id in ("asylum_seeker", "temporary_protection", "undocumented")
    ]
    for region, topic in product(knowledge.values_of("region"), knowledge.topics):
        lead = adviser.lead_on(topic, Case({"region": region}, {}, (topic,)))
        text = wording.lead(lead).lower() if lead is not None else ""
        told = [name for name in names if name in text]
        assert told in ([], names), (region, topic, text)
        seen += bool(told)
    assert seen > 20


def _asked(wording: Wording) -> list[str]:
    """What a line may send the reader to find out, in place of answers that it has no room for."""
    asked = [wording.ask(question) for question in wording.knowledge.questions.values()]
    return [re.escape(each.lower()) for each in (*asked, wording.language.gettext("choose it"))]


def test_with_the_situation_open_who_has_no_permit_is_not_the_one_sent_below(
    adviser: Adviser, share: Share, each_language: Language
) -> None:
    """A line that tells of other patients tells of the undocumented too: the patient without any paper is the likeliest to be one."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    status, asked = knowledge.questions["status"], "|".join(_asked(wording))
    otherwise = f"{each_language.gettext('otherwise')}: {wording.ask(status)}".lower()
    others = [wording.brief_value(status, id).lower() for id in ("asylum_seeker", "temporary_protection")]
    name = wording.brief_value(status, "undocumented").lower()
    facts = {
        "region": (*knowledge.values_of("region"), None), "age_group": (None, *knowledge.values_of("age_group")[::2]),
        "proof": (None, "none"), "visit": (None, *knowledge.values_of("visit")[::3]),
    }  # fmt: skip
    every = [
        (topic, {fact: value for fact, value in zip(facts, values, strict=True) if value is not None})
        for topic, values in product(knowledge.topics, product(*facts.values()))
        if topic == "visit_fee" or values[-1] is None
    ]
    for topic, answers in share.of(every, lambda one: (one[0], one[1].get("region"), *one[1]), one_in=ONE_IN):
        lead = adviser.lead_on(topic, Case(answers, {}, (topic,)))
        if lead is not None and "status" in lead.depends_on:
            text = wording.lead(lead).lower()
            told = any(f"{other}:" in text or f"{other}," in text or f"{other} (" in text for other in others)
            assert not (told and otherwise in text and name not in text), (topic, answers, text)
            assert not re.search(rf"{name}(, [^:.]+)?: (?:{asked})\.", text), (topic, answers, text)
            seen += told
    assert seen > share.least(100, ONE_IN)


def test_the_usual_answer_comes_before_its_exceptions(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """ "No paper: search first. Otherwise: SEK 50" makes everybody read what concerns few: what the knowledge has first stands first."""
    (wording, texts), otherwise, seen = told(each_language), each_language.gettext("otherwise"), 0
    for (_, case, lead), text in zip(partial, texts, strict=True):
        for fork in lead.forks:
            question, usual = adviser.knowledge.questions[fork.fact], fork.branches[0][1]
            if question.number is None and not question.who and question.id != "region" and len(lead.depends_on) == 1:
                rule = usual.rules[0] if usual is not None and usual.certain else None
                words = (
                    {wording.rule_brief(rule), wording.rule_lead(rule).removesuffix(".")} if rule is not None else set()
                )
                assert not text.lower().endswith(tuple(f"{otherwise}: {each}.".lower() for each in words)), (case, text)
                seen += bool(words)
    assert seen > 100


def test_what_all_open_answers_charge_is_said_before_they_are_asked_for(
    partial: list[tuple[str, Case, Lead]], told: Told, share: Share, each_language: Language
) -> None:
    """Where every answer has an amount, the line has one: the same of all, the bounds, or each with its answer."""
    (wording, texts), seen = told(each_language), 0
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        fees = [
            rule.statement.fee for rule in lead.rules if rule.statement is not None and rule.statement.fee is not None
        ]
        amounts = {fee.amount for fee in fees} if lead.everywhere and len(fees) == len(lead.rules) else set()
        if None not in amounts and any(amounts) and not lead.withheld:
            words = {wording.fee(fee._replace(per=None, maximum=False)) for fee in fees if fee.amount}
            assert any(each in text for each in words), (topic, case, text)
            seen += 1
    assert seen > share.least(100, ONE_IN)


def test_no_line_tells_a_situation_that_the_answers_speak_against(adviser: Adviser, each_language: Language) -> None:
    """A UT card shown: what an asylum seeker would pay is no answer, since that choice would only be told not to fit."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    status = knowledge.questions["status"]
    topics = [topic for topic in knowledge.topics.values() if not topic.no_patient]
    for proof, region, topic in product(knowledge.questions["proof"].values, knowledge.values_of("region"), topics):
        fitting = dict(proof.of).get("status", ())
        lead = adviser.lead_on(topic.id, Case({"region": region, "proof": proof.id}, {}, (topic.id,)))
        if lead is None or not fitting:
            continue
        line = wording.lead(lead)
        for value in status.values:
            case = Case({"region": region, "proof": proof.id, "status": value.id}, {}, (topic.id,))
            chosen = adviser.lead_on(topic.id, case)
            said = chosen.rules[0].statement if chosen is not None and chosen.certain else None
            if said is not None and said.if_answered and value.id not in fitting:
                name = re.escape(wording.brief_value(status, value.id))
                assert not re.search(rf"\b{name}(,|:| \()", line, re.IGNORECASE), (case, line)
                seen += 1
    assert seen > 200


def test_no_lead_of_an_undocumented_patient_names_the_migration_agency(adviser: Adviser) -> None:
    wording = Wording(adviser.knowledge, language("sv"))
    undocumented = adviser.space.having("status", "undocumented")
    for rule in adviser.knowledge.rules.values():
        if rule.statement and rule.statement.lead and adviser.space.rules.get(rule.id, NONE) & undocumented:
            assert "Migrationsverk" not in wording.rule_lead(rule), rule.id


def test_no_line_names_what_its_answers_are_answers_to_in_place_of_an_answer(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """ "Under 20: free of charge. Otherwise: depends on age" goes in a circle: who is left out is named, or it is said what to find out.

    That is said in plain words: there may be no question on the screen, nor on paper, that one could look at.
    """
    (wording, texts), otherwise, seen = told(each_language), each_language.gettext("otherwise"), 0
    asked = re.compile(rf"{re.escape(otherwise)}: (?:{'|'.join(_asked(wording))})(?:, [^.:]+)?\.$", re.IGNORECASE)
    depends = each_language.gettext("depends on {facts}", facts="")
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        assert f"{otherwise}: {depends}".casefold() not in text.casefold(), (topic, case, text)
        for fact in lead.depends_on:
            question = adviser.knowledge.questions[fact]
            if question.number is None:
                names = "|".join(re.escape(wording.brief_value(question, value.id)) for value in question.values)
                own = (
                    rf"(?:^|[.;] )(?:{names})(?:, (?:{names}))*: {re.escape(depends)}{re.escape(wording.short(fact))}\b"
                )
            else:
                own = rf"\d: {re.escape(depends)}{re.escape(wording.short(fact))}\b"
            assert not re.search(own, text, re.IGNORECASE), (topic, case, text)
            assert question.ask or question.halves, fact
        assert not re.search(r"(?i)\bse frågan\b|\bsee the question\b", text), (topic, case, text)
        seen += asked.search(text) is not None
    assert seen > 100


def test_what_has_to_be_paid_stands_in_the_line_where_any_of_it_is_known(
    adviser: Adviser, share: Share, each_language: Language
) -> None:
    """With the region and the patient's situation known, whatever else is open: what is usual is told with its amount."""
    knowledge, wording, seen, lacking = adviser.knowledge, Wording(adviser.knowledge, each_language), 0, []
    pairs = product(knowledge.values_of("region"), knowledge.values_of("status"))
    every = cases_of_what_it_turns_on(adviser, [{}], [{"region": region, "status": status} for region, status in pairs])
    for topic, patient, known in share.of(every, what_is_known, one_in=ONE_IN):
        lead = adviser.lead_on(topic, Case(patient | known, {}, (topic,)))
        if lead is None or not lead.depends_on:
            continue
        fees = [rule.statement.fee for rule in lead.rules if rule.statement and rule.statement.fee]
        words = {wording.fee(fee._replace(per=None, maximum=False)) for fee in fees if fee.amount}
        text = wording.lead(lead)
        if words and not any(each in text for each in words):
            lacking.append((topic, patient, known, text))
        seen += bool(words)
    assert seen > share.least(1000, ONE_IN)
    assert not lacking, lacking


def test_no_amount_opens_a_line_before_several_exceptions(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """ "SEK 50, except …: SEK 25; …: ask" is read as SEK 50 of every visit: the visits for which it holds are named."""
    (wording, texts), seen = told(each_language), 0
    excepting = each_language.gettext("{usual}, except {others}", usual="", others="")
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        fees = [rule.statement.fee for rule in lead.rules if rule.statement is not None and rule.statement.fee]
        amounts = tuple({_cased(wording.fee(fee._replace(per=None))) for fee in fees if fee.amount})
        seen += bool(amounts) and text.startswith(amounts)
        if text.startswith(amounts) and excepting in text:
            questions = [adviser.knowledge.questions[fact] for fact in lead.depends_on]
            names = [
                wording.brief_value(each, value.id) for each in questions if each.has_a_usual for value in each.values
            ]
            another = rf"; ({'|'.join(map(re.escape, names))})[:,]"
            assert not re.search(another, text.partition(excepting)[2], re.IGNORECASE), (topic, case, text)
    assert seen


def test_what_the_usual_answer_gives_is_not_left_to_be_asked_beside_what_holds_without_it(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, each_language: Language
) -> None:
    """ "Expired card: SEK 50 or ask. Valid card: enter the age." is the wrong way round: most patients show a valid one. So it is of ways to travel."""
    (wording, texts), seen = told(each_language), 0
    for (topic, case, lead), text in zip(partial, texts, strict=True):
        questions = [adviser.knowledge.questions[fact] for fact in lead.depends_on]
        for question in (question for question in questions if question.has_a_usual):
            usual = next((value.id for value in question.values if value.id in dict(lead_on(lead, question.id))), "")
            if not usual:
                continue
            found = re.search(rf"{wording.brief_value(question, usual)}[^:.]*: ([^.]*)\.", text, re.IGNORECASE)
            seen += found is not None
            asked = [wording.ask(question) for question in questions]
            assert found is None or found[1] not in asked, (topic, case, text)
    assert seen > 50


def lead_on(lead: Lead, fact: str) -> tuple[tuple[str, Lead | None], ...]:
    """What leads with each answer to a question that a lead turns on."""
    return next((fork.branches for fork in lead.forks if fork.fact == fact), (("", None),))


def test_what_a_page_of_its_age_gives_for_free_says_so_beside_others_too(
    adviser: Adviser, each_language: Language
) -> None:
    """Where the line of a statement tells that its page is old, so do its brief words: the amount alone would say too much."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    page = re.compile(r"\b(sida|page)\b")
    for rule in knowledge.rules.values():
        said = rule.statement
        old = any(knowledge.grade(knowledge.clauses[id]) == "C" for id in rule.sources)
        if (
            said is not None
            and said.fee is not None
            and said.fee.amount == 0
            and old
            and page.search(wording.rule_lead(rule))
        ):
            assert page.search(wording.rule_brief(rule)), rule.id
            seen += 1
    assert seen > 10


def test_no_line_says_only_as_whom(partial: list[tuple[str, Case, Lead]], told: Told, each_language: Language) -> None:
    """ "As residents." is no answer to what a visit costs."""
    (_, texts), seen = told(each_language), 0
    for (topic, case, _), text in zip(partial, texts, strict=True):
        if topic == "visit_fee":
            assert not re.fullmatch(r"(As residents|Som bosatta)\.", text), (case, text)
            seen += 1
    assert seen > 100


def test_what_leads_in_place_of_a_doubted_fee_tells_that_doubt_too(adviser: Adviser) -> None:
    """At 23 an older page says free and the ordinance an amount; a card that has run out takes none of that away: its line rests on both."""
    knowledge, space, seen = adviser.knowledge, adviser.space, 0
    leading = [
        (rule, rule.statement)
        for rule in adviser.rules.in_force.values()
        if rule.statement is not None and rule.statement.lead
    ]
    doubted = [(rule, said) for rule, said in leading if said.fee is not None and rule.id in said.doubts]
    for fee, of_fee in doubted:
        for rule, said in leading:
            in_place = said.if_answered and said.topic == of_fee.topic and said.limit is not None
            if in_place and (space.rules[rule.id] & space.rules[fee.id]) is not NONE:
                primary = {id for id in fee.sources if knowledge.grade(knowledge.clauses[id]) != "advice"}
                assert primary.issubset(rule.sources), (rule.id, fee.id)
                seen += 1
    assert seen


def test_whoever_asks_whether_the_patient_still_is_an_asylum_seeker_is_told_what_then(
    adviser: Adviser, each_language: Language
) -> None:
    """A line about an expired card does not end with the question to Asylenheten: it says what to do if the answer is no."""
    wording, space, seen = Wording(adviser.knowledge, each_language), adviser.space, 0
    expired = space.having("proof", "lma_expired")
    for rule in adviser.knowledge.rules.values():
        said = rule.statement
        if said is not None and said.lead and "?" in wording.rule_lead(rule):
            meets = (space.rules[rule.id] & expired) is not NONE
            assert not (meets and wording.rule_lead(rule).rstrip().endswith("?")), rule.id
            seen += meets
    assert seen


def test_an_amount_on_a_condition_carries_it_where_it_stands_beside_other_answers(
    adviser: Adviser, each_language: Language
) -> None:
    """ "Valid card, expired card: SEK 50" hides that the second is so only of whoever has got no permit: in the line, and beside the choices."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    condition = re.compile(r"\b(om|if)\b")
    for rule in knowledge.rules.values():
        said = rule.statement
        if said is None or not said.lead or said.fee is None or not said.fee.amount:
            continue
        if said.if_answered or not (adviser.space.rules[rule.id] & ~adviser.space.having("proof", "lma_expired")):
            amount = wording.fee(said.fee._replace(per=None))
            text = wording.rule_lead(rule)
            if re.search(rf"{re.escape(amount)}[^;.:]* (om|if) ", text):
                assert condition.search(wording.rule_brief(rule)), rule.id
                lead = Lead(said.topic, (rule,), True, ())
                assert condition.search(in_brief(lead, wording)), rule.id
                seen += 1
    assert seen


GROUPS = ("asylum_seeker", "temporary_protection", "undocumented")
"""The situations that the topics are about."""


Answers = dict[str, str]


def cases_of_what_it_turns_on(
    adviser: Adviser, turning_with: Iterable[Answers], given_too: Iterable[Answers] = ({},)
) -> Iterator[tuple[str, Answers, Answers]]:
    """Each topic with these answers, and with every way to know some of what its line turns on besides with the first of them."""
    for topic, turning in product(adviser.knowledge.topics, turning_with):
        everything = adviser.lead_on(topic, Case(turning, {}, (topic,)))
        facts = [fact for fact in everything.depends_on if fact not in ("region", "status")] if everything else []
        of_facts = [(None, *adviser.knowledge.values_of(fact)) for fact in facts]
        for given, values in product(given_too, product(*of_facts)):
            known = {fact: value for fact, value in zip(facts, values, strict=True) if value is not None}
            yield topic, turning | given, known


def what_is_known(one: tuple[str, Answers, Answers]) -> tuple[object, ...]:
    """The kind of such a case: its topic, what is given, and what else is known."""
    topic, given, known = one
    return topic, *given.items(), *known


def test_with_the_situation_open_a_line_answers_all_the_same(
    adviser: Adviser, share: Share, each_language: Language
) -> None:
    """In a region that is known, whatever else is: some group is told its answer. That it depends on the situation answers nobody."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    asking = wording.settle(knowledge.questions["status"])
    every = cases_of_what_it_turns_on(adviser, [{"region": region} for region in knowledge.values_of("region")])
    for topic, region, known in share.of(every, what_is_known, one_in=ONE_IN):
        lead = adviser.lead_on(topic, Case(region | known, {}, (topic,)))
        if lead is not None and "status" in lead.depends_on:
            text = wording.lead(lead)
            assert not text.startswith(asking), (topic, region, known, text)
            seen += 1
    assert seen > share.least(1000, ONE_IN)


def test_with_the_situation_open_each_groups_amount_is_in_the_line(adviser: Adviser, each_language: Language) -> None:
    """Where the line of each group alone has an amount, so has the line of all of them: the same, if they share one."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    kinds = [{}, *({"visit": visit} for visit in knowledge.values_of("visit"))]
    for topic, region, more in product(knowledge.topics, knowledge.values_of("region"), kinds):
        if more and topic != "visit_fee":
            continue
        lead = adviser.lead_on(topic, Case({"region": region} | more, {}, (topic,)))
        if lead is None or "status" not in lead.depends_on:
            continue
        text, lines = wording.lead(lead), []
        for group in GROUPS:
            alone = adviser.lead_on(
                topic, Case({"region": region, "status": group, "registered": "no"} | more, {}, (topic,))
            )
            amounts = {
                wording.fee(fee._replace(per=None, maximum=False))
                for rule in (alone.rules if alone is not None else ())
                if rule.statement is not None
                for fee in (rule.statement.fee, rule.statement.limit)
                if fee is not None and fee.amount
            }
            lines.append({each for each in amounts if alone is not None and each in wording.lead(alone)})
        if all(lines):
            assert all(any(each in text for each in of_group) for of_group in lines), (topic, region, more, text)
            seen += 1
    assert seen > 10


def test_where_all_groups_have_the_same_answer_they_are_told_together(
    adviser: Adviser, each_language: Language
) -> None:
    """One rule for three groups is told once, with their names before it."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    names = [wording.brief_value(knowledge.questions["status"], group).lower() for group in GROUPS]
    for topic, region in product(knowledge.topics, knowledge.values_of("region")):
        alone = [
            adviser.lead_on(topic, Case({"region": region, "status": group, "registered": "no"}, {}, (topic,)))
            for group in GROUPS
        ]
        same = {wording.rule_brief(each.rules[0]) if each is not None and each.certain else None for each in alone}
        lead = adviser.lead_on(topic, Case({"region": region}, {}, (topic,)))
        if lead is None or "status" not in lead.depends_on or len(same) > 1 or None in same:
            continue
        text = wording.lead(lead).lower()
        together = re.search(rf"{names[0]}, {names[1]}[^:]*, {names[2]}: ", text)
        assert together, (topic, region, text)
        seen += 1
    assert seen > 10


def test_every_line_that_is_written_leads_somebody(adviser: Adviser) -> None:
    """A line that another one always goes before is read by nobody but whoever translates it, and holds no source to account."""
    space, alive = adviser.space, set()
    for topic in adviser.knowledge.topics:
        rules = adviser.leading(topic)
        # What is said only until an answer is given goes before nothing once it is.
        speaking = [space.rules[rule.id] for rule in rules if rule.said.if_answered and rule.said.until is None]
        left, before = ALL, list[Cases]()
        for rule in rules:
            holds = space.rules[rule.id]
            if rule.said.if_answered:
                leads, others = holds, before
                before = [*before, holds] if rule.said.until is None else before
            else:
                leads, others = holds & left, speaking
                left &= ~holds
            # What speaks of answers goes before it only where they are given: one of them alone has to hold wherever it leads.
            if leads is not NONE and not any((leads & ~other) is NONE for other in others):
                alive.add(rule.id)
    written = {id for id, rule in adviser.statements.items() if rule.said.lead and not rule.said.while_open}
    assert written - alive == set()
    assert len(written) > 200


def test_both_languages_tell_the_same_amounts_and_people(
    partial: list[tuple[str, Case, Lead]], told: Told, adviser: Adviser, share: Share
) -> None:
    """What a Swedish line answers an English one does not leave out for want of room, nor the other way round, but for few."""
    status, parts = adviser.knowledge.questions["status"], []
    for code in ("sv", "en"):
        wording, texts = told(language(code))
        names = {value.id: wording.brief_value(status, value.id).lower() for value in status.values[:3]}
        parts.append(
            [
                (
                    sorted(set(re.findall(r"\b\d+ (?=kr\b)|(?<=SEK )\d+", text))),
                    [id for id, name in names.items() if name in text.lower()],
                )
                for text in texts
            ]
        )
    swedish, english = parts
    differ = [
        (topic, case) for (topic, case, _), one, other in zip(partial, swedish, english, strict=True)
        if ([each.strip() for each in one[0]], one[1]) != other
    ]  # fmt: skip
    assert len(differ) <= share.most(TOLD_IN_ONE_LANGUAGE_ONLY, len(partial)), (len(differ), len(partial))


@pytest.mark.parametrize("code", ["sv", "en"])
def test_what_is_said_begins_with_a_capital_whatever_it_begins_with(adviser: Adviser, code: str) -> None:
    """A statement may begin with an amount ("at most …"), in its text as in its line."""
    wording, amounts = Wording(adviser.knowledge, language(code)), 0
    for rule in adviser.knowledge.rules.values():
        if rule.statement is None:
            continue
        for told in filter(None, (wording.rule_text(rule), wording.rule_lead(rule))):
            first = next(sign for sign in told if sign.isalnum())
            assert not first.islower() or told.split()[0] in wording.names, (rule.id, told)
        amounts += rule.statement.text.startswith(("{limit}", "{fee}"))
    assert amounts > 5


def test_what_the_age_decides_is_told_with_it(adviser: Adviser, each_language: Language) -> None:
    """Who pays nothing by age is not behind "usually": no group's document is shown, so the age alone decides."""
    lead = adviser.lead_on("visit_fee", Case({"region": "vgr", "proof": "none"}, {}, ("visit_fee",)))
    assert lead is not None
    text = Wording(adviser.knowledge, each_language).lead(lead)
    assert "20–84" in text, text
    assert {"sv": "oftast", "en": "usually"}[each_language.code] not in text, text


def test_what_is_said_only_until_an_answer_leads_nothing_once_it_is_given(
    adviser: Adviser, each_language: Language
) -> None:
    """The line of both halves gives way to that of the one that holds: it leaves no topic without a line, and no half stands in brackets."""
    knowledge, wording, seen = adviser.knowledge, Wording(adviser.knowledge, each_language), 0
    until = {rule.said.until for rule in knowledge.rules.values() if rule.statement is not None} - {None}
    assert until
    patients = product(("vgr", "rjl", "other", None), knowledge.values_of("status"), knowledge.values_of("age_group"))
    for topic, (region, status, age) in product(knowledge.topics, patients):
        given = {"status": status, "age_group": age, **({"region": region} if region else {})}
        for fact in sorted(filter(None, until)):
            for value in knowledge.values_of(fact):
                lead = adviser.lead_on(topic, Case({**given, fact: value}, {}, (topic,)))
                assert lead is not None and wording.lead(lead), (topic, given, fact, value)
                assert not any(rule.said.until == fact for rule in lead.rules), (topic, given, fact, value)
                seen += 1
    assert seen > 1000

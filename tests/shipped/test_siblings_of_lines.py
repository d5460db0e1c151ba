"""Siblings of lines that told something wrong: the same frame with other people, other words and in the other language tells nothing wrong either."""

from __future__ import annotations

from itertools import product

import pytest

from assistant.knowledge.word_lists import Phrases
from assistant.typed import Listener
from tests.support.shipped import as_shipped, shipped

KNOWLEDGE = shipped()
ORDERS = {"sv": ("sv", "en"), "en": ("en", "sv")}
with as_shipped():
    LISTENERS = {code: Listener(KNOWLEDGE, order) for code, order in ORDERS.items()}
    for each in LISTENERS.values():
        each.prepare()


def heard(code: str, line: str) -> dict[str, str | int]:
    understood = LISTENERS[code].hear(line, KNOWLEDGE.date)
    return {one.fact: one.value if one.number is None else one.number for one in understood.heard}


def kin(code: str, pronoun: str) -> list[str]:
    """The relatives of the word lists whom this pronoun may mean, in one word; not those who are no relatives."""
    small = KNOWLEDGE.words.small
    meant, strangers = set(small[pronoun].get(code, ())), set(small["outsiders"].get(code, ()))
    people: list[Phrases] = list(KNOWLEDGE.words.people)
    return [word for of in people for word in of.get(code, ()) if word in meant - strangers and " " not in word]


SELVES = {
    "sv": "{who} säger att {he} själv {fact}, men patienten har inte gjort det",
    "en": "the {who} says that {he} {self} {fact}, but the patient has not",
}
OWN = {
    "sv": ("söker asyl", "har asyl", "är folkbokförd", "har LMA-kort som gäller"),
    "en": ("is seeking asylum", "has asylum", "is registered", "has a valid LMA card"),
}


@pytest.mark.parametrize("code, pronoun", product(ORDERS, ("she", "he")))
def test_what_a_relative_says_of_themselves_is_not_the_patients(code: str, pronoun: str) -> None:
    he = {"sv": {"she": "hon", "he": "han"}, "en": {"she": "she", "he": "he"}}[code][pronoun]
    oneself = {"she": "herself", "he": "himself"}[pronoun]
    wrong = [
        line
        for who, fact in product(kin(code, pronoun), OWN[code])
        if {"status", "registered", "proof"}
        & heard(code, line := SELVES[code].format(who=who, he=he, self=oneself, fact=fact)).keys()
    ]
    assert wrong == []


def test_what_she_herself_is_beside_a_relative_is_the_patients() -> None:
    for code, line in (
        ("sv", "hennes man är svensk medborgare men själv är hon papperslös"),
        ("sv", "dottern ringer, patienten själv är papperslös"),
        ("en", "her husband is a Swedish citizen but she herself is undocumented"),
        ("en", "the daughter calls, the patient herself is undocumented"),
    ):
        assert heard(code, line) == {"status": "undocumented"}, line


NUMBERS = {
    "sv": ("fullständigt personnummer", "svenskt personnummer", "fullt personnr", "de fyra sista siffrorna"),
    "en": ("a full personal number", "a Swedish personal number", "a full personnummer", "the last four digits"),
}
CARDS = {"sv": ("LMA-kort", "LMA-kortet", "asylkortet", "LMA"), "en": ("LMA card", "asylum seeker card", "LMA")}
PRINTED = {
    "sv": ("{card} med {number}", "hennes {card} har {number} tryckt på sig", "på {card} står {number}"),
    "en": ("{card} with {number} on it", "his {card} has {number} printed on it", "there is {number} on the {card}"),
}


@pytest.mark.parametrize("code", ORDERS)
def test_a_number_on_an_lma_card_is_none_of_the_register(code: str) -> None:
    lines = [one.format(card=card, number=n) for one, card, n in product(PRINTED[code], CARDS[code], NUMBERS[code])]
    assert [line for line in lines if {"registered", "status"} & heard(code, line).keys()] == []
    ordinary = {"sv": "LMA-kort med vanligt personnummer", "en": "LMA card with an ordinary personal number"}[code]
    assert all(not one.usual for one in LISTENERS[code].hear(ordinary, KNOWLEDGE.date).unclear)
    assert all(heard(code, number).get("registered") == "yes" for number in NUMBERS[code])


AGES = {
    "sv": (("femton", 15), ("sexton", 16), ("17 år", 17)),
    "en": (("fifteen", 15), ("16", 16), ("17 years old", 17)),
}
SAID_AGE = {
    "sv": ("mamman säger att flickan är {age}", "pojken uppger {age}", "hon säger att hon är {age}"),
    "en": ("the mother says that the girl is {age}", "the boy says he is {age}", "she says she is {age}"),
}
BORN = {
    "sv": (
        "kortet säger född {year}",
        "i passet står {year} som födelseår",
        "född {year} enligt LMA",
        "födelseår {year}",
    ),
    "en": ("her card says born {year}", "the passport gives {year} as year of birth", "birth year {year} on the LMA"),
}


@pytest.mark.parametrize("code", ORDERS)
def test_two_ages_that_do_not_fit_are_asked_about(code: str) -> None:
    but = {"sv": ", men ", "en": ", but "}[code]
    told = [
        (f"{said.format(age=age)}{but}{born.format(year=year)}", number)
        for said, (age, number), born, year in product(SAID_AGE[code], AGES[code], BORN[code], (2001, 2004, 2007))
    ]
    ages = {line: heard(code, line).get("age_group") for line, _ in told}
    assert [line for line, number in told if ages[line] in (number, "under_18")] == []


NEVER = {
    "sv": ("har aldrig sökt asyl", "sökte aldrig asyl", "har inte sökt asyl", "inte ansökt om asyl"),
    "en": (
        "never applied {for_} asylum",
        "has not applied {for_} asylum",
        "didnt apply {for_} asylum",
        "hasn't applied {for_} asylum",
        "did not apply {for_} asylum",
    ),
}


@pytest.mark.parametrize("code, number", product(ORDERS, ("for", "4")))
def test_who_never_applied_is_no_asylum_seeker_however_it_is_written(code: str, number: str) -> None:
    why = {"sv": ("inget kort för hon ", "", "man ca 40, "), "en": ("no card bc she ", "", "man about 40, ")}[code]
    lines = [before + never.format(for_=number) for before, never in product(why, NEVER[code])]
    assert [line for line in lines if heard(code, line).get("status") == "asylum_seeker"] == []


def test_a_number_that_stands_for_a_word_is_no_age() -> None:
    assert heard("en", "applied 4 asylum") == {"status": "asylum_seeker"}
    assert heard("en", "child aged 4 asylum") == {"status": "asylum_seeker", "age_group": 4}


DID = {
    "sv": (
        "asylsökande kvinna, avbokade",
        "asylsökande avbokade",
        "papperslös kvinna uteblev",
        "asylsökande kommer försent",
        "en gömd man kan inte komma",
    ),
    "en": (
        "asylum seeking woman, cancelled",
        "asylum seeker cancelled",
        "undocumented woman missed it",
        "asylum seeker is late",
        "a man in hiding can't come",
    ),
}
REASONS = {
    "sv": ("eftersom", "för att", "då", "pga att", "därför att"),
    "en": ("because", "bc", "cos", "since", "due to"),
}
ILL = {
    "sv": ("hennes barn är sjukt", "barnet hade feber", "bebisen är sjuk", "sjukt barn"),
    "en": ("her child is ill", "the kid was sick", "his baby has a fever", "a sick child"),
}


@pytest.mark.parametrize("code", ORDERS)
def test_a_child_that_is_the_reason_is_not_the_patient(code: str) -> None:
    lines = [" ".join(parts) for parts in product(DID[code], REASONS[code], ILL[code])]
    assert [line for line in lines if "age_group" in heard(code, line)] == []
    assert [line for line in lines if "status" not in heard(code, line)] == []


VALID = {
    "sv": ("{who}, giltigt kort", "{who} med giltigt kort", "{who}, kortet gäller", "{who}, kortet gäller till 2028"),
    "en": ("{who}, valid card", "{who} with a valid card", "{who}, the card is valid", "{who}, card valid until 2028"),
}
WHOSE = {"sv": {"asylsökande": "lma_valid", "massflykting": "ut_card"}, "en": {"asylum seeker": "lma_valid"}}
OTHER_CARDS = {"sv": ("bankkort", "id-kort", "busskort"), "en": ("bank card", "id card", "insurance card", "EHIC card")}


@pytest.mark.parametrize("code", ORDERS)
def test_the_valid_card_of_an_asylum_seeker_is_the_lma_card(code: str) -> None:
    for frame, (who, proof) in product(VALID[code], WHOSE[code].items()):
        line = frame.format(who=who)
        assert heard(code, line).get("proof") == proof, line
    other = {"sv": "asylsökande med giltigt {card}", "en": "asylum seeker with a valid {card}"}[code]
    assert [card for card in OTHER_CARDS[code] if "proof" in heard(code, other.format(card=card))] == []
    theirs = {"sv": "asylsökande, {who}s kort är giltigt", "en": "asylum seeker, the card of her {who} is valid"}[code]
    assert [who for who in kin(code, "he") if "proof" in heard(code, theirs.format(who=who))] == []
    doubted = {"sv": "kanske asylsökande, giltigt kort", "en": "maybe an asylum seeker, valid card"}[code]
    assert "proof" not in heard(code, doubted)


ENOUGH = {
    "sv": (
        "duger {thing} i stället för LMA?",
        "räcker {thing}?",
        "går det bra med bara {thing}?",
        "{thing}, räcker det?",
    ),
    "en": (
        "is {thing} enough?",
        "is {thing} enough instead of LMA?",
        "{thing}, is that enough?",
        "does {thing} suffice?",
    ),
}
THINGS = {"sv": ("kvittot", "LMA-kortet", "UT-kortet"), "en": ("the receipt", "the LMA card", "the UT card")}


@pytest.mark.parametrize("code", ORDERS)
def test_whether_a_paper_is_enough_is_a_question_on_its_topic(code: str) -> None:
    topic = KNOWLEDGE.words.enough["proof"]
    lines = [frame.format(thing=thing) for frame, thing in product(ENOUGH[code], THINGS[code])]
    silent = [line for line in lines if topic not in dict(LISTENERS[code].hear(line, KNOWLEDGE.date).topics)]
    assert silent == []


WHOEVER = {
    "sv": ("får en papperslös som är sjutton gå till barnmorskan?", "papperslös som är tio minuter sen"),
    "en": (
        "may an undocumented girl who is seventeen see the midwife?",
        "undocumented woman who is ten weeks pregnant",
    ),
}


@pytest.mark.parametrize("code", ORDERS)
def test_who_is_seventeen_is_told_whatever_follows(code: str) -> None:
    asks, counts = WHOEVER[code]
    assert heard(code, asks)["age_group"] == 17
    assert "age_group" not in heard(code, counts)


PAYS = {
    "sv": ("följer vi samma regler i Halmstad för en papperslös kvinna på 30?",),
    "en": (
        "do we follow the same rules in Halmstad for an undocumented woman of 30?",
        "does the same hold in Halmstad for an undocumented woman of 30?",
    ),
}


@pytest.mark.parametrize("code", ORDERS)
def test_what_is_asked_of_a_rule_is_not_asked_of_the_patient(code: str) -> None:
    told = {"region": "other", "status": "undocumented", "age_group": 30}
    assert [heard(code, line) for line in PAYS[code]] == [told] * len(PAYS[code])
    for line in (
        "do we count her as undocumented?",
        "does she count as undocumented?",
        "do we know she is undocumented?",
    ):
        assert heard("en", line) == {}, line


@pytest.mark.parametrize("code, pronoun", product(ORDERS, ("she", "he")))
def test_whom_a_line_is_about_is_the_patient_whatever_is_told_before_the_name(code: str, pronoun: str) -> None:
    frame = {"sv": "det gäller en papperslös {who}", "en": "calls about an undocumented {who}"}[code]
    lines = [frame.format(who=who) for who in kin(code, pronoun)]
    assert [line for line in lines if heard(code, line).get("status") != "undocumented"] == []


@pytest.mark.parametrize("code", ORDERS)
def test_what_is_told_is_not_open_because_it_is_named_in_the_question_too(code: str) -> None:
    line = {
        "sv": "har asylsökande barn rätt till barnpsykiatri?",
        "en": "do asylum kids have a right to child psychiatry?",
    }
    assert heard(code, line[code]) == {"status": "asylum_seeker", "age_group": "under_18"}


OF_A_RULE = {
    "sv": (
        "är {who} {is_so} automatiskt",
        "betyder utgånget lma att hon är {is_so}",
        "betyder ett avslag att man är {is_so}",
    ),
    "en": ("is {who} automatically {is_so}", "does an expired lma mean {is_so}", "does a valid lma card mean {is_so}"),
}
WHO_IS_SO = {
    "sv": product(("ukrainare", "turister", "hon"), ("massflykting", "papperslös", "asylsökande")),
    "en": product(("a ukrainian", "a tourist", "she"), ("undocumented", "an asylum seeker", "a resident")),
}


@pytest.mark.parametrize(
    "code, who, is_so", [(code, who, is_so) for code, each in WHO_IS_SO.items() for who, is_so in each]
)
def test_what_a_rule_makes_of_somebody_is_asked_and_not_told(code: str, who: str, is_so: str) -> None:
    """Whether a card, a refusal or an origin makes somebody something is a question of the rule, with or without its mark."""
    for frame in OF_A_RULE[code]:
        said = heard(code, frame.format(who=who, is_so=is_so))
        assert not {"status", "proof"} & set(said), (frame, said)


WHEREABOUTS = {
    "sv": ("{who} ringer och undrar om hon är här", "någon frågar om hans {who} ligger inne", "är min {who} hos er?"),
    "en": ("the {who} calls and asks if she is here", "someone asks if his {who} is admitted", "is my {who} with you?"),
}
OUTSIDE = {
    "sv": ("granne", "arbetsgivare", "hyresvärd", "kollega", "chef", "sambo", "anhörig"),
    "en": ("neighbour", "employer", "landlord", "colleague", "boss", "partner", "relative"),
}


@pytest.mark.parametrize("code", ORDERS)
def test_whoever_asks_whether_somebody_is_here_is_a_matter_of_secrecy(code: str) -> None:
    """A relative, a friend, whoever: who asks is told nothing, and nothing of what they ask is a fact."""
    people = [*kin(code, "she"), *kin(code, "he"), *OUTSIDE[code]]
    for frame, who in product(WHEREABOUTS[code], people):
        line = frame.format(who=who)
        understood = LISTENERS[code].hear(line, KNOWLEDGE.date)
        assert ("confidentiality" in dict(understood.topics), understood.heard) == (True, ()), line

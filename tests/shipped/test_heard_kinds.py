"""Kinds of lines by which people were misunderstood, in both languages: whose something is, what is only supposed, what counts and what does not."""

from __future__ import annotations

import pytest

from assistant.i18n import language
from assistant.typed import Listener
from assistant.typed.acute import Acute
from assistant.typed.outline import lines
from assistant.words.wording import Wording
from tests.support.shipped import as_shipped, shipped

KNOWLEDGE = shipped()
with as_shipped():
    LISTENER, ACUTE = Listener(KNOWLEDGE, ("sv", "en")), Acute(KNOWLEDGE, ("sv", "en"))
    LISTENER.prepare()


def heard(line: str) -> dict[str, str | int]:
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    return {one.fact: one.value if one.number is None else one.number for one in understood.heard}


@pytest.mark.parametrize("tens, number", [("tjugo", 20), ("trettio", 30), ("fyrtio", 40), ("åttio", 80)])
@pytest.mark.parametrize("unit, more", [("ett", 1), ("fyra", 4), ("åtta", 8), ("nio", 9)])
def test_a_number_in_one_word_is_that_number(tens: str, number: int, unit: str, more: int) -> None:
    assert heard(f"papperslös {tens}{unit} år")["age_group"] == number + more


@pytest.mark.parametrize("line", ["2 LMA cards, the new one is valid", "2 från samma boende", "has 3 lma cards"])
def test_a_number_that_counts_cards_or_people_is_no_age(line: str) -> None:
    assert "age_group" not in heard(line)


@pytest.mark.parametrize(
    "line", ["läkaren säger att hon är 38 veckor gravid", "she says she is 20 weeks pregnant", "NYHA klass 3"]
)
def test_what_a_number_counts_behind_it_is_no_age(line: str) -> None:
    assert "age_group" not in heard(line)


def test_two_ages_of_one_band_leave_the_band() -> None:
    assert heard("pojken säger tretton, pappret säger sexton") == {"age_group": "under_18"}
    assert "age_group" not in heard("pojken säger tretton, pappret säger nitton")


@pytest.mark.parametrize(
    "line, age",
    [("baby 8 veckor", 0), ("11 mo old", 0), ("newborn, 36 hrs old", 0), ("barn 18 mån", 1), ("6mo infant", 0)],
)
def test_nought_is_an_age(line: str, age: int) -> None:
    assert heard(line) == {"age_group": age}


def test_a_year_and_a_month_or_two_may_be_two_years() -> None:
    assert heard("23 månader gammal") == {"age_group": "under_18"}


@pytest.mark.parametrize("line", ["kortet blev stulet på bussen", "card stolen on the tram", "tappade kortet på tåget"])
def test_where_a_card_was_lost_is_no_way_to_travel(line: str) -> None:
    assert "travel" not in heard(line)


@pytest.mark.parametrize(
    "line",
    [
        "om lma-kortet har gått ut, vad gäller?",
        "if the lma card has expired, what then?",
        "vad gäller om kortet har gått ut",
        "what if the card has expired?",
    ],
)
def test_what_is_only_supposed_of_a_card_is_not_heard(line: str) -> None:
    assert heard(line) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Hon är folkbokförd här, men hennes make, som är patienten, håller sig undan.",
        "She is registered here, but her husband, who is the patient, keeps out of sight.",
    ],
)
def test_what_is_told_of_her_is_not_told_of_him_who_is_the_patient(line: str) -> None:
    assert heard(line) == {"status": "undocumented"}


@pytest.mark.parametrize(
    "line, status",
    [
        ("utan papper, aldrig sökt asyl", "undocumented"),
        ("no papers, never asked for asylum", "undocumented"),
        ("utan papper", None),
        ("aldrig sökt asyl", None),
        ("avslag i migrationsöverdomstolen men är kvar här utan tillstånd", "undocumented"),
        ("avslag i migrationsöverdomstolen", None),
        ("the appeal court refused him but he stayed on without a permit", "undocumented"),
        ("sökte inte asyl, fick skydd enligt massflyktsdirektivet", "temporary_protection"),
        ("sökte asyl men drog tillbaka ansökan och åkte hem till Irak, nu är han här på besök", "visitor"),
        ("sökte asyl men drog tillbaka ansökan", None),
        ("pat var asylsökande då", "asylum_seeker"),
        ("pat var asylsökande", None),
    ],
)
def test_what_several_words_say_together(line: str, status: str | None) -> None:
    assert heard(line).get("status") == status


@pytest.mark.parametrize("line", ["tandläkare akut papperslös", "dentist acute, undocumented", "sökt akut i går"])
def test_what_is_called_acute_by_its_name_is_no_alarm(line: str) -> None:
    assert ACUTE.heard(line) == ""


@pytest.mark.parametrize("line", ["akut sjuk, vill till tandläkare", "dentist, she can't breathe", "akut nu"])
def test_an_acute_condition_beside_it_is(line: str) -> None:
    assert ACUTE.heard(line)


@pytest.mark.parametrize(
    "line, child",
    [
        ("papperslös mamma med en nioårig dotter, tandvård", "dotter"),
        ("Undocumented mother with a nine-year-old daughter, dental care", "daughter"),
        ("Undocumented father with a nine-year-old son, dental care", "son"),
    ],
)
def test_a_child_that_the_reader_chooses_is_what_its_parent_is(line: str, child: str) -> None:
    open_ = LISTENER.hear(line, KNOWLEDGE.date)
    assert child in open_.whose and not {"status", "age_group"} & {one.fact for one in open_.heard}
    chosen = LISTENER.hear(line, KNOWLEDGE.date, child)
    told = {one.fact: one.value if one.number is None else one.number for one in chosen.heard}
    assert told == {"status": "undocumented", "age_group": 9}


@pytest.mark.parametrize(
    "line",
    ["papperslös mamma, hennes nioåriga dotter har feber", "her nine-year-old daughter is ill, undocumented mother"],
)
def test_what_a_parent_is_stays_open_for_a_child_that_the_line_names_as_the_patient(line: str) -> None:
    assert "status" not in heard(line)


@pytest.mark.parametrize(
    "line, told",
    [
        ("en turist, räknas hon som papperslös på akuten här i Uppsala?", {"status": "visitor", "region": "other"}),
        ("tourist, does she count as undocumented here in Uppsala?", {"status": "visitor", "region": "other"}),
        ("är hon papperslös?", {}),
        ("räknas hon som papperslös?", {}),
        ("asylsökande, är hon papperslös?", {}),
        ("kvinna, 26, visar ut-kort, är det gratis?", {"age_group": 26, "proof": "ut_card"}),
        ("vill veta om en papperslös man är här", {"status": "undocumented"}),
        ("they want to know if she is undocumented", {}),
        ("they want to know if an undocumented man is here", {"status": "undocumented"}),
        ("does a man who is on a tourist visa have to pay", {"status": "visitor"}),
        ("is a man who is 58 undocumented?", {"age_group": 58}),
        (
            "quota refugee with residence permit, woman 34, is it the asylum fee?",
            {"age_group": 34, "status": "resident"},
        ),
        ("kvotflykting med uppehållstillstånd, kvinna 34, är det asyltaxa?", {"age_group": 34, "status": "resident"}),
    ],
)
def test_one_clause_that_asks_leaves_the_others_told(line: str, told: dict[str, str | int]) -> None:
    assert {fact: value for fact, value in heard(line).items() if fact != "visit"} == told


@pytest.mark.parametrize(
    "line, status",
    [
        ("inga papper, ingen aning om status", "unknown"),
        ("no papers, no idea of status", "unknown"),
        ("kanske papperslös, vet inte vad hon har för status", "unknown"),
        ("asylum seeker? don't know the status", "unknown"),
        ("papperslös, vet inte status", None),
    ],
)
def test_who_says_that_the_situation_is_not_known_is_not_offered_one(line: str, status: str | None) -> None:
    """Enter would make somebody undocumented of whom that was said; told outright beside it, both stand to choose from."""
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    assert heard(line).get("status") == status
    assert any(one.fact == "status" for one in understood.unclear) == (status is None)


@pytest.mark.parametrize(
    "line, visit",
    [
        ("missed the physio on monday and is here for the doctor now", None),
        ("uteblev från sjukgymnasten i måndags och är här för läkaren nu", None),
        ("missed the doctor on monday", "missed"),
        ("uteblev från läkaren i måndags, vad kostar det", "missed"),
    ],
)
def test_a_visit_of_today_is_not_lost_beside_a_missed_one(line: str, visit: str | None) -> None:
    assert heard(line).get("visit") == visit


@pytest.mark.parametrize("first, second", [(17, 19), (16, 20), (14, 18), (17, 44)])
@pytest.mark.parametrize(
    "line",
    [
        "pojken säger att han är {0}, farbrorn säger {1}",
        "hon uppger {0} men mamman säger att hon är {1}",
        "papperslös kille säger han e {0} enligt passet {1}",
        "the boy says he is {0} but the uncle says {1}",
        "she says {0}, according to her papers {1}",
    ],
)
def test_of_two_ages_that_are_said_none_is_taken(line: str, first: int, second: int) -> None:
    for ages in ((first, second), (second, first)):
        assert "age_group" not in heard(line.format(*ages))


@pytest.mark.parametrize(
    "line",
    [
        "två bröder, den ene är {0} och den andre {1}, båda asylsökande",
        "två systrar är här, den äldre är {1} och den yngre {0}, båda asylsökande",
        "two brothers, one is {0} and the other {1}, both seeking asylum",
        "two girls, the older is {1} and the younger is {0}, both asylum seekers",
    ],
)
def test_of_two_people_whose_ages_are_told_one_by_one_none_is_the_patients_but_what_both_are(line: str) -> None:
    assert heard(line.format(15, 20)) == {"status": "asylum_seeker"}
    assert heard(line.format(12, 15)) == {"status": "asylum_seeker", "age_group": "under_18"}


@pytest.mark.parametrize("years", [2, 3, 20])
@pytest.mark.parametrize(
    "line", ["overstayed his visa by {} years", "overstayed visa {} yrs", "she overstayed her tourist visa {} years"]
)
def test_for_how_long_a_visa_was_overstayed_is_no_age(line: str, years: int) -> None:
    assert heard(line.format(years)) == {"status": "undocumented"}


@pytest.mark.parametrize("town", ["stockholm", "malmö", "göteborg"])
@pytest.mark.parametrize(
    "line", ["asyl vill åka till {}", "asyl ska resa till {} för operation", "asylum wants to go to {}"]
)
def test_where_somebody_is_going_is_no_region(line: str, town: str) -> None:
    assert "region" not in heard(line.format(town))


@pytest.mark.parametrize(
    "looks", ["kortet ser giltigt ut men", "LMA-kortet ser bra ut men", "LMA card looks fine but", ""]
)
@pytest.mark.parametrize(
    "says", ["QR-koden säger att det inte gäller", "qr koden visar ogiltigt", "the QR code says it is not valid"]
)
def test_what_the_qr_code_says_of_a_card_counts(looks: str, says: str) -> None:
    assert heard(f"{looks} {says}".strip()) == {"proof": "lma_expired"}


@pytest.mark.parametrize(
    ("line", "usual"),
    [
        ("asylsökande har tappat lma-kortet", "none"),
        ("asylum seeker, LMA card stolen", "none"),
        ("lma-kortet har inte kommit än, asylsökande", "asylum_receipt"),
        ("asylum seeker left her LMA card in the car", ""),
    ],
)
def test_a_card_that_is_lost_is_most_often_nothing_to_show_and_one_that_can_be_fetched_is_not(
    line: str, usual: str
) -> None:
    unclear = LISTENER.hear(line, KNOWLEDGE.date).unclear
    assert [one.usual for one in unclear if one.fact == "proof"] in ([usual], [] if not usual else [usual])
    assert "proof" not in heard(line)


@pytest.mark.parametrize(
    ("line", "age"),
    [
        ("three year old child of an undocumented mother has a fever, fee", 3),
        ("tre år gammalt barn till en papperslös mamma har feber, avgift", 3),
        ("four-year-old child of asylum seeking parents, cough", 4),
        ("4-årigt barn till asylsökande föräldrar hostar", 4),
        ("undocumented mother brings her 3 year old with fever", 3),
        ("asylum seeking father brings his 5 year old, fee", 5),
        ("undocumented mother with her 3 year old with a cough", 3),
        ("papperslös mamma med sitt barn 3 år som har feber", 3),
        ("papperslös mamma kommer med sitt barn 3 år som har feber", 3),
    ],
)
def test_a_child_that_is_brought_or_of_whom_its_parents_only_tell_whose_it_is_is_the_patient(
    line: str, age: int
) -> None:
    assert heard(line)["age_group"] == age
    assert not LISTENER.hear(line, KNOWLEDGE.date).whose


@pytest.mark.parametrize(
    "line",
    [
        "undocumented mother needs a doctor, brings her 3 year old",
        "mother brings her 3 year old, the mother is the patient",
        "papperslös mamma med ont i magen, har med sitt barn 3 år",
        "undocumented mother brings her 3 year old who is well",
    ],
)
def test_a_child_that_only_comes_along_is_not_the_patient(line: str) -> None:
    assert "age_group" not in heard(line)


@pytest.mark.parametrize("line", ["turist med benbrott, Göteborg", "armbrott, papperslös"])
def test_what_is_hurt_is_no_slip_of_the_name_of_a_thing(line: str) -> None:
    """A broken leg ("benbrott") is no prosthesis ("benprotes")."""
    assert LISTENER.hear(line, KNOWLEDGE.date).near == ()


@pytest.mark.parametrize(
    ("line", "usual"),
    [
        ("asylum seeker, she cannot identify herself, which number do we use?", "none"),
        ("the patient isn't able to prove who he is, which number?", "none"),
        ("asylsökande, hon kan inte legitimera sig, vilket nummer ska vi använda?", "none"),
        ("papperslös som inte kan styrka sin identitet, vilket nummer?", "none"),
        ("we cannot identify him, which number do we use?", "none"),
        ("asylsökande som inte kan legitimera sig men har kvitto från migrationsverket, vilket nummer?", ""),
        ("she cannot identify herself but has an lma card, asylum seeker, which number?", ""),
        ("måste en papperslös legitimera sig, vilket nummer?", ""),
    ],
)
def test_who_cannot_say_who_they_are_by_a_paper_asks_for_a_number_and_most_often_shows_none(
    line: str, usual: str
) -> None:
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    assert "registration" in dict(understood.topics)
    assert [one.usual for one in understood.unclear if one.fact == "proof" and one.usual] == ([usual] if usual else [])


@pytest.mark.parametrize(
    "line",
    [
        "I am a nurse, an asylum seeker of 30, medicine",
        "I'm a district nurse and wonder what an undocumented man of 40 pays for his medicines",
        "as a doctor can I prescribe medicine to an undocumented patient?",
        "she is a doctor from Syria, asylum seeker, 35, needs medicine",
        "jag är sjuksköterska och undrar vad läkemedlen kostar för en asylsökande 30 år",
        "jag jobbar som undersköterska i hemsjukvården, asylsökande 80 år behöver medicin",
        "som läkare undrar jag om en papperslös får förmånsläkemedel",
        "han är läkare från Syrien, asylsökande, behöver medicin",
    ],
)
def test_whose_trade_it_is_is_no_visit_to_one(line: str) -> None:
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    assert "medicines" in dict(understood.topics)
    assert "visit" not in {*(one.fact for one in understood.heard), *(one.fact for one in understood.unclear)}


@pytest.mark.parametrize(
    "line",
    [
        "I am a nurse, what does a visit to the doctor cost for an asylum seeker of 30",
        "jag är sjuksköterska, vad kostar läkarbesöket för en asylsökande 30 år",
        "hon är hos läkare på vårdcentralen, asylsökande 30 år, vad kostar det",
    ],
)
def test_a_visit_that_is_asked_about_beside_a_trade_is_heard(line: str) -> None:
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    usual = [one.usual for one in understood.unclear if one.fact == "visit"]
    assert (usual or [one.value for one in understood.heard if one.fact == "visit"]) == ["primary_doctor"]


@pytest.mark.parametrize(
    ("code", "line", "shown"),
    [
        (
            "en",
            "asylum seeker 30, physio, what does it cost? She has a referral from her GP",
            "Other care staff, on referral from a doctor (“physio … referral from her GP”)",
        ),
        ("en", "refused asylum seeker. He is in hiding now. 40, medicine", "(“refused asylum seeker … in hiding”)"),
        (
            "sv",
            "asylsökande 30, sjukgymnast, vad kostar det? Har remiss från vårdcentralen",
            "(”sjukgymnast … Har remiss från vårdcentralen”)",
        ),
    ],
)
def test_what_is_concluded_from_several_parts_of_a_line_is_told_apart_from_what_is_said(
    code: str, line: str, shown: str
) -> None:
    """A visit that nobody named is shown with the words that it was concluded from; what one clause says is not."""
    wording = Wording(KNOWLEDGE, language(code))
    assert shown in lines(LISTENER.hear(line, KNOWLEDGE.date), wording)[0]
    said = lines(LISTENER.hear("asylum seeker 30, physio on referral, what does it cost", KNOWLEDGE.date), wording)[0]
    assert "physio" not in said


@pytest.mark.parametrize(
    "line",
    [
        "Nurse in Huskvarna: undocumented man 52, back next month to x-ray, what number do I write on the referral?",
        "vilket nummer skriver jag på remissen? papperslös, sjuksköterska i Huskvarna",
    ],
)
def test_what_is_written_on_a_referral_is_no_visit_on_one(line: str) -> None:
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    assert "visit" not in {one.fact for one in understood.heard} and "referral" in dict(understood.topics)


@pytest.mark.parametrize(
    "line",
    [
        "undocumented woman 81 in Trollhättan cannot wash and eat by herself",
        "asylum seeker 75, personal hygiene at home, Borås",
        "asylsökande 81 år i Borås behöver hjälp att tvätta sig och äta hemma, vem ordnar det",
        "asylsökande, personlig hygien i hemmet, Borås, 75",
        "papperslös 70 kan inte äta själv hemma, Borås",
    ],
)
def test_what_somebody_cannot_do_alone_is_asked_of_personal_care(line: str) -> None:
    understood = LISTENER.hear(line, KNOWLEDGE.date)
    assert "housing" in dict(understood.topics) and "personal_care" in understood.asks_for
    assert not {"wash", "eat", "tvätta", "äta"} & {*understood.strange}


@pytest.mark.parametrize(
    "line",
    [
        "Elderly asylum seeker going home from hospital in Skövde needs dressings changed every day, who does it and how do we order it?",
        "Asylum seeker with a urinary catheter going home from hospital in Borås, who changes the catheter?",
        "Undocumented patient sent home from the ward in Lidköping, dressing to be changed daily, who orders it?",
        "Temporary protection, 60, going home from hospital in Borås, stoma bag to be emptied daily, who helps?",
        "Going home tomorrow, asylum seeker, Lidköping, drip and dressing every day, who do we ring?",
        "asylum seeker in Alingsås, leg ulcer, dressings twice a week, who does them?",
        "Asylum seeker in Vara, catheter to be rinsed weekly at his flat",
        "Asylum seeker in Skövde going home from hospital, who gives the insulin?",
        "Undocumented, Gothenburg, discharged from hospital, who helps her with her tablets?",
        "asylum seeker in Borås sent home from hospital, needs help with tablets at home",
        "asylum seeker in Borås back home after surgery, stitches out in ten days, who takes them?",
        "Asylsökande i Skövde skrivs ut från sjukhuset, såret ska läggas om varje dag, vem gör det?",
        "Papperslös i Lidköping skickas hem från avdelningen, förband ska bytas dagligen, vem beställer?",
        "Asylsökande i Borås åker hem från sjukhuset, vem ger insulinet?",
        "Papperslös, Göteborg, utskriven från sjukhuset, vem hjälper henne med tabletterna?",
        "Asylsökande i Vara, katetern ska spolas varje vecka i lägenheten",
        "papperslös i Mariestad går hem med dropp och omläggning varje dag",
    ],
)
def test_a_nurse_s_task_for_whoever_leaves_a_hospital_is_care_at_home(line: str) -> None:
    assert next(iter(dict(LISTENER.hear(line, KNOWLEDGE.date).topics))) == "home_care"


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("asylum seeker in Borås needs more dressings and bandages to take home", "consumables"),
        ("asylsökande i Borås behöver mer förband att ta med hem", "consumables"),
        ("asylum seeker in Borås, insulin, what does it cost", "medicines"),
        ("vem hjälper till med duschen, asylsökande i Skövde", "housing"),
        ("who helps him with washing, asylum seeker 81 in Skövde", "housing"),
    ],
)
def test_what_is_no_nurse_s_task_is_no_care_at_home(line: str, topic: str) -> None:
    assert {*dict(LISTENER.hear(line, KNOWLEDGE.date).topics)} == {topic}


def test_help_with_a_dressing_is_no_personal_care() -> None:
    understood = LISTENER.hear("asylum seeker 70, help with dressing a wound at home, Borås", KNOWLEDGE.date)
    assert "personal_care" not in understood.asks_for

"""Guesses of e-services and topics, with the words that decided."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tagging.rules.index import Index, build_index
from feedback.tagging.rules.rank import MOST_EVIDENCE, MOST_TOPICS, service_guesses, topic_guesses
from feedback.tagging.words import ServiceEntry, TopicEntry

TINY = build_index(
    [
        ServiceEntry("A", ("Ģimenes pabalsts", "", ""), ("bērnu nauda", "mazulis"), ()),
        ServiceEntry("B", ("Vecuma pensija", "", ""), ("stāžs",), ()),
        ServiceEntry("C", ("Pases noformēšana", "", "Паспорт"), ("pasi",), ()),
        *(ServiceEntry(f"X{number}", (f"cits{number}", "", ""), (), ()) for number in range(200)),
    ],
    [
        TopicEntry("login", ("pieslēg*", "parole", "netiek* iekšā")),
        TopicEntry("findability", ("kur var",)),
        TopicEntry("speed", ("lēn*",)),
        TopicEntry("payment", ("kvīts",)),
    ],
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kur portālā deklarē dzīvesvietu?", "PMLP-01"),
        ("kur deklaret dzivesvietu", "PMLP-01"),
        ("Мне нужно задекларировать место жительства", "PMLP-01"),
        ("I want to declare my place of residence", "PMLP-01"),
        ("mašīnas nodokli nevar samaksāt pa daļām", "CSDD-04"),
        ("Zemesgrāmatas izdruka par dārgu", "TA-01"),
        ("makšķerēšanas karti gribu telefonā", "VVD-01"),
        ("bērnudārza rinda nekust", "PASV-05"),
        ("Apbedīšanas pabalsta veidlapa ir sarežģīta", "VSAA-14"),
        ("smart id kods neatnāk", "POR-04"),
        ("uzturlidzeklus nemaksa tevs", "GIM-05"),
        ("mana pase", "PMLP-05"),
    ],
)
def test_the_package_catalogue_knows_everyday_remarks(index: Index, text: str, code: str) -> None:
    assert service_guesses(index, text)[0].code == code


@pytest.mark.parametrize(
    "text", ["", "?!", "Viss labi", "autobuss nāk reti", "Привет", "More novels on the shelf"]
)
def test_a_remark_about_something_else_has_no_guess(index: Index, text: str) -> None:
    assert service_guesses(index, text) == []


def test_a_guess_names_the_words_as_they_were_typed() -> None:
    (guess,) = service_guesses(TINY, "kad nāks BĒRNU nauda mazulim?")
    assert guess.code == "A"
    assert set(guess.evidence) == {"BĒRNU", "nauda", "mazulim"}
    assert 0 < guess.score < 1


def test_a_repeated_word_counts_once() -> None:
    (once,) = service_guesses(TINY, "pensija")
    (often,) = service_guesses(TINY, "pensija pensijas Pensiju pensijai")
    assert (once.score, often.evidence) == (often.score, ("pensija",))


def test_a_word_that_only_begins_alike_counts_half() -> None:
    (exact,) = service_guesses(TINY, "pensija")
    assert [guess.code for guess in service_guesses(TINY, "pensionārs stāžs")] == ["B"]
    (related,) = service_guesses(TINY, "pensionāru stāžs")
    assert related.score > exact.score
    assert "pensionāru" in related.evidence


def test_the_better_guess_comes_first_and_the_limit_holds(index: Index) -> None:
    guesses = service_guesses(index, "pabalsts bērna kopšanas pabalsts un pensija", 3)
    assert len(guesses) == 3
    assert [guess.score for guess in guesses] == sorted(
        (guess.score for guess in guesses), reverse=True
    )


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("nevaru pieslēgties", ["login"]),
        ("nevaru pieslegties, parole neder", ["login"]),
        ("netieku pa vakariem iekšā", []),
        ("netieku tur iekšā", ["login"]),
        ("kur var samaksāt", ["findability"]),
        ("kurš var samaksāt", []),
        ("lēna lapa un kvīts nenāk", ["speed", "payment"]),
        ("", []),
    ],
)
def test_topics_are_told_by_words_beginnings_and_phrases(text: str, topics: list[str]) -> None:
    assert [guess.code for guess in topic_guesses(TINY, text)] == topics


def test_more_words_of_a_topic_make_it_surer_and_are_its_evidence() -> None:
    (once,) = topic_guesses(TINY, "parole")
    (twice,) = topic_guesses(TINY, "Parole neder, nevar pieslēgties")
    assert twice.score > once.score
    assert twice.evidence == ("Parole", "pieslēgties")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Nevar pieslēgties ar internetbanku", "login"),
        ("Pēc samaksas neatnāk kvīts", "payment"),
        ("Veidlapu nevar saglabāt kā melnrakstu", "form"),
        ("Nevar augšupielādēt skenētu pielikumu", "documents"),
        ("lapa nestrada, rada kludu", "error"),
        ("Lapa ielādējas ļoti lēni", "speed"),
        ("nevaru atrast pakalpojumu, meklētājs neko neatrod", "findability"),
        ("Nesaprotu, ko nozīmē šis vārds", "wording"),
        ("pieteikuma statuss nav redzams", "data"),
        ("Lai atnāk atgādinājums īsziņā", "notice"),
        ("Vajag tālruni, kur piezvanīt un ko lūgt palīdzību", "help"),
        ("Vajag portālu arī krievu valodā", "language"),
        ("Gribu pilnvarot meitu, bet nav tādas iespējas", "missing"),
        ("planšetē tabula aiziet aiz ekrāna malas", "mobile"),
        ("Vai citi redzēs manus personas datus?", "privacy"),
        ("Burti par sīkiem, nav kontrasta", "accessibility"),
        ("Не могу войти, пароль не подходит", "login"),
        ("The letters are too small, I need a larger font", "accessibility"),
    ],
)
def test_the_package_topics_know_everyday_remarks(index: Index, text: str, topic: str) -> None:
    assert topic in [guess.code for guess in topic_guesses(index, text)]


@given(st.text())
def test_any_text_gets_repeatable_guesses_within_their_limits(text: str) -> None:
    services, topics = service_guesses(TINY, text), topic_guesses(TINY, text)
    assert (services, topics) == (service_guesses(TINY, text), topic_guesses(TINY, text))
    assert len(topics) <= MOST_TOPICS
    for guess in [*services, *topics]:
        assert 0 < guess.score < 1
        assert 0 < len(guess.evidence) <= MOST_EVIDENCE

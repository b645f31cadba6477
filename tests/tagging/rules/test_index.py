"""How the index weighs the words of the catalogue."""

from __future__ import annotations

from feedback.tagging.rules.index import build_index, read_words, searchable_words
from feedback.tagging.rules.normalise import normal_word
from feedback.tagging.words import ServiceEntry, TopicEntry


def entry(code: str, name: str, *keywords: str, institution: str = "") -> ServiceEntry:
    return ServiceEntry(code, (name, "", ""), keywords, (institution,))


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    index = build_index(
        [entry("A", "pabalsts māte"), entry("B", "pabalsts tēvs"), entry("C", "pase")], []
    )
    weights = {word: index.words[normal_word(word)][0] for word in ("pabalsts", "māte")}
    assert weights["māte"] > weights["pabalsts"] > 0


def test_a_word_of_all_services_weighs_nothing() -> None:
    index = build_index([entry("A", "pabalsts māte"), entry("B", "pabalsts tēvs")], [])
    assert normal_word("pabalsts") not in index.words


def test_a_keyword_weighs_more_than_a_name_and_an_institution_less() -> None:
    index = build_index(
        [entry("A", "vārds", "atslēga", institution="aģentūra"), entry("B", "cits")], []
    )
    name, keyword, institution = (
        index.words[normal_word(word)][0] for word in ("vārds", "atslēga", "aģentūra")
    )
    assert keyword > name > institution


def test_an_institution_that_says_a_word_makes_it_no_less_rare() -> None:
    alone = build_index([entry("A", "pase"), entry("B", "suns"), entry("C", "govs")], [])
    shared = build_index(
        [
            entry("A", "pase", institution="pasu daļa"),
            entry("B", "suns", institution="pasu daļa"),
            entry("C", "govs"),
        ],
        [],
    )
    word = normal_word("pase")
    assert shared.words[word][0] == alone.words[word][0]


def test_an_empty_catalogue_makes_an_empty_index() -> None:
    index = build_index([], [])
    assert (index.services, index.words, index.searchables) == ((), {}, ())


def test_a_short_word_keeps_its_own_letters_for_topics() -> None:
    kur, kurs = read_words("kur kurš")
    assert kur.key != kurs.key
    assert normal_word("kur") == normal_word("kurš")


def test_a_topic_keyword_is_kept_under_its_first_word() -> None:
    index = build_index([], [TopicEntry("t", ("netiek* iekšā", "parole", "  "))])
    assert list(index.topic_beginnings) == ["net"]
    assert list(index.topic_words) == [read_words("parole")[0].key]


def test_only_the_last_word_of_a_part_stays_open_and_never_a_short_one() -> None:
    index = build_index([], [TopicEntry("t", ("e-adres*", "a*"))])
    assert list(index.topic_words) == ["=e", "=a"]
    (phrase,) = index.topic_words["=e"]
    assert phrase.terms[1].is_beginning


def test_searchable_words_stand_between_single_spaces() -> None:
    assert searchable_words("E-adrese, (Oficiālā)") == " e adrese oficiala "
    assert searchable_words(" -- ") == ""

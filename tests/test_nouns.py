"""Word lists of nouns, places, requests for anonymity and relays: word -> what it can stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from whence.lexicon.anonymity import request_in
from whence.lexicon.nouns import (
    ADJECTIVES,
    DEMONYMS,
    REGIONS,
    STATES,
    classes_of,
    gender_of,
    is_anonymous,
    is_neutral,
    is_person_noun,
    is_plural,
    is_role,
    is_title,
    singular,
    wider,
)
from whence.lexicon.relays import relay_before
from whence.lexicon.tables import table

# --- number -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("ministries", "ministry"),
        ("spokesmen", "spokesman"),
        ("women", "woman"),
        ("children", "child"),
        ("churches", "church"),
        ("taxes", "tax"),
        ("businesses", "business"),
        ("officials", "official"),
        ("lawmakers", "lawmaker"),
    ],
)
def test_plurals_lead_to_their_singular(plural, one):
    assert singular(plural) == one
    assert is_plural(plural)


@pytest.mark.parametrize("word", ["witness", "crisis", "status", "company", "minister", "boss", "congress"])
def test_a_singular_that_ends_like_a_plural_stays(word):
    assert singular(word) == word
    assert not is_plural(word)


@pytest.mark.parametrize("word", ["police", "people", "staff", "Police"])
def test_collective_nouns_of_people_count_as_plurals(word):
    assert is_plural(word)


@given(st.text(alphabet="abcdeghilmnoprstuy", min_size=3, max_size=12))
def test_a_singular_is_never_longer_than_its_plural_and_never_empty(word):
    assert 0 < len(singular(word)) <= max(len(word), len("police"))


# --- classes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("spokeswoman", "speaking"),
        ("press secretary", "speaking"),
        ("diplomat", "insider"),
        ("sources", "insider"),
        ("neighbour", "ordinary"),
        ("patients", "ordinary"),
        ("mayor", "role"),
        ("lawmaker", "role"),
        ("critics", "people"),
        ("police", "people"),
        ("ministry", "organization"),
        ("Union", "organization"),
        ("newspaper", "outlet"),
        ("broadcaster", "outlet"),
        ("memo", "document"),
        ("poll", "document"),
        ("country", "place"),
    ],
)
def test_the_first_class_of_a_noun_is_what_it_most_likely_stands_for(word, first):
    assert classes_of(word)[0] == first


@pytest.mark.parametrize("word", ["harbour", "sky", "late", "of", "", "rain"])
def test_nouns_that_hold_nothing_have_no_class(word):
    assert classes_of(word) == ()


@pytest.mark.parametrize("word", ["juggler", "gardener", "saleswoman", "florist", "trapezist", "beekeeper"])
def test_agent_nouns_that_no_list_has_are_ordinary_persons(word):
    assert is_person_noun(word)


@pytest.mark.parametrize("word", ["ministry", "report", "police", "newspaper", "harbour"])
def test_bodies_documents_and_groups_are_no_person_nouns(word):
    assert not is_person_noun(word)


def test_a_paper_may_be_a_document_or_an_outlet():
    assert set(classes_of("paper")) == {"document", "outlet"}


@pytest.mark.parametrize(
    ("word", "role"), [("chairwoman", True), ("Senators", True), ("pilot", True), ("bystander", False), ("ministry", False)]
)
def test_offices_and_trades_can_stand_before_a_name(word, role):
    assert is_role(word) == role


@pytest.mark.parametrize(
    ("word", "title"),
    [("Mr.", True), ("Mrs", True), ("Gov.", True), ("Dr", True), ("Frau", True), ("plumber", False), ("Ann", False)],
)
def test_forms_of_address_are_titles_with_and_without_their_full_stop(word, title):
    assert is_title(word) == title


@pytest.mark.parametrize(("word", "neutral"), [("rival", True), ("operators", True), ("mayor", False), ("striker", False)])
def test_some_nouns_are_said_of_bodies_as_often_as_of_persons(word, neutral):
    assert is_neutral(word) == neutral


# --- gender -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("Mr.", "he"),
        ("Sir", "he"),
        ("brother", "he"),
        ("chairman", "he"),
        ("Miss", "she"),
        ("Lady", "she"),
        ("mother", "she"),
        ("actress", "she"),
        ("daughters", "she"),
        ("minister", None),
        ("person", None),
        ("Dr.", None),
        ("nurse", None),
        ("human", None),
    ],
)
def test_gender_is_told_by_forms_of_address_and_by_nouns_that_have_one(word, gender):
    assert gender_of(word) == gender


def test_forms_of_address_and_nouns_for_women_are_she():
    assert [gender_of(word) for word in ("Mrs.", "Ms.", "woman", "spokeswoman", "businesswomen")] == ["she"] * 5


def test_words_that_end_like_a_noun_for_men_have_no_gender():
    assert {gender_of(word) for word in ("German", "banking", "season", "spokesperson")} == {None}


# --- sources and offices ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "phrase"),
    [
        ("sources", "two sources"),
        ("source", "a source close to the talks"),
        ("insider", "an insider"),
        ("whistleblower", "a whistleblower"),
        ("people", "people familiar with the matter"),
        ("person", "a person briefed on the plan"),
        ("three", "three with direct knowledge of the deal"),
        ("those", "those close to Ann Lee"),
        ("somebody", "somebody in the water board"),
        ("someone", "someone at the bank"),
        ("person", "a person in the federation's headquarters"),
    ],
)
def test_sources_known_only_by_what_they_know_are_anonymous(head, phrase):
    assert is_anonymous(head, phrase)


@pytest.mark.parametrize(
    ("head", "phrase"),
    [
        ("people", "people on the pier"),
        ("people", "people in the street"),
        ("woman", "a woman from the village"),
        ("man", "an old man"),
        ("ministry", "a ministry familiar with floods"),
    ],
)
def test_other_people_are_not_anonymous_sources(head, phrase):
    assert not is_anonymous(head, phrase)


@pytest.mark.parametrize(
    ("noun", "office"),
    [
        ("lawmaker", "mp"),
        ("lawmaker", "senator"),
        ("politician", "mayor"),
        ("judge", "justice"),
        ("aides", "adviser"),
        ("chair", "chairwoman"),
        ("diplomat", "ambassador"),
    ],
)
def test_a_wider_noun_may_point_back_to_a_narrower_office(noun, office):
    assert office in wider(noun)


@pytest.mark.parametrize(("noun", "office"), [("senator", "mp"), ("mayor", "governor"), ("president", "vice president")])
def test_an_office_does_not_point_back_to_another_one(noun, office):
    assert office not in wider(noun)


@given(st.text(max_size=12))
def test_every_noun_may_point_back_to_itself(noun):
    assert singular(noun.lower()) in wider(noun)


# --- places -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state"), [("Norway", "Norway"), ("Paris", "France"), ("Abu Dhabi", "United Arab Emirates"), ("Kyiv", "Ukraine")]
)
def test_states_are_known_by_their_names_and_by_their_capitals(name, state):
    assert STATES[name] == state


@pytest.mark.parametrize(
    ("adjective", "state"), [("French", "France"), ("South Korean", "South Korea"), ("Argentine", "Argentina")]
)
def test_adjectives_lead_to_their_states(adjective, state):
    assert DEMONYMS[adjective] == state
    assert adjective in ADJECTIVES


def test_regions_are_no_states_and_carry_their_spaces():
    assert "New York" in REGIONS
    assert not any("_" in name for name in (*STATES, *DEMONYMS, *REGIONS, *ADJECTIVES))


# --- anonymity ----------------------------------------------------------------------------------------------------------

REQUESTS = [  # what stands behind the source, the reason that it gives
    (", who asked not to be named because the talks are private, said", "the talks are private"),
    (", who declined to be identified as he was not the minister, said", "he was not the minister"),
    (" who requested anonymity to discuss private talks, said", "to discuss private talks"),
    (" said, speaking on condition of anonymity for fear of losing her job.", "for fear of losing her job"),
    (" said on the condition that she not be named.", None),
    (", who was not authorized to speak publicly, said", None),
    (", who was granted anonymity in line with the paper’s rules, said", "in line with the paper’s rules"),
    (" and asked to remain anonymous, citing a ban on talks with reporters.", "citing a ban on talks with reporters"),
    (", whose name has been withheld to protect her child, said", "to protect her child"),
    (" who didn’t want to be named because “they shout” said", None),
]


@pytest.mark.parametrize(("behind", "why"), REQUESTS)
def test_a_request_for_anonymity_is_found_with_its_reason(behind, why):
    found = request_in(behind)
    assert found is not None
    assert why is None or behind[slice(*found.reason)] == why


@pytest.mark.parametrize(
    "behind",
    [
        " said the harbour would be named after her.",
        " said because the talks are private.",
        " asked not to be left alone.",
        ", who is named in the report, said",
        "",
    ],
)
def test_other_words_behind_a_source_are_no_request(behind):
    assert request_in(behind) is None


@given(st.sampled_from([behind for behind, _ in REQUESTS]), st.text(max_size=20))
def test_a_reason_lies_in_its_request_or_behind_it_and_inside_the_text(behind, more):
    found = request_in(behind + more)
    assert found is not None
    assert found.reason is None or found.start <= found.reason[0] < found.reason[1] <= len(behind + more)


# --- relays -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "cue"),
    [
        ("Ann Lee told ", "told"),
        ("Ann Lee has told the ", "told"),
        ("Ann Lee told the daily newspaper ", "told"),
        ("she said in an interview with ", "in an interview with"),
        ("she said in a long radio interview with the ", "in a long radio interview with"),
        ("Speaking to ", "Speaking to"),
        ("in a letter seen by the ", "in a letter seen by"),
        ("she was quoted by ", "quoted by"),
        ("in remarks carried by ", "in remarks carried by"),
    ],
)
def test_the_words_directly_before_an_outlet_make_it_a_relay(before, cue):
    found = relay_before(before)
    assert found is not None
    assert before[slice(*found)].endswith(cue)


@pytest.mark.parametrize("before", ["", "Ann Lee owns the ", "Ann Lee retold ", "She told nobody. The ", "she foretold the "])
def test_other_words_before_an_outlet_make_no_relay(before):
    assert relay_before(before) is None


# --- the lists themselves -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nouns", "places", "anonymity", "relays"])
def test_every_list_names_its_sources_in_its_head(name):
    text = (ROOT / "src" / "whence" / "lexicon" / f"{name}.toml").read_text(encoding="utf-8")
    head = text[: text.index("\n\n")].lower()
    assert any(word in head for word in ("source", "list", "stylebook", "handbook"))


def test_nouns_are_written_in_small_letters():
    for part in ("person", "people", "organization", "document", "outlet", "place", "anonymity"):
        for words in table("nouns")[part].values():
            assert words == words.lower()

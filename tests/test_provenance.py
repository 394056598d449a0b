"""On what a place of an article rests, as the article tells it: `rests_on(reading, words, *outlets)` (tracing_cases).

The articles of the other outlets have the numbers 1, 2, … in their order; 0 is the article itself.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracing_cases import place, provenance, reading, rests_on
from whence.records.article import Outlet
from whence.tracing.candidates import candidates
from whence.tracing.provenance import Grounds

QUAY, TIDE = "Quay News", "The Tide Standard"
SHUT = "the lock was shut"


def holm(text, *links, **told):
    return reading(text, *links, outlet="Holm Post", published="2026-03-03", **told)


# --- holders ---------------------------------------------------------------------------------------------------------------


def test_a_statement_rests_on_its_holder():
    made = holm(f"Oda Brandt, the lock keeper, said {SHUT}.", "Oda Brandt, the lock keeper, | said")
    assert rests_on(made, SHUT) == ["person Oda Brandt"]
    assert provenance(made, SHUT).grounds[0].roles == ("the lock keeper", "Oda Brandt, the lock keeper")


@pytest.mark.parametrize(
    ("text", "link", "ground"),
    [
        (f"Two sources said {SHUT}.", "Two sources | said", "anonymous two sources"),
        (f"A report said {SHUT}.", "A report | said", "document a report"),
        (f"The Water Board said {SHUT}.", "The Water Board | said", "person Water Board"),
        (f"The Far Gazette said {SHUT}.", "The Far Gazette | said", "outlet Far Gazette"),
        (f"The Quay News said {SHUT}.", "The Quay News | said", "outlet Quay News 1"),
        (f"The Standard said {SHUT}.", "The Standard | said", "outlet Standard 2"),
    ],
)
def test_the_kind_of_the_holder_is_what_the_place_rests_on(text, link, ground):
    assert rests_on(holm(text, link), SHUT, QUAY, TIDE) == [ground]


def test_the_papers_own_name_as_the_holder_is_its_own_witness():
    assert rests_on(holm(f"The Holm Post said {SHUT}.", "The Holm Post | said"), SHUT, QUAY)[0].startswith("witness")


def test_what_a_body_publishes_without_a_source_is_its_own_word():
    for outlet, ground in (("Vard Health Office", "release Vard Health Office"), ("Vard Health News", "none")):
        assert rests_on(reading(f"{SHUT.capitalize()} on Monday.", outlet=outlet), SHUT.capitalize()) == [ground]


def test_what_a_letters_writer_has_seen_is_the_word_of_who_signs_it():
    for signature in ("Oda Brandt, Lock Lane", "Yours, Oda Brandt", "Kind regards, Oda Brandt (Mrs), Holm"):
        made = holm(f"I saw that {SHUT} on Monday.\n\n{signature}")
        assert rests_on(made, f"I saw that {SHUT} on Monday") == ["person Oda Brandt"]
    others = ("Read More", "Oda Brandt wrote this.", "Holm Evening News", "Photo: Oda Brandt", "Getty Images", "Holm, 3 March")
    for other in others:
        assert rests_on(holm(f"I saw that {SHUT} on Monday.\n\n{other}"), f"I saw that {SHUT} on Monday") == ["witness"]


def test_only_an_i_outside_of_quotation_marks_writes_a_letter():
    made = holm(f"We saw that {SHUT} on Monday. “I saw it too”, said Bo Marr.\n\nOda Brandt, Holm")
    assert rests_on(made, f"We saw that {SHUT} on Monday") == ["witness"]


def test_a_body_speaks_of_itself_in_its_own_organ_by_its_head_noun():
    made = reading(f"The office said {SHUT}.", f"The office | said | {SHUT}", outlet="Vard Health Office")
    assert rests_on(made, SHUT) == ["release Vard Health Office"]


def test_a_named_person_of_a_body_with_an_organ_of_its_own_is_no_outlet():
    made = holm(
        f"Oda Brandt, head of the Vard Health Office, said {SHUT}.", "Oda Brandt, head of the Vard Health Office, | said"
    )
    assert rests_on(made, SHUT, "Vard Health Office") == ["person Oda Brandt"]


def test_friends_at_another_paper_are_that_paper():
    made = holm(f"Our friends at the Quay News said {SHUT}.", "Our friends at the Quay News | said")
    assert rests_on(made, SHUT, QUAY) == ["outlet our friends at the Quay News 1"]


def test_a_part_of_a_content_rests_on_the_same_holder():
    made = holm(f"Oda Brandt said {SHUT} and that it rained all day.", "Oda Brandt | said")
    assert rests_on(made, "it rained all day") == ["person Oda Brandt"]


def test_a_place_that_is_the_whole_sentence_rests_on_the_statement_in_it():
    made = holm(f"{SHUT.capitalize()}, Oda Brandt said.", f"Oda Brandt | said | {SHUT.capitalize()}")
    assert rests_on(made, f"{SHUT.capitalize()}, Oda Brandt said") == ["person Oda Brandt"]


def test_a_pronoun_that_means_nobody_else_is_whom_the_content_begins_with():
    made = holm("Coach Renzo Vidal will not sign, he said.", "he | said | Coach Renzo Vidal will not sign")
    assert rests_on(made, "Renzo Vidal will not sign") == ["person Renzo Vidal"]


# --- outlets ---------------------------------------------------------------------------------------------------------------


def test_according_to_an_outlet_is_a_citation_of_its_article():
    made = holm(f"According to the Quay News, {SHUT}.", "the Quay News | According to")
    assert rests_on(made, SHUT, QUAY) == ["outlet Quay News 1"]


def test_as_an_outlet_reported_is_a_citation_without_any_statement():
    assert rests_on(holm(f"{SHUT.capitalize()}, as the Quay News reported."), SHUT.capitalize(), QUAY) == [
        "outlet the Quay News 1"
    ]


def test_two_outlets_in_one_sentence_are_both_cited():
    made = holm(f"Quay News and the Standard write that {SHUT}.")
    assert rests_on(made, SHUT, QUAY, TIDE) == ["outlet Quay News 1", "outlet the Standard 2"]


def test_an_outlet_with_two_articles_is_cited_with_both():
    made = holm(f"According to the Quay News, {SHUT}.", "the Quay News | According to")
    assert rests_on(made, SHUT, QUAY, QUAY) == ["outlet Quay News 1 2"]


def test_a_holder_that_came_through_an_outlet_is_not_direct_and_the_outlet_is_named():
    made = holm(
        f"Oda Brandt said {SHUT}, according to the Quay News.", f"Oda Brandt | said | {SHUT}",
        f"the Quay News | according to | Oda Brandt said {SHUT}",
    )  # fmt: skip
    assert rests_on(made, SHUT, QUAY) == ["person Oda Brandt via", "outlet Quay News 1"]


def test_what_somebody_told_the_papers_own_reporter_is_direct():
    made = holm(f"Oda Brandt told the Holm Post that {SHUT}.", f"Oda Brandt | told | {SHUT}")
    assert rests_on(made, SHUT, QUAY) == ["person Oda Brandt"]


def test_the_papers_own_name_in_a_sentence_is_no_citation():
    assert rests_on(holm(f"{SHUT.capitalize()}, as the Holm Post reported."), SHUT.capitalize(), QUAY) == ["none"]


def test_an_outlet_named_in_the_content_itself_is_not_its_source():
    made = holm("Oda Brandt said the Quay News was sold on Monday.", "Oda Brandt | said")
    assert rests_on(made, "the Quay News was sold on Monday", QUAY) == ["person Oda Brandt"]


def test_another_article_of_the_same_outlet_is_no_source():
    made = holm(f"{SHUT.capitalize()}, as the Holm Post reported.")
    assert rests_on(made, SHUT.capitalize(), "Holm Post") == ["none"]


# --- sentences around ------------------------------------------------------------------------------------------------------


def test_a_sentence_that_goes_on_with_a_pronoun_rests_on_the_source_before_it():
    made = holm(f"According to the Quay News, {SHUT}. It opened again on Friday.", "the Quay News | According to")
    assert rests_on(made, "It opened again on Friday", QUAY) == ["+outlet the Quay News 1"]


def test_a_possessive_carries_on_an_outlet_but_not_what_a_person_said():
    made = holm(f"According to the Quay News, {SHUT}. One of its gates broke.", "the Quay News | According to")
    assert rests_on(made, "One of its gates broke", QUAY) == ["+outlet the Quay News 1"]
    made = holm(f"Oda Brandt said {SHUT}. One of its gates broke.", f"Oda Brandt | said | {SHUT}")
    assert rests_on(made, "One of its gates broke") == ["none"]


def test_a_possessive_reaches_over_one_sentence_that_names_nobody():
    made = holm(
        f"According to the Quay News, {SHUT}. Rain fell all day. One of its gates broke.", "the Quay News | According to"
    )
    assert rests_on(made, "One of its gates broke", QUAY) == ["+outlet the Quay News 1"]
    assert rests_on(made, "Rain fell all day", QUAY) == ["none"]


def test_a_sentence_on_something_else_rests_on_nobody():
    made = holm(f"According to the Quay News, {SHUT}. Herring were cheap again.", "the Quay News | According to")
    assert rests_on(made, "Herring were cheap again", QUAY) == ["none"]


def test_a_sentence_beyond_an_empty_line_is_not_carried_on():
    made = holm(f"According to the Quay News, {SHUT}.\n\n\nIt opened again on Friday.", "the Quay News | According to")
    assert rests_on(made, "It opened again on Friday", QUAY) == ["none"]


def test_says_so_gives_the_sentence_before_to_who_says_so():
    made = holm("Is the lock for sale? The Quay News says so. It rained.")
    assert rests_on(made, "Is the lock for sale", QUAY) == ["outlet The Quay News 1"]


@pytest.mark.parametrize(
    ("behind", "links", "ground"),
    [
        ("She said so twice.", ["She | said | so twice"], "+person Oda Brandt"),
        ("Bo Marr announced it to the workers.", ["Bo Marr | announced | it to the workers"], "+person Bo Marr"),
        ("I have that from a crane driver.", [], "+person a crane driver"),
        ("We have it from somebody in the water board.", [], "+anonymous somebody in the water board"),
        ("That is in the contract of 2 May.", [], "+document the contract of 2 May"),
        ("This reporter watched it from the quay.", [], "witness"),
        ("It was cold.", [], "none"),
        ("Bo Marr denied it.", ["Bo Marr | denied | it"], "none"),
        ("I know that from experience.", [], "none"),
        ("We heard from  , and from others.", [], "none"),
        ("It was the end of a diary.", [], "none"),
        ("Bo Marr said it was cold.", ["Bo Marr | said | it was cold"], "none"),
    ],
)
def test_the_sentence_behind_tells_what_this_one_rests_on(behind, links, ground):
    made = holm(f"Oda Brandt will shut the lock in May. {behind}", *links)
    assert rests_on(made, "Oda Brandt will shut the lock in May", QUAY) == [ground]


def test_what_the_sentence_behind_says_in_another_paragraph_is_about_something_else():
    made = holm("Oda Brandt will shut the lock in May.\n\nI have that from a crane driver.")
    assert rests_on(made, "Oda Brandt will shut the lock in May", QUAY) == ["none"]


def test_quoted_words_without_a_speaker_are_those_of_the_only_one_named_before_them():
    made = holm("Oda Brandt drives a crane. “The lock was open all night, dear.”")
    assert rests_on(made, "The lock was open all night, dear") == ["person Oda Brandt"]


def test_a_pronoun_who_counts_is_the_last_one_named_in_the_paragraph():
    made = holm("Clerk Ida Moss went round with a torch. In the school she counted 120 people.")
    assert rests_on(made, "In the school she counted 120 people") == ["person Clerk Ida Moss"]


def test_his_account_is_that_of_the_holder_of_the_statement_before():
    made = holm("Oda Brandt said it rained.\n\nEleven boats sank, by her account.", "Oda Brandt | said | it rained")
    assert rests_on(made, "Eleven boats sank, by her account") == ["+person Oda Brandt"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The judge in the sewage trial left",
        "Section 4 of the motorway is closed",
        "The camera caught fire at noon",
        "The council set the date of the fair at 4 May",
        "A man filmed by police was arrested on Monday",
        "If the weather is right, the race will start",
        "The team lost its captain, Nora Tveit, added two players and won",
    ],
)
def test_what_is_no_source_is_none(sentence):
    assert rests_on(holm(f"{sentence}."), sentence) == ["none"]


def test_take_it_from_an_outlet_cites_it_for_the_sentence_before():
    made = holm("The lock was a present. You need not take it from us, take it from Quay News.")
    assert rests_on(made, "The lock was a present", QUAY) == ["outlet Quay News 1"]


def test_a_result_is_theirs_who_found_it_out():
    made = holm("A neighbour filmed the seal. Her count was eleven.")
    assert rests_on(made, "Her count was eleven") == ["+person A neighbour"]


@pytest.mark.parametrize(
    ("name", "ground"), [("the Quay News", "outlet the Quay News 1"), ("the Far Gazette", "outlet Far Gazette")]
)
def test_the_same_newspaper_is_the_one_that_was_named_last(name, ground):
    text = f"Oda Brandt left, according to {name}. She will be back, the same newspaper said."
    made = holm(text, f"{name} | according to | Oda Brandt left", "the same newspaper | said | She will be back")
    assert rests_on(made, "She will be back", QUAY) == [ground]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("The gate opened at noon, her own log records.", "document her own log"),
        ("Seats were laid for 120, as the plan still pinned up in the barn shows.", "document the plan"),
        ("The mill lost nine million, its accounts, filed in June, show.", "document its accounts"),
        ("Article 2 takes one fifth off the catch, as of January.", "document Article 2"),
        ("The wind gauge on the mole showed 141 km/h, at noon.", "document The wind gauge on the mole"),
    ],
)
def test_a_paper_in_a_comment_clause_is_what_the_sentence_rests_on(text, ground):
    made = holm(text)
    assert rests_on(made, text.split(",")[0], QUAY) == [ground]


# --- witnesses and documents -----------------------------------------------------------------------------------------------


def test_what_the_papers_own_people_saw_is_its_witness():
    made = holm("Our reporter counted eleven boats before the gate.")
    assert rests_on(made, "Our reporter counted eleven boats before the gate", QUAY) == ["witness"]


def test_the_papers_own_name_before_a_verb_of_seeing_is_its_witness():
    made = reading("The Tide Standard has counted eleven boats before the gate.", outlet=TIDE)
    assert rests_on(made, "eleven boats before the gate", QUAY) == ["witness"]


def test_a_person_near_a_paper_is_no_paper():
    for who in ("A person close to the investigation", "An official with a memo in his hand"):
        assert not any(
            each.startswith("document") for each in rests_on(holm(f"{who} puts the price at 900 crowns."), "puts the price")
        )
    assert rests_on(holm("The official report puts the price at 900 crowns."), "puts the price") == [
        "document The official report"
    ]


def test_a_paper_that_is_called_like_a_document_is_none():
    made = holm("The Holm Post counted eleven boats before the gate.")
    assert rests_on(made, "eleven boats before the gate", QUAY) == ["witness"]


def test_what_the_paper_has_seen_by_its_own_name_is_its_witness():
    made = holm("The gate costs 900 crowns, as papers seen by the Holm Post show.")
    assert rests_on(made, "The gate costs 900 crowns", QUAY) == ["witness"]


def test_another_paper_that_counted_is_cited():
    made = holm("The Quay News counted eleven boats before the gate.")
    assert rests_on(made, "eleven boats before the gate", QUAY) == ["outlet The Quay News 1"]


def test_somebody_who_counted_is_whose_word_it_is():
    made = holm("Glazier Una Drabb counted eleven boats before the gate.")
    assert rests_on(made, "eleven boats before the gate") == ["person Glazier Una Drabb"]


def test_a_document_as_the_subject_is_what_the_sentence_rests_on():
    made = holm("A memo dated 2 May puts the price of the gate at 900 crowns.")
    assert rests_on(made, "puts the price of the gate at 900 crowns") == ["document A memo dated 2 May"]


def test_a_document_that_the_paper_has_before_it_is_what_the_sentence_rests_on():
    made = holm("The gate broke at noon: we have the lock keeper's log.")
    assert rests_on(made, "The gate broke at noon") == ["document the lock keeper's log"]


def test_a_document_that_somebody_has_is_no_source():
    made = holm("The keeper mends his gates himself and has a certificate.")
    assert rests_on(made, "The keeper mends his gates himself and has a certificate") == ["none"]


def test_the_papers_own_voice_without_source_rests_on_nobody():
    assert rests_on(holm("The gate broke on Monday."), "The gate broke on Monday", QUAY) == ["none"]


# --- how it is said --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "hedged"),
    [
        ("The lock may be shut.", "The lock may be shut", True),
        ("The lock is probably shut.", "The lock is probably shut", True),
        ("The lock was shut.", "The lock was shut", False),
        ("The lock opened in May.", "The lock opened in May", False),
    ],
)
def test_a_place_is_hedged_when_its_words_say_it_weaker(text, words, hedged):
    assert provenance(holm(text), words).hedged is hedged


@pytest.mark.parametrize(
    ("words", "negative"),
    [
        ("The lock was shut", False),
        ("The lock was not shut", True),
        ("The lock wasn’t shut", True),
        ("There is no lock at Holm", True),
        ("Nobody shut the lock", True),
        ("The lock is no longer shut", True),
        ("The lock will not open before May", None),
        ("The lock was shut because the gate did not close", False),
        ("The lock was not only shut but locked", False),
        ("The figure of 1,200 boats was wrong", True),
        ("Its first estimate has been withdrawn", True),
        ("The value of 52.1 degrees published on Monday is withdrawn", True),
        ("The figure of 1,200 boats was right", False),
        ("The estimate of the boats that were withdrawn was high", False),
        ("The wrong boat was counted", False),
    ],
)
def test_a_place_says_that_it_is_so_or_not_so_or_less(words, negative):
    assert provenance(holm(f"{words}."), words).negative is negative


def test_a_denial_turns_what_is_said_round():
    made = holm(f"Oda Brandt denied that {SHUT}.", "Oda Brandt | denied")
    assert provenance(made, SHUT).negative is True


def test_the_day_on_which_it_was_said_is_kept():
    made = holm(f"Oda Brandt said on Monday {SHUT}.", f"Oda Brandt | said | {SHUT}")
    found = provenance(made, SHUT)
    assert (found.said_on, found.precision) == ("2026-03-02", "day")


def test_quoted_words_are_kept_in_plain_form():
    made = holm("“We shut it, Mr Marr!” Oda Brandt said.", "Oda Brandt | said | We shut it, Mr Marr")
    assert provenance(made, "We shut it, Mr Marr").quoted == "we shut it mr marr"
    assert provenance(holm(f"Oda Brandt said {SHUT}.", "Oda Brandt | said"), SHUT).quoted is None


# --- what never breaks -----------------------------------------------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from(
        ["the Quay News", "Holm Post", "It", "its gates", "reported", "says so", "we", "saw", "A memo", "puts",
         "the lock was shut", "not", "may", ". ", "\n\n", "🐟", "Va\u030ardholm", "“", "”", "Oda Brandt", "counted", "who",
         ", ", "eleven boats"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(PIECES)
def test_every_place_rests_on_something_and_shows_it_in_the_text(text):
    made = holm(text)
    grounds = Grounds(made, 0, [made.article.outlet, Outlet(QUAY), None])
    for each in candidates(made):
        found = grounds.of(each)
        assert found.grounds
        for ground in found.grounds:
            assert all(text[span.start : span.end] == span.text for span in ground.spans)
            assert 0 not in ground.articles
            assert (ground.basis == "none") == (len(found.grounds) == 1 and ground.name is None and not ground.spans)


def test_a_place_lies_in_the_statement_that_says_it():
    made = holm(f"Oda Brandt said {SHUT}. It rained all day.", f"Oda Brandt | said | {SHUT}")
    assert place(made, SHUT).statement == made.statements[0].id
    assert place(made, "It rained all day").statement is None


# --- clauses that name a source and say nothing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "only_cites"),
    [
        ("a surveyor told the Quay News", True),
        ("as the Quay News has it from a fisherman and from two boys on the bridge", True),
        ("as the Quay News wrote on Monday without telling anybody where it had that from", True),
        ("as the roof of the Quay News fell on two presses and a bicycle", False),
        ("the gate broke under the van of the Quay News on Monday, said the keeper", False),
    ],
)
def test_a_clause_that_only_names_an_outlet_makes_no_claim(clause, only_cites):
    made = holm(f"The lock was shut, {clause}.")
    assert Grounds(made, 0, [made.article.outlet, Outlet(QUAY)]).only_cites(place(made, clause)) is only_cites

"""Edges: what grammar moves between source, cue and content, and what relays name beside their words."""

import pytest

from links import encoded, told
from whence.interpret.statements import statements
from whence.lexicon.silences import asked_for, bare_silence, left_unanswered, subject_of


def one(text, *links):
    (only,) = told(f"{text}\nIt closed.", *links)
    return only


@pytest.mark.parametrize(
    ("text", "link", "expected"),
    [
        ("Lee has vowed to stay.", ("has vowed to", "Lee", "stay"), ("Lee", "has vowed", "to stay")),
        ("Lee vowed not to stay.", ("vowed not to", "Lee", "stay"), ("Lee", "vowed", "not to stay")),
        ("Lee plans to discuss it all.", ("plans to discuss", "Lee", "it all"), ("Lee", "plans", "to discuss it all")),
        ("Lee declined to comment.", ("declined to comment", "Lee", None), ("Lee", "declined", "to comment")),
        ("Lee would not comment.", ("would not comment", "Lee", None), ("Lee", "would not", "comment")),
        ("Lee did not respond to us.", ("did not respond to", "Lee", "us"), ("Lee", "did not respond", "to us")),
        ("Lee referred to a letter.", ("referred to", "Lee", "a letter"), ("Lee", "referred to", "a letter")),
        ("Lee declined to discuss it.", ("declined to discuss", "Lee", "it"), ("Lee", "declined to discuss", "it")),
        ("They are to blame for it.", ("are to", "They", "blame for it"), ("They", "are to", "blame for it")),
    ],
)
def test_the_infinitive_is_content_and_a_particle_is_cue(text, link, expected):
    assert one(text, link) == expected


@pytest.mark.parametrize(
    ("text", "link", "expected"),
    [
        (
            "The Ministry could not be reached for comment.",
            ("could not be reached", None, ["The Ministry", "for comment"]),
            ("The Ministry", "could not be reached", "for comment"),
        ),
        ("A cook declined to answer.", ("declined to answer", None, "A cook"), ("A cook", "declined", "to answer")),
        ("Calls to Lee went unanswered.", ("went unanswered", None, "Calls to Lee"), ("Lee", "went unanswered", "Calls")),
        ("Ann Lee has yet to reply to us.", ("has yet to reply to", None, "us"), ("Ann Lee", "has yet to reply", "to us")),
        ("The harbour left a letter unanswered.", ("left", None, None), ("The harbour", "left unanswered", "a letter")),
    ],
)  # fmt: skip
def test_the_noun_phrase_in_front_of_a_silence_is_who_is_silent(text, link, expected):
    source, cue, content = one(text, link)
    assert (source, cue.replace(" … ", " "), content) == expected
    (only,) = statements(*encoded(f"{text}\nIt closed.", link))
    assert only.cue.act == "decline"


@pytest.mark.parametrize(
    ("text", "link", "expected"),
    [
        (
            "The mill will close in May, its owner, Ann Lee, said on Monday.",
            ("said", None, "The mill will close in May, its owner, Ann Lee"),
            ("its owner, Ann Lee", "said", "The mill will close in May"),
        ),
        (
            "The mill will close in May, the town's doctor, Ann Lee, said.",
            ("said", "Ann Lee", "The mill will close in May, the town's doctor"),
            ("the town's doctor, Ann Lee", "said", "The mill will close in May"),
        ),
        (
            "The mill will close in May, said the owner, Ann Lee.",
            ("said", "Ann Lee", "The mill will close in May"),
            ("Ann Lee", "said", "The mill will close in May"),
        ),
        (
            "The mill will close in May, says verger Ann Lee, who was there.",
            ("says", None, ["The mill will close in May", "verger Ann Lee, who was there"]),
            ("verger Ann Lee", "says", "The mill will close in May"),
        ),
        (
            "Twelve lorries stood there, says the same page, and one hearse.",
            ("says", None, ["Twelve lorries stood there", "the same page, and one hearse"]),
            ("the same page", "says", "Twelve lorries stood there … one hearse"),
        ),
        (
            "The mill will close in May, director Ann Lee told the board.",
            ("told", None, "The mill will close in May"),
            ("director Ann Lee", "told", "The mill will close in May"),
        ),
    ],
)
def test_who_says_it_in_a_comment_clause_behind_it_is_its_source(text, link, expected):
    assert one(text, link) == expected


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The mill is said to be for sale.", ("is said", None, ["The mill", "to be for sale"])),
        ("The suspects are Karl Weber, Jan Pohl, said a clerk.", ("said", None, "The suspects are Karl Weber, Jan Pohl")),
        ("The mill closed in May and told nobody.", ("told", None, "The mill closed in May")),
        (
            "The mill closed in May, said “nobody would buy it”.",
            ("said", None, ["The mill closed in May", "nobody would buy it"]),
        ),
    ],
)
def test_nobody_becomes_a_source_where_no_comment_clause_has_a_subject(text, link):
    assert one(text, link)[0] == ""


def test_a_negated_subject_makes_a_silence_of_saying():
    text = "Neither the firm nor the port would say which shops have it.\nIt closed."
    (only,) = statements(*encoded(text, ("would say", "Neither the firm nor the port", "which shops have it")))
    assert only.cue.act == "decline"


def test_a_comment_clause_at_the_end_of_a_sentence_has_all_of_it():
    text = "It rained. The mill on Tuesday made 400 cheeses after a test, Ann Lee said."
    assert one(text, ("said", "Ann Lee", "400 cheeses after a test"))[2] == "The mill on Tuesday made 400 cheeses after a test"


def test_a_dateline_is_no_part_of_a_source():
    text = "KELLWOOD (Northwire) — Forty barges sank, the operator, Transval, said on Friday.\nIt rained."
    link = ("said", ["KELLWOOD (Northwire)", "the operator, Transval"], "Forty barges sank")
    assert one(text, link)[0] == "the operator, Transval"


def test_a_comment_clause_has_nothing_that_another_tells_nor_a_dateline():
    text = "OSS, May 7 (Northwire) — The mill may close, Ann Lee said."
    assert one(text, ("said", "Ann Lee", "may close"))[2] == "The mill may close"
    first, second = told("Bo Marr said it rained and the mill may close, Ann Lee said.\nIt closed.",
                         ("said", "Bo Marr", "it rained"), ("said", "Ann Lee", "the mill may close"))  # fmt: skip
    assert (first[2], second[2]) == ("it rained", "the mill may close")


def test_who_is_told_to_do_something_is_no_part_of_the_order():
    assert one("The crew was told to leave.", ("was told", None, ["The crew", "to leave"])) == ("", "was told", "to leave")


def test_a_content_ends_where_the_next_predicate_of_the_same_subject_begins():
    text = "Lee conceded that it was late but insisted that it was safe.\nIt closed."
    links = (("conceded", "Lee", "that it was late but insisted that it was safe"), ("insisted", "Lee", "it was safe"))
    assert told(text, *links) == [("Lee", "conceded", "it was late"), ("Lee", "insisted", "it was safe")]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Lee said she was glad and hopes to stay.", ("hopes", "Lee", "to stay")),
        ("Lee said she laughed and Bo said it was late.", ("said it", "Bo", "was late")),
    ],
)
def test_a_content_goes_on_over_another_tense_or_another_subject(text, other):
    whole = text.removeprefix("Lee said ").rstrip(".")
    assert ("Lee", "said", whole) in told(f"{text}\nIt closed.", ("said", "Lee", whole), other)


def test_a_semicolon_parts_what_two_cues_tell():
    text = "Lee told Bo that it was late; it was cold, she said.\nIt closed."
    links = (("told", "Lee", "that it was late; it was cold"), ("said", "she", "Lee told Bo that it was late; it was cold"))
    assert told(text, *links) == [("Lee", "told", "it was late"), ("she", "said", "it was cold")]


def test_what_a_parenthesis_interrupts_goes_on_behind_it():
    text = "The draft, she added, had not been shown to her house before May.\nIt closed."
    assert one(text[:-11], ("added", "she", "The draft"))[2] == "The draft … had not been shown to her house before May"


def test_a_quotation_of_the_sentence_before_is_not_told_by_an_unquoted_one():
    text = "“Please run it again.” The firm complied, the papers suggest.\nIt closed."
    assert ("the papers", "suggest", "The firm complied") in told(
        text, ("suggest", "the papers", ["Please run it again", "The firm complied"])
    )


def test_according_to_at_the_end_of_a_sentence_holds_all_of_it():
    text = "It froze. Guards came at 11 p.m. Monday and found the owner, according to a report.\nIt closed."
    assert told(text, ("according to", "a report", "the owner"))[0][2] == "Guards came at 11 p.m. Monday and found the owner"


def test_a_picture_that_closes_the_words_belongs_to_them():
    assert one("“Not my best tree 🌳,” Lee wrote.", ("wrote", "Lee", "Not my best tree"))[2] == "Not my best tree 🌳"


@pytest.mark.parametrize(
    ("text", "links", "expected", "relays"),
    [
        (
            "The Courier reported that it had sunk, citing two officers.",
            (("reported", "The Courier", "it had sunk"), ("citing", "two officers", None)),
            ("two officers", "citing", "it had sunk"),
            ["The Courier"],
        ),
        (
            "It had sunk, the Courier wrote on Friday, referring to a letter of the crew.",
            (("wrote", "the Courier", "It had sunk"),),
            ("a letter of the crew", "referring to", "It had sunk"),
            ["the Courier"],
        ),
        (
            "The Courier quoted a clerk: “It had sunk by May.”",
            (("quoted", "The Courier", "a clerk: “It had sunk by May.”"),),
            ("a clerk", "quoted", "It had sunk by May"),
            ["The Courier"],
        ),
        (
            "She stated that it sank, the portal Ora reported with reference to the navy's office.",
            (("stated", "She", "it sank"), ("reported", "the portal Ora", "She stated that it sank")),
            ("She", "stated", "it sank"),
            ["the navy's office", "the portal Ora"],
        ),
    ],
)
def test_who_is_cited_quoted_or_referred_to_is_the_holder(text, links, expected, relays):
    assert one(text, *links) == expected
    (only,) = statements(*encoded(f"{text}\nIt closed.", *links))
    assert [hop.spans[0].text for hop in only.hops] == relays


@pytest.mark.parametrize("text", ["It had sunk, Lee said, referring to the boat.", "It had sunk, Lee wrote, citing the wind."])
def test_whom_or_what_somebody_means_is_no_holder(text):
    cue = "said" if "said" in text else "wrote"
    assert one(text, (cue, "Lee", "It had sunk"))[0] == "Lee"


@pytest.mark.parametrize(
    ("cue", "kept"),
    [
        ("declined to answer", "declined"),
        ("would not comment", "would not"),
        ("said", ""),
        ("declined", ""),
        ("did not say", ""),
    ],
)
def test_a_bare_silence_is_cut_before_its_complement(cue, kept):
    assert cue[: bare_silence(cue)] == kept


@pytest.mark.parametrize(
    ("phrase", "who"),
    [
        ("Calls to Ann Lee for comment", "Ann Lee"),
        ("An e-mail sent to the port on Friday", "the port"),
        ("Messages left for Ann Lee", "Ann Lee"),
        ("Attempts to reach Ann Lee", "Ann Lee"),
        ("A request from the Courier", None),
        ("The door", None),
    ],
)
def test_who_was_asked_stands_behind_the_request(phrase, who):
    found = asked_for(phrase, 0, len(phrase))
    assert (found and phrase[slice(*found[0])]) == who


@pytest.mark.parametrize(
    ("words", "subject"),
    [("MP Ann Lee ", "MP Ann Lee"), ("It was late, but the port ", "the port"), ("The man who was late ", None), ("", None)],
)
def test_only_a_noun_phrase_is_a_subject(words, subject):
    found = subject_of(words, 0, len(words))
    assert (found and words[slice(*found)]) == subject


@pytest.mark.parametrize("words", ["calls to " * 300, "left a " * 300 + "unanswered", "a, " * 300, "🌳 to " * 300])
def test_long_words_without_sense_are_read_quickly_and_stay_inside_the_text(words):
    for found in (subject_of(words, 0, len(words)), left_unanswered(words, 0, 4), *(asked_for(words, 0, len(words)) or ())):
        assert found is None or 0 <= found[0] < found[1] <= len(words)
    assert 0 <= bare_silence(words) <= len(words)

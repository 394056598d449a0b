"""Whole readings with the packaged model: properties that must never break, and the tiny language of cases."""

import json
from random import Random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import whence
from whence.read import read_many
from whence.records.article import Given
from whence.records.reading import STAGES, Reading, schema
from whence.tagger.run import tagger

CASES = [  # text -> who, what (one statement each)
    ("The minister said the bridge would open in May.", "The minister", "the bridge would open in May"),
    ("“The bridge is safe,” said Mara Lindqvist, the mayor.", "Mara Lindqvist, the mayor", "The bridge is safe"),
    ("According to the harbour office, forty boats left the port.", "the harbour office", "forty boats left the port"),
    ("Forty boats left the port, according to the harbour office.", "the harbour office", "Forty boats left the port"),
    ("The union believes the offer is too low.", "The union", "the offer is too low"),
    ("A spokeswoman for the council denied that the fund was empty.", "A spokeswoman for the council", "the fund was empty"),
    ("“We will wait,” Okafor told reporters, “and we will not shout.”", "Okafor", "We will wait … and we will not shout"),
    ("The report found that one bridge in ten was unsafe.", "The report", "one bridge in ten was unsafe"),
]


def spans_of(reading):
    for statement in reading.statements:
        yield from statement.source.spans
        yield from statement.cue.spans
        yield from statement.content.spans


@pytest.mark.parametrize(("text", "who", "what"), CASES)
def test_plain_sentences_are_read_as_an_editor_would(text, who, what):
    (only,) = whence.read(f"{text} The tide was low.\nIt rained all day.").statements
    assert " … ".join(span.text for span in only.source.spans) == who
    assert " … ".join(span.text for span in only.content.spans) == what


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("ab said, according to “x” 'y' \n\t.!?:—🙂e\u0301\u0000\u202eأ中"), min_size=1, max_size=400
    )
)
def test_any_text_is_read_and_every_span_is_its_own_text(text):
    if not text.strip():
        return
    reading = whence.read(text)
    assert reading.article.text == text
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


def test_offsets_count_code_points_after_emoji_and_combining_marks():
    text = "👩‍👩‍👧‍👦 Crowds came.\nZaja\u0328c said the gate 🚪 was shut, and e\u0301clairs were sold.\nIt rained."
    (only,) = whence.read(text).statements
    (content,) = only.content.spans
    assert text[content.start : content.end] == content.text == "the gate 🚪 was shut, and e\u0301clairs were sold"


def test_every_reading_is_valid_by_the_published_schema_and_survives_the_journey(article_text):
    reading = whence.read(article_text, published="2026-03-12", url="https://courier.example/a", outlet="Evening Courier")
    plain = json.loads(reading.to_json())
    jsonschema.validate(plain, schema())
    assert Reading.from_dict(plain) == reading
    assert plain == json.loads(json.dumps(reading.to_dict()))


def test_every_stage_of_a_reading_ran_and_names_only_what_it_lists(article_text):
    plain = whence.read(article_text).to_dict()
    assert plain["looked_for"] == list(STAGES)
    known = {entity["id"] for entity in plain["entities"]}
    for statement in plain["statements"]:
        assert all(statement[field] is not None for field in ("hops", "certainty", "polarity"))
        meant = {
            statement["source"]["entity"],
            *statement["source"]["candidates"],
            *(hop["entity"] for hop in statement["hops"]),
        }
        assert meant - {None} <= known
    assert {member for entity in plain["entities"] for member in entity["members"]} <= known
    assert {position["entity"] for position in plain["positions"]} <= known
    assert {key for line in plain["brief"] for key in line["statements"]} <= {each["id"] for each in plain["statements"]}


def test_a_group_within_a_group_is_listed_with_all_its_parts():
    text = "The mayor and Ann Lee and Bo Marr, and the Harbour Safety Board said the gate was shut.\nIt rained."
    reading = whence.read(text)
    known = {entity.id for entity in reading.entities}
    assert {member for entity in reading.entities for member in entity.members} <= known


def composed(number):
    random = Random(number)
    who = random.choice(("Mara Lindqvist", "The council", "A driver", "Okafor"))
    what = random.choice(("the ferry was late", "nobody had asked", "it would cost 40 crowns", "the gate was shut"))
    return random.choice((f"{who} said {what}.", f"“We know {what},” {who} said.", f"According to {who}, {what}."))


def article_of(number, paragraphs=6):
    return "\n\n".join(f"{composed(number * 100 + at)} {composed(number * 100 + at + 50)}" for at in range(paragraphs))


def told(reading, shift=0, since=0):
    return [
        (
            [[(span.start - shift, span.end - shift) for span in part.spans] for part in (each.source, each.cue, each.content)],
            each.confidence,
        )
        for each in reading.statements
        if each.cue.spans and each.cue.spans[0].start >= since
    ]


def test_an_article_reads_the_same_after_any_unrelated_opening():
    """50 articles after 20 unrelated openings: spans and confidence equal (with a title told, the first line is not one)."""
    openings = [f"{article_of(1000 + number, number % 4 + 1)}\n\nThe tide was low on day {number}.\n\n" for number in range(20)]
    for number in range(50):
        text, opening = article_of(number), openings[number % 20]
        plain = whence.read("Tide\n\n" + text, title="Tide")
        after = whence.read("Tide\n\n" + opening + text, title="Tide")
        assert told(plain)
        assert told(after, len(opening), len(opening) + 6) == told(plain)


def test_the_order_and_company_of_articles_changes_nothing():
    inputs = [Given(name=str(number), text=article_of(number)) for number in range(24)]
    alone = {given.name: reading.to_json() for given in inputs for reading in read_many([given])}
    shuffled = inputs[:]
    Random(3).shuffle(shuffled)
    for jobs in (1, 2, 5):
        assert {reading.input: reading.to_json() for reading in read_many(shuffled, jobs)} == alone
        assert [reading.input for reading in read_many(shuffled, jobs)] == [given.name for given in shuffled]


def test_the_tagger_gives_vectors_on_demand_without_changing_its_answer(article_text):
    read = whence.read(article_text)
    with_vectors = tagger().encode(read.article, vectors=True)
    without = tagger().encode(read.article)
    assert [each.links for each in with_vectors.passages] == [each.links for each in without.passages]
    for passage in with_vectors.passages:
        assert passage.vectors.shape == (len(passage.words.starts), 384)
        assert passage.sentence_vector().shape == (384,)
    with pytest.raises(ValueError, match="vectors=True"):
        without.passages[0].sentence_vector()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 300_000,
        "said " * 20_000,
        "“" * 5_000,
        "a.\n" * 5_000,
        "\u202e\u200f שלום אמר האיש 🙂\u0301",
        "\ufeff\u2028\u2029said",
    ],
)
def test_strange_texts_are_read_to_the_end(text):
    for span in spans_of(whence.read(text)):
        assert text[span.start : span.end] == span.text


def test_a_stray_mark_costs_at_most_its_own_paragraph():
    sound = "The council said the gate was shut."
    stray = f'{sound}\n\nA 5" pipe “lay there.\n\n“We wait,” Okafor said.'
    assert next(each.content.spans[0].text for each in whence.read(stray).statements) == "the gate was shut"
    assert [each.content.spans[0].text for each in whence.read(stray).statements][-1] == "We wait"

"""Whom a text names as the source of a plain sentence: text and place → source, "own" or nobody."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import released
from whence.errors import ModelError
from whence.read import article_only
from whence.records.article import Given
from whence.tagger.finder import FILES, NAME, Finder, finder, window_of
from whence.tracing.provenance import SURE
from worked import case

BARGES = "Forty barges lay in the lock"


def found(text, words, level=SURE):
    """The words of the source, "own", or None where the model is not sure of any."""
    article = case(text).article
    start = text.index(words)
    named = finder().named(article, start, start + len(words))
    if named.own >= SURE:
        return "own"
    return named.span.text if named.chance >= level else None


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        (f"{BARGES} on Sunday night. The figure is the harbour office's.", BARGES, "the harbour office"),
        (f"By the count of the lock keeper, {BARGES[0].lower()}{BARGES[1:]}.", BARGES[1:], "the lock keeper"),
        (f"{BARGES}: so it stands in the log of the tug Ida.", BARGES, "the log of the tug Ida"),
        (f"Word from a man who asked not to be named: {BARGES[0].lower()}{BARGES[1:]}.", BARGES[1:], "a man"),
        (f"A camera on the lock gate counted the boats. {BARGES} at midnight.", BARGES, "A camera"),
        (f"{BARGES}. We walked along the wall and counted them twice.", BARGES, "own"),
        (f"{BARGES}. The harbour office is in Mill Street and was built in 1911.", BARGES, None),
        ("The lock was shut on Friday. It has two gates and a bridge for walkers.", "It has two gates", None),
    ],
)  # fmt: skip
def test_a_plain_sentence_has_the_source_that_the_text_names(text, words, source):
    told = found(text, words)
    assert told == source or (source and told and source.lower() in told.lower())


def test_what_stands_further_off_changes_nothing():
    near = f"The lock was shut. It rained. {BARGES}. The figure is the harbour office's. It rained again."
    far = f"The mayor came home on Monday. {near} A cat slept on the wall of the chapel."
    assert found(near, BARGES) == found(far, BARGES)
    articles = [case(text).article for text in (near, far)]
    texts = [window_of(each, each.text.index(BARGES), each.text.index(BARGES) + 5).words.texts for each in articles]
    assert texts[0] == texts[1]


def test_a_window_ends_with_the_prose_and_holds_two_sentences_on_either_side():
    text = "One is here. Two is here. Three is here. Four is here. Five is here. Six is here."
    article = case(text).article
    window = window_of(article, text.index("Three"), text.index("Three") + 5)
    assert window.words.texts[0] == "One"
    assert window.words.texts[-4:] == ("Five", "is", "here", ".")
    assert window.words.texts[window.place[0] : window.place[1] + 1] == ("Three",)
    assert window_of(article, len(text) + 3, len(text) + 9) is None


TEXTS = st.lists(
    st.sampled_from(
        ["the harbour office", BARGES, ". ", "\n\n", "🐟", "Va\u030ardholm", "“", "”", "counted", "said", "We", ", "]
    ),
    min_size=1, max_size=20,
).map(" ".join)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.integers(0, 200), st.integers(1, 60))
def test_an_answer_is_always_characters_of_the_text_with_chances(text, start, size):
    article = article_only(Given(text=f"{text} The end.", name="x")).article
    named = finder().named(article, start, start + size)
    if named is not None:
        assert article.text[named.span.start : named.span.end] == named.span.text != ""
        assert 0 <= named.chance <= 1
        assert 0 <= named.own <= 1
        assert named.chance + named.own <= 1.001


def test_a_place_in_a_sentence_without_end_is_not_asked_about():
    text = "word " * 3000
    assert finder().named(case(text).article, 40, 60) is None


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(tmp_path, name):
    copy = shutil.copytree(released.folder(NAME), tmp_path / NAME)
    (copy / name).write_bytes(b"changed")
    with pytest.raises(ModelError, match=name):
        Finder(copy)

"""The head that tells what words name, and how its training material is read off annotation and off signs."""

import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from whence.ingest.anatomy import article
from whence.records.article import Given
from whence.records.encoding import KINDS
from whence.tagger.run import tagger
from whence.tagger.tokens import words_of

sys.path.insert(0, str(ROOT / "training"))

from mentions import NONE, ORGANIZATION, PERSON, PLACE, UNKNOWN, Mention, Signs, Text, mark, name_run, signed

WIDTH = 384
REACH = 1


def text_of(paragraph):
    words = words_of(paragraph)
    firsts = {i for i in range(len(words.texts)) if not i or words.texts[i - 1] == "."}
    text = Text("t", list(words.starts), list(words.ends), list(words.texts), list(words.cases), firsts)
    text.kinds = [NONE] * len(words.texts)
    return text


def drawn(length, seed):
    return np.random.default_rng(seed).normal(size=(length, WIDTH)).astype(np.float32)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 9), st.integers(0, 50))
def test_every_word_gets_probabilities_that_sum_to_one(length, seed):
    found = tagger().kinds(drawn(length, seed))
    assert found.shape == (length, len(KINDS))
    assert np.allclose(found.sum(axis=1), 1, atol=1e-5)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 9), st.integers(0, 50))
def test_a_word_is_judged_by_itself_and_its_neighbours_alone(length, seed):
    vectors = drawn(length, seed)
    changed = vectors.copy()
    changed[0] += 1
    one, other = tagger().kinds(vectors), tagger().kinds(changed)
    assert not np.allclose(one[: REACH + 1], other[: REACH + 1], atol=1e-6)
    assert np.allclose(one[REACH + 1 :], other[REACH + 1 :], atol=1e-6)


SAMPLE = (
    "Marta Delvane, the mayor of Brackwell, said on Friday that the council would meet. “We are ready,” "
    "Mrs. Delvane told reporters. "
    "The Brackwell Tribune Company, which prints the paper, declined to comment on the mayor’s remarks."
)


def mean_kind(passage, *forms):
    rows = [passage.kinds[passage.words.texts.index(form)] for form in forms]
    return KINDS[int(np.mean(rows, axis=0).argmax())]


@pytest.mark.parametrize(
    ("forms", "kind"),
    [
        (("Marta", "Delvane"), "person"),
        (("Tribune", "Company"), "organization"),
        (("mayor",), "person"),
        (("remarks",), "other"),
        (("Friday",), "none"),
        (("that",), "none"),
        (("told",), "none"),
    ],
)
def test_the_packaged_head_knows_plain_names_and_nouns(forms, kind):
    (passage,) = tagger().encode(article(Given(name="sample", text=SAMPLE))).passages
    assert passage.kinds is not None
    assert mean_kind(passage, *forms) == kind


# --- training material ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "head", "run"),
    [
        ("the Ministry of Public Works announced", ["Ministry"], ["Ministry", "of", "Public", "Works"]),
        ("the harbour of Kesselport announced", ["Kesselport"], ["Kesselport"]),
        ("the tall Anna Verrin announced", ["Verrin"], ["Anna", "Verrin"]),
    ],
)
def test_a_name_is_the_run_of_capitals_around_its_head(sentence, head, run):
    text = text_of(sentence)
    found = name_run(text, [text.forms.index(form) for form in head], range(1, len(text.forms) - 1))
    assert [text.forms[word] for word in found] == run


@pytest.mark.parametrize(("outer", "inside"), [(PERSON, PLACE), (ORGANIZATION, ORGANIZATION)])
def test_a_place_inside_a_body_is_part_of_the_body_but_stands_for_itself_before_a_person(outer, inside):
    text = text_of("the Kesselport Warden left")
    mark(text, [Mention((1, 2), outer, "a", "name"), Mention((1,), PLACE, "b", "name")])
    assert text.kinds[1] == inside
    assert text.kinds[2] == outer


@pytest.mark.parametrize(
    ("sentence", "form", "kind"),
    [
        ("He met Mr. Hollis. Later, Hollis left.", "Hollis", PERSON),
        ("He met Mr. Piet Hollis and then Hollis left.", "Hollis", PERSON),
        ("He met Senator Vell and she met Vell Holdings.", "Holdings", ORGANIZATION),
        ("It rains in Norway today.", "Norway", PLACE),
        ("He met Hollis.", "Hollis", UNKNOWN),
        ("He met Mr. Dray and then Mr. Piet Dray and then Mr. Otto Dray.", "Dray", PERSON),
        ("He read the Norway Herald today.", "Norway", ORGANIZATION),
    ],
)
def test_a_sign_tells_what_a_name_is_all_through_the_article(sentence, form, kind):
    text = text_of(sentence)
    signed(text, Signs(), lowered={"he", "it", "later"}, closed=frozenset())
    assert {text.kinds[i] for i, each in enumerate(text.forms) if each == form} == {kind}

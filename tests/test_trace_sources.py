"""Whom plain sentences have a claim from: articles and the places that make one claim → what the last of them rests on."""

import sys

import pytest

from tracing_cases import reading
from whence.records.provenance import Named
from whence.records.spans import span_of
from whence.trace.compare import compared
from whence.trace.keeping import in_order, keep
from whence.trace.sources import sourced
from whence.tracing.provenance import SURE

STAR = reading("The bridge will close on Monday. It needs four hundred bolts.", outlet="Holm Star", published="2026-03-02")
ODA = "Oda Brandt said four hundred bolts are needed."
BRANDT = reading(ODA, "Oda Brandt | said | four hundred bolts are needed", outlet="Holm Star", published="2026-03-02")


class Answering:
    """A finder that gives one answer to every question about an article that has these words."""

    def __init__(self, words="", chance=0.0, own=0.0):
        self.words, self.chance, self.own = words, chance, own

    def named(self, article, start, end):
        at = article.text.find(self.words)
        if at < 0:
            return None
        return Named(span_of(article.text, at, at + len(self.words)), self.chance, self.own, paper=False)


@pytest.fixture
def answering(monkeypatch):
    def answer(*told):
        monkeypatch.setattr(sys.modules[sourced.__module__], "finder", lambda: Answering(*told))

    return answer


def rests(*readings, words="bolts"):
    """What the place with these words in the last article rests on, where all places with them make one claim."""
    work = compared(in_order(keep(each) for each in readings))
    group = [at for at, node in enumerate(work.nodes) if words in node.candidate.content[0].text]
    assert len({work.nodes[at].article for at in group}) == len(readings)
    told = sourced(work, [group]).provenance[group[-1]].grounds
    return [" ".join((each.basis, each.name or "")).strip() for each in told]


def quay(text, *links):
    return reading(text, *links, outlet="Quay News", published="2026-03-03")


def test_a_sure_answer_of_the_finder_is_the_source(answering):
    answering("the mayor", SURE)
    assert rests(STAR, quay("Four hundred bolts are missing. So the mayor has it.")) == ["person the mayor"]


def test_a_doubtful_answer_is_none_and_the_writers_own_is_a_witness(answering):
    answering("the mayor", SURE - 0.01)
    assert rests(STAR, quay("Four hundred bolts are missing. So the mayor has it.")) == ["none"]
    answering("the mayor", 0.02, SURE)
    assert rests(STAR, quay("Four hundred bolts are missing. So the mayor has it.")) == ["witness"]


def test_the_finder_may_waver_between_the_writers_own_and_another_source(answering):
    """It is sure that a source is told; the likelier kind counts, and "our gauge" is the writer's own."""
    text = "Four hundred bolts are missing. So the mayor has it from our gauge."
    for told, found in ((("the mayor", 0.5, 0.42), "person the mayor"), (("the mayor", 0.42, 0.5), "witness"),
                        (("our gauge", 0.7, 0.25), "witness"), (("the mayor", 0.5, 0.3), "none")):  # fmt: skip
        answering(*told)
        assert rests(STAR, quay(text)) == [found]


def test_an_answer_that_runs_over_the_end_of_a_quotation_begins_behind_it(answering):
    answering("It creaks,” the mayor", SURE)
    assert rests(STAR, quay("Four hundred bolts are missing. “It creaks,” the mayor has told all.")) == ["person the mayor"]


def test_the_finder_counts_before_a_rule_and_behind_a_holder(answering):
    answering("the mayor", SURE)
    assert rests(STAR, quay("We counted four hundred bolts for the mayor.")) == ["person the mayor"]
    held = quay(f"{ODA} The mayor was there.", "Oda Brandt | said | four hundred bolts are needed")
    assert rests(STAR, held) == ["person Oda Brandt"]


def test_the_finder_is_asked_for_whom_a_pronoun_stands(answering):
    told = quay("She said four hundred bolts are needed. The mayor was there.", "She | said | four hundred bolts are needed")
    answering("The mayor", SURE)
    assert rests(STAR, told) == ["person the mayor"]
    answering("The mayor", SURE - 0.01)
    assert rests(STAR, told) == ["person She"]


def test_whom_the_finder_names_beside_an_outlet_has_told_that_outlet(answering):
    answering("the mayor", SURE)
    told = quay("Four hundred bolts are needed, as the Holm Star has it from the mayor.")
    assert rests(STAR, told) == ["person the mayor", "outlet the Holm Star"]


def test_who_denies_it_is_no_source_of_it(answering):
    answering("The mayor", 0.99)
    for denial in ("The mayor denied it.", "The mayor has at once denied it.", "It was denied by The mayor."):
        assert rests(STAR, quay(f"Four hundred bolts are missing. {denial}")) == ["none"]
    told = "The mayor sees four hundred bolts from a distance."
    assert rests(STAR, quay(told)) == ["person the mayor"]


def test_an_outlet_that_is_only_named_in_the_sentence_before_is_no_source(answering):
    answering()
    assert rests(STAR, quay("The Holm Star moved its office to the bridge. Four hundred bolts are needed.")) == ["none"]


def test_a_sentence_goes_on_with_the_outlet_before_it_that_says_it_too(answering):
    answering()
    goes_on = "The bridge will close on Monday, the Holm Star reports. Four hundred bolts are needed."
    link = "the Holm Star | reports | The bridge will close on Monday"
    assert rests(STAR, quay(goes_on, link)) == ["outlet the Holm Star"]
    assert rests(STAR, quay(goes_on.replace(". Four", ".\n\nFour"), link)) == ["none"]
    assert rests(STAR, quay("The bridge will close on Monday. Four hundred bolts are needed.")) == ["none"]


def test_a_sentence_goes_on_with_the_person_before_it_who_says_it_elsewhere(answering):
    answering()
    text = "The bridge will close on Monday, {} said. Four hundred bolts are needed."
    for name, found in (("Oda Brandt", ["person Oda Brandt"]), ("Bo Marr", ["none"])):
        assert rests(BRANDT, quay(text.format(name), f"{name} | said | The bridge will close on Monday")) == found


def test_a_claim_of_one_article_is_not_asked_about(answering):
    answering("the mayor", SURE)
    work = compared([keep(quay("Four hundred bolts are missing. So the mayor has it."))])
    assert sourced(work, [[0]]) == work

"""Certainty and polarity: what the cue lends, what the content's main clause hedges, and whether the holder denies it.

Statements are written as "[source] <cue> {content}"; several pairs of braces are pieces of one content.
"""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.interpret.certainty import certainty
from whence.lexicon.cues import sense_of
from whence.lexicon.hedges import asks, denies_nothing, hedge_of, is_hearsay
from whence.records.article import Article, Block
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Source, Statement

MARK = re.compile(r"[\[\]<>{}]")


def parsed(marked: str, act: str | None = None) -> tuple[Article, Statement]:
    """The article and the statement that the marks tell of."""
    text, spans, opened = "", {"[": [], "<": [], "{": []}, 0
    for piece in re.split(f"({MARK.pattern})", marked):
        if piece in spans:
            opened = len(text)
        elif piece in ("]", ">", "}"):
            spans[{"]": "[", ">": "<", "}": "{"}[piece]].append((opened, len(text)))
        else:
            text += piece
    source, cue, content = (tuple(span_of(text, *extent) for extent in spans[kind]) for kind in "[<{")
    sense = sense_of(" ".join(each.text for each in cue), " ".join(each.text for each in content))
    quoted = all(text[each.start - 1 : each.start] == "“" for each in content)
    statement = Statement(
        id="s",
        source=Source(source),
        cue=Cue(cue, sense.lemma, act or sense.act),
        content=Content(content),
        quotation="direct" if quoted else "indirect",
        confidence=1.0,
    )
    return Article(id="a", text=text, blocks=(Block(0, len(text), "paragraph"),)), statement


def judged(marked: str) -> Statement:
    article, statement = parsed(marked)
    return certainty(article, (statement,))[0]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ann Lee] <said> {the bridge could close in May}", "possible"),
        ("[Ann Lee] <said> {the cracks may widen}", "possible"),
        ("[Ann Lee] <told> reporters {people who had not paid might lose their seats}", "possible"),
        ("[The firm] <said> {talks on a merger between the yard and its rival could collapse}", "possible"),
        ("“{It could be}”, [Ann Lee] <said>, “{a whale}.”", "possible"),
        ("[Ann Lee] <said> {there was a real risk of flooding}", "possible"),
        ("[Ann Lee] <said> {it was possible that the dam leaked}", "possible"),
        ("[Ann Lee] <said> {a deal was neither certain nor dead}", "possible"),
        ("“{Maybe the ferry never left},” [Ann Lee] <said>.", "possible"),
        ("[Ann Lee] <said> {the dam would probably hold}", "probable"),
        ("[Ann Lee] <said> {the ferry was likely to be late}", "probable"),
        ("[Ann Lee] <said> {the vote was expected to be close}", "probable"),
        ("[Ann Lee] <said> {the pump must have failed overnight}", "probable"),
        ("“{I think the dam will hold},” [Ann Lee] <said>.", "probable"),
        ("“{But I don’t believe it was sabotage},” [Ann Lee] <said>.", "probable"),
        ("[Ann Lee] <said> {she believed the pump had failed}", "probable"),
        ("[Ann Lee] <said> {he would resign if the vote was lost}", "conditional"),
        ("[Ann Lee] <said> {her members would walk out on Friday unless the yard paid}", "conditional"),
        ("“{If they close the lock, we will sue},” [Ann Lee] <said>.", "conditional"),
        ("[Ann Lee] <said> {the loan was safe as long as rates stayed low}", "conditional"),
        ("“{Had they asked, we would have told them},” [Ann Lee] <said>.", "conditional"),
        ("“{I don’t know who opened the valve},” [Ann Lee] <said>.", "unknown"),
        ("[Ann Lee] <said> {it was unclear who had opened the valve}", "unknown"),
    ],
)
def test_the_main_clause_of_the_content_hedges_it(marked, expected):
    assert judged(marked).certainty == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Lee] <said> {the ferry would sail on Monday}",  # reported would for will
        "[Ann Lee] <said> {the council should not close the lock}",
        "[Ann Lee] <said> {the pump was an old one that could fail}",  # a relative clause
        "[Ann Lee] <said> {the lock is open, though ice may close it}",
        "[Ann Lee] <said> {she could not support the plan}",  # no possibility is left open
        "[Ann Lee] <said> {no captain can accept this}",
        "[Ann Lee] <said> {she could see smoke from the pier}",  # ability
        "“{You may shout at me, but you can’t shout at the fish},” [Ann Lee] <said>.",
        "[Ann Lee] <said> {the hearing began on 3 May}",
        "[Ann Lee] <said> {it was right even if it hurt}",
        "[Ann Lee] <said> {they would ask if the lock was open}",
        "[Ann Lee] <said> {the crowd sang as if nobody had paid}",
        "[Ann Lee] <said> {the bell was provided by the parish}",
        "“{We have won. It may rain},” [Ann Lee] <said>.",  # the first sentence counts
        "“{He thinks it will rain},” [Ann Lee] <said>.",  # somebody else's thought
        "[Ann Lee] <explained> {how the pump could fail}",
        "“{The bell rang and I thought it was noon},” [Ann Lee] <said>.",
        "“{It’s all a show, no}?” [Ann Lee] <said>.",
    ],
)
def test_what_stands_outside_the_main_clause_or_is_no_hedge_leaves_it_asserted(marked):
    assert judged(marked).certainty == "asserted"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ann Lee] <believes> {the dam is safe}", "probable"),
        ("[Ann Lee] <expects> {a close vote}", "probable"),
        ("[The pilots] <knew> {the fog was coming}", "asserted"),
        ("[Ann Lee] <remembers> {sparks on the pier}", "asserted"),
        ("[Ann Lee] <is convinced> {the dam is safe}", "asserted"),
        ("[Ann Lee] <believes> {the dam may be safe}", "possible"),
        ("[Ann Lee] <suggested> {the pump had failed}", "probable"),
        ("[Ann Lee] <speculated> {that the pump had failed}", "possible"),
        ("[Ann Lee] <seemed to confirm> {the deal}", "probable"),
        ("[Ann Lee] <did not rule out> {a strike}", "possible"),
        ("[Ann Lee] <refused to rule out> {legal action}", "possible"),
        ("[Ann Lee] <has not excluded> {that the lock opens before summer}", "possible"),
        ("[Ann Lee] <said she did not know> {whether the dam was safe}", "unknown"),
        ("[Ann Lee] <is undecided on> {a ban}", "unknown"),
        ("[The court] <considered> {the matter}", "unknown"),
        ("[Ann Lee] <considers> {the dam to be quite unsafe}", "probable"),
        ("{Three schools will} <reportedly> {close early}", "unknown"),
        ("{The mayor} <is said to> {have left the town}", "unknown"),
        ("[Ann Lee] <asked> {whether the dam was safe}", "unknown"),
        ("[Ann Lee] <urged> {the town to close the lock}", "unknown"),
        ("[Ann Lee] <declined to comment on> {the price}", "unknown"),
        ("[Ann Lee] <hopes> {it can be saved}", "unknown"),
        ("[Ann Lee] <promised> {to come back}", "asserted"),
        ("[Ann Lee] <threatened> {to sue if the lock was closed}", "conditional"),
        ("[Ann Lee] <confirmed> {the vote was lost}", "asserted"),
        ("[A poll] <showed> {the mayor may lose}", "possible"),
        ("“{Who will pay for it}?” [Ann Lee] <said>.", "unknown"),
    ],
)
def test_the_cue_lends_its_commitment(marked, expected):
    assert judged(marked).certainty == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Ann Lee] <denied> {that she had been asleep}", ("asserted", "negative")),
        ("[The firm] <rejected> {the claim as “absurd”}", ("asserted", "negative")),
        ("[The firm] <disputes> {the figures}", ("asserted", "negative")),
        ("[The firm] <ruled out> {a merger}", ("asserted", "negative")),
        ("[Ann Lee] <dismissed> {him as a clown}", ("asserted", "positive")),
        ("[Ann Lee] <does not believe> {the dam is safe}", ("probable", "negative")),
        ("[Ann Lee] <doubts> {the dam is safe}", ("probable", "negative")),
        ("[Ann Lee] <does not doubt> {the dam is safe}", ("probable", "positive")),
        ("[No one] <expected> {the dam to hold}", ("probable", "negative")),
        ("[Ann Lee] <is not convinced> {the dam is safe}", ("probable", "negative")),
        ("[Ann Lee] <does not know> {who opened the valve}", ("unknown", "positive")),
        ("[The firm] <does not plan> {to close the yard}", ("asserted", "negative")),
        ("[The videos] <do not show> {whether the lock was open}", ("unknown", "positive")),
        ("[Ann Lee] <is not suggesting> {that he lied}", ("asserted", "negative")),
        ("[Ann Lee] <did not deny> {the deal}", ("possible", "positive")),
        ("[Ann Lee] <said> {nobody was hurt}", ("asserted", "positive")),  # the content's own negation
        ("[Ann Lee] <did not say> {who would pay}", ("unknown", "positive")),
    ],
)
def test_polarity_is_negative_when_the_holder_denies_the_content(marked, expected):
    found = judged(marked)
    assert (found.certainty, found.polarity) == expected


@pytest.mark.parametrize(
    ("marked", "reasons"),
    [
        ("[Ann Lee] <said> {the bridge Could close}", ("possible: “Could”",)),
        ("[Ann Lee] <doubts> {the dam is safe}", ("probable: “doubts”", "negative: “doubts”")),
        ("“{I  don’t think it will rain},” [Ann Lee] <said>.", ("probable: “I don’t think”",)),
        ("[Ann Lee] <said> {the dam is safe}", ()),
        ("[Ann Lee] <hopes> {the dam is safe}", ()),
    ],
)
def test_the_reason_quotes_the_words_that_decide_as_they_are_written(marked, reasons):
    assert judged(marked).reasons == reasons


def test_reasons_of_earlier_stages_are_kept_and_nothing_else_of_a_statement_changes():
    article, statement = parsed("[Ann Lee] <said> {the dam may burst}")
    before = type(statement)(**{**_fields(statement), "reasons": ("quotation goes on",)})
    (after,) = certainty(article, (before,))
    assert after.reasons == ("quotation goes on", "possible: “may”")
    changed = {name for name in _fields(before) if getattr(after, name) != getattr(before, name)}
    assert changed == {"certainty", "polarity", "reasons"}


def _fields(statement: Statement) -> dict[str, object]:
    return {name: getattr(statement, name) for name in statement.__struct_fields__}


@pytest.mark.parametrize(("cue", "expected"), [("reportedly", True), ("is said to", True), ("said", False), ("alleged", True)])
def test_hearsay_is_a_word_of_nobody(cue, expected):
    assert is_hearsay(cue) is expected


def test_a_named_source_makes_hearsay_its_own():
    assert judged("[Ann Lee] <alleged> {the pump had failed}").certainty == "asserted"


@pytest.mark.parametrize(
    ("sentence", "expected"), [("Who pays", True), ("And if it fails, who pays", True), ("It fails", False)]
)
def test_a_question_begins_with_an_auxiliary_or_a_question_word(sentence, expected):
    assert asks(sentence) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [("her as a dreamer", True), ("this as a dream", False), ("the dam as wholly unsafe", False), ("the plan", False)],
)
def test_calling_somebody_something_denies_nothing(content, expected):
    assert denies_nothing(content) is expected


def test_the_time_does_not_explode_with_repeated_adverbs_or_length():
    begun = time.perf_counter()
    for sentence in ("I really " * 400 + "x", "It is really " + "really " * 400, "if " * 5000, "who " * 5000, "x" * 50_000):
        hedge_of(sentence, quoted=True)
    assert time.perf_counter() - begun < 1


@given(st.text(max_size=200), st.booleans())
def test_a_hedge_lies_within_its_sentence_and_is_never_asserted(sentence, quoted):
    found = hedge_of(sentence, quoted)
    assert found is None or (0 <= found.start < found.end <= len(sentence) and found.certainty != "asserted")


WORDS = (
    "if",
    "unless",
    "the",
    "dam",
    "may",
    "could",
    "who",
    "that",
    ",",
    "I",
    "think",
    "he",
    "’s",
    "n't",
    "😀",
    "likely",
    "?",
    "May",
)


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_get_certainty_and_polarity_and_spans_stay_as_they_were(words):
    text = "Lee said " + " ".join(words)
    content = (Span(9, len(text), text[9:]),) if words else ()
    statement = Statement(
        id="s",
        source=Source((span_of(text, 0, 3),)),
        cue=Cue((span_of(text, 4, 8),), "say", "say"),
        content=Content(content),
        quotation="indirect",
        confidence=1.0,
    )
    article = Article(id="a", text=text, blocks=())
    (found,) = certainty(article, (statement,))
    assert found.certainty is not None
    assert found.polarity is not None
    assert (found.source, found.cue, found.content) == (statement.source, statement.cue, statement.content)

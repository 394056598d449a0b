"""Positions: who supports, opposes, is open to, undecided on, or would not comment on what.

Statements are written as "[source] <cue> {content}", one a line; the holder is an entity by the words of the source.
"""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whence.interpret.positions import positions
from whence.lexicon.cues import sense_of
from whence.lexicon.stances import head_of, is_judged_person, is_thing, refuses_comment, sided, told_in, topic_in, urged, wanted
from whence.records.article import Article, Block
from whence.records.entity import Entity, Kind, Position
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Source, Statement


def parsed(*lines: str) -> tuple[Article, tuple[Statement, ...]]:
    """The article of these lines, and the statements that the marks tell of."""
    text, built = "", []
    for number, line in enumerate(lines):
        spans: dict[str, list[tuple[int, int]]] = {"[": [], "<": [], "{": []}
        opened = 0
        for piece in re.split(r"([\[\]<>{}])", line):
            if piece in spans:
                opened = len(text)
            elif piece in ("]", ">", "}"):
                spans[{"]": "[", ">": "<", "}": "{"}[piece]].append((opened, len(text)))
            else:
                text += piece
        text += "\n"
        if spans["<"]:
            built.append((f"s{number}", spans))
    article = Article(id="a", text=text, blocks=(Block(0, len(text), "paragraph"),))
    return article, tuple(_statement(text, *each) for each in built)


def _statement(text: str, name: str, extents: dict[str, list[tuple[int, int]]]) -> Statement:
    source, cue, content = (tuple(span_of(text, *extent) for extent in extents[kind]) for kind in "[<{")
    sense = sense_of(" ".join(each.text for each in cue), " ".join(each.text for each in content))
    return Statement(
        id=name,
        source=Source(source, entity=source[0].text.split(",")[0] if source else None),
        cue=Cue(cue, sense.lemma, sense.act),
        content=Content(content),
        quotation="indirect",
        confidence=1.0,
    )


def found_in(*lines: str, entities: tuple[Entity, ...] = ()) -> list[tuple[str, str, str]]:
    article, statements = parsed(*lines)
    return [_plain(each) for each in positions(article, statements, entities)]


def _plain(position: Position) -> tuple[str, str, str]:
    return position.entity, position.stance, " … ".join(span.text for span in position.about)


@pytest.mark.parametrize(
    ("line", "stance", "about"),
    [
        ("[The union] <supports> {a ban on night flights}", "supports", "a ban on night flights"),
        ("[Ann Lee] <has endorsed> {Tom Ray}", "supports", "Tom Ray"),
        ("[Ann Lee] <welcomed> {the ruling, which ends a long dispute}", "supports", "the ruling"),
        ("[Growers] <are calling for> {a ban on night picking}", "supports", "a ban on night picking"),
        ("{The idea} <was first proposed by> [Ann Lee]", "supports", "The idea"),
        ("[Ann Lee] <called> {the change “overdue}”", "supports", "the change"),
        ("[Ann Lee] <said> {she is in favour of the bridge}", "supports", "the bridge"),
        ("[Ann Lee] <said> {she supports the new tunnel}", "supports", "the new tunnel"),
        ("{Talks of a merger} <have been strongly opposed by> [the unions]", "opposes", "Talks of a merger"),
        ("{Talks of a merger} <have been opposed> by [the unions]", "opposes", "Talks of a merger"),
        ("[Ann Lee] <does not support> {the bill}", "opposes", "the bill"),
        ("[Ann Lee] <condemned> {the decision to close the yard}", "opposes", "the decision to close the yard"),
        ("[Ann Lee] <rejected> {the offer}", "opposes", "the offer"),
        ("[Ann Lee] <called> {the report shocking}", "opposes", "the report"),
        ("[Ann Lee] <described> {the plan as a slap in the face}", "opposes", "the plan"),
        ("[Ann Lee] <said> {the new tax is a complete disgrace}", "opposes", "the new tax"),
        ("[Ann Lee] <said> {any cut above a tenth “is the end of the village}”", "opposes", "any cut above a tenth"),
        (
            "[Ann Lee] <warned> {the deployment of troops would lead to serious consequences}",
            "opposes",
            "the deployment of troops",
        ),
        ("[Fans] <want> {the coach out}", "opposes", "the coach"),
        ("[Ann Lee] <demanded> {that the plan be scrapped}", "opposes", "the plan"),
        ("[Ann Lee] <said> {crews would strike unless the yard withdrew its new rules}", "opposes", "its new rules"),
        ("[Ann Lee] <said> {we will not accept the new rules}", "opposes", "the new rules"),
        ("[Ann Lee] <said> {I don’t support the tunnel}", "opposes", "the tunnel"),
        ("[Ann Lee] <did not rule out> {legal action}", "open", "legal action"),
        ("[Ann Lee] <said> {she was open to a later vote}", "open", "a later vote"),
        ("Asked about a second vote, [Ann Lee] <said> {all options are on the table}", "open", "a second vote"),
        ("[Ann Lee] <is undecided on> {the ban}", "undecided", "the ban"),
        ("[Ann Lee] <said> {she had not decided whether to run}", "undecided", "whether to run"),
        ("[The firm] <declined to comment on> {the price}", "declined to comment", "the price"),
        ("[The firm] <neither confirmed nor denied> {the sale}", "declined to comment", "the sale"),
        ("[Ann Lee] <would not say> {whether she would run}", "declined to comment", "whether she would run"),
        # the preposition tells the side, beside the cue or between it and the content
        ("[Ann Lee] <is against> {the tunnel}", "opposes", "the tunnel"),
        ("[Ann Lee] <had spoken out> on Monday in the council against {the tunnel}", "opposes", "the tunnel"),
        ("[Ann Lee] <came out in favour of> {the tunnel}", "supports", "the tunnel"),
        ("[Ann Lee] <threw her weight behind> {the tunnel}", "supports", "the tunnel"),
        ("[Ann Lee] <hit out at> {the plan}", "opposes", "the plan"),
        ("[Ann Lee] <warned against> {a strike}", "opposes", "a strike"),
        # what is urged, wanted, meant or ought to be done
        ("[Ann Lee] <urged> {the council to refuse the scheme}", "opposes", "the scheme"),
        ("[Ann Lee] <called on> {the council not to approve the scheme}", "opposes", "the scheme"),
        ("[Ann Lee] <asked> {the council to back her plan}", "supports", "her plan"),
        ("[Ann Lee] <called for> {the bill to be passed}", "supports", "the bill"),
        ("[Ann Lee] <wants> {every old boiler taken out by May}", "supports", "every old boiler taken out by May"),
        ("[Ann Lee] <vowed to vote against> {the plan}", "opposes", "the plan"),
        ("[Ann Lee] <said> {the plan should be scrapped}", "opposes", "the plan"),
        ("[Ann Lee] <said> {the closure must not go ahead}", "opposes", "the closure"),
        ("[Ann Lee] <said> {the scheme should be approved}", "supports", "the scheme"),
        ("[Ann Lee] <said> {her party would welcome a public inquiry}", "supports", "a public inquiry"),
        # open, undecided, silent
        ("[Ann Lee] <left the door open to> {a second vote}", "open", "a second vote"),
        ("[Ann Lee] <has not made up her mind> {whether to run}", "undecided", "whether to run"),
        ("[Ann Lee] <said> {she had yet to decide whether to run}", "undecided", "whether to run"),
        ("[Ann Lee] <left open> {whether she would run}", "declined to comment", "whether she would run"),
        ("[The firm] <would not be drawn on> {the price}", "declined to comment", "the price"),
        ("[Ann Lee] <would not let herself be pinned down> {a sum}", "declined to comment", "a sum"),
        ("[The firm] <kept silent about> {the price}", "declined to comment", "the price"),
        ("[The firm] <declined to name> {the buyer}", "declined to comment", "the buyer"),
        ("[The firm] <declined to say> {who had paid}", "declined to comment", "who had paid"),
        ("[The firm] <did not answer> {a question about the price}", "declined to comment", "a question about the price"),
        ("[The firm] <sidestepped> {questions on the price}", "declined to comment", "questions on the price"),
        ("[Neither Ann Lee nor the firm] <would say> {which yards close}", "declined to comment", "which yards close"),
        ("Asked about the price, [the firm] <declined> {to comment}.", "declined to comment", "the price"),
        ("Asked whether it paid, [the firm] <declined> {to answer}.", "declined to comment", "whether it paid"),
        ("[The firm] <declined> {to comment} when asked about the price.", "declined to comment", "the price"),
        ("[Ann Lee, a critic of the tunnel,] <said> {it leaks}", "opposes", "the tunnel"),
        ("[Ann Lee], who opposes the tunnel, <said> {it leaks}", "opposes", "the tunnel"),
    ],
)
def test_a_side_is_told_by_cue_content_or_what_stands_beside_the_holder(line, stance, about):
    ((_, found, topic),) = found_in(line)
    assert (found, topic) == (stance, about)


@pytest.mark.parametrize(
    "line",
    [
        "[Ann Lee] <said> {the ferry sank at noon}",
        "[Ann Lee] <denied> {taking money}",
        "[The firm] <rejected> {the allegation as absurd}",
        "[Ann Lee] <asked> {whether the ban was legal}",
        "[Ann Lee] <urged> {the union to return to the table}",
        "[Ann Lee] <called for> {the owner to be heard}",
        "[Ann Lee] <demanded> {compensation before Christmas}",
        "[Ann Lee] <called> {him a disgrace}",
        "[Ann Lee] <called> {Tom Ray a disgrace}",
        "[Ann Lee] <blasted> {club bosses as “clowns}”",
        "[Ann Lee] <called> {the flood horrible}",
        "[Ann Lee] <said> {the plan is not a disgrace}",
        "[Ann Lee] <backed off> {her demand}",
        "[Ann Lee] <refrained from endorsing> {Tom Ray}",
        "[Ann Lee] <has been criticized for> {her decision}",
        "[No one] <supports> {the ban}",
        "[Ann Lee] <supports> {them}",
        "[Ann Lee] <supports> {it}",  # nothing before it
        "[Ann Lee] <called for> {protests}",  # against what is not told
        "[Ann Lee] <declined> {to comment}",
        "[Ann Lee] <could not be reached> {for comment}",
        "[The firm] <did not respond> {to e-mailed questions}",
        "[Ann Lee] <stopped short of> {declaring victory}",
        "[Ann Lee] <wants> {to speak out}",
        "[Ann Lee] <argued for years> {that the dam leaks}",
        "<supports> {the ban}",  # no holder
        "[Ann Lee] <urged> {people to stay at home}",
        "[Ann Lee] <urged> {both sides to embrace dialogue}",
        "[Ann Lee] <hit out at> {the referee}",
        "[Ann Lee] <warned against> {swimming in the quarry}",
        "[Ann Lee] <wants> {her money back}",
        "[Ann Lee] <said> {the ferry should sail at noon}",
        "[Ann Lee] <said> {her team would play on}",
        "[Ann Lee] <was not against> {the tunnel}",
        "[Ann Lee] <is supported> {the ban}",  # she is the one who is supported
        "[44 percent] <support> {the ban}",  # a share of those asked
        "[Ann Lee] <did not answer> {e-mailed questions}",
        "[The firm] <did not respond> {to questions about the price}",
        "[Ann Lee] <would not be drawn on> {what that meant}",
        "[Ann Lee] <could not answer> {a question about the price}",
        "Asked about the price, [the firm] <could not be reached> {for comment}.",
        "Asked about the price, [the firm] <declined> {to comment further}.",
    ],
)
def test_claims_denials_questions_orders_and_words_on_persons_are_no_positions(line):
    assert found_in(line) == []


def test_a_statement_with_no_resolved_holder_takes_no_position():
    article, (statement,) = parsed("[She] <supports> {the ban}")
    unresolved = type(statement)(
        **{name: getattr(statement, name) for name in statement.__struct_fields__ if name != "source"},
        source=Source(statement.source.spans),
    )
    assert positions(article, (unresolved,), ()) == ()


def test_a_pronoun_is_replaced_by_the_topic_that_was_just_taken_up():
    found = found_in("[Growers] <are calling for> {a ban on night picking}", "[The union] <supports> {it}")
    assert found == [("Growers", "supports", "a ban on night picking"), ("The union", "supports", "a ban on night picking")]


def test_disagreement_without_an_object_answers_the_position_before_it():
    found = found_in("[The institute] <recommended> {a halt to all fishing}", "[Ann Lee] <said> {she did not agree}")
    assert found[1] == ("Ann Lee", "opposes", "a halt to all fishing")


def test_a_refusal_without_a_topic_answers_the_last_report_on_the_one_who_refuses():
    lines = "[Two clerks] <said> {the Kelter Fund had made an offer}", "[The Kelter Fund] <declined> {to comment}"
    article, statements = parsed(*lines)
    start = article.text.index("Kelter Fund")
    fund = Entity(
        id="The Kelter Fund",
        name="the Kelter Fund",
        kind="named organization",
        mentions=(span_of(article.text, start, start + len("Kelter Fund")),),
    )
    (found,) = positions(article, statements, (fund,))
    assert _plain(found) == ("The Kelter Fund", "declined to comment", "the Kelter Fund had made an offer")
    assert positions(article, statements[1:], (fund,)) == ()


def test_a_vote_against_takes_its_topic_from_the_vote_that_was_told_of():
    found = found_in("The board voted 4-3 to close the pool.", "[Ann Lee], who voted no, <said> {children would lose}")
    assert found == [("Ann Lee", "opposes", "close the pool")]


def test_one_position_for_one_holder_stance_and_topic_rests_on_all_its_statements():
    article, statements = parsed(
        "[Ann Lee] <opposes> {the harbour tax}",
        "[Ann Lee] <called> {the tax unfair}",
        "[Ann Lee] <called for> {protests}",
        "[Tom Ray] <opposes> {the harbour tax}",
    )
    first, second = positions(article, statements, ())
    assert first.statements == ("s0", "s1", "s2")
    assert second.statements == ("s3",)


@pytest.mark.parametrize(("kind", "count"), [("document", 0), ("named organization", 1)])
def test_a_document_takes_no_position(kind: Kind, count):
    holder = Entity(id="The report", name="The report", kind=kind)
    assert len(found_in("[The report] <supports> {the ban}", entities=(holder,))) == count


def test_praise_of_somebody_whom_the_entities_know_as_a_person_is_no_position():
    line = "[Ann Lee] <praised> {the old captain’s boy}"
    article, statements = parsed(line)
    start = article.text.index("the old")
    person = Entity(
        id="e",
        name="boy",
        kind="unnamed person",
        mentions=(span_of(article.text, start, start + len("the old captain’s boy")),),
    )
    assert positions(article, statements, (person,)) == ()


@pytest.mark.parametrize(
    ("content", "topic"),
    [
        ("of the plan, which is new", "the plan"),
        ("the merger because it is late", "the merger"),
        ("a “public option”", "a “public option”"),
        ("a fee of 2,400 crowns", "a fee of 2,400 crowns"),
        ("the rules from which", "the rules"),
        ("little in the way of reform", None),
        ("", None),
        ("x" * 300, None),
    ],
)
def test_a_topic_is_the_noun_phrase_without_what_hangs_on_it(content, topic):
    extent = topic_in(content)
    assert (content[slice(*extent)] if extent else None) == topic


@pytest.mark.parametrize(("topic", "head"), [("a ban on fishing", "ban"), ("Ray’s two plans", "plan"), ("", "")])
def test_the_head_is_the_last_noun_before_a_preposition(topic, head):
    assert head_of(topic) == head


def test_plans_are_things_and_people_are_not():
    assert is_thing("the new tax on salt")
    assert not is_thing("the new salt")
    assert is_judged_person("her")
    assert not is_judged_person("the new tax")


@pytest.mark.parametrize(
    ("cue", "content", "topic"),
    [
        ("said", "he cannot comment on the letter", "the letter"),
        ("said", "we do not comment", None),
        ("declined", "to discuss the sale", "to discuss the sale"),
        ("did not return", "a phone call", None),
        ("has not said", "from his seat", None),
    ],
)
def test_a_silence_needs_words_of_speaking_and_a_topic(cue, content, topic):
    extent = refuses_comment(cue, content)
    assert (content[slice(*extent)] if extent else None) == topic


@pytest.mark.parametrize("words", ["until ", "no ", "she really ", "the plan is very ", "“a ", "who also long ", "today "])
def test_the_time_does_not_explode_with_repeated_words(words):
    begun = time.perf_counter()
    told_in(words * 2000)
    refuses_comment("declined to comment on", words * 2000)
    topic_in(words * 2000)
    urged("urge", words * 2000)
    sided(words * 2000)
    wanted("want", words * 2000)
    assert time.perf_counter() - begun < 1


@given(st.text(max_size=200))
def test_what_a_sentence_takes_a_side_on_lies_within_it(sentence):
    taken = told_in(sentence)
    assert taken is None or taken.about is None or 0 <= taken.about[0] < taken.about[1] <= len(sentence)


WORDS = (
    "she",
    "supports",
    "the",
    "plan",
    "is",
    "a",
    "disgrace",
    "unless",
    "“",
    "”",
    ",",
    "not",
    "😀",
    "of",
    "who",
    "voted",
    "no",
    ".",
)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20),
    st.sampled_from(["said", "called", "supports", "declined to say"]),
)
@example(["the", "plan"], "supports")
def test_the_spans_of_a_position_are_the_text_and_its_statements_exist(words, cue):
    article, statements = parsed(f"[Ann Lee] <{cue}> {{{' '.join(words)}}}")
    found = positions(article, statements, ())
    assert found or cue != "supports" or words != ["the", "plan"]
    for position in found:
        assert position.about
        assert all(article.text[span.start : span.end] == span.text for span in position.about)
        assert set(position.statements) <= {each.id for each in statements}

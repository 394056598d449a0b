"""The brief: true of the reading, exact inside quotation marks, right in its grammar, and silent about what was not looked for.

`told` is the tiny language: a text, {key: (name, kind, more)} for entities, and (source, cue, content, holder, more).
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from test_report import reading, spans
from whence.lexicon.briefing import (
    as_unnamed,
    is_clause,
    is_plural,
    is_pronoun,
    is_same_outlet,
    may_tell_a_reason,
    topic,
)
from whence.records.article import ArticleDate, ArticleDates, Republished
from whence.records.entity import Entity, Position
from whence.records.statement import Cue, Hop, Medium, SaidOn, Source
from whence.report.brief import MOST, brief
from whence.report.facts import Facts
from whence.report.firm import speaker
from whence.report.quoting import own_words
from whence.report.wording import clauses, counted, cut, day_of, inner, listed, quoted, when, whole

ALL = ("blocks", "statements", "entities", "hops", "dates", "certainty", "positions", "timeline")


def hop(text, key, source=None, cue=None, implied=False):
    return Hop(key, spans(text, source), spans(text, cue), implied)


def told(text, entities, *statements, looked_for=ALL, positions=(), **about):
    """A reading in which every stage ran; `entities` is {key: (name, kind[, fields])}."""
    made = reading(text, *(statement[:3] for statement in statements), **about)
    filled = []
    for one, (source, cue, _, holder, *more) in zip(made.statements, statements, strict=True):
        fields = {"hops": (), "certainty": "asserted", "polarity": "positive"} | dict(*more)
        act = fields.pop("act", "say")
        filled.append(
            replace(one, source=Source(spans(text, source), holder, (), False), cue=Cue(spans(text, cue), None, act), **fields)
        )
    known = tuple(Entity(id=key, name=name, kind=kind, **dict(*more)) for key, (name, kind, *more) in entities.items())
    return replace(made, statements=tuple(filled), entities=known, positions=tuple(positions), looked_for=looked_for)


def sentences(one):
    return [sentence.text for sentence in brief(one)]


# --- the lead ------------------------------------------------------------------------------------------------------------

PORT = "The Courier quoted sources saying that the port was sold in March."
PEOPLE = {
    "c": ("The Courier", "outlet"), "s": ("sources", "anonymous"), "o": ("Oda Brandt", "named person"),
    "p": ("Per Lund", "named person"), "b": ("The harbour board", "named organization"), "d": ("the audit", "document"),
}  # fmt: skip


def port(text=PORT, *more, **fields):
    relay = hop(text, "c", "The Courier", "quoted")
    lead = ("sources", "saying", "the port was sold in March", "s", {"hops": (relay,)} | fields)
    return told(text, PEOPLE, lead, *more)


def test_a_report_at_second_hand_from_unnamed_sources_says_so():
    assert sentences(port())[0] == (
        "The report that “the port was sold in March” rests on one outlet, the Courier, citing unnamed sources; "
        "no reason for the anonymity is given, and no other source in this article confirms it."
    )


@pytest.mark.parametrize(
    ("said_on", "words"),
    [
        (SaidOn("2026-03-09", "day", "explicit"), ", the Courier, which on 9 March 2026 cited unnamed sources;"),
        (SaidOn("2026-03-09", "day", "relative"), ", the Courier, which on 9 March 2026 cited unnamed sources;"),
        (SaidOn("2026-03-09", "day", "published"), ", the Courier, citing unnamed sources;"),
        (SaidOn("2026-03", "month", "explicit"), ", the Courier, citing unnamed sources;"),
        (None, ", the Courier, citing unnamed sources;"),
    ],
)
def test_only_a_day_that_the_text_gives_dates_the_report(said_on, words):
    assert words in sentences(port(said_on=said_on))[0]


@pytest.mark.parametrize(
    "more",
    [
        ("Oda Brandt", "confirmed", "the port was gone", "o", {"act": "confirm"}),
        ("Oda Brandt", "confirmed", "the port was gone", None, {"act": "confirm"}),
        ("Oda Brandt", "confirmed", "the port was gone and sold", "o"),
        ("Oda Brandt", "confirmed", "the port was gone and sold", "s", {"hops": None}),
    ],
)
def test_nothing_is_said_about_confirmation_when_somebody_else_may_confirm_it(more):
    text = f"{PORT} Oda Brandt confirmed the port was gone and sold."
    assert "confirms" not in sentences(port(text, more))[0]


def test_the_same_relay_once_more_is_no_confirmation():
    text = f"{PORT} According to the Courier the port was sold cheaply."
    again = (None, "According to", "the port was sold cheaply", "c")
    assert "no other source in this article confirms it" in sentences(port(text, again))[0]


def test_a_denial_is_no_confirmation_and_is_told_in_its_own_words():
    text = f"{PORT} The harbour board denied the port had been sold."
    denial = ("The harbour board", "denied", "the port had been sold", "b", {"act": "deny", "polarity": "negative"})
    first, second, *_ = sentences(port(text, denial))
    assert "no other source in this article confirms it" in first
    assert second == "The harbour board “denied the port had been sold”."


@pytest.mark.parametrize(
    ("holder", "text", "sentence"),
    [
        (
            "o",
            "Oda Brandt said that the port was sold.",
            "At the top of the article, Oda Brandt “said that the port was sold”.",
        ),
        (
            "b",
            "The harbour board said the port was sold.",
            "At the top of the article, the harbour board “said the port was sold”.",
        ),
        (
            "c",
            "The Courier said that the port was sold.",
            "The report that “the port was sold” rests on one outlet, the Courier;",
        ),
        ("d", "The audit said the port was sold.", "Something written is cited: “The audit said the port was sold”."),
        ("s", "Some sources said the port was sold.", "The statement “the port was sold” rests on unnamed sources;"),
    ],
)
def test_a_lead_rests_on_its_holder(holder, text, sentence):
    source = text.split(" said ")[0]
    assert sentences(told(text, PEOPLE, (source, "said", "the port was sold", holder)))[0].startswith(sentence)


@pytest.mark.parametrize(
    ("fields", "content"),
    [({"quotation": "direct"}, "the port is dead"), ({"certainty": "possible"}, "the port may sink"), ({}, "a sale of ports")],
)
def test_an_opinion_a_possibility_or_a_deed_is_told_and_not_weighed(fields, content):
    one = told(f"Oda Brandt announced {content}.", PEOPLE, ("Oda Brandt", "announced", content, "o", fields))
    assert sentences(one)[0] == f"At the top of the article, Oda Brandt “announced {content}”."


def test_a_chain_of_two_is_told_in_its_order():
    text = "Radio Nord cited The Courier as saying sources confirmed that the port was sold."
    entities = PEOPLE | {"r": ("Radio Nord", "outlet")}
    lead = (
        "sources",
        "confirmed",
        "the port was sold",
        "s",
        {"hops": (hop(text, "c", "The Courier"), hop(text, "r", "Radio Nord"))},
    )
    assert sentences(told(text, entities, lead))[0].startswith(
        "The report that “the port was sold” reached this article through the Courier and then Radio Nord, "
        "and rests on unnamed sources;"
    )


def test_of_two_statements_in_a_lead_the_one_at_second_hand_is_central():
    text = "Oda Brandt said the quay was wet.\n" + PORT
    first = ("Oda Brandt", "said", "the quay was wet", "o")
    relay = hop(text, "c", "The Courier", "quoted")
    one = told(text, PEOPLE, first, ("sources", "saying", "the port was sold in March", "s", {"hops": (relay,)}))
    assert sentences(one)[0].startswith("The report that “the port was sold in March”")


def test_a_reason_for_anonymity_is_quoted_and_a_possible_one_silences_the_sentence_about_it():
    text = "A source, who feared for her job, said the port was sold."
    reason = spans(text, "feared for her job")[0]
    lead = ("A source", "said", "the port was sold", "k")
    given_one = told(text, {"k": ("a source", "anonymous", {"reason_unnamed": reason})}, lead)
    missed = told(text, {"k": ("a source", "anonymous")}, lead)
    assert "an unnamed source; the reason given is “feared for her job”" in sentences(given_one)[0]
    assert "reason" not in " ".join(sentences(missed))


# --- answers, relays, nobody, one source ---------------------------------------------------------------------------------


def test_silences_are_told_by_holder_in_the_articles_own_words():
    text = "Oda Brandt did not reply. Per Lund told us on Monday that he would not say who paid."
    one = told(
        text, PEOPLE,
        ("Oda Brandt", "did not", "reply", "o", {"act": "decline", "certainty": "unknown"}),
        ("Per Lund", "would not say", "who paid", "p", {"act": "decline", "certainty": "unknown"}),
    )  # fmt: skip
    assert "Oda Brandt “did not reply” and Per Lund “would not say who paid”." in sentences(one)


def test_not_knowing_stands_with_the_silences():
    text = "Oda Brandt said she did not know whether it was sold."
    lead = ("Oda Brandt", "said she did not know", "whether it was sold", "o", {"act": "think", "certainty": "unknown"})
    assert "Oda Brandt “said she did not know whether it was sold”." in sentences(told(text, PEOPLE, lead))


def test_at_most_three_holders_are_told_and_the_others_counted():
    names = [f"{name} Lind" for name in ("Ada", "Bo", "Cai", "Dov", "Eli")]
    text = " ".join(f"{name} refused to tell {name[:2].lower()}x." for name in names)
    entities = {name: (name, "named person") for name in names}
    made = [(name, "refused", f"to tell {name[:2].lower()}x", name, {"act": "decline"}) for name in names]
    # every "refused" is found at its first place in this tiny language, so the words are put where they belong
    one = told(text, entities, *made)
    moved = [
        replace(each, cue=replace(each.cue, spans=spans_at(text, "refused", name)))
        for each, name in zip(one.statements, names, strict=True)
    ]
    found = sentences(replace(one, statements=tuple(moved)))
    assert found[0] == (
        "Ada Lind “refused to tell adx”, Bo Lind “refused to tell box” and Cai Lind “refused to tell cax”; "
        "two more statements of this kind are listed below."
    )


def spans_at(text, word, after):
    """The first `word` behind `after`."""
    start = text.index(word, text.index(after))
    return (replace(spans(text, word)[0], start=start, end=start + len(word)),)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "words"),
    [
        ("Oda denied the sale.", "Oda", "denied", "the sale", "“denied the sale”"),
        ("Oda told us on Monday that it sank.", "Oda", "told", "it sank", "“told us on Monday that it sank”"),
        ("Oda called it “a tale.” It rained.", "Oda", "called", "it “a tale", "‘called it “a tale.”’"),
        ('Oda called it "a tale". It rained.', "Oda", "called", 'it "a tale', '‘called it "a tale"’'),
        ("The sale, Oda denied.", "Oda", "denied", "The sale", None),
        ("Denied by Oda: the sale.", "Oda", "Denied by", "the sale", None),
        ("Oda denied. The sale went on.", "Oda", "denied", "The sale went on", None),
        ("Oda denied\nthe sale.", "Oda", "denied", "the sale", None),
        (f"Oda denied {'x ' * 40}the sale.", "Oda", "denied", "the sale", None),
        (f"Oda sang {'x ' * 40} and denied the sale.", "Oda", "denied", "the sale", None),
        ("He denied the sale.", None, "denied", "the sale", None),
        ("Oda denied the sale.", "Oda", None, "the sale", None),
    ],
)
def test_own_words_are_cue_and_content_where_they_stand_together(text, source, cue, content, words):
    one = reading(text, (source, cue, content))
    assert own_words(Facts(one), one.statements[0]) == words


def test_words_at_second_hand_are_told_with_every_relay():
    text = "It snowed.\n" * 4 + "Oda Brandt told The Courier it rained all day. Per Lund told the Courier audience it snowed."
    one = told(
        text, PEOPLE,
        ("Oda Brandt", "told", "it rained all day", "o", {"hops": (hop(text, "c", "The Courier"),)}),
        ("Per Lund", "told", "it snowed", "p", {"hops": (hop(text, "c", "the Courier"),)}),
    )  # fmt: skip
    found = [each for each in brief(one) if "second-hand" in each.text]
    assert [each.text for each in found] == ["The words of Oda Brandt reached this article second-hand, through the Courier."]
    assert [each.statements for each in found] == [("00000001",)]


@pytest.mark.parametrize("relay", [Hop(None, (), (), False), Hop("nobody", (), (), False)])
def test_a_relay_that_is_not_known_is_not_told(relay):
    one = told("Oda Brandt said it rained.", PEOPLE, ("Oda Brandt", "said", "it rained", "o", {"hops": (relay,)}))
    assert sentences(one) == []


@pytest.mark.parametrize(
    ("text", "cue", "content", "words"),
    [
        ("The port was reportedly sold.", "reportedly", "The port was … sold", "The port was reportedly sold"),
        ("It was hot. She is said to sing.", "is said to", "sing", "is said to sing"),
        ("Workers were told to leave.", "were told", "to leave", None),
        ("According to Lund the port was reportedly sold.", "reportedly", "the port was … sold", None),
    ],
)
def test_only_hearsay_in_a_sentence_without_a_source_is_told_as_such(text, cue, content, words):
    one = told(text, {}, (None, cue, content.split(" … "), None))
    found = f"Told as hearsay, in a sentence that names no source: “{words}”."
    assert sentences(one) == ([found] if words else [])


@pytest.mark.parametrize("cue", [None, "saying", "warns"])
def test_a_source_that_was_missed_is_not_called_missing(cue):
    one = told("He warns and saying it sank.", {}, (None, cue, "it sank", None))
    assert sentences(one) == []


def test_all_of_one_source_is_told():
    text = "Oda Brandt said a1, b2, c3."
    one = told(text, PEOPLE, *(("Oda Brandt", "said", content, "o") for content in ("a1", "b2", "c3")))
    assert sentences(one) == ["All three statements come from one source, Oda Brandt."]


@pytest.mark.parametrize(
    ("fields", "spoken_of"),
    [
        ({"quotation": "direct"}, True),
        ({"quotation": "direct", "confidence": 0.84}, False),
        ({"quotation": "direct", "inside": "00000002"}, False),
        ({"quotation": "direct", "hops": (Hop("c", (), (), True),)}, False),
        ({}, False),
    ],
)
def test_who_is_quoted_by_name_is_told_with_the_words(fields, spoken_of):
    text = "It rained.\n" * 4 + "“The old quay is going to sink before long,” Oda Brandt said. It was late."
    one = told(text, PEOPLE, ("Oda Brandt", "said", "The old quay is going to sink before long", "o", fields))
    found = ["Quoted directly: Oda Brandt, “The old quay is going to sink before long”."]
    assert sentences(one) == (found if spoken_of else [])


@pytest.mark.parametrize(
    ("text", "source", "name", "kind", "called"),
    [
        ("Mayor Oda Brandt said so.", "Mayor Oda Brandt", "Oda Brandt", "named person", "Oda Brandt"),
        ("The mayor, Oda Brandt, said so.", "The mayor, Oda Brandt", "Oda Brandt", "named person", "Oda Brandt"),
        (
            "Both Ms Brandt and Mr Lund said so.",
            "Both Ms Brandt and Mr Lund",
            "Per Lund",
            "named person",
            "Both Ms Brandt and Mr Lund",
        ),
        ("Oda Brandt’s aide said so.", "Oda Brandt’s aide", "Oda Brandt", "named person", None),
        (
            "Secretary of State Oda Brandt said so.",
            "Secretary of State Oda Brandt",
            "State Oda Brandt",
            "named person",
            "Oda Brandt",
        ),
        ("Opponents said so.", "Opponents", "Opponents", "named person", None),
        ("A poll released in said so.", "A poll released in", "a poll released in", "document", None),
        ("Lund and has aides said so.", "Lund and has aides", "Lund and has aides", "unnamed group", None),
        ("The agency said so.", "The agency", "the agency", "named organization", None),
        ("The lock board said so.", "The lock board", "the lock board", "named organization", "The lock board"),
        ("Neither side said so.", "Neither side", "neither side", "unnamed group", None),
        ("If Oda Brandt said so, he left.", "Oda Brandt", "Oda Brandt", "named person", None),
    ],
)
def test_a_holder_is_told_only_by_a_whole_name_that_stands_there(text, source, name, kind, called):
    one = told(text, {"o": (name, kind)}, (source, "said", "so", "o"))
    assert speaker(Facts(one), one.statements[0]) == called


def test_two_of_one_last_name_are_told_apart_by_the_first_or_not_at_all():
    text = "Oda Brandt sang. Brandt said so. Oda Brandt said no."
    people = {"o": ("Oda Brandt", "named person"), "x": ("Per Brandt", "named person")}
    one = told(text, people, ("Brandt", "said", "so", "o"), ("Oda Brandt", "said", "no", "o"))
    assert [speaker(Facts(one), each) for each in one.statements] == [None, "Oda Brandt"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (("Oda Brandt", "said", "the old quay was wet", "o"), "Oda Brandt never said the old quay was wet."),
        (("Oda Brandt", "tweet was", "a joke", "o"), None),
    ],
)
def test_a_never_before_the_cue_is_quoted_with_it(statement, words):
    one = told("It rained.\n" * 4 + (words or "Oda Brandt tweet was a joke."), PEOPLE, statement)
    assert sentences(one) == (["On record: Oda Brandt “never said the old quay was wet”."] if words else [])


def test_words_of_several_people_on_one_day_are_dated_by_the_words_beside_the_verb():
    text = "Oda Brandt said on Friday it rained. Per Lund said on Friday it snowed."
    day = SaidOn("2026-03-06", "day", "relative", spans(text, "Friday"))
    again = replace(spans(text, "Friday")[0], start=text.rindex("Friday"), end=text.rindex("Friday") + len("Friday"))
    made = told(
        text, PEOPLE, ("Oda Brandt", "said", "it rained", "o", {"said_on": day}),
        ("Per Lund", "said", "it snowed", "p", {"said_on": replace(day, spans=(again,))}),
    )  # fmt: skip
    second = made.statements[1]
    start = text.rindex("said")
    moved = replace(second, cue=replace(second.cue, spans=(replace(second.cue.spans[0], start=start, end=start + 4),)))
    one = replace(made, statements=(made.statements[0], moved))
    assert "Words of Oda Brandt and Per Lund are dated 6 March 2026 (“Friday”)." in sentences(one)


@pytest.mark.parametrize(
    ("name", "own", "same"),
    [
        ("The Holm Post", "holm-post", True), ("Holm Post", "www.holmpost.example", True), ("Holm Times", "holm-post", False),
        ("Velm Daily Post", "vdp", True), ("Velm Daily Post", "velm", True), ("Post", "holm-post", False),
    ],
)  # fmt: skip
def test_the_articles_own_outlet_is_known_by_name_key_or_domain(name, own, same):
    assert is_same_outlet(name, own) is same


@pytest.mark.parametrize(
    ("text", "longest", "kept"),
    [
        ("it rained", 20, "it rained"),
        ("x" * 70 + " rained all week. It snowed.", 90, "x" * 70 + " rained all week. …"),
        ("x" * 70 + " rained; but it stopped", 80, None),
        ("x" * 70 + " rained, and it stopped", 80, None),
        ("“" + "x" * 70 + " rained all week. It snowed.”", 91, None),
    ],
)
def test_a_quotation_is_cut_behind_a_clause_or_not_told(text, longest, kept):
    assert whole(text, longest) == kept


def test_what_the_machine_doubts_is_not_spoken_of():
    denial = ("Oda Brandt", "denied", "the sale", "o")
    doubted = told("Oda Brandt denied the sale.", PEOPLE, (*denial, {"act": "deny", "confidence": 0.6}))
    corrected = told(
        "Oda Brandt denied the sale.", PEOPLE, (*denial, {"act": "deny", "confidence": 0.6, "decided_by": "person"})
    )
    assert sentences(doubted) == []
    assert "Oda Brandt “denied the sale”." in sentences(corrected)


@pytest.mark.parametrize(("cue", "act"), [("ignored", "deny"), ("ignored", "decline"), ("weighed", "think")])
def test_an_act_without_a_word_for_it_is_neither_denial_nor_silence(cue, act):
    statement = ("Oda Brandt", cue, "the sale", "o", {"act": act, "certainty": "unknown"})
    assert not [each for each in sentences(told(f"Oda Brandt {cue} the sale.", PEOPLE, statement)) if cue in each]


def test_the_title_once_more_is_no_lead():
    lines = "Port sold now, board says\nOda Brandt said that the port was empty."
    one = told(
        lines, PEOPLE, ("board", "says", "Port sold now", "b"), ("Oda Brandt", "said", "the port was empty", "o"),
        title="Port sold now, board says",
    )  # fmt: skip
    assert sentences(one)[0].startswith("At the top of the article, Oda Brandt “said that the port was empty”")


@pytest.mark.parametrize(
    ("text", "name", "kind", "called"),
    [
        ("Nordwire reports. The Nordwire said so. the Nordwire", "Nordwire", "outlet", "the Nordwire"),
        ("Nordwire reports. Nordwire said so. the Nordwire", "Nordwire", "outlet", "Nordwire"),
        ("Police officers came; police said.", "Police officers", "unnamed group", "police officers"),
        ("Danes came; the Danes said.", "Danes", "unnamed group", "Danes"),
        ("a senator from Velm", "senator from Velm", "anonymous", None),
        ("his aide", "his aide", "named person", None),
        ("Oda", "Oda,", "named person", "Oda"),
    ],
)
def test_names_stand_in_a_sentence_as_the_article_would_write_them(text, name, kind, called):
    assert Facts(reading(text)).called(Entity(id="e", name=name, kind=kind)) == called


def test_words_older_than_the_report_do_not_answer_it():
    text = f"{PORT}\nOn 2 March Per Lund said nothing was decided."
    old = ("Per Lund", "said", "nothing was decided", "p", {"said_on": SaidOn("2026-03-02", "day", "explicit")})
    found = sentences(port(text, old, said_on=SaidOn("2026-03-09", "day", "explicit")))
    assert (
        "The words of Per Lund were spoken on 2 March 2026, before that report of 9 March 2026, and so do not answer it."
        in found
    )


@pytest.mark.parametrize("day", ["2026-03-09", "2026-03-10"])
def test_words_of_the_same_day_or_later_may_answer_it(day):
    text = f"{PORT}\nOn Monday Per Lund said nothing was decided."
    later = ("Per Lund", "said", "nothing was decided", "p", {"said_on": SaidOn(day, "day", "explicit")})
    found = sentences(port(text, later, said_on=SaidOn("2026-03-09", "day", "explicit")))
    assert not [each for each in found if "answer" in each]


SIDES = "Oda Brandt opposes the new toll. Per Lund sings. The new bridge is backed by Per Lund."


def sides(*positions):
    return told(
        SIDES, PEOPLE, ("Oda Brandt", "opposes", "the new toll", "o", {"act": "feel"}),
        ("Per Lund", "is backed by", "The new bridge", "p", {"act": "feel"}),
        positions=[Position(key, stance, spans(SIDES, about), ids) for key, stance, about, ids in positions],
    )  # fmt: skip


AGAINST, FOR = ("o", "opposes", "the new toll", ("00000001",)), ("p", "supports", "The new bridge", ("00000002",))


@pytest.mark.parametrize(
    ("positions", "sentence"),
    [
        ([AGAINST], "Oda Brandt “opposes the new toll”."),
        ([FOR], "Support for “The new bridge” is on record from Per Lund."),
        ([FOR, AGAINST], "Oda Brandt “opposes the new toll”, and support for “The new bridge” is on record from Per Lund."),
        ([AGAINST, ("o", "opposes", "The new bridge", ("00000002",))], "Oda Brandt “opposes the new toll”."),
        ([("o", "opposes", "toll", ("00000001",))], None),
        ([("o", "opposes", "the new toll", ("gone",))], None),
        ([("o", "declined to comment", "the new toll", ("00000001",))], None),
    ],
)
def test_positions_are_told_in_the_articles_words_else_by_what_they_are_about(positions, sentence):
    assert sentences(sides(*positions)) == ([sentence] if sentence else [])


def test_what_was_told_as_a_denial_is_not_told_as_a_position_once_more():
    denial = ("Oda Brandt", "rejects", "the new toll", "o", {"act": "deny"})
    text = "Oda Brandt rejects the new toll."
    one = told(text, PEOPLE, denial, positions=[Position("o", "opposes", spans(text, "the new toll"), ("00000001",))])
    assert sentences(one) == ["Oda Brandt “rejects the new toll”."]


@pytest.mark.parametrize(("other", "spoken_of"), [("A clerk", True), ("Per Lund", False)])
def test_a_pronoun_is_trusted_where_its_paragraph_names_nobody_else(other, spoken_of):
    text = f"{other} met Oda Brandt. She denied the sale."
    people = {"o": ("Oda Brandt", "named person", {"mentions": spans(text, "Oda Brandt")})}
    if not spoken_of:
        people["p"] = ("Per Lund", "named person", {"mentions": spans(text, other)})
    one = told(text, people, ("She", "denied", "the sale", "o", {"act": "deny"}))
    assert ("Oda Brandt “denied the sale”." in sentences(one)) is spoken_of


def test_a_post_can_be_looked_up():
    text = "Oda Brandt wrote on Skvitter that it rained."
    one = told(text, PEOPLE, ("Oda Brandt", "wrote", "it rained", "o", {"medium": Medium("social post", "Skvitter")}))
    assert "A reader could look up at first hand what Oda Brandt posted on Skvitter." in sentences(one)


def test_where_the_article_and_its_date_come_from_is_told():
    dates = ArticleDates(ArticleDate("2026-03-12T11:35", "minute", "url"))
    taken = Republished("Nordwire", None, None, "credit line")
    lead = ("Oda Brandt", "said", "it rained", "o")
    one = told("Oda Brandt said it rained.", PEOPLE, lead, dates=dates, republished_from=taken)
    assert (
        "By its credit line, the article was taken from Nordwire; and its date, 12 March 2026, was read from its address."
        in sentences(one)
    )


# --- what holds for every reading ----------------------------------------------------------------------------------------


def test_an_article_without_statements_has_no_brief():
    assert brief(reading("It rained.")) == brief(reading("Il a plu.", not_read="language")) == ()


def test_stages_that_did_not_run_are_not_spoken_of():
    one = reading(
        "Oda denied the sale. Per was said to sing.",
        ("Oda", "denied", "the sale", {"cue": Cue(spans("Oda denied", "denied"), "deny", "deny")}),
        (None, "was said", "to sing"),
    )
    assert sentences(one) == ["Oda “denied the sale”."]


KEYS = st.sampled_from(["o", "p", "s", "c", "d", "b", "g", "x", None])
WORDS = "Oda Brandt said that Per Lund denied the sale of the port, reportedly. “No,” sources told The Courier."
EVERYBODY = PEOPLE | {"g": ("they", "unnamed group", {"members": ("o", "p")})}


def cuts():
    edges = st.integers(0, len(WORDS))
    return st.tuples(edges, edges).map(sorted).map(lambda pair: WORDS[slice(*pair)].strip()).filter(bool)


@st.composite
def statements(draw):
    hops = st.none() | st.lists(KEYS.map(lambda key: Hop(key, (), (), False)), max_size=3).map(tuple)
    fields = {
        "act": draw(st.sampled_from(["say", "deny", "decline", "think", "confirm", "feel", "show", "ask"])),
        "certainty": draw(st.sampled_from(["asserted", "unknown", "possible", None])),
        "hops": draw(hops),
        "inside": draw(st.sampled_from([None, "00000001", "00000002", "gone"])),
        "said_on": draw(st.sampled_from([None, *(SaidOn(value, "", None) for value in ("2026-03-09", "../2026", "soon"))])),
        "medium": draw(st.none() | st.just(Medium("social post", "Skvitter"))),
    }  # fmt: skip
    return draw(st.none() | cuts()), draw(st.none() | cuts()), draw(cuts()), draw(KEYS), fields


@settings(max_examples=100, deadline=None)
@given(st.lists(statements(), min_size=1, max_size=6), st.sampled_from([ALL, ALL[:2], ALL[:3]]))
def test_every_brief_is_short_deterministic_exact_and_rests_on_statements(made, looked_for):
    one = told(WORDS, EVERYBODY, *made, looked_for=looked_for)
    found = brief(one)
    assert found == brief(one)
    assert len(found) <= MOST
    ids = {statement.id for statement in one.statements}
    flat = " ".join(WORDS.split())
    for sentence in found:
        assert sentence.statements
        assert set(sentence.statements) <= ids
        assert re.fullmatch(r"[A-Z“‘].*\.", sentence.text)
        assert not re.search(
            r"\bNone\b|\(\)|  | ,|\b(?:true|false|reliable|unreliable|lie[sd]?)\b", sentence.text.replace(flat, "")
        )
        for piece in re.findall(r"“([^“”]*)”", sentence.text):
            assert all(part.strip() in flat for part in piece.split("…"))


# --- English -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["a, x", "b", "c"], "a, x; b; and c")],
)
def test_lists_have_commas_or_semicolons_and_one_and(parts, text):
    assert listed(parts) == text


def test_clauses_are_parted_by_commas_unless_they_hold_some():
    assert clauses(["it rained", "it snowed"]) == "it rained, and it snowed"
    assert clauses(["it rained, hard", "it snowed"]) == "it rained, hard; and it snowed"


@pytest.mark.parametrize(("count", "text"), [(0, "no posts"), (1, "one post"), (10, "ten posts"), (11, "11 posts")])
def test_numbers_are_words_up_to_ten(count, text):
    assert counted(count, "post") == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2024-11-25", "on 25 November 2024"), ("2024-11-05T11:30", "on 5 November 2024"), ("2024-02", "in February 2024"),
        ("2024", "in 2024"), ("2024-11-25~", "about 25 November 2024"), ("../2024-11-25", "on or before 25 November 2024"),
        ("2024-11-25/..", "on or after 25 November 2024"), ("2024-04-28/2024-05-04", "between 28 April 2024 and 4 May 2024"),
        ("2024-13", None), ("soon", None), ("", None), ("/", None),
    ],
)  # fmt: skip
def test_dates_are_written_out(value, words):
    assert when(value) == words


def test_a_date_without_preposition():
    assert [day_of(value) for value in ("2024-11-25", "2024-11", "x")] == ["25 November 2024", "November 2024", None]


@pytest.mark.parametrize(
    ("name", "inside"),
    [("The board", "the board"), ("A clerk", "a clerk"), ("Two men", "two men"), ("Oda", "Oda"), ("Theo", "Theo"), ("", "")],
)
def test_a_determiner_loses_its_capital_inside_a_sentence(name, inside):
    assert inner(name) == inside


@pytest.mark.parametrize(
    ("text", "longest", "short"),
    [
        ("the sale of the port", 30, "the sale of the port"), ("the sale of the port", 12, "the sale of …"),
        ("the sale, of", 10, "the sale …"), ("a\n b", 9, "a b"), ("unbreakable", 5, "unbre …"),
    ],
)  # fmt: skip
def test_a_long_quotation_is_cut_at_the_end_of_a_word(text, longest, short):
    assert cut(text, longest) == short


@pytest.mark.parametrize(("text", "marks"), [("no", "“no”"), ("a “tale”", "‘a “tale”’"), ('a "tale"', '‘a "tale"’')])
def test_quotation_marks_differ_from_those_inside(text, marks):
    assert quoted(text) == marks


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sources", "unnamed sources"), ("The sources", "unnamed sources"), ("a source", "an unnamed source"),
        ("a source close to the family", "an unnamed source close to the family"),
        ("two sources", "unnamed sources"), ("two officials", "unnamed sources, two officials"),
        ("a diplomat in the embassy", "an unnamed source, a diplomat in the embassy"),
        ("people familiar with the matter", "unnamed sources, people familiar with the matter"),
        ("an unnamed official", "an unnamed official"),
    ],
)  # fmt: skip
def test_a_source_is_said_to_be_unnamed_once(name, words):
    assert as_unnamed(name) == words


@pytest.mark.parametrize(
    ("name", "many"),
    [
        ("a clerk", False), ("two clerks", True), ("several police", True), ("the people of Velm", True), ("officials", True),
        ("the boss", False), ("one of the clerks", False), ("clerks at the port", True), ("", None),
    ],
)  # fmt: skip
def test_number_is_told_by_determiner_or_head(name, many):
    assert is_plural(name) is many


def test_words_for_the_brief():
    assert [is_pronoun(name) for name in ("He", "one of  them", "many of whom", "Oda", "")] == [True, True, True, False, False]
    assert [is_clause(words) for words in ("the port was sold", "a sale of ports", "Had it")] == [True, False, True]
    assert may_tell_a_reason("She spoke on condition that her name was left out.")
    assert not may_tell_a_reason("She spoke at noon.")
    assert topic("The ministers said on Monday that 40 ports would be sold") == {"minis", "40", "ports", "sold"}

"""Chains: a text and "source | cue | content" -> through whom the words came; and what never breaks on the way there."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from links import _Whole, article
from whence.interpret.chains import chains
from whence.interpret.mentions import mentions
from whence.interpret.speakers import relevant, speakers
from whence.interpret.statements import statements
from whence.records.encoding import KINDS, Encoding, Link, Passage
from whence.tagger.passages import passages_of
from worked import Case, case, told

HERALD = "Harbour Herald"
TOLD = ("Ann Lee told the Harbour Herald that the pier was closed.", "Ann Lee | told | the pier was closed")


def via(text, *links, **given):
    """{holder: hops} of the statements; of two of one holder the last."""
    return {name: hops for name, _, hops in told(text, *links, **given)}


# --- relays in the statement's own sentence -----------------------------------------------------------------------------

RELAYED = [  # text, links, holder, hops
    (
        "The Harbour Herald quoted sources as saying the pier was closed.",
        ["The Harbour Herald | quoted | sources as saying the pier was closed", "sources | saying | the pier was closed"],
        "sources",
        [HERALD],
    ),
    (
        "The pier was closed, Ann Lee said, according to the Harbour Herald.",
        ["Ann Lee | said | The pier was closed", "the Harbour Herald | according to | The pier was closed, Ann Lee said"],
        "Ann Lee",
        [HERALD],
    ),
    (
        "According to the Harbour Herald, Ann Lee said the pier was closed.",
        ["the Harbour Herald | According to | Ann Lee said the pier was closed", "Ann Lee | said | the pier was closed"],
        "Ann Lee",
        [HERALD],
    ),
    (
        "The Harbour Herald reported, citing two clerks, that the pier was closed.",
        ["The Harbour Herald | reported | the pier was closed", "The Harbour Herald | citing | two clerks"],
        "two clerks",
        [HERALD],
    ),
    (
        "Citing police, the Harbour Herald reported that the pier was closed.",
        ["police | Citing | the pier was closed", "the Harbour Herald | reported | the pier was closed"],
        "police",
        [HERALD],
    ),
    (
        "Ann Lee said the pier was closed, according to Northwire.",
        ["Ann Lee | said | the pier was closed", "Northwire | according to | Ann Lee said the pier was closed"],
        "Ann Lee",
        ["Northwire"],
    ),
    (
        "The Morning Post reported that the Harbour Herald reported that Ann Lee said the pier was closed.",
        [
            "The Morning Post | reported | the Harbour Herald reported that Ann Lee said the pier was closed",
            "the Harbour Herald | reported | Ann Lee said the pier was closed",
            "Ann Lee | said | the pier was closed",
        ],
        "Ann Lee",
        [HERALD, "Morning Post"],
    ),
    (
        "According to Bo Marr, Ann Lee said the pier was closed.",
        ["Bo Marr | According to | Ann Lee said the pier was closed", "Ann Lee | said | the pier was closed"],
        "Ann Lee",
        ["Bo Marr"],
    ),
    (
        "Ann Lee told them she had seen it closed, according to the Harbour Herald.",
        [
            "Ann Lee | told | she had seen it closed, according to the Harbour Herald",
            "the Harbour Herald | according to | she had seen it closed",
        ],
        "Ann Lee",
        [HERALD],
    ),
    (
        "The Harbour Herald, referring to two officials at the port, reported that the pier was closed.",
        ["The Harbour Herald | reported | the pier was closed"],
        "two officials at the port",
        [HERALD],
    ),
    (
        "Ann Lee told police the pier was closed, a court has heard.",
        ["Ann Lee | told | the pier was closed", "a court | has heard | Ann Lee told police the pier was closed"],
        "Ann Lee",
        [],
    ),
    (
        "The pier was closed, the Harbour Herald quoted Ann Lee as saying.",
        ["the Harbour Herald | quoted | The pier was closed … Ann Lee as saying"],
        "Ann Lee",
        [HERALD],
    ),
]


@pytest.mark.parametrize(("text", "links", "holder", "hops"), RELAYED)
def test_a_relay_is_a_hop_where_another_holder_is_named(text, links, holder, hops):
    assert [(name, through) for name, _, through in told(text, *links)] == [(holder, hops)]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("According to the Harbour Herald, the pier was closed.", "the Harbour Herald | According to"),
        ("The Harbour Herald reported that the pier was closed.", "The Harbour Herald | reported"),
        ("The pier was closed, the Harbour Herald said.", "the Harbour Herald | said"),
    ],
)
def test_a_relay_that_names_nobody_else_is_the_holder_itself(text, link):
    assert told(text, link) == [(HERALD, "outlet", [])]


def test_a_name_of_no_known_kind_that_relays_is_an_outlet():
    text, links = RELAYED[5][:2]
    assert case(text, *links).entity("Northwire").kind == "outlet"


def test_the_words_of_a_stated_relay_are_kept():
    text, links = RELAYED[1][:2]
    (hop,) = case(text, *links).statements[0].hops
    assert [span.text for span in (*hop.spans, *hop.cue)] == ["the Harbour Herald", "according to"]
    assert not hop.implied


# --- told to an outlet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hop", "cue"),
    [
        ("Ann Lee told the Harbour Herald that it was late.", HERALD, "told"),
        ("Ann Lee said in an interview with the Harbour Herald that it was late.", HERALD, "in an interview with"),
        ("Ann Lee said in a brief telephone interview with Radio Oss that it was late.", "Radio Oss", "in a brief telephone interview with"),  # noqa: E501
        ("In an interview with Radio Oss, Ann Lee said it was late.", "Radio Oss", "In an interview with"),
        ("Speaking to Radio Oss, Ann Lee said it was late.", "Radio Oss", "Speaking to"),
        ("In a letter seen by the Harbour Herald, Ann Lee said it was late.", HERALD, "In a letter seen by"),
        ("Ann Lee said in remarks carried by Radio Oss that it was late.", "Radio Oss", "in remarks carried by"),
    ],
)  # fmt: skip
def test_an_outlet_that_the_words_were_made_to_or_that_carried_them_is_a_hop(text, hop, cue):
    made = case(text, f"Ann Lee | {'told' if ' told ' in text else 'said'} | it was late")
    (statement,) = made.statements
    assert made.hops(statement) == [hop]
    assert statement.hops[0].cue[0].text.endswith(cue)


@pytest.mark.parametrize("paper", ["the newspaper Le Phare", "Le Phare newspaper", "the daily Le Phare"])
def test_an_outlet_whose_name_does_not_show_it_is_known_by_the_noun_beside_it(paper):
    assert via(f"Ann Lee told {paper} that it was late.", "Ann Lee | told | it was late") == {"Ann Lee": ["Le Phare"]}


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Ann Lee told reporters that it was late.", "Ann Lee | told | it was late"),
        ("Ann Lee told Bo Marr that it was late.", "Ann Lee | told | it was late"),
        ("Ann Lee told the court that it was late.", "Ann Lee | told | it was late"),
        ("Ann Lee said the Harbour Herald was late.", "Ann Lee | said"),
        ("Ann Lee said she had told the Harbour Herald everything.", "Ann Lee | said"),
        ("Ann Lee, who owns the Harbour Herald, said it was late.", "Ann Lee | said | it was late"),
        ("Ann Lee declined to comment to the Harbour Herald on the pier.", "Ann Lee | declined | to comment to the Harbour Herald on the pier"),  # noqa: E501
        ("Ann Lee said it was late. Bo Marr spoke to the Harbour Herald.", "Ann Lee | said"),
    ],
)  # fmt: skip
def test_whom_the_words_were_said_to_is_no_hop_unless_it_is_an_outlet_that_the_cue_names(text, link):
    assert via(text, link) == {"Ann Lee": []}


@pytest.mark.parametrize("own", ["Harbour Herald", "The Harbour Herald", "harbour herald"])
def test_the_articles_own_outlet_is_no_hop(own):
    assert via(*TOLD, outlet=own) == {"Ann Lee": []}


def test_the_articles_own_outlet_is_known_by_its_domain_too():
    assert via(*TOLD, url="https://www.harbourherald.example/2024/pier") == {"Ann Lee": []}


@pytest.mark.parametrize(
    "text",
    [
        "ZURELLE (Harbour Herald) — Sources told the Harbour Herald the pier was closed.",
        "Sources told the Harbour Herald the pier was closed.\nThe hall opened in 1911.\nSource: Harbour Herald",
    ],
)
def test_the_outlet_that_an_article_is_credited_to_is_no_hop(text):
    assert via(text, "Sources | told | the pier was closed") == {"sources": []}


def test_another_outlet_than_the_articles_own_stays_a_hop():
    assert via(*TOLD, outlet="The Oss Courier") == {"Ann Lee": [HERALD]}


# --- inside another statement -------------------------------------------------------------------------------------------

WHAT = "of floods in the old town"


@pytest.mark.parametrize(
    ("text", "outer", "hops"),
    [
        (f"Ann Lee said Bo Marr had warned {WHAT}.", "Ann Lee | said", ["Ann Lee"]),
        (f"Court papers say Bo Marr had warned {WHAT}.", "Court papers | say", ["court papers"]),
        (f"The Harbour Safety Board confirmed Bo Marr had warned {WHAT}.", "The Harbour Safety Board | confirmed", ["Harbour Safety Board"]),  # noqa: E501
        (f"Ann Lee asked whether Bo Marr had warned {WHAT}.", "Ann Lee | asked", []),
        (f"Ann Lee wants Bo Marr to say he had warned {WHAT}.", "Ann Lee | wants", []),
    ],
)  # fmt: skip
def test_who_tells_what_somebody_said_is_a_hop_of_it_and_who_asks_or_wishes_is_not(text, outer, hops):
    assert via(text, outer, f"Bo Marr | had warned | {WHAT}")["Bo Marr"] == hops


def test_what_is_nested_three_deep_has_all_the_tellers_from_the_utterer_outward():
    text = f"Ann Lee said Bo Marr had told her that Otto Vane warned {WHAT}."
    links = (
        f"Ann Lee | said | Bo Marr had told her that Otto Vane warned {WHAT}",
        f"Bo Marr | had told | Otto Vane warned {WHAT}",
        f"Otto Vane | warned | {WHAT}",
    )
    assert via(text, *links) == {"Ann Lee": [], "Bo Marr": ["Ann Lee"], "Otto Vane": ["Bo Marr", "Ann Lee"]}


@pytest.mark.parametrize(
    ("text", "links", "hops"),
    [
        (
            f"Ann Lee told the Harbour Herald that Bo Marr had warned {WHAT}.",
            [f"Ann Lee | told | Bo Marr had warned {WHAT}", f"Bo Marr | had warned | {WHAT}"],
            ["Ann Lee", HERALD],
        ),
        (
            "Ann Lee told the Harbour Herald it was late, and Bo Marr said it was cold.",
            ["Ann Lee | told | it was late", "Bo Marr | said | it was cold"],
            [],
        ),
    ],
)
def test_an_outlet_is_the_first_hop_of_the_clause_that_names_it_alone(text, links, hops):
    assert via(text, *links)["Bo Marr"] == hops


def test_an_outlet_that_quotes_an_outlet_is_the_second_hop():
    text = "Le Phare quoted the Harbour Herald as reporting that sources said the pier was closed."
    links = (
        "Le Phare | quoted | the Harbour Herald as reporting that sources said the pier was closed",
        "the Harbour Herald | reporting | sources said the pier was closed",
        "sources | said | the pier was closed",
    )
    assert via(text, *links)["sources"] == [HERALD, "Le Phare"]


@pytest.mark.parametrize("who", ["she", "Lee", "Ann Lee"])
def test_who_reports_on_herself_adds_no_hop(who):
    text = f"On Monday Ann Lee said that {who} had warned {WHAT}."
    made = case(text, f"Ann Lee | said | {who} had warned {WHAT}", f"{who} | had warned | {WHAT}")
    assert [(made.holder(each), made.hops(each)) for each in made.statements] == [("Ann Lee", []), ("Ann Lee", [])]


def test_a_teller_who_is_nobody_known_is_a_hop_of_nobody():
    text = f"It said Bo Marr had warned {WHAT}."
    made = case(text, f"It | said | Bo Marr had warned {WHAT}", f"Bo Marr | had warned | {WHAT}")
    (hop,) = made.statements[1].hops
    assert (hop.entity, hop.spans[0].text) == (None, "It")


# --- inherited ----------------------------------------------------------------------------------------------------------

QUOTED = (
    "The Harbour Herald quoted sources as saying the pier was closed.",
    "The Harbour Herald | quoted | sources as saying the pier was closed",
    "sources | saying | the pier was closed",
)


@pytest.mark.parametrize(
    ("rest", "link"),
    [
        ("The sources said the boats were gone.", "The sources | said"),
        ("They said the boats were gone.", "They | said"),
        ("The boats were gone, the sources said.", "the sources | said"),
        ("They added that the boats were gone.", "They | added"),
    ],
)
def test_the_next_sentence_of_a_holder_known_through_a_relay_alone_inherits_it(rest, link):
    made = case(f"{QUOTED[0]} {rest}", *QUOTED[1:], link)
    assert [made.hops(each) for each in made.statements] == [[HERALD], [f"*{HERALD}"]]
    assert made.statements[1].hops[0].spans == ()
    assert made.statements[1].reasons[-1] == "through Harbour Herald, as the words before"


def test_a_chain_is_inherited_whole_and_further_on():
    text = f"{TOLD[0]} She said the boats were gone. She added that the nets were gone."
    made = case(text, TOLD[1], "She | said", "She | added")
    assert [made.hops(each) for each in made.statements] == [[HERALD], [f"*{HERALD}"], [f"*{HERALD}"]]


@pytest.mark.parametrize(
    ("rest", "links"),
    [
        ("She had said in May that the boats were gone.", ["She | had said | the boats were gone"]),
        ("She has said that the boats were gone.", ["She | has said | the boats were gone"]),
        ("Bo Marr said it was late. Ann Lee said the boats were gone.", ["Bo Marr | said", "Ann Lee | said"]),
        ("Ann Lee declined to comment on the boats.", ["Ann Lee | declined | to comment on the boats"]),
        ("It rained. It froze. The tide rose. It fell. She said the boats were gone.", ["She | said"]),
        ("Bo Marr said the boats were gone.", ["Bo Marr | said"]),
    ],
)
def test_another_event_another_holder_and_a_far_sentence_inherit_nothing(rest, links):
    made = case(f"{TOLD[0]} {rest}", TOLD[1], *links)
    assert made.hops(made.statements[-1]) == []


def test_who_also_speaks_without_a_relay_is_not_known_through_it_alone():
    text = f"Ann Lee said it was late. {TOLD[0]} She said the boats were gone."
    made = case(text, "Ann Lee | said", TOLD[1], "She | said")
    assert [made.hops(each) for each in made.statements] == [[], [HERALD], []]


def test_a_chain_of_its_own_is_not_replaced():
    text = f"{TOLD[0]} She told Radio Oss that the boats were gone."
    made = case(text, TOLD[1], "She | told | the boats were gone")
    assert made.hops(made.statements[1]) == ["Radio Oss"]


def test_a_quotation_carried_on_inherits_the_relay_of_the_words_before():
    made = case(f"{TOLD[0]}\n“Nobody asked us about any of it.”", TOLD[1])
    assert made.hops(made.statements[1]) == [f"*{HERALD}"]


# --- which entities a reading keeps -------------------------------------------------------------------------------------


def test_entities_that_hold_relay_or_belong_to_a_holder_are_relevant():
    text = "Otto Vane met Gerd Aune. Ann Lee and Bo Marr told the Harbour Herald that it was late."
    made = case(text, "Ann Lee and Bo Marr | told | it was late")
    kept = {each.name for each in relevant(made.entities, made.statements, ())}
    assert kept == {"Ann Lee", "Bo Marr", "Ann Lee and Bo Marr", HERALD}
    aune = made.entity("Gerd Aune")
    assert aune in relevant(made.entities, made.statements, (aune.id,))


# --- what must never break ----------------------------------------------------------------------------------------------

VOCABULARY = """
Ann Lee Bo Marr Otto Vane Mrs. Mr. Dr. Sen. President mayor minister the The a A an of for in and & , , . . ; : — “ ”
" ' ’s who whose which said told asked replied according to citing it It he He she She they They his her I we one two
some others both officials sources spokesman spokeswoman Corvane Bank Holdings Ministry Ports Harbour Herald newspaper
report court papers people familiar with company French British governments France German women 27-year-old 27 (D-Oss)
U.S. J.R. van der de al-Rashid Jan May for Without Citizens brother advisers them not to be named because on condition
anonymity fear # @ann LEE interview had has 🙂 👩‍👩‍👧 e\u0301 n\u0308 Le\u0301on ß İ ﬁ Ä \u200b 𝒜nn
"""
PIECES = [*VOCABULARY.split(), ".\n"]


@st.composite
def tagged(draw):
    """An article of random words, and an encoding with random links and kinds."""
    text = " ".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60)))
    read = article(text)
    random = np.random.default_rng(draw(st.integers(0, 2**16)))
    passages = [_random_passage(each, random) for each in passages_of(read, lambda _: _Whole())]
    return read, Encoding(tuple(passages))


def _random_passage(passage, random):
    start, block, words = passage
    size = len(words.starts)

    def extents(most, length):
        firsts = random.integers(0, size, random.integers(0, most + 1))
        return tuple((int(first), int(min(size - 1, first + random.integers(0, length)))) for first in firsts)

    cues = extents(4, 3)
    links = tuple(Link(cue, extents(2, 6), extents(2, 15), 0.9, 0.9, float(random.random())) for cue in cues)
    kinds = random.dirichlet([0.3] * len(KINDS), size).astype(np.float32) if random.random() < 0.5 else None
    return Passage(start, block, words, np.zeros((size, 3), np.float32), links, None, kinds)


def through(read, encoding):
    made = statements(read, encoding)
    found = mentions(read, encoding, made)
    resolved, entities = speakers(read, made, found)
    return Case(read, found, chains(read, resolved, entities), entities)


def spans_of(made):
    """Every span of mentions, statements and entities."""
    waiting = list(made.mentions)
    while waiting:
        mention = waiting.pop()
        waiting += mention.parts
        yield from (mention.span, *mention.roles, *filter(None, [mention.name]))
    for each in made.statements:
        yield from (*each.source.spans, *(span for hop in each.hops for span in (*hop.spans, *hop.cue)))
    for each in made.entities:
        yield from (*each.mentions, *(span for role in each.roles for span in role.spans), *filter(None, [each.reason_unnamed]))


@settings(max_examples=150, deadline=None)
@given(tagged())
def test_every_span_is_the_text_it_points_at_and_is_not_empty(given_input):
    made = through(*given_input)
    assert all(span.text and made.article.text[span.start : span.end] == span.text for span in spans_of(made))


@settings(max_examples=150, deadline=None)
@given(tagged())
def test_every_entity_that_is_referred_to_exists_once_and_has_a_name(given_input):
    made = through(*given_input)
    ids = [each.id for each in made.entities]
    assert ids == [f"e{number}" for number in range(1, len(ids) + 1)]
    named = {each.source.entity for each in made.statements} | {hop.entity for each in made.statements for hop in each.hops}
    named |= {name for each in made.statements for name in each.source.candidates}
    named |= {member for each in made.entities for member in each.members}
    assert named - {None} <= set(ids)
    assert all(each.name and each.id not in each.members for each in made.entities)


@settings(max_examples=150, deadline=None)
@given(tagged())
def test_a_holder_is_resolved_or_one_of_several_candidates_or_nobody(given_input):
    for each in through(*given_input).statements:
        assert each.source.entity is None or each.source.candidates == ()
        assert len(each.source.candidates) != 1
        assert len(set(each.source.candidates)) == len(each.source.candidates)
        assert each.source.implied == bool(each.source.entity and not each.source.spans)


@settings(max_examples=150, deadline=None)
@given(tagged())
def test_no_relay_stands_twice_in_a_chain_and_only_implied_ones_have_no_words(given_input):
    for each in through(*given_input).statements:
        relays = [hop.entity for hop in each.hops if hop.entity]
        assert len(relays) == len(set(relays))
        assert all(hop.implied != bool(hop.spans) for hop in each.hops)


@settings(max_examples=60, deadline=None)
@given(tagged())
def test_the_same_input_gives_the_same_output(given_input):
    assert through(*given_input) == through(*given_input)


@settings(max_examples=150, deadline=None)
@given(tagged())
def test_holders_change_nothing_else_of_a_statement_and_one_that_goes_is_a_hop_of_one_that_stays(given_input):
    before, made = statements(*given_input), through(*given_input).statements
    kept = {each.id: each for each in made}
    assert [(each.id, each.cue, each.content, each.source.spans) for each in made] == [
        (each.id, each.cue, each.content, each.source.spans) for each in before if each.id in kept
    ]
    hops = {(hop.spans, hop.cue) for each in made for hop in each.hops or ()}
    inherited = {hop.entity for each in made for hop in each.hops or ()} - {None}
    for each in before:
        if each.id not in kept:
            assert (each.source.spans, each.cue.spans) in hops or inherited
        elif each.inside in kept:
            assert kept[each.id].inside == each.inside
    assert all(each.inside is None or each.inside in kept for each in made)


@pytest.mark.parametrize("mark", ["🙂 ", "👩‍👩‍👧 ", "e\u0301 ", "𝒜 ", "\u200b "])
def test_what_is_written_in_more_than_one_unit_shifts_no_offset(mark):
    plain = "On Monday Ann Lee told the Harbour Herald it was late. She said it was cold."
    links = ("Ann Lee | told | it was late", "She | said | it was cold")
    one, other = case(plain, *links), case(mark + plain, *links)
    assert [other.hops(each) for each in other.statements] == [[HERALD], [f"*{HERALD}"]]
    moved = [(span.start + len(mark), span.text) for each in one.statements for span in each.source.spans]
    assert [(span.start, span.text) for each in other.statements for span in each.source.spans] == moved

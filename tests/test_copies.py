"""Which articles share text, how much, and from where: `related` prints "1 > 2 edited, credit line" (tracing_cases)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracing_cases import kin, reading, related
from whence.tracing.copies import Text, copies, shared, text_of

LEAD = "The lock at Vardholm was shut on Monday after a barge struck the upper gate."
BOATS = "Keepers closed the canal in both directions and asked eleven boats to wait."
CRANE = "The gate will be lifted out by a crane from the harbour later this week."
SILL = "Repairs to the stone sill underneath could take until the end of spring."
FULL = "\n\n".join([LEAD, BOATS, CRANE, SILL])
QUOTED = "We shut it ourselves before noon and nobody was hurt"
HERRING = (
    "Herring were cheap again on Friday at the fish hall of Kelter, where the first boats had come with the morning tide.\n\n"
    "Buyers from three towns paid in coins as they always had, and went home before the sun stood over the roof of the hall."
)


def lock(text=FULL, outlet="Holm Post", published="2026-03-03", *links, **told):
    """An article on the lock."""
    return reading(text, *links, outlet=outlet, published=published, **told)


HOLM = lock()


# --- relations -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        FULL,
        "\n\n".join([LEAD, BOATS, CRANE]),
        "\n\n".join([LEAD, SILL]),
        f"Crash shuts canal lock at Vardholm\n\n{FULL}",
        f"By Oda Brandt\n\n{FULL}",
        f"{FULL}\n\nFollow us on Facebook and sign up for our newsletter.",
        FULL.upper(),
        FULL.replace("\n\n", " "),
    ],
    ids=["whole", "end cut", "middle cut", "headline", "byline", "boilerplate", "case", "paragraphs"],
)
def test_one_text_under_another_name_is_verbatim_apart_from_headline_credit_and_trims(text):
    assert related(HOLM, lock(text, "Quay News", "2026-03-04")) == ["1 > 2 verbatim, earlier publication"]


@pytest.mark.parametrize(
    "text",
    [
        FULL.replace("lifted", "hoisted").replace("closed", "shut down").replace("spring", "April"),
        "\n\n".join([SILL, CRANE, "Some of the boats have fish on board, and no ice is left for it.", LEAD]),
        "\n\n".join(["Nothing moves at Vardholm, and nothing will for a week or more, the board fears now.", LEAD, HERRING]),
        FULL.replace("eleven", "seven"),
    ],
    ids=["spelling changed", "re-ordered", "re-led", "a number mended"],
)
def test_the_same_text_reworded_re_ordered_or_re_led_is_edited(text):
    assert related(HOLM, lock(text, "Quay News", "2026-03-04")) == ["1 > 2 edited, earlier publication"]


@pytest.mark.parametrize("order", [[3, 2, 1, 0], [2, 3, 0, 1]])
def test_the_same_paragraphs_in_another_order_are_edited(order):
    other = "\n\n".join(FULL.split("\n\n")[at] for at in order)
    assert related(HOLM, lock(other, "Quay News", "2026-03-04")) == ["1 > 2 edited, earlier publication"]


def test_re_ordered_paragraphs_have_one_relation_from_either_side():
    other = lock("\n\n".join([BOATS, LEAD, SILL, CRANE]), "Quay News", "2026-03-04")
    assert related(HOLM, other)[0].split()[3] == related(other, HOLM)[0].split()[3]


def quote(before, speaker, verb="said", outlet="Quay News"):
    """An article of its own words with the quotation."""
    return lock(f"{before}\n\n“{QUOTED},” {speaker} {verb}.", outlet, "2026-03-03", f"{speaker} | {verb} | {QUOTED}")


RAMMED = "The canal is blocked at Vardholm since a barge rammed a gate there in the dark."
SKIPPERS = "Nobody passes the Vardholm staircase this week, as skippers complained to the council."


def test_the_same_quoted_words_in_two_texts_of_their_own_are_shared_quotes_only():
    pair = quote(RAMMED, "Oda Brandt", outlet="Holm Post"), quote(SKIPPERS, "the keeper Oda Brandt", "told us")
    assert related(*pair) == ["1 = 2 shared quotes only"]


def test_the_same_stock_words_out_of_two_mouths_are_independent():
    assert related(quote(RAMMED, "Oda Brandt"), quote(SKIPPERS, "Bo Marr", "told us")) == []


def test_the_same_words_quoted_in_one_text_only_are_a_copy():
    words = f"{QUOTED} when the barge came down on the gate in the dark"
    plain, quoting = f"{RAMMED}\n\n{words}.", f"{SKIPPERS}\n\n“{words},” Oda Brandt said."
    assert related(lock(plain), lock(quoting, "Quay News", "2026-03-04")) == ["1 > 2 edited, earlier publication"]


def test_a_footer_that_two_pages_share_leaves_them_independent():
    foot = "Tidings of the coast is made by four people in a boathouse and paid by its readers."
    one, other = lock(f"{FULL}\n\n{foot}"), lock(f"{HERRING}\n\n{foot}", "Quay News", "2026-03-04")
    assert related(one, other) == []


def test_two_texts_about_one_matter_that_share_no_passage_are_independent():
    own = "A barge broke a gate of the Vardholm lock. Boats must wait in both directions, and a crane is on its way there."
    assert related(HOLM, lock(own, "Quay News", "2026-03-04")) == []


def test_texts_too_short_to_tell_are_independent():
    assert related(lock("The lock was shut."), lock("The lock was shut.", "Quay News")) == []


def test_one_more_article_changes_nothing_between_two_that_are_not_copies_of_it():
    assert related(HOLM, lock(HERRING, "Tidings", "2026-03-01"), lock(FULL, "Quay News", "2026-03-04")) == [
        "1 > 3 verbatim, earlier publication"
    ]


# --- origins ---------------------------------------------------------------------------------------------------------------


def test_a_credit_line_tells_the_origin_whoever_was_published_first():
    later = lock(FULL, "Quay News", "2026-03-04")
    assert related(lock(f"{FULL}\n\nSource: Quay News"), later) == ["1 < 2 verbatim, credit line"]


def test_an_address_credited_tells_the_origin():
    given_ = lock(FULL, "Quay News", "2026-03-04", url="https://quay.example/lock")
    taker = lock(f"{FULL}\n\nSource: https://quay.example/lock")
    assert related(taker, given_) == ["1 < 2 verbatim, credit line"]


def test_two_that_credit_one_agency_took_it_from_outside():
    line = f"VARDHOLM, 3 March (Northwire) — {FULL}"
    assert related(lock(line), lock(line, "Quay News", "2026-03-04")) == ["1 = 2 verbatim, same agency"]


def test_two_that_credit_two_different_places_took_it_from_outside():
    pair = lock(taken="Far Paper"), lock(FULL, "Quay News", "2026-03-04", taken="Low Sheet")
    assert related(*pair) == ["1 = 2 verbatim, credit line"]


def test_a_dateline_makes_the_agency_the_origin_whoever_was_published_first():
    wire = f"VARDHOLM, 3 March (Northwire) — {FULL}"
    assert related(lock(wire), lock(FULL, "Northwire", "2026-03-04")) == ["1 < 2 verbatim, credit line"]
    assert related(lock(), lock(wire, "Northwire", "2026-03-04"))[0].startswith("1 < 2 verbatim")


def test_the_earlier_one_took_it_from_where_it_says():
    assert related(lock(taken="Far Paper"), lock(FULL, "Quay News", "2026-03-04")) == ["1 = 2 verbatim, credit line"]


def test_an_earlier_date_makes_no_origin_when_the_later_one_credits_a_third_place():
    assert related(lock(), lock(FULL, "Quay News", "2026-03-04", taken="Far Paper")) == ["1 = 2 verbatim, credit line"]


def test_an_agencys_own_text_and_one_that_credits_a_third_place_have_one_origin_in_either_order():
    wire, taker = lock(FULL, "Northwire", taken="Northwire"), lock(taken="Far Paper")
    signs = {related(wire, taker)[0].split()[1], related(taker, wire)[0].split()[1]}
    assert signs in ({"="}, {">", "<"})


def test_two_copies_of_a_third_article_took_it_from_outside():
    three = lock(), lock(FULL, "Quay News", "2026-03-04"), lock(FULL, "Tidings", "2026-03-05")
    assert related(*three) == [
        "1 > 2 verbatim, earlier publication",
        "1 > 3 verbatim, earlier publication",
        "2 = 3 verbatim, earlier publication",
    ]


def test_a_third_that_holds_only_a_part_of_what_two_share_is_not_their_origin():
    third = lock(f"{LEAD}\n\n{HERRING}", "Tidings", "2026-03-01")
    found = related(third, HOLM, lock(FULL, "Quay News", "2026-03-04"))
    assert found[-1] == "2 > 3 verbatim, earlier publication"


def test_what_both_give_as_the_words_of_one_body_was_released_by_it():
    told = "The canal board said in a written statement that"
    words = (
        "the lock at Vardholm will be shut for two weeks while divers look for cracks in the stone sill under the upper gate"
    )
    link = f"The canal board | said | {words}"
    one = lock(f"Bad news for skippers in the south. {told} {words}.", "Holm Post", "2026-03-03", link)
    other = lock(f"Herring will come by road for a while. {told} {words}.", "Quay News", "2026-03-04", link)
    assert related(one, other) == ["1 = 2 edited"]


def test_without_credit_the_earlier_publication_is_the_origin():
    assert related(lock(published="2026-03-03T09:00"), lock(FULL, "Quay News", "2026-03-03T08:00")) == [
        "1 < 2 verbatim, earlier publication"
    ]


@pytest.mark.parametrize(("one", "other"), [(None, "2026-03-03"), (None, None), ("2026-03-03", "2026-03-03"),
                                            ("2026-03-03", "2026-03-03T08:00"), ("2026-03", "2026-03-03")])  # fmt: skip
def test_without_credit_and_without_two_dates_that_differ_the_origin_is_unknown(one, other):
    assert related(lock(published=one), lock(FULL, "Quay News", other)) == ["1 ? 2 verbatim"]


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("2026-03-03T00:30+02:00", "2026-03-02T23:00+00:00", ">"),
        ("2026-03-03T09:00Z", "2026-03-03T10:00+01:00", "?"),
        ("2026-03-03T09:30:20Z", "2026-03-03T09:30Z", "?"),
        ("2026-03-03T09:00", "2026-03-03", "?"),
        ("2026-03-03T09:00", "2026-03-04", ">"),
    ],
)
def test_a_date_is_compared_as_far_as_both_are_told(one, other, sign):
    assert related(lock(published=one), lock(FULL, "Quay News", other))[0].split()[1] == sign


def test_times_of_two_zones_are_compared_as_moments():
    pair = lock(published="2026-03-03T09:30:00+02:00"), lock(FULL, "Quay News", "2026-03-03T08:00:00+00:00")
    assert related(*pair) == ["1 > 2 verbatim, earlier publication"]


def test_a_later_version_of_one_address_comes_from_the_earlier_and_keeps_its_correction():
    mended = FULL.replace("eleven", "seven") + "\n\nCorrection: seven boats waited at the lock."
    told = {"url": "https://holm.example/lock", "outlet": "Holm Post"}
    later = reading(mended, published="2026-03-05", correction="Correction: seven boats waited at the lock.", **told)
    assert related(reading(FULL, published="2026-03-03", **told), later) == ["1 > 2 edited, correction kept"]
    (found,) = kin(reading(FULL, published="2026-03-03", **told), later)
    (kept,) = [each for each in found.copy.evidence if each.because == "correction kept"]
    assert (kept.article, kept.spans[0].text) == (later.article.id, "Correction: seven boats waited at the lock.")


def test_the_earlier_publication_of_a_version_is_shown_by_the_earlier_article():
    told = {"url": "https://holm.example/lock", "outlet": "Holm Post"}
    one = reading(FULL, published="2026-03-03", **told)
    (found,) = kin(one, reading(FULL.replace("eleven", "seven"), published="2026-03-05", **told))
    assert [each.article for each in found.copy.evidence if each.because == "earlier publication"] == [one.article.id]


# --- what is told of a copy ------------------------------------------------------------------------------------------------


def test_the_shared_passages_are_shown_in_both_articles_as_they_stand_there():
    other = lock(f"Crash shuts lock\n\n🐟 {LEAD.upper()}\n\n{HERRING}", "Quay News", "2026-03-04")
    (found,) = kin(HOLM, other)
    one, two = (each for each in found.copy.evidence if each.because == "shared text")
    assert (one.article, two.article) == (HOLM.article.id, other.article.id)
    assert [span.text for span in one.spans] == [LEAD.rstrip(".")]
    assert [span.text for span in two.spans] == [LEAD.upper().rstrip(".")]


def test_the_credit_is_shown_where_it_stands():
    taker = lock(f"{FULL}\n\nSource: Quay News")
    (found,) = kin(taker, lock(FULL, "Quay News", "2026-03-04"))
    (credit,) = [each for each in found.copy.evidence if each.because == "credit line"]
    assert (credit.article, [span.text for span in credit.spans]) == (taker.article.id, ["Quay News"])


def test_only_the_pairs_asked_for_are_compared_each_once():
    texts = [text_of(each) for each in (HOLM, lock(FULL, "Quay News", "2026-03-04"), lock(FULL, "Tidings", "2026-03-05"))]
    assert [each.pair for each in copies(texts, [(2, 0), (0, 2), (1, 1)])] == [(0, 2)]


# --- what never breaks -----------------------------------------------------------------------------------------------------

SENTENCES = [
    LEAD,
    BOATS,
    CRANE,
    SILL,
    *HERRING.split("\n\n"),
    f"“{QUOTED},” Oda Brandt said.",
    "🐟 Va\u030ardholm slept.",
    "No.",
]
ARTICLES = st.builds(
    lambda lines, outlet, day, taken: reading(
        "\n\n".join(lines), outlet=outlet, published=day, taken=taken if taken != outlet else None
    ),
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True).map(
        lambda lines: sorted(lines, key=SENTENCES.index)
    ),
    st.sampled_from(["Holm Post", "Quay News", None]),
    st.sampled_from([None, "2026", "2026-03-03", "2026-03-03T08:00", "2026-03-04"]),
    st.sampled_from([None, None, "Quay News", "Far Paper"]),
)
MIRRORED = {">": "<", "<": ">"}


@settings(max_examples=60)
@given(ARTICLES, ARTICLES)
def test_a_relation_and_its_origin_are_the_same_from_either_side(one, other):
    there, back = related(one, other), related(other, one)
    assert len(there) == len(back)
    for left, right in zip(there, back, strict=True):
        assert left.split()[3:] == right.split()[3:]
        assert MIRRORED.get(left.split()[1], left.split()[1]) == right.split()[1]


@settings(max_examples=60)
@given(st.lists(ARTICLES, min_size=2, max_size=4))
def test_every_span_of_a_copy_is_the_text_of_its_article(articles):
    texts = {each.article.id: each.article.text for each in articles}
    for each in kin(*articles):
        for proof in each.copy.evidence:
            assert all(texts[proof.article][span.start : span.end] == span.text for span in proof.spans)
        assert all(0 <= low < high <= len(articles[at].article.text) for at, side in zip(each.pair, each.passages, strict=True)
                   for low, high in side)  # fmt: skip
        assert 0.5 <= each.copy.confidence <= 1


@settings(max_examples=60)
@given(ARTICLES)
def test_an_article_of_more_than_twelve_words_is_verbatim_itself(article):
    text: Text = text_of(article)
    found = shared(text, text)
    if len(text.wording.words) > 12 and found:
        assert found.relation == "verbatim"
        assert found.share <= 1

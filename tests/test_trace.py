"""Many articles to a trace: what must hold whatever the pair model thinks, and how a group of places is told as a claim."""

import dataclasses
import random
from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tracing_cases import claims, compared_, reading, spans_of
from whence.archive import Archive
from whence.records.article import Note
from whence.records.spans import span_of
from whence.records.trace import Trace
from whence.trace import ask, asking, copies_in, copies_of, keep, trace
from whence.trace.assemble import claims_of
from whence.trace.compare import apart
from whence.trace.keeping import in_order
from whence.trace.telling import claims_in

SHUT = "The lock at Vardholm was shut on Monday after a barge struck the upper gate"
CRANE = "The gate will be lifted out by a crane from the harbour later this week"
WAIT = "eleven boats were waiting"


def holm(**told):
    text = f"{SHUT}.\n\nOda Brandt, who keeps the lock, said {WAIT}. {CRANE}."
    return reading(text, f"Oda Brandt | said | {WAIT}", **({"outlet": "Holm Post", "published": "2026-03-03"} | told))


def quay(before="Skippers complained 🐟 at Va\u030ardholm.", **told):
    text = f"{before} According to the Holm Post, {WAIT}."
    told = {"outlet": "Quay News", "published": "2026-03-04"} | told
    return reading(text, f"the Holm Post | According to | {WAIT}", **told)


def herald(words=WAIT, **told):
    text = f"Bo Marr, a skipper, said {words}."
    return reading(text, f"Bo Marr | said | {words}", **({"outlet": "Herald", "published": "2026-03-05"} | told))


def tidings(**told):
    """A copy of the first, under another headline."""
    text = f"Barge breaks canal lock\n\n{SHUT}.\n\nOda Brandt, who keeps the lock, said {WAIT}. {CRANE}."
    return reading(text, f"Oda Brandt | said | {WAIT}", **({"outlet": "Tidings", "published": "2026-03-06"} | told))


def others():
    """One that has it from two papers in a ring, one that was not read, one without date or outlet."""
    ring = f"As Low Sheet reported, {WAIT} at the lock. It will be shut for two weeks."
    back = f"As Far Gazette reported, {WAIT} at the lock. The water may be let out."
    unread = reading(f"{SHUT}.\n\n{CRANE}.", outlet="Closed Page", published="2026-03-07")
    return [
        reading(ring, outlet="Far Gazette", published="2026-03-05"),
        reading(back, outlet="Low Sheet", published="2026-03-05"),
        replace(unread, statements=None, entities=None),
        reading(f"“Eleven boats were waiting at the lock”, wrote nobody we know. {SHUT}."),
    ]


@pytest.fixture(scope="session")
def stories():
    """Sets of articles of our own, each with its trace."""
    sets = [
        [holm(), quay(), herald(), tidings()],
        [holm(), quay(), herald(), tidings(), *others()],
        others(),
        [herald("the lock may be shut"), holm(published=None), quay(published="2026-03")],
        [holm()],
        [],
    ]
    return [(each, trace(each)) for each in sets]


# --- what never breaks -----------------------------------------------------------------------------------------------------


def test_a_trace_is_the_same_byte_for_byte_whatever_the_order_of_the_articles(stories):
    shuffle = random.Random(7)
    for readings, told in stories:
        for _ in range(6):
            mixed = list(readings)
            shuffle.shuffle(mixed)
            assert trace(mixed).to_json() == told.to_json()


def test_three_articles_in_every_order_have_one_trace():
    three = [holm(), quay(), tidings()]
    assert len({trace(each).to_json() for each in permutations(three)}) == 1


def test_every_span_of_a_trace_is_the_text_of_its_article(stories):
    for readings, told in stories:
        texts = {each.article.id: each.article.text for each in readings}
        found = [each for part in (told.copies, told.claims) for each in spans_of(part)]
        assert all(article in texts and texts[article][span.start : span.end] == span.text for article, span in found)
        assert found or len(readings) == 0


def test_every_article_of_a_claim_is_in_an_origin_and_every_one_but_the_first_is_merged(stories):
    for _, told in stories:
        for claim in told.claims:
            makers = {each.article for each in claim.statements}
            assert {article for each in claim.origins for article in each.articles} == makers
            for each in claim.origins:
                assert set(each.articles[1:]) <= {article for one in each.merges for article in one.articles}


def test_the_count_is_never_more_than_the_origins(stories):
    for _, told in stories:
        for claim in told.claims:
            assert claim.independent.count is None or 1 <= claim.independent.count <= len(claim.origins)
            assert (claim.independent.count is None) == (claim.independent.bound == "unknown")


def test_every_article_and_statement_that_a_trace_names_is_there(stories):
    for readings, told in stories:
        known = {each.article.id: {one.id for one in each.statements or ()} for each in readings}
        assert {each.id for each in told.articles} == set(known)
        for claim in told.claims:
            for each in (*claim.statements, *claim.disputed_by):
                assert each.statement is None or each.statement in known[each.article]
            named = {*claim.corrected_by, *claim.witnesses, *(claim.circular.loop if claim.circular else ())}
            assert named <= set(known)
            assert claim.first is None or claim.first.outside or claim.first.article in known


def test_statements_and_claims_come_in_the_order_of_publication_what_several_say_first(stories):
    for readings, told in stories:
        place = {each.id: at for at, each in enumerate(told.articles)}
        assert list(place) == [each.reading.article.id for each in in_order(map(keep, readings))]
        for claim in told.claims:
            order = [(place[each.article], each.content[0].start) for each in claim.statements]
            assert order == sorted(order)
        sizes = [len({each.article for each in claim.statements}) for claim in told.claims]
        assert sizes == sorted(sizes, reverse=True)
        assert len({claim.id for claim in told.claims}) == len(told.claims)


def test_no_place_makes_two_claims(stories):
    for _, told in stories:
        made = [(each.article, each.content) for claim in told.claims for each in claim.statements]
        assert len(made) == len(set(made))


def test_a_trace_becomes_json_and_comes_back(stories):
    for _, told in stories:
        plain = told.to_dict()
        assert msgspec.convert(plain, Trace) == told
        for claim in plain["claims"]:
            assert all(set(each) == {"from", "to"} for each in claim["hedges_dropped"])


def test_an_unread_article_takes_part_with_its_text(stories):
    readings, told = stories[1]
    unread = next(each.article.id for each in readings if each.statements is None)
    assert any(unread in (each.a, each.b) for each in told.copies)
    assert not any(unread == each.article for claim in told.claims for each in claim.statements)


PIECES = [SHUT, CRANE, WAIT.capitalize(), "It rained 🐟 at Va\u030ardholm", "As the Holm Post reported, the lock was shut",
          "We saw seven boats", "The lock may not open before May", "No boat was hurt"]  # fmt: skip
ARTICLES = st.builds(
    lambda parts, outlet, day: reading(". ".join(parts) + ".", outlet=outlet, published=day),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.sampled_from(["Holm Post", "Quay News", None]),
    st.sampled_from([None, "2026-03-03", "2026-03-04T08:00"]),
)


@settings(max_examples=25)
@given(st.lists(ARTICLES, min_size=1, max_size=5, unique_by=lambda each: each.article.id), st.randoms(use_true_random=False))
def test_any_articles_in_any_order_have_one_trace_whose_claims_have_origins(articles, shuffle):
    told = trace(articles)
    mixed = list(articles)
    shuffle.shuffle(mixed)
    assert trace(mixed) == told
    texts = {each.article.id: each.article.text for each in articles}
    assert all(texts[article][span.start : span.end] == span.text for article, span in spans_of((told.copies, told.claims)))
    for claim in told.claims:
        assert {each.article for each in claim.statements} == {one for each in claim.origins for one in each.articles}
        assert 1 <= claim.independent.count <= len(claim.origins)


@settings(max_examples=25)
@given(st.lists(ARTICLES, min_size=2, max_size=5, unique_by=lambda each: each.article.id))
def test_groups_partition_the_clauses_and_never_hold_what_is_apart(articles):
    work = compared_(*articles)
    for pair in work.likely:
        assert work.nodes[pair[0]].article != work.nodes[pair[1]].article
        assert apart(work, *pair) == apart(work, *pair[::-1])
    told = [(each.article, each.content) for claim in claims_in(work) for each in claim.statements]
    assert set(told) <= {(node.candidate.article, node.candidate.content) for node in work.nodes}
    assert len(told) == len(set(told))


# --- copies ----------------------------------------------------------------------------------------------------------------


def test_copies_alone_are_those_of_the_trace(stories):
    for readings, told in stories:
        found = copies_of(readings).trace
        assert (found.articles, found.copies, found.claims) == (told.articles, told.copies, ())


@pytest.fixture
def archived(tmp_path):
    """The copies that an archive of these articles has."""

    def ask(*readings):
        with Archive.open(tmp_path / "whence.db") as archive:
            for each in readings:
                archive.add(keep(each))
            return copies_in(archive).trace

    return ask


def test_an_archive_has_the_copies_that_its_articles_have_together(archived):
    pair = [holm(), tidings(), quay()]
    assert archived(*pair).copies == copies_of(pair).trace.copies


def test_an_archive_has_the_copies_of_three_that_are_copies_of_one_another(archived):
    three = [holm(), tidings(), tidings(outlet="Quay News")]
    assert archived(*three).copies == copies_of(three).trace.copies


def test_an_archive_tells_only_of_articles_that_have_copies(archived):
    near = reading(
        "Nobody at Kelter knew what had come to pass after a barge struck the upper gate, so they all went to bed early."
    )
    found = archived(holm(), tidings(), near)
    assert len(found.copies) == 1
    assert {each.id for each in found.articles} == {one for each in found.copies for one in (each.a, each.b)}


@pytest.mark.parametrize("question", [None, "eleven boats waiting", "boats"])
def test_in_a_large_archive_the_answer_is_the_same_in_whatever_order_the_articles_came(tmp_path, monkeypatch, question):
    """Neighbourhoods instead of everything together: a small archive is treated as a large one."""
    monkeypatch.setattr(asking, "SMALL", 0)
    readings, answers = [holm(), quay(), herald(), tidings(), *others()], []
    for name, mixed in (("one.db", readings), ("other.db", readings[::-1])):
        with Archive.open(tmp_path / name) as archive:
            for each in mixed:
                archive.add(keep(each))
            answers.append(ask(archive, question))
    assert answers[0].trace.to_json() == answers[1].trace.to_json()
    assert {each.id for each in answers[0].trace.articles} == set(answers[0].readings)
    if question is None:
        assert set(answers[0].readings) == {each.article.id for each in readings}


def test_an_answer_is_of_one_moment_whatever_is_added_meanwhile(tmp_path, monkeypatch):
    with Archive.open(tmp_path / "whence.db") as archive, Archive.open(tmp_path / "whence.db") as other:
        archive.add(keep(holm()))
        near = asking._neighbourhood

        def slowly(*given):
            other.add(keep(quay()))
            return near(*given)

        monkeypatch.setattr(asking, "_neighbourhood", slowly)
        assert len(ask(archive, WAIT).trace.articles) == 1
        assert len(ask(archive, WAIT).trace.articles) == 2


def test_groups_that_are_too_large_must_share_more_terms(tmp_path, monkeypatch):
    monkeypatch.setattr(asking, "SMALL", 0)
    monkeypatch.setattr(asking, "TOGETHER", 1)
    readings = [holm(), quay(), herald(), tidings()]
    with Archive.open(tmp_path / "whence.db") as archive:
        for each in readings:
            archive.add(keep(each))
        assert {each.id for each in ask(archive).trace.articles} == {each.article.id for each in readings}


def test_many_articles_are_compared_by_their_sketches(monkeypatch):
    few = copies_of([holm(), tidings(), herald()])
    monkeypatch.setattr(asking, "TOGETHER", 1)
    assert copies_of([holm(), tidings(), herald()]) == few


def test_a_copy_makes_every_claim_of_its_original_again():
    told = trace([holm(), tidings()])
    found = sorted(tuple(each.content[0].text for each in claim.statements) for claim in told.claims)
    assert found == sorted([(SHUT, SHUT), (WAIT, WAIT), (CRANE, CRANE)])


def test_where_uncredited_copies_leave_it_open_first_is_null():
    work = compared_(holm(), tidings(published="2026-03-03"))
    assert [kin.copy.origin for kin in work.kin] == ["unknown"]
    (claim,) = claims_of(work, tuple(at for at, each in enumerate(work.nodes) if each.candidate.content[0].text == WAIT))
    assert claim.first is None


# --- one group as a claim --------------------------------------------------------------------------------------------------


def said(work, *starts):
    """The claims of the places that begin so, in all articles."""
    return claims_of(work, tuple(at for at, each in enumerate(work.nodes) if each.candidate.content[0].text.startswith(starts)))


def test_a_claim_has_the_id_of_its_earliest_place_and_lists_its_places():
    work = compared_(herald(), holm(), quay())
    (claim,) = said(work, WAIT)
    assert claim.id == next(each.candidate.id for each in work.nodes if each.candidate.content[0].text == WAIT)
    assert [each.article for each in claim.statements] == [each.article.id for each in (holm(), quay(), herald())]
    assert [each.holder and each.holder.name for each in claim.origins] == ["Oda Brandt", "Bo Marr"]
    assert (claim.independent.bound, claim.independent.count) == ("exact", 2)
    assert (claim.first.article, claim.first.basis) == (holm().article.id, "cited by the others")


def test_a_place_alone_is_a_claim_of_one():
    (claim,) = claims(compared_(herald()), WAIT)
    assert (len(claim.statements), claim.first.basis, claim.independent.count) == (1, "only one", 1)


def test_places_of_one_article_alone_are_claims_of_their_own():
    made = reading("The lock was shut. The lock was closed.", outlet="Holm Post")
    assert [claim.wording for claim in claims(compared_(made), "The lock was shut", "The lock was closed")] == [
        "The lock was shut",
        "The lock was closed",
    ]


def test_the_wording_is_the_shortest_plain_one_without_hedge_or_pronoun():
    work = compared_(
        herald("the lock may be shut"), holm(), reading("They were waiting there.", outlet="Low Sheet", published="2026-03-06")
    )
    (claim,) = claims(work, "the lock may be shut", WAIT, "They were waiting there")
    assert claim.wording == WAIT
    assert [each.hedged for each in claim.statements] == [False, True, False]


def test_a_copy_is_a_maker_that_has_it_from_the_copied():
    (claim,) = said(compared_(holm(), tidings()), WAIT)
    (origin,) = claim.origins
    assert [(each.because, each.articles) for each in origin.merges] == [("copy", (holm().article.id, tidings().article.id))]


def test_copies_of_one_agency_are_one_origin_from_outside():
    pair = [each(taken="Northwire") for each in (holm, tidings)]
    (claim,) = said(compared_(*pair), WAIT)
    assert [each.because for each in claim.origins[0].merges] == ["same agency"]
    assert (claim.first.outside, claim.origins[0].holder.name) == (True, "Northwire")


def test_who_says_that_it_is_not_so_disputes_the_claim_and_is_one_itself():
    work = compared_(herald("the lock was shut"), reading("The lock was not shut.", outlet="Low Sheet", published="2026-03-06"))
    claim, other = claims(work, "the lock was shut", "The lock was not shut")
    assert [each.content[0].text for each in claim.disputed_by] == ["The lock was not shut"]
    assert [each.content[0].text for each in other.disputed_by] == ["the lock was shut"]
    assert (claim.wording, other.wording) == ("the lock was shut", "The lock was not shut")


def test_who_speaks_of_a_claim_and_does_not_make_it_disputes_it_in_whatever_words():
    work = compared_(herald("the lock was shut"), reading("Boats went in and out.", outlet="Low Sheet", published="2026-03-06"))
    low, high = (
        next(at for at, each in enumerate(work.nodes) if each.candidate.content[0].text.startswith(start))
        for start in ("the lock was shut", "Boats went")
    )
    opposed = dataclasses.replace(work, likely={}, opposed={(low, high): 1.0})
    for claim, other in zip(claims_of(opposed, (low,)) + claims_of(opposed, (high,)), (high, low), strict=True):
        assert [each.content for each in claim.disputed_by] == [work.nodes[other].candidate.content]


def test_who_makes_a_claim_does_not_dispute_it_though_he_is_opposed_to_another_maker():
    work = compared_(holm(), quay(), herald())
    mine = tuple(at for at, each in enumerate(work.nodes) if each.candidate.content[0].text == WAIT)
    opposed = dataclasses.replace(work, opposed={(mine[0], mine[1]): 1.0})
    (claim,) = claims_of(opposed, mine)
    assert len(claim.statements) == 3
    assert claim.disputed_by == ()


def test_a_later_article_of_the_same_outlet_that_takes_it_back_corrects_it():
    later = f"Nobody was waiting: it is not so that {WAIT}. We wrongly reported that on Tuesday."
    work = compared_(holm(), reading(later, outlet="Holm Post", published="2026-03-06"))
    claim = claims(work, WAIT, f"it is not so that {WAIT}")[0]
    assert claim.corrected_by == (work.article(1).id,)


def test_an_earlier_article_or_one_of_another_outlet_corrects_nothing():
    later = f"Nobody was waiting: it is not so that {WAIT}. We wrongly reported that on Tuesday."
    for told in ({"outlet": "Quay News", "published": "2026-03-06"}, {"outlet": "Holm Post", "published": "2026-03-01"}):
        work = compared_(holm(), reading(later, **told))
        assert all(not each.corrected_by for each in claims(work, WAIT, f"it is not so that {WAIT}"))


def test_two_articles_of_unknown_outlets_do_not_correct_one_another():
    later = f"Nobody was waiting: it is not so that {WAIT}. We wrongly reported that on Tuesday."
    work = compared_(holm(outlet=None), reading(later, published="2026-03-06"))
    assert claims(work, WAIT, f"it is not so that {WAIT}")[0].corrected_by == ()


def test_a_number_named_only_to_deny_it_disputes_the_claim():
    one = reading("The bus carried 38 pupils.", outlet="Holm Post", published="2026-03-03")
    mended = reading("The bus carried 8 pupils, not 38 as we first reported.", outlet="Holm Post", published="2026-03-05")
    work = compared_(one, mended)
    (claim,) = claims(work, "The bus carried 38 pupils")
    assert [each.article for each in claim.disputed_by] == [mended.article.id]
    assert claim.corrected_by == (mended.article.id,)


LETTER = "Our weekly letter brings more of this every Friday."


def letters(one, other):
    """The articles of claims on the weekly letter, of two pages that close with it."""
    pages = [
        reading(f"{text}\n\n{LETTER}", outlet=outlet, published="2026-03-06")
        for text, outlet in ((one, "Holm Post"), (other, "Low Sheet"))
    ]
    return [len(each.statements) for each in trace(pages).claims if "weekly letter" in each.wording]


def test_the_closing_line_of_two_pages_makes_no_claim():
    assert letters("The lock at Vardholm was shut on Monday.", "Herring were cheap again at the fish hall of Kelter.") == []


def test_the_last_line_of_a_text_that_was_copied_makes_its_claim():
    text = "The lock at Vardholm was shut on Monday. Forty boats with herring waited below the gate until the evening came."
    assert letters(text, text) == [2]


def test_a_place_inside_another_of_the_same_article_is_said_once():
    text = f"The board knows that {WAIT}, Oda Brandt said."
    inner = reading(text, f"Oda Brandt | said | The board knows that {WAIT}", f"The board | knows | {WAIT}", outlet="Holm Post")
    work = compared_(inner, herald())
    places = [each.candidate.content[0].text for each in work.nodes if each.article == 1]
    assert places == [f"The board knows that {WAIT}", WAIT]
    (claim,) = said(work, "The board", WAIT)
    assert [each.content[0].text for each in claim.statements] == [WAIT, f"The board knows that {WAIT}"]


@pytest.mark.parametrize("taken", ["Northwire", None])
def test_copies_that_hang_together_are_one_origin_from_outside(taken):
    names = ("Holm Post", "Quay News", "Tidings", "Herald")
    work = compared_(*(holm(outlet=name, taken=taken) for name in names))
    chain = replace_kin(work, [(0, 3), (1, 2), (2, 3)])
    (claim,) = said(chain, WAIT)
    assert len(claim.origins) == 1


def replace_kin(work, pairs):
    """The same articles, of which only these pairs share text."""
    return dataclasses.replace(work, kin=tuple(each for each in work.kin if each.pair in pairs))


# --- never one claim -------------------------------------------------------------------------------------------------------


def apart_(one, other):
    """Are the first places of two articles kept apart?"""
    work = compared_(one, other)
    first, second = (next(at for at, node in enumerate(work.nodes) if node.article == article) for article in (0, 1))
    assert apart(work, first, second) == apart(work, second, first)
    return apart(work, first, second)


def test_the_same_thing_counted_differently_is_never_one_claim():
    assert apart_(herald("eleven boats were waiting"), herald("seven boats were waiting", outlet="Quay News"))
    assert not apart_(herald("eleven boats were waiting"), herald("11 boats were waiting", outlet="Quay News"))


def quoting(speaker, outlet, words="Our thoughts are with everyone today"):
    return reading(f"“{words},” {speaker} said.", f"{speaker} | said | {words}", outlet=outlet, published="2026-03-03")


def test_the_same_quoted_words_out_of_two_named_mouths_are_never_one_claim():
    assert apart_(quoting("Oda Brandt", "Holm Post"), quoting("Bo Marr", "Quay News"))
    assert not apart_(quoting("Oda Brandt", "Holm Post"), quoting("Brandt", "Quay News"))
    assert not apart_(quoting("Oda Brandt", "Holm Post"), quoting("a keeper", "Quay News"))


# --- what is kept ----------------------------------------------------------------------------------------------------------


def test_what_is_kept_of_a_reading_depends_on_the_reading_alone():
    assert keep(holm()) == keep(holm())
    kept = keep(holm())
    assert list(kept.terms) == sorted(set(kept.terms))
    assert {"vardholm", "brandt"} <= set(kept.terms)
    assert list(kept.sketch) == sorted(set(kept.sketch))


def test_articles_come_by_publication_then_id_and_those_without_a_date_last():
    kept = [keep(each) for each in (holm(published=None), herald(), quay(), holm(published="2026-03-04"))]
    found = [
        (each.reading.article.dates.published.value if each.reading.article.dates.published else None)
        for each in in_order(kept)
    ]
    assert found == ["2026-03-04", "2026-03-04", "2026-03-05", None]
    assert in_order(kept) == in_order(kept[::-1])


def test_articles_of_two_time_zones_come_by_the_moment_of_publication():
    early, late = holm(published="2026-03-03T09:30:00+02:00"), quay(published="2026-03-03T08:00:00+00:00")
    assert [each.reading.article.outlet.name for each in in_order(map(keep, (early, late)))] == ["Holm Post", "Quay News"]


def test_a_correction_note_of_a_page_takes_part_in_the_copies():
    later = tidings(outlet="Holm Post", url="https://holm.example/lock", published="2026-03-05")
    text = later.article.text
    noted = replace(later, article=replace(later.article, notes=(Note("correction", (span_of(text, 0, 5),)),)))
    told = trace([holm(url="https://holm.example/lock"), noted])
    assert [each.because for each in told.copies[0].evidence][-1] == "correction kept"

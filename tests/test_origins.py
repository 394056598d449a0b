"""On how many independent origins a claim rests: articles written as lines (`Story` in tracing_cases) -> origins, count, first.

A line is "key Outlet day: what the article rests on".
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracing_cases import Story
from whence.tracing.origins import origins

# --- one origin ------------------------------------------------------------------------------------------------------------


def test_one_article_with_its_own_source_is_one_origin():
    found = Story("a Holm Post 2026-03-04: person Oda Brandt")
    assert (found.origins, found.holders, found.count) == (["a"], ["Oda Brandt"], "exact 1")
    assert found.first == "a only one"
    assert found.merges == []


def test_a_chain_of_citations_goes_back_to_one_origin():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: cites a
        c Tidings 2026-03-06: cites b
        d Herald 2026-03-07: cites c
    """)
    assert (found.origins, found.count, found.first) == (["a b c d"], "exact 1", "a cited by the others")
    assert found.merges == ["a citation b", "b citation c", "c citation d"]


def test_a_copy_goes_back_to_what_it_copies_and_its_holder_is_not_counted_again():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: copies a; person Oda Brandt
    """)
    assert (found.origins, found.count, found.merges) == (["a b"], "exact 1", ["a copy b"])


def test_whoever_cites_comes_behind_although_it_was_published_first():
    found = Story("""
        a Holm Post 2026-03-04: cites b
        b Quay News 2026-03-05: person Oda Brandt
    """)
    assert (found.origins, found.first, found.merges) == (["a b"], "b cited by the others", ["b citation a"])


def test_one_person_in_two_articles_is_one_origin_and_both_are_witnesses():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-04: person Ms Brandt
    """)
    assert (found.origins, found.count, found.merges) == (["a b"], "exact 1", ["a same holder b"])
    assert found.witnesses == "a b"
    assert found.first == "a earliest publication"


def test_a_source_that_is_only_a_pronoun_bounds_the_count_where_several_others_speak():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-04: person Bo Marr
        c Tidings 2026-03-04: person they
    """)
    assert found.count == "at_most 3"


def test_a_common_text_that_no_agency_signs_bounds_the_count():
    story = """
        a Holm Post 2026-03-04: agency {}
        b Quay News 2026-03-04: agency {}
        c Tidings 2026-03-04: person Bo Marr
    """
    assert Story(story.format("0", "0")).count == "at_most 2"
    assert Story(story.format("Northwire", "Northwire")).count == "exact 2"


def test_one_document_in_two_articles_is_one_origin():
    found = Story("""
        a Holm Post 2026-03-04: document a report of the Canal Board
        b Quay News 2026-03-05: document the report
    """)
    assert (found.origins, found.count, found.merges) == (["a b"], "exact 1", ["a same document b"])


def test_two_documents_are_two_origins():
    found = Story("""
        a Holm Post 2026-03-04: document a report
        b Quay News 2026-03-05: document a letter
    """)
    assert (found.origins, found.count) == (["a", "b"], "exact 2")


def test_one_person_on_one_day_is_one_utterance():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt; on 2026-03-02
        b Quay News 2026-03-05: person Oda Brandt; on 2026-03-02
    """)
    assert found.merges == ["a same utterance b"]
    assert found.utterances == ["a b 2026-03-02"]


def test_the_same_quoted_words_are_one_mouth_whatever_it_is_called():
    words = "quoted we shut it ourselves before noon"
    found = Story(f"""
        a Holm Post 2026-03-04: person the keeper; {words}
        b Quay News 2026-03-05: person Oda Brandt; {words}
    """)
    assert (found.origins, found.count, found.merges) == (["a b"], "exact 1", ["a shared quotes b"])


def test_a_few_quoted_words_are_anybodys():
    found = Story("""
        a Holm Post 2026-03-04: person Bo Marr; quoted we are very sad
        b Quay News 2026-03-05: person Oda Brandt; quoted we are very sad
    """)
    assert found.count == "exact 2"


def test_articles_that_took_it_from_one_agency_are_one_origin_from_outside():
    found = Story("""
        a Holm Post 2026-03-04: agency Northwire
        b Quay News 2026-03-05: agency Northwire; person Oda Brandt
    """)
    assert (found.origins, found.holders, found.count) == (["a b"], ["Northwire"], "exact 1")
    assert (found.merges, found.first) == (["a same agency b"], "outside")


def test_an_outlet_that_is_not_among_the_articles_is_an_origin_from_outside():
    found = Story("""
        a Holm Post 2026-03-04: outlet the Far Paper
        b Quay News 2026-03-05: outlet Far Paper
    """)
    assert (found.origins, found.count, found.merges, found.first) == (["a b"], "exact 1", ["a citation b"], "outside")


def test_who_told_an_outlet_that_is_not_among_the_articles_is_the_origin():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt via; outlet Far Paper
        b Quay News 2026-03-05: person Ms Brandt
        c Tidings 2026-03-06: outlet the Far Paper
    """)
    assert (found.origins, found.count, found.holders) == (["a b c"], "exact 1", ["Oda Brandt"])


def test_two_people_who_told_one_outlet_are_two_origins():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt via; outlet Far Paper
        b Quay News 2026-03-05: person Bo Marr via; outlet Far Paper
    """)
    assert found.count == "exact 2"


def test_a_body_and_the_organ_that_it_publishes_itself_are_one_origin():
    found = Story("""
        a Canal Board News 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: person the Canal Board
        c Holm Post 2026-03-06: person the Rail Board
    """)
    assert found.origins == ["a b", "c"]


def test_what_a_bodys_own_organ_has_seen_is_its_word():
    found = Story("""
        a Canal Board 2026-03-04: witness
        b Quay News 2026-03-05: person the Canal Board
        c Holm Post 2026-03-06: witness
    """)
    assert found.origins == ["a b", "c"]


def test_a_body_of_one_word_is_known_in_its_own_organ_behind_what_it_is():
    found = Story("""
        a Orbin 2026-03-04: witness
        b Quay News 2026-03-05: person the operator Orbin
        c Orbin News 2026-03-06: witness
    """)
    assert found.origins == ["a b", "c"]


def test_an_article_that_cites_and_copies_one_other_has_it_from_there_once():
    found = Story("""
        a Holm Post 2026-03-04: none
        b Quay News 2026-03-05: copies a; cites a
    """)
    assert (found.origins, found.merges) == (["a b"], ["a copy b"])


# --- several origins -------------------------------------------------------------------------------------------------------


def test_two_people_are_two_origins():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: person Bo Marr
    """)
    assert (found.origins, found.count) == (["a", "b"], "exact 2")
    assert found.first == "a earliest publication"


def test_one_article_may_hold_two_origins():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        a: person Bo Marr
        b Quay News 2026-03-05: person Bo Marr
        c Tidings 2026-03-06: cites a
    """)
    assert (found.origins, found.holders, found.count) == (["a c", "a b c"], ["Oda Brandt", "Bo Marr"], "exact 2")


def test_who_is_only_called_by_an_office_is_the_named_one_of_the_same_article():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        a: person the keeper
    """)
    assert found.count == "exact 1"


def test_two_outlets_cited_in_one_article_are_two_origins():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-04: document a report
        c Tidings 2026-03-05: cites a b
    """)
    assert (found.origins, found.count) == (["a c", "b c"], "exact 2")
    assert found.merges == ["a citation c", "b citation c"]


def test_an_article_that_cites_and_asked_somebody_itself_holds_both():
    """What it says twice on two grounds: in one statement by another paper, in one by its own source."""
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: cites a
        b: person Bo Marr
    """)
    assert (found.origins, found.count) == (["a b", "b"], "exact 2")


def test_a_holder_heard_through_the_cited_paper_is_no_origin_of_its_own():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: person Oda Brandt via; cites a
    """)
    assert (found.origins, found.count, found.merges) == (["a b"], "exact 1", ["a citation b"])


# --- bounds ----------------------------------------------------------------------------------------------------------------


def test_two_unnamed_sources_are_at_most_two():
    found = Story("""
        a Holm Post 2026-03-04: anonymous a source
        b Quay News 2026-03-05: anonymous a source
    """)
    assert (found.origins, found.count) == (["a", "b"], "at_most 2")


def test_a_named_and_an_unnamed_source_are_two():
    found = Story("""
        a Holm Post 2026-03-04: anonymous a source
        b Quay News 2026-03-05: person Oda Brandt
    """)
    assert found.count == "exact 2"


def test_the_unnamed_sources_of_one_article_are_one_origin():
    found = Story("""
        a Holm Post 2026-03-04: anonymous two sources
        a: anonymous an insider
    """)
    assert (found.origins, found.count) == (["a"], "exact 1")


def test_an_article_that_names_no_source_makes_the_count_a_bound():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: none
    """)
    assert (found.origins, found.count) == (["a", "b"], "at_most 2")
    assert any("does not say" in each for each in found.found.independent.reasons)


def test_what_is_told_nowhere_counts_only_where_nothing_is_told():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        a: none
    """)
    assert (found.origins, found.count) == (["a"], "exact 1")


def test_the_papers_own_witness_is_an_origin():
    found = Story("""
        a Holm Post 2026-03-04: witness
        b Quay News 2026-03-05: person Oda Brandt
    """)
    assert (found.origins, found.holders, found.count, found.witnesses) == (["a", "b"], [None, "Oda Brandt"], "exact 2", "a")


def test_a_pronoun_is_the_only_named_one_and_never_one_more():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: person she
    """)
    assert (found.origins, found.count, found.merges) == (["a b"], "exact 1", ["a same holder b"])


# --- rings -----------------------------------------------------------------------------------------------------------------


def test_two_that_give_each_other_are_one_origin_that_nobody_knows():
    found = Story("""
        a Holm Post 2026-03-04: cites b
        b Quay News 2026-03-05: cites a
    """)
    assert (found.origins, found.holders, found.count, found.first) == (["a b"], [None], "at_most 1", "outside")
    assert found.loop == "a b a"
    assert found.merges == ["b citation a", "a citation b"]


def test_a_ring_of_three_is_listed_in_its_order_the_first_again_at_the_end():
    found = Story("""
        a Holm Post 2026-03-04: cites c
        b Quay News 2026-03-05: cites a
        c Tidings 2026-03-06: cites b
    """)
    assert (found.origins, found.count, found.loop) == (["a b c"], "at_most 1", "a c b a")
    assert [each.article for each in found.found.circular.evidence] == ["a", "c", "b"]


def test_a_ring_beside_another_origin_makes_the_count_a_bound():
    found = Story("""
        a Holm Post 2026-03-04: cites b
        b Quay News 2026-03-05: cites a
        c Tidings 2026-03-06: person Oda Brandt
        d Herald 2026-03-07: cites a
    """)
    assert (found.origins, found.count, found.first) == (["c", "a b d"], "at_most 2", "c earliest publication")


def test_a_ring_with_a_source_outside_of_the_set_goes_back_to_it():
    found = Story("""
        a Holm Post 2026-03-04: cites b; outlet Far Paper
        b Quay News 2026-03-05: cites a
    """)
    assert (found.origins, found.count, found.loop) == (["a b"], "exact 1", "a b a")


def test_a_ring_that_goes_back_to_an_article_of_the_set_is_no_origin_of_its_own():
    found = Story("""
        a Holm Post 2026-03-04: cites b c
        b Quay News 2026-03-05: cites a
        c Tidings 2026-03-06: person Oda Brandt
    """)
    assert (found.origins, found.count.split()[1], found.loop) == (["a b c"], "1", "a b a")


def test_two_that_cite_a_third_are_no_ring():
    found = Story("""
        a Holm Post 2026-03-04: none
        b Quay News 2026-03-05: cites a
        c Tidings 2026-03-05: cites a
    """)
    assert (found.loop, found.count) == (None, "exact 1")


# --- first -----------------------------------------------------------------------------------------------------------------


def test_an_article_that_cites_an_outlet_with_two_articles_means_the_last_before_it():
    found = Story("""
        a Holm Post 2026-03-01: person Oda Brandt
        b Holm Post 2026-03-04: person Bo Marr
        c Quay News 2026-03-05: cites a
        d Holm Post 2026-03-06: person Ilse Varga
    """)
    assert found.origins == ["a", "b c", "d"]
    assert found.merges == ["b citation c"]


def test_an_article_without_a_date_comes_last():
    found = Story("""
        a Holm Post: person Oda Brandt
        b Quay News 2026-03-05: person Bo Marr
    """)
    assert found.first == "b earliest publication"


def test_an_article_that_has_it_from_outside_only_is_not_first():
    found = Story("""
        a Holm Post 2026-03-04: outlet Far Paper
        b Quay News 2026-03-05: person Oda Brandt
    """)
    assert (found.first, found.count) == ("b earliest publication", "exact 2")
    assert Story("a Holm Post 2026-03-04: outlet Far Paper").first == "outside"


# --- utterances, witnesses ---------------------------------------------------------------------------------------------------


def test_one_person_on_two_days_is_two_utterances_and_one_origin():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt; on 2026-03-02
        b Quay News 2026-03-09: person Oda Brandt; on 2026-03-08
        c Tidings 2026-03-05: cites a
    """)
    assert (found.count, found.utterances) == ("exact 1", ["a 2026-03-02", "b 2026-03-08"])
    assert found.witnesses == "a b"


def test_a_report_without_a_day_belongs_to_the_day_with_the_same_words_or_of_the_same_publication():
    words = "quoted we shut it"
    found = Story(f"""
        a Holm Post 2026-03-04: person Oda Brandt; on 2026-03-02; {words}
        b Quay News 2026-03-09: person Oda Brandt; {words}
        c Tidings 2026-03-04: person Oda Brandt
        d Herald 2026-03-20: person Oda Brandt
    """)
    assert found.utterances == ["a c b 2026-03-02", "d ?"]


def test_a_document_and_a_citation_are_no_utterances():
    found = Story("""
        a Holm Post 2026-03-04: document a report
        b Quay News 2026-03-05: cites a
    """)
    assert found.utterances is None


def test_a_month_is_no_day():
    assert Story("a Holm Post 2026-03-04: person Oda Brandt; on 2026-03").utterances == ["a ?"]


def test_who_heard_it_alone_is_no_witness_of_anything_shared():
    assert Story("a Holm Post 2026-03-04: person Oda Brandt").witnesses == ""


# --- hedges ----------------------------------------------------------------------------------------------------------------


def test_a_hedge_dropped_on_the_way_is_told_with_both_ends():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt; hedged
        b Quay News 2026-03-05: cites a
        c Tidings 2026-03-06: copies b
    """)
    assert found.dropped == ["a -> b"]


def test_a_hedge_kept_or_put_back_drops_nothing():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt; hedged
        b Quay News 2026-03-05: cites a; hedged
        c Tidings 2026-03-06: person Oda Brandt
    """)
    assert found.dropped == []


def test_a_taker_that_also_keeps_the_hedge_drops_nothing():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt; hedged
        b Quay News 2026-03-05: cites a
        b: cites a; hedged
    """)
    assert found.dropped == []


def test_a_giver_that_also_says_it_plainly_drops_nothing():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt; hedged
        a: person Oda Brandt
        b Quay News 2026-03-05: cites a
    """)
    assert found.dropped == []


# --- one thing under several names -----------------------------------------------------------------------------------------


def test_two_holders_that_a_third_article_shows_to_be_one_are_one():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: person the harbour master
        c Tidings 2026-03-06: person Oda Brandt (harbour master)
    """)
    assert (found.origins, found.count) == (["a b c"], "exact 1")


def test_the_same_three_are_one_where_the_third_comes_first():
    found = Story("""
        a Tidings 2026-03-04: person Oda Brandt (harbour master)
        b Holm Post 2026-03-05: person Oda Brandt
        c Quay News 2026-03-06: person the harbour master
    """)
    assert (found.origins, found.count) == (["a b c"], "exact 1")


def test_a_surname_that_fits_two_people_does_not_make_them_one():
    found = Story("""
        a Holm Post 2026-03-04: person Oda Brandt
        b Quay News 2026-03-05: person Olaf Brandt
        c Tidings 2026-03-06: person Brandt
    """)
    assert (len(found.origins), found.count.split()[1]) == (2, "2")


def test_an_agency_that_one_copies_and_another_cites_is_one_origin():
    found = Story("""
        a Holm Post 2026-03-04: agency Northwire
        b Quay News 2026-03-04: agency Northwire
        c Tidings 2026-03-05: outlet Northwire
    """)
    assert found.count == "exact 1"


def test_an_outlet_of_the_set_that_was_not_found_to_say_it_is_one_origin_under_all_its_names_and_a_bound():
    silent = {"The Vard Standard": (9,), "the Standard": (9,)}
    found = Story(
        """
        a Holm Post 2026-03-04: outlet The Vard Standard
        b Quay News 2026-03-05: outlet the Standard
    """,
        silent,
    )
    assert (found.origins, found.count) == (["a b"], "at_most 1")


def test_copies_of_which_nothing_tells_which_was_first_leave_the_first_open():
    found = Story("""
        a Holm Post 2026-03-04: agency 0; undecided
        b Quay News 2026-03-04: agency 0; undecided
    """)
    assert (found.origins, found.first) == (["a b"], None)


# --- what never breaks -----------------------------------------------------------------------------------------------------

KEYS = "abcdef"
OUTLETS = ["Holm Post", "Quay News", "Tidings", "Herald"]
DAYS = ["", "2026-03-04", "2026-03-05", "2026-03-06"]
GROUNDS = [
    "none", "witness", "anonymous a source", "person Oda Brandt", "person Ms Brandt", "person Bo Marr", "person the keeper",
    "person she", "document a report", "document the report of the Canal Board", "outlet Far Paper", "agency Northwire",
    "person Oda Brandt via", "person Oda Brandt (keeper)",
]  # fmt: skip


@st.composite
def stories(draw):
    """Any articles with any grounds, citations and copies of one another."""
    keys = KEYS[: draw(st.integers(1, 6))]
    lines = []
    for at, key in enumerate(keys):
        orders = draw(st.lists(st.sampled_from(GROUNDS), max_size=2))
        for verb in ("cites", "copies"):
            others = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if draw(st.booleans()) else []
            if others := [each for each in others if each != key]:
                orders.append(f"{verb} {' '.join(others)}")
        orders += draw(st.lists(st.sampled_from(["hedged", "on 2026-03-02", "on 2026-03-03"]), max_size=1))
        lines.append(f"{key} {draw(st.sampled_from(OUTLETS))} {draw(st.sampled_from(DAYS))}: {'; '.join(orders)}")
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"{keys[at]}: {draw(st.sampled_from(GROUNDS))}")
    return "\n".join(lines)


@settings(max_examples=150)
@given(stories())
def test_every_article_is_in_an_origin_and_every_one_but_the_first_is_merged(text):
    story = Story(text)
    found = story.found
    assert {key for each in found.origins for key in each.articles} == set(story.keys)
    assert [each.id for each in found.origins] == [f"o{at}" for at in range(1, len(found.origins) + 1)]
    for each in found.origins:
        assert len(set(each.articles)) == len(each.articles) > 0
        merged = {key for one in each.merges for key in one.articles}
        assert merged <= set(each.articles)
        assert set(each.articles[1:]) <= merged
        assert all(one.articles[0] != one.articles[1] for one in each.merges)


@settings(max_examples=150)
@given(stories())
def test_the_count_is_never_more_than_the_origins_and_first_is_one_of_the_articles(text):
    story = Story(text)
    found = story.found
    assert 1 <= found.independent.count <= len(found.origins)
    assert found.independent.bound in ("exact", "at_most")
    assert found.independent.reasons
    assert found.first is None or found.first.outside or found.first.article in story.keys
    assert found.first is None or found.first.outside == (found.first.article is None)
    assert set(found.witnesses) <= set(story.keys)


@settings(max_examples=150)
@given(stories())
def test_a_loop_goes_from_each_to_the_next_and_ends_where_it_began(text):
    circle = Story(text).found.circular
    if circle:
        assert circle.loop[0] == circle.loop[-1]
        assert len(circle.loop) > 2
        assert len(set(circle.loop[:-1])) == len(circle.loop) - 1
        assert [each.article for each in circle.evidence] == list(circle.loop[:-1])


@settings(max_examples=150)
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_in_which_the_articles_are_given_changes_nothing(text, shuffle):
    story = Story(text)
    makings = list(story.makings)
    shuffle.shuffle(makings)
    assert origins(makings) == story.found

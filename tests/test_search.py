"""Search: statements by words, holder, outlet, date and kind, the newest first, with counts that say what they count."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archived import filled, kept
from whence.archive import Archive, Query
from whence.archive import search as module
from whence.archive.words import said_between, span_of_dates, typed
from whence.errors import UsageError

BRIDGE = kept(
    "Ilse Brandvik said the bridge is safe. Two officials denied that the bridge was closed, the Courier reported. "
    "The bridge opened in May.",
    "Ilse Brandvik | said | the bridge is safe | on 2026-03-11",
    "Two officials | denied | the bridge was closed | deny | anonymous | via Courier",
    own=("The bridge opened in May",),
    parts=("bridge is",),
    published="2026-03-12", outlet="Holm Post", title="Council meets",
)  # fmt: skip
FERRY = kept(
    "Ilse Brandvik said tariffs rose. A report showed a safe bridge.",
    "Ilse Brandvik | said | tariffs rose | on 2026-03",
    "A report | showed | a safe bridge | document | show",
    published="2026-04-01T08:00", outlet="The Courier", title="Ferry costs more",
)  # fmt: skip
OLD = kept(
    "Bo Marr said the bridge is new.", "Bo Marr | said | the bridge is new | on 2019", published="2019", title="Crème brûlée"
)
UNDATED = kept("Bo Marr said the bridge is gone.", "Bo Marr | said | the bridge is gone", outlet="Holm Post")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = filled(tmp_path_factory.mktemp("search") / "whence.db", [OLD, FERRY, UNDATED, BRIDGE])
    with Archive.open(path, read_only=True) as opened:
        yield opened


@pytest.fixture
def found(archive):
    """What a query finds, by the words of the statements."""

    def ask(words="", **told):
        results = archive.search(Query(words=words, **told))
        assert results.total == len(results.hits)
        return [" ".join(span.text for span in hit.content) for hit in results.hits]

    return ask


EVERYTHING = [
    "tariffs rose", "a safe bridge", "the bridge is safe", "the bridge was closed", "the bridge is new", "the bridge is gone",
]  # fmt: skip


def test_without_any_condition_every_statement_is_found_the_newest_article_first_in_the_order_of_the_text(found):
    assert found() == EVERYTHING


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("bridge", EVERYTHING[1:]),
        ("bridge safe", ["a safe bridge", "the bridge is safe"]),
        ("BRIDGE Safe", ["a safe bridge", "the bridge is safe"]),
        ('"bridge is"', ["the bridge is safe", "the bridge is new", "the bridge is gone"]),
        ('"safe bridge"', ["a safe bridge"]),
        ("bridges", EVERYTHING[1:]),
        ("tariff", ["tariffs rose"]),
        ("brid*", EVERYTHING[1:]),
        ("bridge -safe", ["the bridge was closed", "the bridge is new", "the bridge is gone"]),
        ('bridge -"is safe"', ["a safe bridge", "the bridge was closed", "the bridge is new", "the bridge is gone"]),
        ("-safe", ["tariffs rose", "the bridge was closed", "the bridge is new", "the bridge is gone"]),
        ("brandvik", ["tariffs rose", "the bridge is safe"]),
        ("brandvik safe", ["the bridge is safe"]),
        ("council", ["the bridge is safe", "the bridge was closed"]),
        ("creme brulee", ["the bridge is new"]),
        ("council ferry", []),
        ("opened", []),
        ("zeppelin", []),
        ("—", EVERYTHING),
    ],
)
def test_words_are_looked_for_in_what_is_said_who_says_it_and_the_title(found, words, expected):
    assert found(words) == expected


@pytest.mark.parametrize(
    "words", ['"', "bridge AND", "NEAR(", "said:x", "a* b", "bridge)", "(", "*", "^bridge", "OR", "bridge\0x"]
)
def test_whatever_is_typed_is_a_search_and_never_an_error(found, words):
    found(words)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"holder": "Brandvik"}, ["tariffs rose", "the bridge is safe"]),
        ({"holder": "ilse brandvik"}, ["tariffs rose", "the bridge is safe"]),
        ({"holder": "Brandvik Ilse"}, []),
        ({"holder": "Brandvik", "exact": True}, []),
        ({"holder": "Ilse Brandvik", "exact": True}, ["tariffs rose", "the bridge is safe"]),
        ({"outlet": "Courier"}, ["tariffs rose", "a safe bridge"]),
        ({"outlet": "Courier", "exact": True}, []),
        ({"outlet": "the courier", "exact": True}, ["tariffs rose", "a safe bridge"]),
        ({"kind": "anonymous"}, ["the bridge was closed"]),
        ({"kind": "document"}, ["a safe bridge"]),
        ({"act": "deny"}, ["the bridge was closed"]),
        ({"act": "say", "outlet": "Holm Post"}, ["the bridge is safe", "the bridge is gone"]),
        ({"second_hand": True}, ["the bridge was closed"]),
        ({"second_hand": False, "published": "2026"}, ["tariffs rose", "a safe bridge", "the bridge is safe"]),
        ({"unnamed": True}, ["the bridge was closed"]),
        ({"published": "2026-03-12"}, ["the bridge is safe", "the bridge was closed"]),
        ({"published": "2026-03"}, ["the bridge is safe", "the bridge was closed"]),
        ({"published": "2026-03-13..2026-04-01"}, ["tariffs rose", "a safe bridge"]),
        ({"published": "..2025"}, ["the bridge is new"]),
        ({"published": "2026-04-01.."}, ["tariffs rose", "a safe bridge"]),
        ({"published": "2019/2026-03"}, ["the bridge is safe", "the bridge was closed", "the bridge is new"]),
        ({"said": "2026"}, ["tariffs rose", "the bridge is safe"]),
        ({"said": "2026-03"}, ["tariffs rose", "the bridge is safe"]),
        ({"said": "2026-03-11"}, ["the bridge is safe"]),
        ({"said": "2026-03-10..2026-03-12"}, ["the bridge is safe"]),
        ({"said": "2026-03-01..2026-03-31"}, ["tariffs rose", "the bridge is safe"]),
        ({"said": "..2025"}, ["the bridge is new"]),
        ({"said": "2020.."}, ["tariffs rose", "the bridge is safe"]),
        ({"said": "2026-04"}, []),
        ({"words": "bridge", "holder": "Bo Marr", "published": "2019"}, ["the bridge is new"]),
    ],
)  # fmt: skip
def test_every_condition_that_is_given_must_hold(found, told, expected):
    assert found(**told) == expected


OF_POST = ["the bridge is safe", "the bridge was closed", "The bridge opened in May", "the bridge is gone"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"words": "opened"}, ["The bridge opened in May"]),
        ({"words": "bridge", "outlet": "Holm Post"}, OF_POST),
        ({"outlet": "Holm Post"}, OF_POST),
        ({"published": "2026-03-12"}, ["the bridge is safe", "the bridge was closed", "The bridge opened in May"]),
        ({"words": "bridge", "act": "deny"}, ["the bridge was closed"]),
        ({"words": "-safe", "published": "2026-03"}, ["the bridge was closed", "The bridge opened in May"]),
    ],
)  # fmt: skip
def test_clauses_in_the_article_s_own_voice_are_found_where_that_is_asked_for(archive, found, told, expected):
    assert found(**told, own_voice=True) == expected
    for hit in archive.search(Query(own_voice=True, **told)).hits:
        assert (hit.statement is None) == (hit.content[0].text == "The bridge opened in May")
        assert archive.resolve(hit.key).article == BRIDGE.reading.article.id or hit.statement


def test_an_outlet_alone_finds_no_clauses_unless_they_are_asked_for(found):
    assert found(outlet="Holm Post") == ["the bridge is safe", "the bridge was closed", "the bridge is gone"]


def test_a_hit_tells_all_of_its_statement_and_where_it_stands(archive):
    (hit,) = archive.search(Query(words="closed")).hits
    article, statement = BRIDGE.reading.article, BRIDGE.reading.statements[1]
    assert hit.key == f"{article.id}#{statement.id}"
    assert (hit.article, hit.title, hit.outlet, hit.published) == (article.id, "Council meets", "Holm Post", "2026-03-12")
    assert (hit.holder, hit.kind, hit.cue, hit.act, hit.second_hand, hit.hops) == (
        "Two officials", "anonymous", "denied", "deny", True, "Courier",
    )  # fmt: skip
    assert hit.content == statement.content.spans


def marked(snippet):
    return [snippet.text[low:high] for low, high in snippet.marks]


def test_the_words_that_matched_are_marked_as_they_stand_in_the_text(archive):
    (hit,) = archive.search(Query(words="tariff")).hits
    assert marked(hit.snippet) == ["tariffs"]
    (hit,) = archive.search(Query(words='"was closed"')).hits
    assert marked(hit.snippet) == ["was closed"]
    hits = archive.search(Query(words="council bri*")).hits
    assert [marked(hit.snippet) for hit in hits] == [["bridge"], ["bridge"]]
    assert archive.search(Query(holder="Brandvik")).hits[0].snippet.marks == ()


@pytest.mark.parametrize("before", ["", "🚢🚢 ", "e\u0301 \u200d"])
def test_a_long_statement_is_shown_around_the_words_that_matched_in_code_points(tmp_path, before):
    content = f"{before}{'and so on ' * 60}the 🚢 zeppelin rose{' and so forth' * 60}"
    with Archive.open(filled(tmp_path / "a.db", [kept(f"Bo Marr said {content}.", f"Bo Marr | said | {content}")])) as archive:
        (hit,) = archive.search(Query(words="zeppelin")).hits
    assert len(hit.snippet.text) == module.SNIPPET
    assert hit.snippet.text in content
    assert marked(hit.snippet) == ["zeppelin"]


def test_pieces_of_an_interrupted_statement_keep_their_places(tmp_path):
    text = "“The bridge,” Bo Marr said, “is safe.”"
    article = kept(text, "Bo Marr | said | The bridge … is safe")
    with Archive.open(filled(tmp_path / "a.db", [article])) as archive:
        (hit,) = archive.search(Query(words="bridge safe")).hits
    assert hit.content == article.reading.statements[0].content.spans
    assert marked(hit.snippet) == ["bridge", "safe"]
    assert all(text[span.start : span.end] == span.text for span in hit.content)


def test_a_text_with_the_signs_of_a_mark_is_shown_without_marks(tmp_path):
    content = "a \x02\x1dbridge\x1d\x03 rose"
    with Archive.open(filled(tmp_path / "a.db", [kept(f"Bo Marr said {content}.", f"Bo Marr | said | {content}")])) as archive:
        (hit,) = archive.search(Query(words="bridge")).hits
    assert (hit.snippet.text, hit.snippet.marks) == (content, ())


# --- order, pages, counts ------------------------------------------------------------------------------------------------


def test_by_relevance_the_wording_comes_first_then_words_near_each_other_then_the_rest(tmp_path):
    said = ["the safe", "safe and sound stands the old bridge", "a safe thing " + "and " * 20 + "a bridge", "the safe bridge"]
    made = [
        kept(
            f"Bo Marr said {each}.",
            f"Bo Marr | said | {each}",
            published=f"2026-03-{20 - day}",
            title="Bridge" if day == 0 else None,
        )
        for day, each in enumerate(said)
    ]
    with Archive.open(filled(tmp_path / "a.db", made)) as archive:
        newest = [hit.content[0].text for hit in archive.search(Query(words="safe bridge")).hits]
        ranked = [hit.content[0].text for hit in archive.search(Query(words="safe bridge", order="relevance")).hits]
        first = archive.search(Query(words="safe bridge", order="relevance", limit=1)).hits[0].content[0].text
        pages = [archive.search(Query(words="safe bridge", order="relevance", limit=1, offset=n)).hits[0] for n in range(4)]
    assert newest == said
    assert ranked == [said[3], said[1], said[2], said[0]]
    assert first == said[3]
    assert [hit.content[0].text for hit in pages] == ranked


def test_relevance_without_words_is_the_newest_first(found):
    assert found(order="relevance") == EVERYTHING


def test_pages_follow_one_another(archive):
    pages = [archive.search(Query(limit=4, offset=offset)) for offset in (0, 4, 8)]
    assert [len(each.hits) for each in pages] == [4, 2, 0]
    assert {each.total for each in pages} == {6}
    assert [hit.content[0].text for each in pages for hit in each.hits] == EVERYTHING


@pytest.mark.parametrize("told", [{"limit": 0}, {"limit": -1}, {"limit": 10**6}, {"offset": -1}, {"offset": 10**6}])
def test_a_page_that_cannot_be_is_a_wrong_call(archive, told):
    with pytest.raises(UsageError) as wrong:
        archive.search(Query(**told))
    assert wrong.value.hint


@pytest.mark.parametrize("told", ["soon", "2026-13", "2026-02-30", "2026..2025", "..", "", "2026-03-12T10:00", "99999", "0000"])
def test_what_is_no_date_is_a_wrong_call(archive, told):
    for field in ("said", "published") if told else ():
        with pytest.raises(UsageError, match="not a") as wrong:
            archive.search(Query(**{field: told}))
        assert "FROM..TO" in wrong.value.hint


def test_more_words_than_a_search_can_have_are_a_wrong_call(archive):
    with pytest.raises(UsageError, match="more than"):
        archive.search(Query(words=" ".join(f"w{number}" for number in range(65))))


def test_facets_count_what_was_found(archive):
    results = archive.search(Query(words="bridge", facets=True))
    assert results.counted == results.total == 5
    counted = {each.name: dict(each.values) for each in results.facets}
    assert counted == {
        "holder": {"Bo Marr": 2, "A report": 1, "Ilse Brandvik": 1, "Two officials": 1},
        "outlet": {"Holm Post": 3, "The Courier": 1},
        "kind": {"named person": 3, "anonymous": 1, "document": 1},
        "act": {"say": 3, "deny": 1, "show": 1},
        "month": {"2026-03": 2, "2019": 1, "2026-04": 1},
        "second hand": {"no": 4, "yes": 1},
    }


def test_a_value_of_a_facet_asked_for_exactly_finds_as_many_as_it_counts(archive):
    for facet in archive.search(Query(facets=True)).facets:
        for value, count in facet.values:
            if facet.name in ("holder", "outlet"):
                assert archive.search(Query(**{facet.name: value}, exact=True)).total == count


def test_counts_stop_at_their_limits_and_say_so(archive, monkeypatch):
    monkeypatch.setattr(module, "MOST_COUNTED", 3)
    monkeypatch.setattr(module, "MOST_FACETED", 2)
    results = archive.search(Query(facets=True, limit=2))
    assert (results.total, results.more, results.counted) == (3, True, 2)
    assert dict(results.facets[0].values) == {"Ilse Brandvik": 1, "A report": 1}
    assert not archive.search(Query(act="deny", limit=2)).more


def test_nothing_found_has_empty_facets(archive):
    results = archive.search(Query(words="zeppelin", facets=True))
    assert (results.total, results.counted, {each.values for each in results.facets}) == (0, 0, {()})


# --- words and dates -----------------------------------------------------------------------------------------------------


@given(st.text(max_size=40))
@settings(max_examples=150, suppress_health_check=[])
def test_any_text_can_be_searched_for(text):
    for term in (*typed(text).must, *typed(text).never):
        assert term.strip("*").startswith('"')
        assert term.strip("*").endswith('"')
        assert "\0" not in term


DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@given(DAYS, st.integers(0, 3000))
def test_a_span_of_days_is_cut_into_stretches_that_cover_it_once(first, length):
    last = min(first + timedelta(days=length), date(2099, 12, 31))
    covered = []
    for tag in said_between(first.isoformat(), last.isoformat()).split(" OR "):
        begin = date(int(tag[1:5]), int(tag[5:7] or 1), int(tag[7:9] or 1))
        end = {
            "d": begin,
            "m": (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1),
            "y": begin.replace(month=12, day=31),
        }[tag[0]]
        covered += [begin.toordinal(), end.toordinal()]
    assert covered[0] == first.toordinal()
    assert covered[-1] == last.toordinal()
    assert all(before + 1 == after for before, after in zip(covered[1:-1:2], covered[2::2], strict=True))


def test_a_span_of_dates_has_two_ends_one_of_them_may_be_open():
    assert span_of_dates("2026-03") == ("2026-03", "2026-03")
    assert span_of_dates("2026..2026-03-12") == ("2026", "2026-03-12")
    assert span_of_dates(" 2026-03-12 .. ") == ("2026-03-12", None)
    assert span_of_dates("..2026") == (None, "2026")

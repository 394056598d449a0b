"""Statements by words, holder, outlet, date and kind, newest first, with counts of what else could be asked.

Time hardly grows with the archive: matches are read from the newest on, and never more of them than MOST_COUNTED.  Ranking by
relevance takes the newest MOST_COUNTED matches; counts for the facets are of the newest MOST_FACETED.
"""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from whence.archive.numbers import days, rows
from whence.archive.problems import there
from whence.archive.rows import GAP
from whence.archive.schema import TOKENIZER
from whence.archive.words import Typed, exact, in_columns, quoted, said_between, span_of_dates, typed
from whence.errors import UsageError
from whence.records.entity import Kind
from whence.records.spans import Span
from whence.records.statement import Act

Database = sqlite3.Connection

MOST_COUNTED = 10_000
MOST_FACETED = 1_000
MOST_VALUES = 20  # of one facet
MOST_ROWS = 1_000  # of one page of results
SNIPPET = 200  # characters around the first word that matched
_BEGIN, _END = "\x02\x1d", "\x1d\x03"  # around words that matched: no text that a person wrote holds them
_NEAR = 10  # words between those of a query that stand near to each other
_PATIENT = -(1 << 63), (1 << 63) - 1


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked; every field that is given must hold.

    `words` as typed: all of them in the statement, its holder's name or the article's title; "in quotation marks" together,
    `harb*` as a beginning, `-word` not.  `holder` and `outlet` are words of the name (or of the domain), in this order; with
    `exact` they are the whole name, as a facet gives it.  `said` and `published` are a day, month or year, or FROM..TO with
    one end open.  `own_voice` finds clauses of the article in its own voice as well.
    """

    words: str = ""
    holder: str | None = None
    outlet: str | None = None
    exact: bool = False
    kind: Kind | None = None
    act: Act | None = None
    said: str | None = None
    published: str | None = None
    second_hand: bool | None = None
    unnamed: bool = False
    own_voice: bool = False
    order: Literal["newest", "relevance"] = "newest"
    limit: int = 20
    offset: int = 0
    facets: bool = False


class Snippet(msgspec.Struct, frozen=True):
    """Words around the match; `marks` are the matched words as offsets into `text` (code points)."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, or one clause in the article's own voice (`statement` and what belongs to one are then null).

    `key` is its address: ARTICLE#STATEMENT, or the id of the claim.  Spans of `content` are offsets into the article's text.
    """

    key: str
    article: str
    title: str | None
    outlet: str | None
    published: str | None
    statement: str | None
    content: tuple[Span, ...]
    snippet: Snippet
    holder: str | None = None
    kind: str | None = None
    source: str | None = None
    cue: str | None = None
    act: str | None = None
    quotation: str | None = None
    said_on: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    second_hand: bool | None = None
    hops: str | None = None
    reason_unnamed: str | None = None
    confidence: float | None = None
    decided_by: str | None = None


class Facet(msgspec.Struct, frozen=True):
    """How often each value of one field occurs, the most frequent first; values may be left out at the end."""

    name: Literal["holder", "outlet", "kind", "act", "month", "second hand"]
    values: tuple[tuple[str, int], ...]


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """One page of results.

    `total` is exact unless `more`: then there are more than that.  `facets` count the newest `counted` matches.
    """

    total: int
    more: bool
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    counted: int = 0


def search(database: Database, query: Query) -> Results:
    """The statements that the query asks for."""
    _check(query)
    found = _Matches(database, query)
    numbers = found.newest(MOST_COUNTED + 1)
    more = len(numbers) > MOST_COUNTED
    numbers = numbers[:MOST_COUNTED]
    faceted = numbers[:MOST_FACETED] if query.facets else []
    end = query.offset + query.limit
    ordered = found.ranked(numbers, end) if query.order == "relevance" and found.typed.must else numbers
    page = ordered[query.offset : end]
    return Results(
        total=len(numbers),
        more=more,
        hits=tuple(_hits(database, page, found.typed)),
        facets=_facets(database, faceted) if query.facets else (),
        counted=len(faceted),
    )


def _check(query: Query) -> None:
    if not 0 < query.limit <= MOST_ROWS or query.offset < 0:
        raise UsageError(f"a page of results has 1 to {MOST_ROWS} rows", "give another limit")
    if query.offset + query.limit > MOST_COUNTED:
        raise UsageError(f"results are listed as far as {MOST_COUNTED}", "narrow the search by date, outlet or holder")


# --- matches -------------------------------------------------------------------------------------------------------------


class _Matches:
    """The numbers of the rows that a query finds."""

    def __init__(self, database: Database, query: Query) -> None:
        self._database, self.typed = database, typed(query.words)
        self._said = ("said", "own", "holder", "title") if query.own_voice else ("said", "holder", "title")
        self._filters = _filters(query)
        if not query.own_voice and self._filters and not self.typed.must and not _of_statements(query):
            self._filters = (*self._filters, "tags : said0")  # an outlet has clauses of its own, too
        self._own = query.own_voice
        self._low, self._high = rows(*days(*span_of_dates(query.published))) if query.published else _PATIENT
        self._match = self._expression(self.typed, self._said)

    def _expression(self, words: Typed, columns: Sequence[str], only: str | None = None) -> str | None:
        parts = [in_columns(columns, only or " AND ".join(words.must))] if words.must else []
        parts += self._filters
        if words.never and not parts:
            parts = ["tags : (said0 OR own0)" if self._own else "tags : said0"]
        expression = " AND ".join(f"({each})" for each in parts)
        if words.never:
            expression = f"({expression}) NOT {in_columns(columns, ' OR '.join(words.never))}"
        return expression or None

    def newest(self, most: int) -> list[int]:
        """The rows that match, newest first."""
        if self._match:
            return self._rows(self._match, self._low, most)
        query = "SELECT number FROM statements WHERE number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?"
        if self._own:
            query = (
                "SELECT number FROM (SELECT number FROM statements UNION ALL"
                " SELECT number FROM candidates WHERE statement IS NULL)"
                " WHERE number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?"
            )
        return [number for (number,) in self._database.execute(query, (self._low, self._high, most))]

    def _rows(self, match: str, low: int, most: int) -> list[int]:
        found = self._database.execute(
            "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?",
            (match, low, self._high, most),
        )
        return [number for (number,) in found]

    def ranked(self, numbers: list[int], most: int) -> list[int]:
        """The first of the same rows: those that say just these words, then near to each other, then anywhere in what is said.

        Behind them those where words stand in the name of the holder or in the title only; the newest first in each.  Scores
        of the BM25 kind would have to count every match of every word in the whole archive.
        """
        if not numbers:
            return []
        said = self._said[:-2]
        plain, tiers = self.typed.plain, []
        if len(plain) > 1:
            tiers = [quoted(" ".join(plain)), f"NEAR({' '.join(map(quoted, plain))}, {_NEAR})"]
        tiers.append(" AND ".join(self.typed.must))
        ordered: dict[int, None] = {}
        for each in tiers:
            if len(ordered) < most:
                match = self._expression(self.typed, said, each)
                ordered.update(dict.fromkeys(self._rows(match or "", numbers[-1], most + len(ordered))))
        return list(ordered | dict.fromkeys(numbers))


def _of_statements(query: Query) -> bool:
    """Does a filter hold for statements only?"""
    told = (query.holder, query.kind, query.act, query.said, query.second_hand, query.unnamed or None)
    return any(each is not None for each in told)


def _filters(query: Query) -> tuple[str, ...]:
    """An expression for every field that is given, the dates of publication aside: they are a span of rows."""
    tags = [
        f"a{query.act}0" if query.act else "",
        f"k{query.kind.replace(' ', '')}0" if query.kind else "",
        {None: "", True: "second0", False: "first0"}[query.second_hand],
        "unnamed0" if query.unnamed else "",
        exact("h", query.holder) if query.holder and query.exact else "",
        exact("o", query.outlet) if query.outlet and query.exact else "",
    ]
    found = [f"tags : {each}" for each in tags if each]
    if query.said:
        found.append(in_columns(["tags"], said_between(*span_of_dates(query.said))))
    if not query.exact:
        found += [f"{column} : {quoted(name)}" for column, name in (("holder", query.holder), ("outlet", query.outlet)) if name]
    return tuple(found)


# --- rows ----------------------------------------------------------------------------------------------------------------

_COLUMNS = (
    "s.key", "a.id", "a.title", "coalesce(a.outlet, a.domain)", "a.published", "s.id", "s.content", "s.spans", "s.holder",
    "s.kind", "s.source", "s.cue", "s.act", "s.quotation", "s.said_on", "s.certainty", "s.polarity", "s.second_hand", "s.hops",
    "s.reason_unnamed", "s.confidence", "s.decided_by",
)  # fmt: skip
_NAMES = ("holder", "kind", "source", "cue", "act", "quotation", "said_on", "certainty", "polarity", "second_hand", "hops",
          "reason_unnamed", "confidence", "decided_by")  # fmt: skip
_STATEMENT = f"SELECT {', '.join(_COLUMNS)} FROM statements s JOIN articles a ON a.number = s.article WHERE s.number = ?"  # noqa: S608
_CLAUSE = (
    "SELECT c.id, a.id, a.title, coalesce(a.outlet, a.domain), a.published, NULL, c.text, c.spans"
    " FROM candidates c JOIN articles a ON a.number = c.article WHERE c.number = ?"
)


def _hits(database: Database, page: list[int], words: Typed) -> list[Hit]:
    found = [
        database.execute(_STATEMENT, (number,)).fetchone() or there(database.execute(_CLAUSE, (number,)).fetchone())
        for number in page
    ]
    marked = _marked(database, [row[6] for row in found], words)
    return [_hit(row, marked.get(place)) for place, row in enumerate(found)]


def _marked(database: Database, texts: list[str], words: Typed) -> dict[int, str]:
    """The texts by their places, with marks around the words that match: an index of this one page tells them."""
    if not words.must or not texts:
        return {}
    database.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.shown USING fts5 (text, tokenize='{TOKENIZER}')")
    database.execute("DELETE FROM temp.shown")
    database.executemany("INSERT INTO temp.shown (rowid, text) VALUES (?, ?)", enumerate(texts))
    query = f"SELECT rowid, highlight(shown, 0, '{_BEGIN}', '{_END}') FROM temp.shown WHERE shown MATCH ?"  # noqa: S608
    return dict(database.execute(query, (" OR ".join(words.must),)).fetchall())


def _hit(row: tuple[Any, ...], marked: str | None) -> Hit:
    key, article, title, outlet, published, statement, text, places, *told = row
    fields: dict[str, Any] = dict(zip(_NAMES, told, strict=False))
    if fields.get("second_hand") is not None:
        fields["second_hand"] = bool(fields["second_hand"])
    return Hit(
        key=key,
        article=article,
        title=title,
        outlet=outlet,
        published=published,
        statement=statement,
        content=_pieces(text, places),
        snippet=_snippet(text, marked),
        **fields,
    )


def _pieces(text: str, places: str) -> tuple[Span, ...]:
    """The pieces of a phrase whose words stand one behind the other in `text`, with a mark between them."""
    found, at = [], 0
    for start, end in msgspec.json.decode(places, type=list[tuple[int, int]]):
        found.append(Span(start, end, text[at : at + end - start]))
        at += end - start + len(GAP)
    return tuple(found)


def _snippet(text: str, marked: str | None) -> Snippet:
    """The first words that match with what stands around them; the beginning where none do."""
    marks = _marks(text, marked or "")
    begin = max(0, marks[0][0] - SNIPPET // 4) if marks and len(text) > SNIPPET else 0
    end = min(len(text), begin + SNIPPET)
    begin = max(0, min(begin, end - SNIPPET))
    inside = tuple((low - begin, min(high, end) - begin) for low, high in marks if begin <= low < end)
    return Snippet(text[begin:end], inside)


def _marks(text: str, marked: str) -> list[tuple[int, int]]:
    """Where the marked words stand in the text without marks; none when the text itself holds such marks."""
    before, *parts = marked.split(_BEGIN)
    found, plain = [], before
    for part in parts:
        inside, _, after = part.partition(_END)
        found.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    return found if plain == text else []


# --- facets --------------------------------------------------------------------------------------------------------------


def _facets(database: Database, numbers: list[int]) -> tuple[Facet, ...]:
    """How often the values of each field occur among these rows."""
    listed = f"[{','.join(map(str, numbers))}]"
    rows = database.execute(
        "SELECT s.holder, s.kind, s.act, s.second_hand, s.article"
        " FROM json_each(?) j CROSS JOIN statements s ON s.number = j.value",
        (listed,),
    ).fetchall()
    articles = f"[{','.join({str(row[4]) for row in rows})}]"
    about = {
        number: (outlet or domain, (published or "")[:7] or None)
        for number, outlet, domain, published in database.execute(
            "SELECT a.number, a.outlet, a.domain, a.published FROM json_each(?) j"
            " CROSS JOIN articles a INDEXED BY articles_at_a_glance ON a.number = j.value",
            (articles,),
        )
    }
    hand = {None: None, 0: "no", 1: "yes"}
    columns = {
        "holder": [row[0] for row in rows],
        "outlet": [there(about.get(row[4]))[0] for row in rows],
        "kind": [row[1] for row in rows],
        "act": [row[2] for row in rows],
        "month": [there(about.get(row[4]))[1] for row in rows],
        "second hand": [hand[row[3]] for row in rows],
    }
    return tuple(Facet(name, _counted(values)) for name, values in columns.items())  # type: ignore[arg-type]  # the names of Facet


def _counted(values: list[str | None]) -> tuple[tuple[str, int], ...]:
    counts = Counter(each for each in values if each is not None)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES])

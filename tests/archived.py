"""The tiny language of the archive's tests: a text and its statements as surfaces -> what would be kept of it.

`kept("Ann Lee said it was late.", "Ann Lee | said | it was late")` is that article with that statement.  A statement is
"holder | cue | content", then in any order an act ("deny"), a kind of holder ("anonymous"), "via NAME" for every hop (a name
that stands in the text), "on DATE" for the day it was said.  Content in pieces is joined by " … ".  `own` are clauses in the
article's own voice, `parts` parts of the first statement's content.  Terms are the names in the text, hashes come from its
words.
"""

import re
import sqlite3
from contextlib import closing
from hashlib import sha256
from typing import get_args

from whence.archive import Archive
from whence.records.article import Article, ArticleDate, ArticleDates, Block, Outlet, article_id
from whence.records.entity import Entity, Kind
from whence.records.kept import Candidate, Kept, candidate_id
from whence.records.reading import STAGES, Model, Reading
from whence.records.spans import span_of
from whence.records.statement import Act, Content, Cue, Hop, SaidOn, Source, Statement, statement_id

KINDS, ACTS = get_args(Kind), get_args(Act)


def at(text, surface):
    """The spans of a surface, of its pieces where it has several."""
    found, begin = [], 0
    for piece in surface.split(" … "):
        start = text.index(piece, begin)
        begin = start + len(piece)
        found.append(span_of(text, start, begin))
    return tuple(found)


def precision_of(value):
    return {4: "year", 7: "month", 10: "day", 16: "minute"}.get(len(value), "second")


def date_of(value):
    return ArticleDate(value, precision_of(value), "given") if value else None


def kept(text, *links, name="note.txt", url=None, published=None, outlet=None, title=None, modified=None, captured=None,
         canonical=None, own=(), parts=(), sketch=None, terms=None, model="test-1", not_read=None):  # fmt: skip
    """What would be kept of the article."""
    key = article_id(text, url, outlet, published)
    entities, made, candidates = {}, [], []
    for link in links:
        statement = stated(text, key, link, entities)
        made.append(statement)
        candidates.append(candidate(key, statement.content.spans, statement.id))
    candidates += [candidate(key, at(text, part), made[0].id) for part in parts]
    candidates += [candidate(key, at(text, clause), None) for clause in own]
    article = Article(
        id=key, text=text, blocks=(Block(0, len(text), "paragraph"),), url=url, canonical_url=canonical, title=title,
        outlet=Outlet(outlet) if outlet else None, language="en", not_read=not_read,
        dates=ArticleDates(date_of(published), date_of(modified), date_of(captured)),
    )  # fmt: skip
    reading = Reading(
        input=name, looked_for=STAGES, article=article, statements=tuple(made) if not not_read else None,
        entities=tuple(entities.values()) if not not_read else None, model=Model(model, "0" * 64), whence="0.1.0",
    )  # fmt: skip
    words = re.findall(r"\w+", text)
    return Kept(
        reading,
        tuple(sorted({int.from_bytes(sha256(each.encode()).digest()[:8], "big") for each in words}))
        if sketch is None
        else sketch,
        tuple(sorted({each.lower() for each in words if each[0].isupper()})) if terms is None else terms,
        tuple(candidates),
    )


def candidate(key, spans, statement):
    return Candidate(candidate_id(key, spans), key, statement, spans)


def stated(text, key, link, entities):
    """The statement of a link; its holder and hops join the entities."""
    holder, cue, content, *told = (part.strip() for part in link.split("|"))
    kind = next((each for each in told if each in KINDS), "named person")
    source, cues, contents = at(text, holder) if holder else (), at(text, cue) if cue else (), at(text, content)
    hops = tuple(
        Hop(entity(entities, name, "outlet", at(text, name)).id, at(text, name), (), False)
        for name in (each.removeprefix("via ") for each in told if each.startswith("via "))
    )
    day = next((each.removeprefix("on ") for each in told if each.startswith("on ")), None)
    return Statement(
        id=statement_id(key, cues, contents),
        source=Source(source, entity(entities, holder, kind, source).id if holder else None, (), False),
        cue=Cue(cues, cue or None, next((each for each in told if each in ACTS), "say")),
        content=Content(contents), quotation="indirect", hops=hops, certainty="asserted", polarity="positive", confidence=0.9,
        said_on=SaidOn(day, precision_of(day), "explicit") if day else None,
    )  # fmt: skip


def entity(entities, name, kind, spans):
    return entities.setdefault(name, Entity(id=f"e{len(entities) + 1}", name=name, kind=kind, mentions=spans))


# --- looking into the file -----------------------------------------------------------------------------------------------


def rows(path, query, *told):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query, told).fetchall()


def dump(path):
    """The rows of every table, and of the view that the index points at."""
    tables = ("articles", "other_ids", "readings", "statements", "hops", "entities", "candidates", "sketches", "terms",
              "corrections", "findable")  # fmt: skip
    return {table: sorted(rows(path, f"SELECT * FROM {table}"), key=repr) for table in tables}


def index_is_right(path):
    """Raises where the index says anything else than the rows it points at."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
        return (
            database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not database.execute("PRAGMA foreign_key_check").fetchall()
        )


def filled(path, articles, **told):
    """The path of an archive with these articles, added one by one."""
    with Archive.open(path) as archive:
        for each in articles:
            archive.add(each, **told)
    return path

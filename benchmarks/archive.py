"""Size and speed of the archive: python benchmarks/archive.py [--articles N] [--keep FILE]

Composes articles of words that are as common as words of news are (Zipf), 25 rows of statements and clauses each, over ten
years and 400 outlets, adds them in random order and prints JSON: articles per second, bytes per article and per table, and the
medians and 95th percentiles of searches of every kind, of reading back and of what tracing asks.  With --keep the archive is
made there once and used again.
"""

import argparse
import json
import random
import sqlite3
import statistics
import tempfile
import time
from bisect import bisect
from contextlib import closing
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from whence.archive import Archive, Query
from whence.records.article import Article, ArticleDate, ArticleDates, Block, Outlet, article_id
from whence.records.entity import Entity
from whence.records.kept import Candidate, Kept, candidate_id
from whence.records.reading import STAGES, Model, Reading
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Hop, SaidOn, Source, Statement, statement_id

SYLLABLES = (
    "ba",
    "ce",
    "dor",
    "el",
    "fi",
    "gan",
    "hu",
    "ir",
    "jo",
    "kal",
    "lem",
    "mi",
    "nor",
    "os",
    "pu",
    "rin",
    "sa",
    "tev",
    "ul",
    "wen",
)
VOCABULARY, OUTLETS, PEOPLE, DAYS = 40_000, 400, 20_000, 3650
ACTS = ("say",) * 12 + ("think", "deny", "confirm", "order", "feel", "intend", "ask", "decline", "show")
KINDS = (
    ("named person",) * 6
    + ("named organization",) * 3
    + ("outlet", "document", "anonymous", "unnamed person", "unnamed group", "place")
)
STATEMENTS, CLAUSES, PARTS = 14, 7, 4  # an article
FIRST = date(2016, 1, 1)


def word(number):
    """The word of a rank: three or four syllables, every rank another."""
    made = ""
    for _ in range(4):
        number, place = divmod(number, len(SYLLABLES))
        made += SYLLABLES[place]
    return made


WORDS = [word(number) for number in range(VOCABULARY)]
_WEIGHTS = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))


def drawn(chance, count):
    """Words as common as their rank tells."""
    return [WORDS[bisect(_WEIGHTS, chance.random() * _WEIGHTS[-1])] for _ in range(count)]


def person(number):
    return f"{WORDS[number * 7 % VOCABULARY].title()} {WORDS[number * 13 % VOCABULARY].title()}"


def composed(number):
    """One article as it would be kept."""
    chance = random.Random(number)
    outlet = min(int(chance.paretovariate(0.6)), OUTLETS)
    published = (
        FIRST + timedelta(days=chance.randrange(DAYS))
    ).isoformat() + f"T{chance.randrange(24):02}:{chance.randrange(60):02}:00"
    people = [min(int(chance.paretovariate(0.5)), PEOPLE) for _ in range(6)]
    parts, places, at = [], [], 0
    for _ in range(STATEMENTS + CLAUSES):
        name, content = person(chance.choice(people)), " ".join(drawn(chance, chance.randrange(9, 26)))
        sentence = f"{name} said {content}."
        places.append((at, len(name), len(content)))
        parts.append(sentence)
        at += len(sentence) + 1
    text = " ".join(parts)
    url = f"https://outlet{outlet}.example/{number}"
    key = article_id(text, url, None, published)
    return kept(key, text, places, chance, (url, outlet, published, people))


def kept(key, text, places, chance, told):
    url, outlet, published, people = told
    entities = {}
    statements, candidates = [], []
    for place, (start, name, content) in enumerate(places):
        said = span_of(text, start + name + 6, start + name + 6 + content)
        if place >= STATEMENTS:
            candidates.append(Candidate(candidate_id(key, (said,)), key, None, (said,)))
            continue
        source, cue = span_of(text, start, start + name), span_of(text, start + name + 1, start + name + 5)
        entity = entities.setdefault(
            source.text,
            Entity(
                id=f"e{len(entities) + 1}", name=source.text, kind=KINDS[hash_of(source.text) % len(KINDS)], mentions=(source,)
            ),
        )
        day = SaidOn(published[:10], "day", "relative") if chance.random() < 0.5 else None
        hops = (Hop(entity.id, (source,), (cue,), False),) if chance.random() < 0.15 else ()
        name_of = statement_id(key, (cue,), (said,))
        statements.append(
            Statement(
                id=name_of,
                source=Source((source,), entity.id, (), False),
                cue=Cue((cue,), "say", chance.choice(ACTS)),
                content=Content((said,)),
                quotation="indirect",
                hops=hops,
                said_on=day,
                certainty="asserted",
                polarity="positive",
                confidence=0.9,
            )
        )
        candidates.append(Candidate(candidate_id(key, (said,)), key, name_of, (said,)))
        if place < PARTS:
            half = span_of(text, said.start, said.start + content // 2)
            candidates.append(Candidate(candidate_id(key, (half,)), key, name_of, (half,)))
    article = Article(
        id=key,
        text=text,
        blocks=(Block(0, len(text), "paragraph"),),
        url=url,
        title=" ".join(drawn(chance, 9)),
        language="en",
        outlet=Outlet(f"Outlet {WORDS[outlet].title()}", f"outlet{outlet}.example"),
        dates=ArticleDates(ArticleDate(published, "minute", "given")),
    )
    reading = Reading(
        input=f"{key}.txt",
        looked_for=STAGES,
        article=article,
        statements=tuple(statements),
        entities=tuple(entities.values()),
        model=Model("composed", "0"),
        whence="0",
    )
    sketch = tuple(sorted(chance.getrandbits(64) for _ in range(len(text.split()) // 16)))
    return Kept(
        reading, sketch, tuple(sorted({*(person(each).lower() for each in people), *drawn(chance, 8)})), tuple(candidates)
    )


def hash_of(text):
    return sum(map(ord, text))


def filled(path, count):
    """Add articles in random order; returns articles a second."""
    order = list(range(count))
    random.Random(1).shuffle(order)
    started = time.perf_counter()
    composing = 0.0

    def stream():
        nonlocal composing
        for number in order:
            begun = time.thread_time()
            made = composed(number)
            composing += time.thread_time() - begun
            yield made

    with Archive.open(path) as archive:
        for done, _ in enumerate(archive.add_many(stream()), 1):
            if done % 5000 == 0:
                print(done, round(done / (time.perf_counter() - started - composing)), flush=True)
    return round(count / (time.perf_counter() - started - composing), 1)


def queries(chance):
    """Names of kinds of searches, each with a query made anew."""
    stop = lambda: WORDS[chance.randrange(30)]  # noqa: E731 - as common as "the", "of", "said"
    common = lambda: WORDS[chance.randrange(30, 300)]  # noqa: E731 - in 1 to 8 % of all statements
    middle = lambda: WORDS[chance.randrange(300, 3000)]  # noqa: E731
    rare = lambda: WORDS[chance.randrange(3000, VOCABULARY)]  # noqa: E731
    name = lambda: person(min(int(chance.paretovariate(0.5)), PEOPLE))  # noqa: E731
    outlet = lambda: f"outlet{min(int(chance.paretovariate(0.6)), OUTLETS)}.example"  # noqa: E731
    month = lambda: f"{chance.randrange(2016, 2026)}-{chance.randrange(1, 13):02}"  # noqa: E731
    both = {"facets": True}
    return {
        "common word": lambda: Query(words=common(), **both),
        "word": lambda: Query(words=middle(), **both),
        "rare word": lambda: Query(words=rare(), **both),
        "two common words": lambda: Query(words=f"{common()} {common()}", **both),
        "common and rare": lambda: Query(words=f"{common()} {rare()}", **both),
        "three words": lambda: Query(words=f"{common()} {middle()} {middle()}", **both),
        "phrase": lambda: Query(words=f'"{common()} {common()}"', **both),
        "beginning": lambda: Query(words=f"{middle()[:5]}*", **both),
        "holder": lambda: Query(holder=name(), **both),
        "holder, exact": lambda: Query(holder=name(), exact=True, **both),
        "outlet": lambda: Query(outlet=outlet(), **both),
        "outlet and common word": lambda: Query(words=common(), outlet=outlet(), **both),
        "rare kind and common word": lambda: Query(words=common(), kind="anonymous", **both),
        "act and month": lambda: Query(act="deny", published=month(), **both),
        "common word in a month": lambda: Query(words=common(), published=month(), **both),
        "said in a month": lambda: Query(words=common(), said=month(), **both),
        "second hand, unnamed": lambda: Query(second_hand=True, unnamed=True, **both),
        "everything": lambda: Query(**both),
        "by relevance": lambda: Query(words=f"{common()} {middle()}", order="relevance", **both),
        "common by relevance": lambda: Query(words=f"{common()} {common()}", order="relevance", **both),
        "stop word": lambda: Query(words=stop(), **both),
        "stop word and rare": lambda: Query(words=f"{stop()} {rare()}", **both),
        "two stop words": lambda: Query(words=f"{stop()} {stop()}", **both),
        "phrase of stop words": lambda: Query(words=f'"{stop()} {stop()}"', **both),
        "page 100": lambda: Query(words=common(), offset=2000),
        "own voice": lambda: Query(words=middle(), own_voice=True),
    }


def timed(work, count):
    """Median, 95th percentile and longest in milliseconds of this thread's time: other programs do not count."""
    taken = []
    for _ in range(count):
        begun = time.thread_time()
        work()
        taken.append((time.thread_time() - begun) * 1e3)
    taken.sort()
    return {
        "median": round(statistics.median(taken), 2),
        "p95": round(taken[int(len(taken) * 0.95)], 2),
        "max": round(taken[-1], 2),
    }


def measured(path, runs):
    chance = random.Random(2)
    with Archive.open(path, read_only=True) as archive:
        ids = [each.id for each in archive.articles()]
        found = {
            "search": {name: timed(lambda made=made: archive.search(made()), runs) for name, made in queries(chance).items()}
        }
        every = [each for made in queries(chance).values() for each in (made() for _ in range(runs))]
        chance.shuffle(every)
        mixed = iter(every)
        found["search, all kinds mixed"] = timed(lambda: archive.search(next(mixed)), len(every))
        found["kept, one"] = timed(lambda: archive.kept([chance.choice(ids)]), runs)
        found["reading by a prefix"] = timed(lambda: archive.reading(chance.choice(ids)[:12]), runs)
        some = [archive.kept([chance.choice(ids)])[0] for _ in range(runs)]
        found["sharing"] = timed(lambda: archive.sharing(chance.choice(some).sketch), runs)
        found["near"] = timed(lambda: archive.near(chance.choice(some).terms), runs)
        dated = lambda each: archive.near(each.terms, published=each.reading.article.dates.published.value, days=7)  # noqa: E731
        found["near, within a week"] = timed(lambda: dated(chance.choice(some)), runs)
        found["candidates matching"] = timed(lambda: archive.candidates_matching(WORDS[chance.randrange(3000)], 100), runs)
        found["all sketches, seconds"] = round(timed(lambda: sum(1 for _ in archive.sketches()), 1)["max"] / 1e3, 2)
        found["all articles, seconds"] = round(timed(lambda: sum(1 for _ in archive.articles()), 1)["max"] / 1e3, 2)
    return found


def sizes(path, count):
    """Bytes an article, the file's and of its largest tables."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 16").fetchall()
    return {"file": round(path.stat().st_size / count), **{name: round(size / count) for name, size in rows}}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "whence.db"
        speed = None if path.exists() else filled(path, given.articles)
        with Archive.open(path) as archive:
            count = archive.count()
        found = {
            "articles": count,
            "added a second": speed,
            "bytes an article": sizes(path, count),
            **measured(path, given.runs),
        }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

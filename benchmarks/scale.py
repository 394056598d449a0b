"""Tracing on an archive of any size: python benchmarks/scale.py [--articles N …] [--cache FOLDER] [--shared FOLDER]

Composition (benchmarks/scale_texts.py, scale_made.py).  6 % are real texts of the folder of data (about 5 900: PolNeAR, BASIL,
ECB+, TimeBank and AQUAINT, MEANTIME, GUM, web pages in many languages, passages of RiQuA, German news that are not read), read
once by the model into the cache.  The others are made from them by a seeded generator.  25 % are copies, in families of 2 to
40: verbatim under another headline and outlet, cut to 40 to 70 %, with another first paragraph, or with every tenth word
changed; of a third of the families the original is missing, of another third it is added last although dated first.  10 % stand
in clusters of 2 to 5 that have one claim and its names in common.  The rest are fresh articles: a real one with all words of
four letters and more replaced by others of the same length, names by names.  400 outlets, each with a footer of 15 to 40 words;
two years.
Readings of made articles are made, too, so that adding is measured apart: on real articles, read by the model into the archive.

Prints JSON for each size: adding beside reading (both on all of --jobs, in turns), questions, copies of the whole archive (time
and peak memory of a process of its own; pairs against the known families), searches, and bytes on disk; then the growth.
"clock" is what a clock on the wall shows, "cpu" what the processor worked: only that holds on a machine that is busy, and
"load" tells whether it was.  Archives stay in the cache and are used again.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from random import Random

import msgspec

from accuracy import SHARED
from scale_made import MONTHS, PLACE, PLACES, Maker
from scale_texts import read_all, readings
from whence.archive import Archive, Query
from whence.read import in_order, read_many
from whence.records.article import Given
from whence.records.kept import Kept
from whence.trace import Keeper, ask, copies_in, keep, trace
from whence.tracing.families import families

ROUNDS, EACH = 4, 50  # of adding beside reading: turns, and real articles of each
QUESTIONS = 50  # of each kind
SEARCHES = 40  # of each kind

COMMON, MIDDLE, RARE = 30, 300, 3000  # ranks of words of statements: common ones from the first to the second, rare behind RARE


# --- the archive ---------------------------------------------------------------------------------------------------------

_maker = None


def _begin():
    os.nice(5)  # the one that adds must not wait


def _made(items):
    """Some articles of the plan as they are kept, packed."""
    return [msgspec.msgpack.encode(keep(_maker.made(item))) for item in items]


def streamed(plan, jobs, size=32):
    """What is kept of every article of the plan, made by some processes."""
    decoder = msgspec.msgpack.Decoder(Kept)
    with ProcessPoolExecutor(jobs, initializer=_begin) as pool:
        waiting = deque()
        for at in range(0, len(plan), size):
            waiting.append(pool.submit(_made, plan[at : at + size]))
            if len(waiting) > 4 * jobs:
                yield from map(decoder.decode, waiting.popleft().result())
        for each in waiting:
            yield from map(decoder.decode, each.result())


def built(path, plan, jobs):
    """Make the archive; returns the seconds."""
    begun = time.perf_counter()
    with Archive.open(path) as archive:
        for done, _ in enumerate(archive.add_many(streamed(plan, jobs)), 1):
            if done % 10_000 == 0:
                print(f"{done} articles, {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
    return round(time.perf_counter() - begun)


# --- adding --------------------------------------------------------------------------------------------------------------


def added(path, maker, jobs):
    """Articles a second of reading and of reading, keeping and adding, in turns; the added ones are taken out again."""
    chance = Random(5)
    spent = {"reading": [0.0, 0.0], "adding": [0.0, 0.0]}
    chosen = iter(chance.sample(maker.read, 2 * ROUNDS * EACH))
    with Archive.open(path) as archive:
        for turn in range(ROUNDS):
            given = [_given(maker, next(chosen), chance) for _ in range(EACH)]
            kept = archive.add_many(in_order(given, Keeper().keep, jobs))
            work = {"reading": read_many(given, jobs), "adding": kept}
            for name in sorted(work, reverse=bool(turn % 2)):
                seconds, cpu = time.perf_counter(), time.process_time()
                deque(work[name], maxlen=0)
                spent[name][0] += time.perf_counter() - seconds
                spent[name][1] += time.process_time() - cpu
        archive.connection.execute("DELETE FROM articles WHERE input LIKE 'added/%'")
    rate = {name: round(ROUNDS * EACH / seconds, 2) for name, (seconds, _) in spent.items()}
    return {
        **{f"{name}, articles a second": each for name, each in rate.items()},
        "of reading speed": round(spent["reading"][0] / spent["adding"][0], 3),
        "of reading speed, cpu": round(spent["reading"][1] / spent["adding"][1], 3),
    }


def _given(maker, base, chance):
    text = maker.bases[base].article.text
    published = f"{chance.randint(2024, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Given(name=f"added/{base}", text=text, published=published, outlet="The Morning Ledger")


# --- questions -----------------------------------------------------------------------------------------------------------


def questions(archive, chance):
    """Questions of each kind, with the cluster that they are about where they are about one."""
    inputs = {each.id: each.input for each in archive.articles()}
    ids = sorted(inputs)
    clusters = [each for each in ids if inputs[each].startswith("cluster/")]
    found = {"words of a claim": [], "words": [], "statement": [], "claim id": [], "article": []}
    for number in range(QUESTIONS):
        (one,) = archive.kept([chance.choice(clusters)])
        told = one.reading.statements[-1]
        claim = next(each for each in one.candidates if each.statement == told.id)
        cluster = inputs[one.reading.article.id].rpartition("/")[0]
        found["words of a claim"].append((" ".join(_names(told)), cluster))
        if number % 2:
            (one,) = archive.kept([_with_statements(archive, ids, chance)])
            held = [each for each in one.candidates if each.statement] or list(one.candidates)
            claim, cluster = chance.choice(held), None
        article = one.reading.article.id
        found["statement"].append((f"{article}#{claim.statement}" if claim.statement else claim.id, cluster))
        found["claim id"].append((claim.id, cluster))
        found["article"].append((article, None))
        (other,) = archive.kept([_with_statements(archive, ids, chance)])
        texts = [span.text for each in other.candidates for span in each.content]
        words = sorted({word for word in " ".join(texts).split() if word.isalpha() and len(word) > 4})
        place = chance.choice([text for text in texts if any(word in text.split() for word in words)])
        words = [word for word in words if word in place.split()]
        found["words"].append((" ".join(chance.sample(words, min(len(words), chance.randint(1, 3)))), None))
    return found


def _with_statements(archive, ids, chance):
    while True:
        article = chance.choice(ids)
        if archive.reading(article).statements:
            return article


def _names(claim):
    """The place that the claim of a cluster is about, and what it loses."""
    words = claim.content.spans[0].text.split()
    place = next(word for word in words if word.istitle() and len(word) == PLACE and word not in MONTHS)
    return place, next(word for word in words if word in {lost for _, lost in PLACES})


def traced(path):
    """Seconds of questions, and how much of the clusters they find."""
    found, reached = {}, Counter()
    with Archive.open(path, read_only=True) as archive:
        size = Counter(each.input.rpartition("/")[0] for each in archive.articles())
        asked = questions(archive, Random(6))
        ask(archive, asked["words of a claim"][0][0])  # the model is read
        for kind, each in asked.items():
            answers = [(cluster, timed(lambda question=question: ask(archive, question))) for question, cluster in each]
            found[kind] = spread([spent for _, (spent, _) in answers])
            for cluster, (_, answer) in answers:
                if cluster:
                    claim = answer.trace.claims[0]
                    inputs = {each.id: each.input for each in answer.trace.articles}
                    mine = {each.article for each in claim.statements if inputs[each.article].startswith(f"{cluster}/")}
                    reached.update(articles=size[cluster], found=len(mine))
    found["articles of the clusters in the claim"] = f"{reached['found']} of {reached['articles']}"
    return found


def as_alone(path, maker):
    """Articles of the claims of the stories: asked for in the archive, against the trace of the story by itself."""
    held = defaultdict(list)
    for at in maker.stories:
        held[maker.bases[at].input.split("/")[1]].append(maker.bases[at])
    both, alone, here = 0, 0, 0
    with Archive.open(path, read_only=True) as archive:
        for readings_of in held.values():
            for claim in trace(readings_of).claims:
                wanted = _makers(claim)
                if len(wanted) > 1:
                    found = set().union(*(_makers(each) for each in ask(archive, claim.id).trace.claims))
                    both, alone, here = both + len(found & wanted), alone + len(wanted), here + len(found)
    return {"of the articles alone": round(both / alone, 3), "of those found": round(both / here, 3), "articles alone": alone}


def _makers(claim):
    return {each.article for each in claim.statements}


def timed(work):
    """Seconds of the clock and of this process, and what the work gave."""
    seconds, cpu = time.perf_counter(), time.process_time()
    made = work()
    return (time.perf_counter() - seconds, time.process_time() - cpu), made


def spread(spent):
    """Median, 95th percentile and longest in milliseconds."""
    found = {}
    for name, times in zip(("clock", "cpu"), zip(*spent, strict=True), strict=True):
        ordered = [round(each * 1e3, 1) for each in sorted(times)]
        found[name] = {
            "p50": ordered[len(ordered) // 2], "p95": ordered[int(len(ordered) * 0.95)], "worst": ordered[-1],
        }  # fmt: skip
    return found


# --- copies --------------------------------------------------------------------------------------------------------------


def copied(path):
    """The copies of the archive, in a process of their own."""
    command = [sys.executable, __file__, "--copies", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def copies_here(path):
    with Archive.open(path, read_only=True) as archive:
        (seconds, cpu), answer = timed(lambda: copies_in(archive))
        peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024  # of Linux
        members = Counter(_family(each.input) for each in archive.articles() if each.input.startswith("family/"))
    return {"seconds": round(seconds, 1), "cpu": round(cpu, 1), "peak_mib": peak, **judged(answer.trace, members)}


def _family(name):
    return name.rpartition("/")[0] if name.startswith("family/") else name


def judged(trace, members):
    """Pairs that are told of against the known families: told one by one, and by way of others."""
    of = {each.id: _family(each.input) for each in trace.articles}
    pairs = [(each.a, each.b) for each in trace.copies if each.relation != "shared quotes only"]
    made = [pair for pair in pairs if not all(of[each].startswith(("real/", "story/")) for each in pair)]
    right = sum(of[one] == of[other] for one, other in made)
    known = sum(size * (size - 1) // 2 for size in members.values())
    mixed = linked = 0
    for group in families(sorted(of), made):
        held = Counter(of[each] for each in group)
        linked += sum(size * (size - 1) // 2 for size in held.values())
        mixed += len(held) > 1
    reached = {each for pair in made if of[pair[0]] == of[pair[1]] for each in pair}
    return {
        "pairs": len(made),
        "precision": round(right / max(len(made), 1), 4),
        "recall": round(right / known, 4),
        "recall by way of others": round(linked / known, 4),
        "members that have a pair": round(len(reached) / members.total(), 4),
        "groups of several families": mixed,
        "pairs of two real articles, not judged": len(pairs) - len(made),
        "shared quotes only": len(trace.copies) - len(pairs),
    }


# --- searches ------------------------------------------------------------------------------------------------------------


def queries(archive, chance):
    """Kinds of searches, each with a query made anew."""
    some = [archive.reading(each) for each in chance.sample([each.id for each in archive.articles()], 600)]
    held = [(each, reading) for reading in some for each in reading.statements or ()]
    texts = [span.text for each, _ in held for span in each.content.spans]
    words = [
        word for word, _ in Counter(word for text in texts for word in text.lower().split() if word.isalpha()).most_common()
    ]
    holders = [entity.name for _, reading in held for entity in reading.entities or () if entity.kind == "named person"]
    outlets = [reading.article.outlet.domain for reading in some if reading.article.outlet and reading.article.outlet.domain]
    common = lambda: chance.choice(words[COMMON:MIDDLE])  # noqa: E731
    rare = lambda: chance.choice(words[min(RARE, len(words) // 2) :])  # noqa: E731
    month = lambda: f"{chance.randint(2024, 2025)}-{chance.randint(1, 12):02}"  # noqa: E731
    kind = lambda: chance.choice(("anonymous", "document", "named organization", "unnamed person"))  # noqa: E731
    return {
        "rare word": lambda: Query(words=rare(), facets=True),
        "common word": lambda: Query(words=common(), facets=True),
        "two words": lambda: Query(words=f"{common()} {common()}", facets=True),
        "common and rare word": lambda: Query(words=f"{common()} {rare()}", facets=True),
        "two words by relevance": lambda: Query(words=f"{common()} {common()}", order="relevance", facets=True),
        "holder": lambda: Query(holder=chance.choice(holders), facets=True),
        "outlet": lambda: Query(outlet=chance.choice(outlets), exact=True, facets=True),
        "kind in a month": lambda: Query(kind=kind(), published=month(), facets=True),
        "common word in a month": lambda: Query(words=common(), published=month(), facets=True),
        "second hand": lambda: Query(words=common(), second_hand=True, facets=True),
        "all second hand": lambda: Query(second_hand=True, facets=True),
        "own voice": lambda: Query(words=common(), own_voice=True, facets=True),
    }


def searched(path):
    chance = Random(8)
    with Archive.open(path, read_only=True) as archive:
        kinds = queries(archive, chance)
        order = [name for name in kinds for _ in range(SEARCHES)]
        chance.shuffle(order)
        spent = defaultdict(list)
        for name in order:
            query = kinds[name]()
            spent[name].append(timed(lambda query=query: archive.search(query))[0])
    return {"all": spread(list(chain(*spent.values()))), **{name: spread(each)["cpu"] for name, each in spent.items()}}


# --- all of it -----------------------------------------------------------------------------------------------------------


def measured(folder, maker, count, jobs):
    """Everything for one size."""
    path, plan = folder / f"archive-{count}.db", maker.plan(count)
    seconds = None if path.exists() else built(path, plan, jobs)
    return {
        "composition": dict(Counter(_what(each) for each in plan)),
        "built in seconds": seconds,
        **sizes(path),
        "adding": added(path, maker, jobs),
        "questions, ms": traced(path),
        "claims of stories as in a folder of their own": as_alone(path, maker),
        "copies": copied(path),
        "searches, ms": searched(path),
        "load": [round(each, 1) for each in os.getloadavg()],
    }


def sizes(path):
    """How many articles there are, and what an article has in the mean."""
    with Archive.open(path, read_only=True) as archive:
        held = archive.count()
        ask_for = lambda query: archive.connection.execute(query).fetchone()[0] / held  # noqa: E731
        return {
            "articles": held,
            "bytes an article": round(path.stat().st_size / held),
            "characters an article": round(ask_for("SELECT sum(length(text)) FROM articles")),
            "statements an article": round(ask_for("SELECT count(*) FROM statements"), 1),
            "places an article": round(ask_for("SELECT count(*) FROM candidates"), 1),
        }


def grown(found):
    """The figures that should not grow, or not faster than the archive, one beside the other."""
    return {
        "articles": [each["articles"] for each in found],
        "adding, of reading speed": [each["adding"]["of reading speed"] for each in found],
        **{
            f"{kind}, median ms": [each["questions, ms"][kind]["clock"]["p50"] for each in found]
            for kind in ("words of a claim", "words", "statement", "claim id", "article")
        },
        "copies, seconds": [each["copies"]["seconds"] for each in found],
        "copies, MiB": [each["copies"]["peak_mib"] for each in found],
        "search, p95 ms": [each["searches, ms"]["all"]["clock"]["p95"] for each in found],
    }


def _what(item):
    kind = item.name.partition("/")[0] or item.change
    return {"family": f"copy, {item.change}" if item.change else "original of copies"}.get(kind, kind)


def main():
    global _maker
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "whence-scale")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder that holds data")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--copies", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.copies:
        print(json.dumps(copies_here(given.copies)))
        return
    if not (given.shared / "data").exists():
        raise SystemExit(f"no texts at {given.shared}: give the folder that holds data with --shared")
    _maker = Maker(readings(read_all(given.shared, given.cache, given.jobs)))
    print(json.dumps({"real texts": len(_maker.bases), "with statements": len(_maker.read)}), flush=True)
    found = []
    for count in given.articles:
        found.append(measured(given.cache, _maker, count, given.jobs))
        print(json.dumps(found[-1], indent=1, ensure_ascii=False), flush=True)
    print(json.dumps(grown(found)))


if __name__ == "__main__":
    main()

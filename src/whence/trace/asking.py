"""An archive and a question: which articles matter, and what they say together.

A claim is traced in its neighbourhood: the articles that share names and rare words with those asked about, around their dates,
and those that share their text.  Nothing about pairs is stored, so an article that comes later changes every answer that it
belongs to, and the answer is the same for any order of arrival.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from msgspec import structs

from whence.archive import Archive, Place
from whence.errors import UsageError
from whence.records.kept import Kept
from whence.records.reading import Reading
from whence.records.trace import Claim, Trace
from whence.trace.compare import SMALL, Work, compared, copied
from whence.trace.keeping import in_order, keep
from whence.trace.nearby import telling
from whence.trace.telling import claims_in, merged, told
from whence.tracing.copies import Kin, shared, text_of
from whence.tracing.families import families
from whence.tracing.star import MOSTLY, SHARED, Link, links, pairs

COMMON = 60  # articles from which on a term is too common to tell what an article is about
TERMS, DAYS = 2, 120  # terms that neighbours share, and days around the date of those asked about
RARE = 5  # articles of these days up to which one shared term is enough: with it 175 of 180 articles of claims of the stories
# are near to the first that makes the claim, without it 159 (benchmarks/scale.py, 10 000 articles)
NEIGHBOURS, SEEDS = 60, 12  # articles of a neighbourhood, and places that words are looked up in
PART = 0.25  # of its sketch that an article shares with one that has its text
MOST_TERMS = 12  # terms at which a group is taken as it is, however large
FAMILY = 12  # articles that share text and are compared each with each; larger families with their earliest only
HELD = 256  # texts that are in memory while pairs are compared
TOGETHER = 150  # articles that are compared with one another when everything is traced


@dataclass(frozen=True)
class Answer:
    """A trace with the readings that it speaks of, by the id of the article; without them where they would be too many."""

    trace: Trace
    readings: dict[str, Reading]


def ask(archive: Archive, question: str | None = None) -> Answer:
    """The trace of what was asked for: words, an address (article, statement, claim), or everything (None).

    UsageError when nothing answers to it.
    """
    with archive.snapshot():
        return everything(archive) if question is None else _asked(archive, question)


def _asked(archive: Archive, question: str) -> Answer:
    place = _address(archive, question)
    if place is None:
        wanted = frozenset(archive.candidates_matching(question, SEEDS))
        articles = list(dict.fromkeys(archive.resolve(each).article for each in sorted(wanted)))
    else:
        articles = [place.article]
        wanted = _wanted(archive, place)
    if not wanted:
        raise UsageError(f"no statement holds {question!r}", "try fewer words, or `whence search` to see what there is")
    kept = _neighbourhood(archive, articles, wanted)
    return _answer(kept, question, wanted, named=place is not None and place.statement is None and place.candidate is None)


def _address(archive: Archive, question: str) -> Place | None:
    """What the question is an address of; None for words."""
    if len(question.split()) != 1:
        return None
    try:
        return archive.resolve(question)
    except UsageError:
        if "#" in question:
            raise
        return None


def _wanted(archive: Archive, place: Place) -> frozenset[str]:
    """The candidates that an address means: one, those of a statement, or all of an article."""
    if place.candidate:
        return frozenset([place.candidate])
    (kept,) = archive.kept([place.article])
    return frozenset(each.id for each in kept.candidates if place.statement in (None, each.statement))


def _neighbourhood(archive: Archive, articles: Sequence[str], wanted: frozenset[str]) -> list[Kept]:
    """The articles asked about and those near them, by shared terms and shared text, that may tell the same."""
    if archive.count() <= SMALL:
        return archive.kept(each.id for each in archive.articles())
    near: Counter[str] = Counter()
    seeds = archive.kept(articles)
    for each in seeds:
        near.update([*_near(archive, each, TERMS), *_by_terms(archive, each, RARE, 1)])
    chosen = sorted(near, key=lambda article: (-near[article], article))[:NEIGHBOURS]
    others = archive.kept(article for article in chosen if article not in articles)
    return telling(seeds, _nearest(seeds, others), wanted)


def _near(archive: Archive, kept: Kept, at_least: int) -> list[str]:
    """The articles that share so many terms with one, around its date, and those that share its text; some are both."""
    most = max(SHARED, PART * len(kept.sketch))  # a footer has less
    by_text = [article for article, found in archive.sharing(kept.sketch, COMMON) if found >= most]
    return [*_by_terms(archive, kept, COMMON, at_least), *by_text]


def _by_terms(archive: Archive, kept: Kept, most: int, at_least: int) -> tuple[str, ...]:
    """The articles around the date of one that share so many of its terms, of those that no more than `most` have."""
    date = kept.reading.article.dates.published
    return archive.near(kept.terms, most, at_least, date.value[:10] if date else None, DAYS if date else None)


def _nearest(seeds: Sequence[Kept], others: Sequence[Kept]) -> list[Kept]:
    """Those that have most terms in common with any of the seeds."""

    def rank(each: Kept) -> tuple[int, str]:
        return -max(len(set(each.terms) & set(seed.terms)) for seed in seeds), each.reading.article.id

    return sorted(others, key=rank)[: max(NEIGHBOURS - len(seeds), 0)]


def _answer(kept: Sequence[Kept], question: str, wanted: frozenset[str], named: bool) -> Answer:
    """The claims that hold one of the places asked for, with the articles that they speak of."""
    ordered = in_order(kept)
    work = compared(ordered, None if named else wanted)
    trace = told(work, question)
    claims = tuple(each for each in trace.claims if _holds(each, wanted, ordered))
    return _with_readings(_only(trace, claims), ordered)


def _holds(claim: Claim, wanted: frozenset[str], kept: Sequence[Kept]) -> bool:
    """Is one of the claim's places a place asked for, or a part of one?"""
    asked = {(one.article, span) for each in kept for one in each.candidates if one.id in wanted for span in one.content}
    return any(
        article == place.article and span.start < other.end and other.start < span.end
        for place in claim.statements
        for span in place.content
        for article, other in asked
    )


def _only(trace: Trace, claims: tuple[Claim, ...]) -> Trace:
    """The trace with these claims, and with the articles and copies that they speak of."""
    spoken = {each.article for claim in claims for each in claim.statements}
    spoken |= {each.article for claim in claims for each in claim.disputed_by}
    spoken |= {article for claim in claims for article in claim.corrected_by}
    return Trace(
        query=trace.query,
        articles=tuple(each for each in trace.articles if each.id in spoken),
        copies=tuple(each for each in trace.copies if {each.a, each.b} <= spoken),
        claims=claims,
        whence=trace.whence,
    )


def _with_readings(trace: Trace, kept: Sequence[Kept]) -> Answer:
    spoken = {each.id for each in trace.articles}
    return Answer(trace, {each.reading.article.id: each.reading for each in kept if each.reading.article.id in spoken})


# --- everything -----------------------------------------------------------------------------------------------------------


def everything(archive: Archive) -> Answer:
    """Every claim of an archive: it falls into groups of articles on one matter, each traced by itself."""
    parts, readings = [], dict[str, Reading]()
    for group in _groups(archive):
        work = compared(in_order(archive.kept(group)))
        parts.append((work, claims_in(work)))
        readings |= {each.reading.article.id: each.reading for each in work.kept}
    return Answer(merged(parts, None), readings)


def _groups(archive: Archive) -> list[list[str]]:
    """The articles of an archive in groups that are near one another; small archives are one group."""
    found = [each.id for each in archive.articles()]
    if len(found) <= SMALL:
        return [found] if found else []
    return _apart(archive, found, TERMS)


def _apart(archive: Archive, articles: Sequence[str], at_least: int) -> list[list[str]]:
    """Groups of articles linked by so many terms; what is too large for one comparison must share more."""
    inside, links = set(articles), []
    for each in articles:
        (kept,) = archive.kept([each])
        links += [(each, other) for other in _near(archive, kept, at_least) if other in inside]
    found: list[list[str]] = []
    for group in families(articles, links):
        found += [group] if len(group) <= TOGETHER or at_least >= MOST_TERMS else _apart(archive, group, at_least + 1)
    return found


def copies_in(archive: Archive) -> Answer:
    """Which articles of an archive are copies of which, without a step that grows with the square of their number.

    Pairs that may share text are compared word by word first, so that what is looked at together afterwards is one family and
    not every page with the same footer.  Only articles that have copies are told of, without their readings.
    """
    with archive.snapshot():
        return _copies_in(archive)


def _copies_in(archive: Archive) -> Answer:
    outlets = {each.id: each.outlet.domain or each.outlet.name or "" for each in archive.articles() if each.outlet}
    found = _sharing(archive, links(archive.sketches(), outlets))
    groups = families(sorted({article for pair in found for article in pair}), found)
    number = {article: at for at, group in enumerate(groups) for article in group}
    inside: list[list[tuple[str, str]]] = [[] for _ in groups]
    for pair in found:
        inside[number[pair[0]]].append(pair)
    works = []
    for group, mine in zip(groups, inside, strict=True):
        kept = [Kept(archive.reading(article), (), (), ()) for article in group]
        works.append((_outlined(copied(kept, combinations(group, 2) if len(group) <= FAMILY else mine)), ()))
    return Answer(merged(works, None), {})


def _sharing(archive: Archive, found: Iterable[Link]) -> list[tuple[str, str]]:
    """The pairs that share text, looked at where their sketches leave it open; those of one earlier article come together."""
    text = lru_cache(HELD)(lambda article: text_of(archive.reading(article)))
    ordered = sorted(found, key=lambda each: (each.one, each.other))
    return [(each.one, each.other) for each in ordered if each.share >= MOSTLY or shared(text(each.one), text(each.other))]


def _outlined(work: Work) -> Work:
    """The copies that were found with the mere outlines of their articles: an archive has more readings than memory holds."""
    sharing = {at for each in work.kin for at in each.pair}
    kept = [Kept(_outline(each.reading), (), (), ()) for at, each in enumerate(work.kept) if at in sharing]
    return replace(work, kept=kept, kin=tuple(map(_told, work.kin)))


def _outline(reading: Reading) -> Reading:
    article = structs.replace(reading.article, text="", blocks=(), notes=())
    return Reading(input=reading.input, looked_for=(), article=article, statements=None, model=None, whence=reading.whence)


def _told(kin: Kin) -> Kin:
    return replace(kin, passages=((), ()))


def copies_of(readings: Sequence[Reading]) -> Answer:
    """Which of these articles are copies of which."""
    kept = in_order(keep(each) for each in readings)
    sketches = [(each.reading.article.id, each.sketch) for each in kept]
    work = copied(kept, combinations([one for one, _ in sketches], 2) if len(kept) <= TOGETHER else pairs(sketches))
    return Answer(merged([(work, ())], None), {each.reading.article.id: each.reading for each in work.kept})

"""One group of places that say the same, told as a claim: who makes it, who disputes it, where it began."""

from collections import defaultdict
from collections.abc import Sequence

from whence.lexicon.cues import verb_of
from whence.lexicon.firsthand import says_untrue, withdrawn
from whence.lexicon.frames import is_auxiliary
from whence.lexicon.grammar import CLAUSES
from whence.records.provenance import UNTOLD
from whence.records.spans import Span
from whence.records.trace import Claim, ClaimStatement, Dispute
from whence.trace.compare import Work
from whence.tracing import match
from whence.tracing.claims import UNLIKE
from whence.tracing.origins import Making, origins

ALIKE = 2.0  # log odds from which a place with a "not" more or less still says the same ("is done with", "will not sing again")
SAME_WORDS = 0.7  # of the words of either are in the other, from which a "not" makes it the opposite
ALIGNED = match.FEATURES.index("aligned least")
LEAST_WORDING = 5  # words of a wording that can stand as the name of a claim
DENIED = -4.0  # log odds from which a place that denies a claim's number disputes it; the denied number itself costs two


def claims_of(work: Work, group: tuple[int, ...]) -> list[Claim]:
    """The claim of one group; where some say the opposite, each side is a claim that the other disputes."""
    if len({work.nodes[at].article for at in group}) == 1:
        return [_claim(work, [at], []) for at in group]
    told = [at for at in group if work.provenance[at].negative is not None]
    side = work.provenance[told[0]].negative if told else False
    other = [at for at in told if work.provenance[at].negative != side]
    agree = [at for at in group if at not in other]
    against = [at for at in other if _opposes(work, at, agree)]
    alike = [at for at in other if at not in against and _likeliest(work, at, agree) >= ALIKE]
    alone = [at for at in other if at not in against and at not in alike]
    agree = sorted([*agree, *alike])
    sides = [(agree, against), (against, agree), *(([at], []) for at in alone)]
    return [_claim(work, mine, theirs) for mine, theirs in sides if mine]


def _likeliest(work: Work, at: int, others: Sequence[int]) -> float:
    return max((work.likely.get((min(at, each), max(at, each)), UNLIKE) for each in others), default=UNLIKE)


def _opposes(work: Work, at: int, others: Sequence[int]) -> bool:
    """Does a place say the opposite of one of the others: a denial, or the same words but for a "not"?"""
    if work.denied(at) or says_untrue(work.places[at].text):
        return True
    sides = (
        match.side_of(match.packaged(), [work.places[at]]),
        match.side_of(match.packaged(), [work.places[other] for other in others]),
    )
    return bool(others) and float(match.features(*sides)[0, :, ALIGNED].max()) >= SAME_WORDS


def _widest(work: Work, places: Sequence[int]) -> list[int]:
    """The places without those that lie inside another of the same article: what a log shows that a firm knew is said once."""

    def inside(one: int, other: int) -> bool:
        narrow, wide = work.nodes[one].candidate, work.nodes[other].candidate
        if work.nodes[one].article != work.nodes[other].article:
            return False
        extents = [(each.content[0].start, each.content[-1].end) for each in (narrow, wide)]
        within = extents[1][0] <= extents[0][0] and extents[0][1] <= extents[1][1]
        return within and (extents[0] != extents[1] or other < one)

    return [at for at in places if not any(inside(at, other) for other in places if other != at)]


def _claim(work: Work, agree: Sequence[int], against: Sequence[int]) -> Claim:
    agree, against = _widest(work, agree), _widest(work, sorted({*against, *_denying(work, agree)}))
    makings = _makings(work, agree)
    found = origins(makings)
    first = work.nodes[agree[0]].candidate
    return Claim(
        id=first.id,
        wording=_wording(work, agree),
        statements=tuple(
            ClaimStatement(node.candidate.article, node.candidate.statement, node.candidate.content, work.provenance[at].hedged)
            for at in agree
            for node in (work.nodes[at],)
        ),
        disputed_by=tuple(
            Dispute(node.candidate.article, node.candidate.statement, node.candidate.content)
            for at in against
            for node in (work.nodes[at],)
        ),
        corrected_by=_corrected(work, agree, against),
        first=found.first,
        origins=found.origins,
        independent=found.independent,
        witnesses=found.witnesses,
        utterances=found.utterances,
        circular=found.circular,
        hedges_dropped=found.hedges_dropped,
    )


def _denying(work: Work, agree: Sequence[int]) -> list[int]:
    """Places that speak of the claim and do not make it; also who names its number only to deny it: "8 pupils, not 38"."""
    model = match.packaged()
    values = {number for at in agree for number in work.places[at].numbers}
    found = []
    for at, place in enumerate(work.places):
        if at in agree:
            continue
        if any((min(at, other), max(at, other)) in work.opposed for other in agree):
            found.append(at)
        elif values & set(place.denied):
            sides = match.side_of(model, [place]), match.side_of(model, [work.places[other] for other in agree])
            if float(match.odds_and_about(model, *sides)[1].max()) >= DENIED:
                found.append(at)
    return found


def _wording(work: Work, agree: Sequence[int]) -> str:
    """The wording that most of the others are like: with a subject, plain before guarded, a name before a pronoun."""

    def rank(at: int) -> tuple[bool, bool, bool, bool, float, int]:
        place = work.places[at]
        likeness = sum(work.likely.get((min(at, other), max(at, other)), 0.0) for other in agree)
        return _is_part(place.text), work.provenance[at].hedged, place.pronoun, place.size < LEAST_WORDING, -likeness, at

    return " … ".join(span.text for span in work.nodes[min(agree, key=rank)].candidate.content)


def _is_part(text: str) -> bool:
    """Is a wording a predicate without its subject, or joined to another clause: "has had the rope", "because it broke"?"""
    first = text.split()[0]
    joined = first in CLAUSES or first in (
        "to",
        "and",
        "but",
        "or",
        "so",
        "because",
        "since",
        "as",
        "that",
        "although",
        "while",
    )
    return first.islower() and (joined or is_auxiliary(first) or verb_of(first) is not None)


def _makings(work: Work, agree: Sequence[int]) -> list[Making]:
    """The articles that make the claim, each with whom it copies in these words."""
    by_article: dict[int, list[int]] = defaultdict(list)
    for at in agree:
        by_article[work.nodes[at].article].append(at)
    copied, agency, undecided = _copied(work, by_article)
    return [
        Making(
            place,
            work.article(place),
            tuple(work.nodes[at].candidate.content for at in mine),
            tuple(work.nodes[at].candidate.statement for at in mine),
            tuple(work.provenance[at] for at in mine),
            tuple(copied.get(place, ())),
            agency.get(place),
            place in undecided,
        )
        for place, mine in sorted(by_article.items())
    ]


def _copied(
    work: Work, by_article: dict[int, list[int]]
) -> tuple[dict[int, list[int]], dict[int, tuple[str, str | None]], set[int]]:
    """Whom each article copies in the words of the claim; which took it from one place outside; of which nothing tells."""
    copied: dict[int, list[int]] = defaultdict(list)
    agency: dict[int, tuple[str, str | None]] = {}
    undecided: set[int] = set()
    for kin in work.kin:
        low, high = kin.pair
        if kin.copy.relation == "shared quotes only" or low not in by_article or high not in by_article:
            continue
        touched = _touches(work, by_article[low], kin.passages[0]) and _touches(work, by_article[high], kin.passages[1])
        taker = {"a": high, "b": low}.get(kin.copy.origin or "")
        if not touched and (taker is None or not _tells_no_source(work, by_article[taker])):
            continue
        if kin.copy.origin in ("a", "b"):
            taker, giver = (high, low) if kin.copy.origin == "a" else (low, high)
            copied[taker].append(giver)
        else:
            undecided |= {low, high} if kin.copy.origin == "unknown" else set()
            known = [agency[at] for at in (low, high) if at in agency]
            key = min([*known, (f"{low}", _agency(work, low, high))], key=lambda each: (each[1] is None, each))
            for at, each in list(agency.items()):
                agency[at] = key if each in known else each
            agency[low] = agency[high] = key
    return copied, agency, undecided


def _tells_no_source(work: Work, places: Sequence[int]) -> bool:
    """Does an article say it in its own voice alone?  Who reworked another's text then has it from there, reworded or not."""
    return all(ground.basis in UNTOLD for at in places for ground in work.provenance[at].grounds)


def _touches(work: Work, nodes: Sequence[int], passages: Sequence[tuple[int, int]]) -> bool:
    spans: list[Span] = [span for at in nodes for span in work.nodes[at].candidate.content]
    return any(span.start < end and start < span.end for span in spans for start, end in passages)


def _agency(work: Work, low: int, high: int) -> str | None:
    taken = [work.article(at).republished_from for at in (low, high)]
    return next((each.name or each.domain for each in taken if each), None)


def _corrected(work: Work, agree: Sequence[int], against: Sequence[int]) -> tuple[str, ...]:
    """Articles of an outlet that makes the claim which say the opposite later, and that they were wrong."""
    makers = {work.article(work.nodes[at].article).outlet: work.nodes[at].article for at in reversed(agree)}
    found = set()
    for at in against:
        article = work.article(work.nodes[at].article)
        maker = makers.get(article.outlet) if article.outlet else None
        if maker is not None and maker < work.nodes[at].article and withdrawn(article.text):
            found.add(article.id)
    return tuple(each.reading.article.id for each in work.kept if each.reading.article.id in found)

"""What the stages found, told as one trace."""

from collections.abc import Sequence

from whence.records.reading import Reading
from whence.records.trace import Claim, Trace, TracedArticle
from whence.trace.assemble import claims_of
from whence.trace.compare import Work, apart
from whence.trace.sources import sourced
from whence.tracing.claims import groups
from whence.tracing.moments import order
from whence.version import VERSION

LEAST = 0.0  # mean log odds that hold a claim together; at -1 claims run together, at 0.7 one wording in twenty more is lost


def told(work: Work, query: str | None) -> Trace:
    """The trace of articles that were compared; what several articles say comes first."""
    return merged([(work, claims_in(work))], query)


def claims_in(work: Work) -> list[Claim]:
    """The claims of articles that were compared."""
    found = groups([node.article for node in work.nodes], work.likely, LEAST, lambda one, other: apart(work, one, other))
    work = sourced(work, found)
    return [claim for group in found for claim in claims_of(work, group)]


def merged(parts: Sequence[tuple[Work, Sequence[Claim]]], query: str | None) -> Trace:
    """One trace of several sets of articles, each with its claims."""
    readings = [each.reading for work, _ in parts for each in work.kept]
    ordered = sorted(readings, key=lambda each: order(each.article))
    place = {each.article.id: at for at, each in enumerate(ordered)}
    copies = [kin.copy for work, _ in parts for kin in work.kin]
    claims = [claim for _, found in parts for claim in found]
    return Trace(
        query=query,
        articles=tuple(_traced(each) for each in ordered),
        copies=tuple(sorted(copies, key=lambda each: (place[each.a], place[each.b]))),
        claims=tuple(sorted(claims, key=lambda each: _rank(each, place))),
        whence=VERSION,
    )


def _traced(reading: Reading) -> TracedArticle:
    article = reading.article
    return TracedArticle(article.id, reading.input, article.outlet, article.title, article.dates.published, article.url)


def _rank(claim: Claim, place: dict[str, int]) -> tuple[int, int, int, str]:
    """What several articles say comes first, then the order of publication and of the text."""
    first = claim.statements[0]
    return -len({each.article for each in claim.statements}), place[first.article], first.content[0].start, claim.id

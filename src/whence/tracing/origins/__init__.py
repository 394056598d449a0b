"""On how many independent origins a claim rests (trace-contract: independent, count, first, circular, hedges dropped).

A graph of the articles that make the claim: an article points to whoever it has it from, by citation or by copy.  What points
to nobody is a root; roots that are one person, document or agency are one origin; articles belong to every origin that they
lead to.  A ring of articles that give one another as their source is an origin that nobody has found yet, and bounds the count.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.records.trace import Circle, First, HedgeDropped, Independent, Origin, Utterance
from whence.tracing.origins.graph import Graph
from whence.tracing.origins.making import Making
from whence.tracing.origins.roots import Roots
from whence.tracing.origins.telling import Telling

__all__ = ["Found", "Making", "origins"]


@dataclass(frozen=True)
class Found:
    """Everything that a Claim says about where it comes from."""

    first: First | None
    origins: tuple[Origin, ...]
    independent: Independent
    witnesses: tuple[str, ...]
    utterances: tuple[Utterance, ...] | None
    circular: Circle | None
    hedges_dropped: tuple[HedgeDropped, ...]


def origins(makings: Sequence[Making]) -> Found:
    """Where a claim comes from, given every article that makes it, in any order."""
    graph = Graph(sorted(makings, key=lambda each: each.when))
    groups, telling = Roots(graph).groups(), Telling(graph)
    return Found(
        telling.first(),
        tuple(telling.origin(number, root) for number, root in enumerate(groups, 1)),
        telling.independent(groups),
        telling.witnesses(groups),
        telling.utterances(),
        telling.circle(),
        telling.hedges_dropped(),
    )

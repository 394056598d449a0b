"""Many articles to a trace: the stages of tracing in their order.  To understand a stage, read `records/` and that stage only.

    keeping    reading → sketch, terms, candidates: what the archive keeps
    compare    articles → copies, nodes, provenance, odds
    sources    groups of nodes → whom those have it from that tell it by no rule
    assemble   groups of nodes → claims with their origins
    telling    all of it → a trace
    asking     an archive and a question → the articles that matter → a trace

`trace` is the whole of it for readings in hand.
"""

from collections.abc import Iterable

from whence.records.reading import Reading
from whence.records.trace import Trace
from whence.trace.asking import Answer, ask, copies_in, copies_of
from whence.trace.compare import compared
from whence.trace.keeping import Keeper, in_order, keep
from whence.trace.telling import told

__all__ = ["Answer", "Keeper", "ask", "copies_in", "copies_of", "keep", "trace"]


def trace(readings: Iterable[Reading], query: str | None = None) -> Trace:
    """What these articles say together; the same for any order of the articles.

    Readings without statements (another language, a paywall) take part with their text: they can be copies.
    """
    return told(compared(in_order(keep(each) for each in readings)), query)

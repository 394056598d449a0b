"""What a search found, as lines for a terminal."""

from whence.archive import Results
from whence.archive.search import Hit, Snippet
from whence.report.marks import harmless

_MARK = ("\x1b[1m", "\x1b[0m")


def lines(results: Results, offset: int, colour: bool) -> str:
    """The hits, each with its article above it, and what was counted below."""
    found = [_hit(each, colour) for each in results.hits]
    for facet in results.facets:
        values = ", ".join(f"{harmless(value)} {count}" for value, count in facet.values)
        found.append(f"{facet.name}: {values or 'none'}")
    if results.facets and results.counted < results.total:
        found.append(f"(counted over the newest {results.counted} matches)")
    return "\n".join((*found, _sum(results, offset))) + "\n"


def _hit(hit: Hit, colour: bool) -> str:
    about = [(hit.published or "no date")[:10], hit.outlet, f"“{hit.title}”" if hit.title else None]
    head = f"{hit.key}  {' · '.join(harmless(each) for each in about if each)}"
    if hit.statement is None:
        return f"{head}\n  [own voice] {_words(hit.snippet, colour)}\n"
    who = harmless(hit.holder or hit.source or "?")
    told = [hit.kind, f"via {hit.hops}" if hit.hops else None, f"on {hit.said_on}" if hit.said_on else None]
    more = "; ".join(harmless(each) for each in told if each)
    return f"{head}\n  {who}{f' ({more})' if more else ''} {harmless(hit.cue or '')}: {_words(hit.snippet, colour)}\n"


def _words(snippet: Snippet, colour: bool) -> str:
    """The words, those that matched in bold."""
    parts, at = [], 0
    for low, high in snippet.marks if colour else ():
        parts += [harmless(snippet.text[at:low]), _MARK[0], harmless(snippet.text[low:high]), _MARK[1]]
        at = high
    return "".join((*parts, harmless(snippet.text[at:])))


def _sum(results: Results, offset: int) -> str:
    """How many there are, and which of them are shown."""
    total = f"more than {results.total}" if results.more else str(results.total)
    if not results.hits:
        return f"{total} found" if results.total else "nothing found"
    return f"{offset + 1} to {offset + len(results.hits)} of {total}"

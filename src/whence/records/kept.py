"""What the archive keeps of one article beside its reading, so that tracing never reads an article twice."""

from hashlib import sha256

import msgspec

from whence.records.reading import Reading
from whence.records.spans import Span

KEPT_VERSION = 1  # of how sketch, terms and candidates are made; what another version made is made again, never compared


class Candidate(msgspec.Struct, frozen=True):
    """One place that can make a claim: what a statement says, a part of it, or a clause in the article's own voice.

    `statement` is the id of the statement in the article's reading, null where the article says it in its own voice.
    """

    id: str
    article: str
    statement: str | None
    content: tuple[Span, ...]


class Kept(msgspec.Struct, frozen=True):
    """One article as the archive keeps it.

    `sketch` are the hashes of its text that stand for it when copies are looked for (64 bits, unsigned, ascending); `terms`
    the names and rare words by which articles on the same matter find one another (lower case, ascending).
    """

    reading: Reading
    sketch: tuple[int, ...]
    terms: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def candidate_id(article: str, content: tuple[Span, ...]) -> str:
    """The id of a candidate, and of the claim whose earliest statement it is: 12 hex digits of article and offsets."""
    place = msgspec.json.encode([article, [(span.start, span.end) for span in content]])
    return "c" + sha256(place).hexdigest()[:12]

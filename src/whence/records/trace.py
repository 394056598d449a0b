"""The trace: what Whence says about many articles, and its JSON form (docs/trace.schema.json)."""

from typing import Any, Literal

import msgspec

from whence.records.article import ArticleDate, Outlet
from whence.records.spans import Span

Relation = Literal["verbatim", "edited", "shared quotes only", "independent"]
CopyOrigin = Literal["a", "b", "outside", "unknown"]
CopyBecause = Literal["shared text", "credit line", "same agency", "earlier publication", "correction kept", "link"]
MergeBecause = Literal[
    "copy", "citation", "same agency", "same document", "same utterance", "same holder", "shared quotes"
]  # fmt: skip
FirstBasis = Literal["cited by the others", "earliest publication", "original document", "only one"]
Bound = Literal["exact", "at_most", "unknown"]


class TracedArticle(msgspec.Struct, frozen=True):
    """One article of a trace."""

    id: str
    input: str
    outlet: Outlet | None
    title: str | None
    published: ArticleDate | None
    url: str | None = None


class CopyEvidence(msgspec.Struct, frozen=True):
    """One reason for a relation of two articles: the spans of one of them that show it."""

    because: CopyBecause
    article: str
    spans: tuple[Span, ...]


class Copy(msgspec.Struct, frozen=True):
    """Two articles that share text; where the shared text comes from (null when it is not a matter of origin)."""

    a: str
    b: str
    relation: Relation
    origin: CopyOrigin | None
    evidence: tuple[CopyEvidence, ...]
    confidence: float


class ClaimStatement(msgspec.Struct, frozen=True):
    """One place that makes a claim; `statement` is null where the article says it in its own voice."""

    article: str
    statement: str | None
    content: tuple[Span, ...]
    hedged: bool = False


class Dispute(msgspec.Struct, frozen=True):
    """A place that says the opposite of a claim."""

    article: str
    statement: str | None
    content: tuple[Span, ...]


class First(msgspec.Struct, frozen=True):
    """Where a claim enters the set; `outside` when every article took it from a place not among them."""

    article: str | None
    statement: str | None
    outside: bool
    basis: FirstBasis | None


class Evidence(msgspec.Struct, frozen=True):
    """Spans of one article."""

    article: str
    spans: tuple[Span, ...]


class Merge(msgspec.Struct, frozen=True):
    """Why two articles rest on the same act of finding out."""

    articles: tuple[str, str]
    because: MergeBecause
    evidence: tuple[Evidence, ...]


class TracedHolder(msgspec.Struct, frozen=True):
    """Whose knowledge an origin rests on."""

    name: str
    kind: str


class Origin(msgspec.Struct, frozen=True):
    """Articles that go back to the same act of finding out."""

    id: str
    articles: tuple[str, ...]
    holder: TracedHolder | None
    merges: tuple[Merge, ...]


class Independent(msgspec.Struct, frozen=True):
    """How many origins do not rest on one another: a number, a bound, or unknown (count null)."""

    count: int | None
    bound: Bound
    reasons: tuple[str, ...]


class Occasion(msgspec.Struct, frozen=True):
    """The day on which something was said."""

    value: str
    precision: str


class Utterance(msgspec.Struct, frozen=True):
    """One occasion on which the holder said it, and the articles that report that occasion."""

    articles: tuple[str, ...]
    said_on: Occasion | None


class Circle(msgspec.Struct, frozen=True):
    """Articles each of which takes the claim from the next; the first stands again at the end."""

    loop: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class HedgeEnd(msgspec.Struct, frozen=True):
    """One end of a dropped hedge."""

    article: str
    statement: str | None
    spans: tuple[Span, ...]


class HedgeDropped(msgspec.Struct, frozen=True, rename={"origin": "from", "taker": "to"}):
    """A guarded wording that became a plain one on the way (`from` and `to` in JSON)."""

    origin: HedgeEnd
    taker: HedgeEnd


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim: its statements in order of publication, where it began, and on how many origins it rests."""

    id: str
    wording: str
    statements: tuple[ClaimStatement, ...]
    disputed_by: tuple[Dispute, ...] = ()
    corrected_by: tuple[str, ...] = ()
    first: First | None = None
    origins: tuple[Origin, ...] = ()
    independent: Independent
    witnesses: tuple[str, ...] = ()
    utterances: tuple[Utterance, ...] | None = None
    circular: Circle | None = None
    hedges_dropped: tuple[HedgeDropped, ...] = ()


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """What Whence says about many articles."""

    schema_version: Literal["1"] = "1"
    query: str | None
    articles: tuple[TracedArticle, ...]
    copies: tuple[Copy, ...]
    claims: tuple[Claim, ...]
    whence: str

    def to_dict(self) -> dict[str, Any]:
        """The trace as plain dicts and lists."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain

    def to_json(self) -> str:
        """The trace as one line of JSON."""
        return msgspec.json.encode(self).decode("utf-8")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a trace; docs/trace.schema.json holds it."""
    found = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Trace)))  # tuples become lists, as in the file
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Trace", **found}

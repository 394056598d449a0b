"""One statement: who, by which words, what, and everything that later stages add about it."""

from hashlib import sha256
from typing import Literal

import msgspec

from whence.records.spans import Span

Act = Literal["say", "ask", "deny", "confirm", "decline", "think", "feel", "intend", "order", "show"]
Quotation = Literal["direct", "indirect", "mixed"]
Certainty = Literal["asserted", "probable", "possible", "conditional", "unknown"]
Polarity = Literal["positive", "negative"]
MediumKind = Literal[
    "social post", "interview", "news conference", "speech", "testimony", "broadcast", "phone call", "message", "letter",
    "written statement", "document",
]  # fmt: skip


class Source(msgspec.Struct, frozen=True):
    """The stated holder, as written ([] when none is stated); the other fields are null until entities are looked for."""

    spans: tuple[Span, ...]
    entity: str | None = None
    candidates: tuple[str, ...] | None = None
    implied: bool | None = None


class Cue(msgspec.Struct, frozen=True):
    """The words that attribute ([] for a bare quotation), the dictionary form of their head, and the kind of act."""

    spans: tuple[Span, ...]
    lemma: str | None
    act: Act


class Content(msgspec.Struct, frozen=True):
    """What is said, in one span or several when the sentence is interrupted."""

    spans: tuple[Span, ...]


class Hop(msgspec.Struct, frozen=True):
    """One relay between the utterer and this article."""

    entity: str | None
    spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    implied: bool


class SaidOn(msgspec.Struct, frozen=True):
    """When the words were said: an EDTF level 1 value with its basis."""

    value: str
    precision: str
    basis: Literal["explicit", "relative", "inherited", "published"] | None
    spans: tuple[Span, ...] = ()


class Medium(msgspec.Struct, frozen=True):
    """By what means the words were said."""

    kind: MediumKind
    name: str | None
    spans: tuple[Span, ...] = ()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One attributed statement.  A field of a stage that did not run is null (see `looked_for` of the reading)."""

    id: str
    source: Source
    cue: Cue
    content: Content
    quotation: Quotation
    hops: tuple[Hop, ...] | None = None
    inside: str | None = None
    said_on: SaidOn | None = None
    place: Span | None = None
    medium: Medium | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    confidence: float
    decided_by: Literal["machine", "person"] = "machine"
    reasons: tuple[str, ...] = ()


def statement_id(article: str, cue: tuple[Span, ...], content: tuple[Span, ...], digits: int = 8) -> str:
    """Hex digits of article id, cue and content offsets: a new model does not renumber the statements it agrees on."""
    places = [[(span.start, span.end) for span in spans] for spans in (cue, content)]
    return sha256(msgspec.json.encode([article, places])).hexdigest()[:digits]

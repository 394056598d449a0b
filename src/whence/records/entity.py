"""Who statements belong to, and what else is told about people and dates; filled by stages that come after statements."""

from typing import Literal

import msgspec

from whence.records.spans import Span

Kind = Literal[
    "named person", "named organization", "outlet", "document", "anonymous", "unnamed person", "unnamed group", "place",
    "author",
]  # fmt: skip


class NamedRole(msgspec.Struct, frozen=True):
    """A role or affiliation, as written."""

    text: str
    spans: tuple[Span, ...]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A holder with all its mentions."""

    id: str
    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    roles: tuple[NamedRole, ...] = ()
    reason_unnamed: Span | None = None
    mentions: tuple[Span, ...] = ()


class TimelineEntry(msgspec.Struct, frozen=True):
    """A dated event that the article or a statement mentions."""

    value: str
    precision: str
    spans: tuple[Span, ...]
    what: tuple[Span, ...]
    statement: str | None
    status: Literal["happened", "scheduled", "hypothetical"]


class Position(msgspec.Struct, frozen=True):
    """Where an entity stands on something, with the statements it rests on."""

    entity: str
    stance: Literal["supports", "opposes", "open", "undecided", "declined to comment"]
    about: tuple[Span, ...]
    statements: tuple[str, ...]


class BriefSentence(msgspec.Struct, frozen=True):
    """One sentence of the brief, with the statements it rests on."""

    text: str
    statements: tuple[str, ...]

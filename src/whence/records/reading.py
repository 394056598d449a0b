"""The reading: everything that Whence says about one article, and its JSON form."""

from typing import Any, Literal, Self

import msgspec

from whence.errors import InputError
from whence.records.article import Article
from whence.records.entity import BriefSentence, Entity, Position, TimelineEntry
from whence.records.statement import Statement

SCHEMA_VERSION = "1"
Stage = Literal["blocks", "statements", "entities", "hops", "dates", "certainty", "positions", "timeline", "brief"]


class Model(msgspec.Struct, frozen=True):
    """Which model read the article: its name and the SHA-256 of its weights."""

    name: str
    sha256: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What Whence says about one article.

    `looked_for` lists the stages that ran.  Inside them null means "none, or undecided"; a field of a stage that did not run
    is null, lists included.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    input: str
    looked_for: tuple[Stage, ...]
    brief: tuple[BriefSentence, ...] | None = None
    article: Article
    statements: tuple[Statement, ...] | None
    entities: tuple[Entity, ...] | None = None
    timeline: tuple[TimelineEntry, ...] | None = None
    positions: tuple[Position, ...] | None = None
    model: Model
    whence: str

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain dicts and lists, ready for any JSON library."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    def to_json(self) -> str:
        """The reading as one line of JSON: the line that `whence read --jsonl` prints."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Self:
        """The reading that `to_dict` gave, spans checked against the text; fields added by later versions are ignored."""
        try:
            reading = msgspec.convert(plain, cls)
        except msgspec.ValidationError as wrong:
            raise InputError(str(plain.get("input", "")), f"not a reading: {wrong}", "see docs/reading.schema.json") from wrong
        reading.check()
        return reading

    def check(self) -> None:
        """Raise InputError when a span of a statement is not the text it points at."""
        text = self.article.text
        for statement in self.statements or ():
            for span in (*statement.source.spans, *statement.cue.spans, *statement.content.spans):
                if text[span.start : span.end] != span.text:
                    raise InputError(self.input, f"span {span.start}:{span.end} is not {span.text!r}", "read the article again")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a reading; docs/reading.schema.json holds it."""
    found = msgspec.json.schema(Reading)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Reading", **found}

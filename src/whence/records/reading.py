"""The reading: everything that Whence says about one article, and its JSON form."""

from collections.abc import Iterator
from typing import Any, Literal, Self, get_args

import msgspec

from whence.errors import InputError
from whence.records.article import Article
from whence.records.entity import BriefSentence, Entity, Position, TimelineEntry
from whence.records.spans import Span
from whence.records.statement import Statement

Stage = Literal["blocks", "statements", "entities", "hops", "dates", "certainty", "positions", "timeline", "brief"]

STAGES: tuple[Stage, ...] = get_args(Stage)


class Model(msgspec.Struct, frozen=True):
    """Which model read the article: its name and the SHA-256 of its weights."""

    name: str
    sha256: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What Whence says about one article.

    `looked_for` lists the stages that ran.  Inside them null means "none, or undecided"; a field of a stage that did not run
    is null, lists included; so is `model` where none was asked.
    """

    schema_version: Literal["1"] = "1"
    input: str
    looked_for: tuple[Stage, ...]
    brief: tuple[BriefSentence, ...] | None = None
    article: Article
    statements: tuple[Statement, ...] | None
    entities: tuple[Entity, ...] | None = None
    timeline: tuple[TimelineEntry, ...] | None = None
    positions: tuple[Position, ...] | None = None
    model: Model | None
    whence: str

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain dicts and lists, ready for any JSON library."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
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
            name = str(plain.get("input", "")) if isinstance(plain, dict) else ""
            raise InputError(name, f"not a reading: {wrong}", "see docs/reading.schema.json") from wrong
        reading.check()
        return reading

    def check(self) -> None:
        """Raise InputError when a span, of a statement or of anything else, is not the text it points at."""
        text = self.article.text
        for span in _spans((self.article.notes, self.statements, self.entities, self.timeline, self.positions)):
            if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text:
                raise InputError(self.input, f"span {span.start}:{span.end} is not {span.text!r}", "read the article again")


def _spans(part: object) -> Iterator[Span]:
    """Every span inside a record, however deep."""
    if isinstance(part, Span):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _spans(each)
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _spans(getattr(part, name))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a reading; docs/reading.schema.json holds it."""
    found = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Reading)))  # tuples become lists, as in the file
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Reading", **found}

"""On what an article says that it rests, for one place that makes a claim."""

from typing import Literal

import msgspec

from whence.records.spans import Span

Basis = Literal["outlet", "document", "person", "anonymous", "witness", "release", "none"]

UNTOLD: frozenset[Basis] = frozenset({"none", "release"})  # the article's own voice, that of a body in its own organ too


class Ground(msgspec.Struct, frozen=True):
    """One thing that a place rests on, as its article tells it.

    `basis` none: the article says it in its own voice and tells no source; release: so does the organ of a body, whose word it
    then is.  `articles` are the places, among the articles that are traced, of those that an outlet's name means; () for an
    outlet that is not among them.  `direct`: this article's own people heard or read it.  `inherited`: the source stands in a
    sentence before, which this one goes on with.  `roles`: what the article calls the holder beside its name.
    """

    basis: Basis
    name: str | None
    kind: str | None
    spans: tuple[Span, ...]
    articles: tuple[int, ...] = ()
    direct: bool = True
    inherited: bool = False
    roles: tuple[str, ...] = ()


class Provenance(msgspec.Struct, frozen=True):
    """What one place of an article rests on, the utterer first; `said_on` when the words were said, where that is told."""

    grounds: tuple[Ground, ...]
    hedged: bool
    negative: bool | None
    said_on: str | None = None
    precision: str | None = None
    quoted: str | None = None  # the place's words in plain form where they stand in quotation marks


class Named(msgspec.Struct, frozen=True):
    """The likeliest source of a place among the words around it, as a model answers.

    `chance` that the text names a source of the place, `own` that the article's own people found it out (0 to 1); what is left
    is that the text tells neither.  `paper`: the source is likelier a document or an instrument than somebody.
    """

    span: Span
    chance: float
    own: float
    paper: bool

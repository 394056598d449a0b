"""A statement as annotation programs show it: marked places, three choices and a name."""

from collections.abc import Callable, Iterable
from typing import get_args

import msgspec
from msgspec.structs import replace

from whence.errors import InputError
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Act, Certainty, Polarity, Statement
from whence.report.facts import Facts

Extent = tuple[int, int]  # code points of the article's text, end exclusive
Extents = tuple[Extent, ...]
ACTS: tuple[Act, ...] = get_args(Act)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: its places in order, the relays that are written out, what was chosen, and the holder's name.

    `id` is null for one that a person added, `act` where none was chosen.
    """

    id: str | None
    source: Extents = ()
    cue: Extents = ()
    content: Extents = ()
    relays: tuple[Extents, ...] = ()
    act: Act | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    holder: str | None = None


class Base(msgspec.Struct, frozen=True, kw_only=True):
    """What an exported file carries along of an article: its id, and the statements as they were shown.

    Corrections are counted from these: the article may have been read again since, by another model.
    """

    article: str
    statements: tuple[Marked, ...]


def base_of(reading: Reading) -> Base:
    """The statements of a reading as annotation programs show them; one without any words cannot be shown."""
    facts = Facts(reading)
    marked = (_marked(facts, each) for each in facts.statements)
    return Base(article=reading.article.id, statements=tuple(each for each in marked if each.cue or each.content))


def _marked(facts: Facts, statement: Statement) -> Marked:
    holder = facts.holder(statement)
    return Marked(
        id=statement.id, source=extents_of(statement.source.spans), cue=extents_of(statement.cue.spans),
        content=extents_of(statement.content.spans),
        relays=_apart(extents_of(hop.spans) for hop in statement.hops or ()),
        act=statement.cue.act, certainty=statement.certainty, polarity=statement.polarity,
        holder=plain(holder.name) if holder else None,
    )  # fmt: skip


def extents_of(spans: tuple[Span, ...]) -> Extents:
    """The places of spans, in the order of the text, without empty ones."""
    return tuple(sorted((span.start, span.end) for span in spans if span.start < span.end))


def _apart(relays: Iterable[Extents]) -> tuple[Extents, ...]:
    """The relays that have words, none twice."""
    return tuple(dict.fromkeys(extents for extents in relays if extents))


def plain(name: str | None) -> str | None:
    """A name on one line, null for none."""
    return " ".join((name or "").split()) or None


def changed_places(base: Base, change: Callable[[Extents], Extents]) -> Base:
    """The base with every place as a program can show it."""
    statements = (
        replace(
            each, source=change(each.source), cue=change(each.cue), content=change(each.content),
            relays=_apart(change(relay) for relay in each.relays),
        )
        for each in base.statements
    )  # fmt: skip
    return replace(base, statements=tuple(each for each in statements if each.cue or each.content))


def base_in(plain_base: object, name: str) -> Base:
    """The base that an exported file carries; InputError where it is none."""
    try:
        return msgspec.convert(plain_base, Base)
    except msgspec.ValidationError as wrong:
        raise InputError(name, f"not exported by Whence: {wrong}", "import a file that `whence export` began with") from wrong

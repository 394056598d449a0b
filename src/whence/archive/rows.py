"""What is kept of an article as rows of the tables, and the address that its versions have in common."""

import re
import zlib
from collections.abc import Iterable, Iterator

import msgspec

from whence.archive.numbers import row
from whence.archive.problems import MissingError
from whence.records.article import Article, Outlet
from whence.records.entity import Entity
from whence.records.kept import Candidate, Kept
from whence.records.reading import Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Statement

Value = str | int | float | bytes | None
Row = tuple[Value, ...]

GAP = " … "  # between the pieces of an interrupted phrase
RELAYS = " > "  # between relays, from the utterer outward
_HOST = re.compile(r"[a-z][\w+.-]*://(?:[^/@\s?#]*@)?([^/:?#\s]+)", re.IGNORECASE)
_SAME_SITE = re.compile(r"^(?:www|m|mobile|amp)\.")
_LIMIT, _HALF = 1 << 64, 1 << 63


def joined(spans: Iterable[Span]) -> str:
    """The words of a phrase, its pieces with a mark between them."""
    return GAP.join(span.text for span in spans)


def edges(spans: Iterable[Span]) -> str:
    """Where a phrase stands: [[start, end], …]."""
    return msgspec.json.encode([(span.start, span.end) for span in spans]).decode()


def spans_at(text: str, places: str) -> tuple[Span, ...]:
    """The phrase at these edges of a text."""
    return tuple(span_of(text, start, end) for start, end in msgspec.json.decode(places, type=list[tuple[int, int]]))


def signed(number: int) -> int:
    """A number of 64 bits as SQLite keeps it."""
    return number - _LIMIT if number >= _HALF else number


def unsigned(number: int) -> int:
    """The number of 64 bits that SQLite keeps as this one."""
    if not isinstance(number, int):
        raise MissingError("a hash is no number")
    return number + _LIMIT if number < 0 else number


# --- article -------------------------------------------------------------------------------------------------------------


def _site(url: str) -> str | None:
    found = _HOST.match(url)
    return _SAME_SITE.sub("", found[1].lower()) if found else None


def address_of(article: Article) -> str | None:
    """What all versions of the article have in common: its canonical address, else its own, without the fragment.

    A canonical address on another site is not the article's own: it tells where a copy was taken from.
    """
    own, canonical = article.url, article.canonical_url
    if canonical and (not own or _site(canonical) == _site(own)):
        own = canonical
    return own.partition("#")[0] or None if own else None


ARTICLE = (
    "number", "id", "input", "outlet", "domain", "title", "byline", "published", "precision", "basis", "zone", "modified",
    "captured", "url", "canonical_url", "address", "republished_from", "language", "not_read", "text",
)  # fmt: skip


def article_row(number: int, reading: Reading) -> Row:
    """The row of `articles`, in the order of ARTICLE; what it is a version of is not known yet."""
    article = reading.article
    dates, outlet = article.dates, article.outlet or Outlet()
    published, origin = dates.published, article.republished_from
    return (
        number,
        article.id,
        reading.input,
        outlet.name,
        outlet.domain,
        article.title,
        ", ".join(article.byline) or None,
        *((published.value, published.precision, published.basis, published.zone) if published else (None,) * 4),
        dates.modified.value if dates.modified else None,
        dates.captured.value if dates.captured else None,
        article.url,
        article.canonical_url,
        address_of(article),
        (origin.name or origin.domain or origin.url) if origin else None,
        article.language,
        article.not_read.reason if article.not_read else None,
        article.text,
    )


# --- statements and candidates -------------------------------------------------------------------------------------------

_UNNAMED = frozenset({"anonymous", "unnamed person", "unnamed group"})


def statement_rows(number: int, reading: Reading) -> Iterator[Row]:
    """The rows of `statements`, the last first: numbers ascend, which is what the index takes fastest."""
    statements, entities = reading.statements or (), _by_id(reading.entities)
    for place in reversed(range(len(statements))):
        yield _statement_row(number, reading.article.id, place, statements[place], entities)


def _by_id(entities: tuple[Entity, ...] | None) -> dict[str | None, Entity]:
    return {each.id: each for each in entities or ()}


def _statement_row(number: int, article: str, place: int, statement: Statement, entities: dict[str | None, Entity]) -> Row:
    holder, content = entities.get(statement.source.entity), statement.content.spans
    unnamed = holder.reason_unnamed if holder and holder.kind in _UNNAMED else None
    hops = statement.hops
    return (
        row(number, article, place),
        f"{article}#{statement.id}",
        number,
        statement.id,
        place + 1,
        statement.source.entity,
        holder.name if holder else None,
        holder.kind if holder else None,
        joined(statement.source.spans) or None,
        joined(statement.cue.spans) or None,
        statement.cue.lemma,
        statement.cue.act,
        joined(content),
        content[0].start if content else None,
        content[-1].end if content else None,
        edges(content),
        statement.quotation,
        statement.said_on.value if statement.said_on else None,
        statement.certainty,
        statement.polarity,
        None if hops is None else int(bool(hops)),
        RELAYS.join(_relay(entities.get(hop.entity), hop.spans) for hop in hops or ()) or None,
        statement.inside,
        unnamed.text if unnamed else None,
        statement.confidence,
        statement.decided_by,
    )


def _relay(entity: Entity | None, spans: tuple[Span, ...]) -> str:
    return entity.name if entity else joined(spans) or "?"


def hop_rows(number: int, reading: Reading) -> Iterator[Row]:
    """The rows of `hops`."""
    entities = _by_id(reading.entities)
    for place, statement in enumerate(reading.statements or ()):
        for position, hop in enumerate(statement.hops or (), 1):
            words = joined(hop.spans) or None, joined(hop.cue) or None
            relay = _relay(entities.get(hop.entity), hop.spans)
            yield row(number, reading.article.id, place), position, hop.entity, relay, *words, int(hop.implied)


def entity_rows(number: int, reading: Reading) -> Iterator[Row]:
    """The rows of `entities`."""
    for each in reading.entities or ():
        roles = "; ".join(role.text for role in each.roles) or None
        unnamed = each.reason_unnamed.text if each.reason_unnamed else None
        yield number, each.id, each.name, each.kind, roles, unnamed, len(each.mentions)


def candidate_rows(number: int, kept: Kept) -> list[Row]:
    """The rows of `candidates`, numbers ascending; a candidate that is all of a statement has the statement's number."""
    article, statements = kept.reading.article.id, kept.reading.statements or ()
    free = {(each.id, edges(each.content.spans)): place for place, each in reversed(list(enumerate(statements)))}
    following = len(statements)
    found: list[tuple[int, *tuple[Value, ...]]] = []
    for position, each in enumerate(kept.candidates, 1):
        where = edges(each.content)
        place = free.pop((each.statement or "", where), None)
        whole = place is not None
        if place is None:
            place, following = following, following + 1
        words = joined(each.content)
        found.append((row(number, article, place), each.id, number, each.statement, position, int(whole), where, words))
    return sorted(found)


def candidate_in(article: str, text: str, stored: tuple[str, str | None, str]) -> Candidate:
    """The candidate in the columns id, statement and spans of an article's row."""
    name, statement, places = stored
    if not isinstance(name, str):
        raise MissingError("a candidate has no id")
    return Candidate(name, article, statement, spans_at(text, places))


# --- the reading, whole --------------------------------------------------------------------------------------------------

_READING, _KEPT = msgspec.json.Decoder(Reading), msgspec.json.Decoder(Kept)
_MOST_BYTES = 1 << 30  # of one reading unpacked: what is longer was not packed by us


def pack(record: Reading | Kept) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(msgspec.json.encode(record), 6)


def unpack_reading(data: bytes) -> Reading:
    """The reading that was packed."""
    return _READING.decode(_inflated(data))


def unpack_kept(data: bytes) -> Kept:
    """All that was packed of an article."""
    return _KEPT.decode(_inflated(data))


def _inflated(data: bytes) -> bytes:
    packed = zlib.decompressobj()
    plain = packed.decompress(data, _MOST_BYTES)
    if not packed.eof:
        raise zlib.error("it ends early or is too long")
    return plain


def checksum(kept: Kept) -> int:
    """CRC-32 of sketch, terms and candidates: what beside the reading stands in more than one row."""
    return zlib.crc32(msgspec.json.encode((kept.sketch, kept.terms, kept.candidates)))


def reading_row(number: int, kept: Kept, machine: Kept, version: int | None) -> Row:
    """The row of `readings`; `machine` is what the machine gave, `kept` the same with what persons decided."""
    reading = kept.reading
    own = None if kept is machine else pack(machine)
    return number, reading.model.name if reading.model else None, reading.whence, version, checksum(kept), pack(reading), own

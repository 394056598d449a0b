"""FollowTheMoney entities, one a line: what investigators load into Aleph and its kin.

An article becomes an `Article`; a holder or relay that is named a `Person`, `Organization` or `PublicBody` with a `Mention`
that ties it to the article; a statement a `Note` on its holder, with the article as proof; a relay an `UnknownLink` between
the note and whoever passed it on.  Holders without a name become no entity, because such programs match entities by name;
their words stand in the note.  Entities of two articles are never one: whether two are the same person is not ours to say.
"""

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from whence.exchange.iris import web_address
from whence.exchange.marked import plain
from whence.records.article import Article
from whence.records.entity import Entity, Kind
from whence.records.reading import Reading
from whence.records.statement import Statement
from whence.report.details import details
from whence.report.facts import Facts
from whence.report.wording import joined

SCHEMATA: dict[Kind, str] = {
    "named person": "Person", "author": "Person", "named organization": "Organization", "outlet": "Organization",
    "place": "PublicBody",
}  # fmt: skip
# FollowTheMoney writes languages as ISO 639-3; these are the ones that Whence tells of pages.
LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "he": "heb", "hi": "hin", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nl": "nld", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
# What FollowTheMoney can sort; a "month" above 12 is a season of EDTF.
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?")
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def entities(readings: Iterable[Reading]) -> Iterator[str]:
    """Every entity as one line of JSON: {"id", "schema", "properties"}."""
    for reading in readings:
        yield from _of_reading(reading)


def _of_reading(reading: Reading) -> Iterator[str]:
    facts, article = Facts(reading), _id(reading.article.id)
    yield _article(reading)
    for entity in reading.entities or ():
        if entity.kind in SCHEMATA:
            yield _entity(reading, entity, article)
            yield _mention(reading, entity, article)
    for statement in facts.statements:
        yield _note(facts, statement, article)
        yield from _relays(facts, statement, article)


def _id(*parts: str) -> str:
    """A name for all time: of article and part, or their hash where they hold what ids may not."""
    told = [part if _ID.fullmatch(part) else sha256(part.encode("utf-8")).hexdigest()[:32] for part in parts]
    return "-".join(("whence", *told))


def _line(key: str, schema: str, **properties: str | Iterable[str | None] | None) -> str:
    told: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) else list(value or ())
        kept = list(dict.fromkeys(each for each in values if each))
        if kept:
            told[name] = kept
    return json.dumps({"id": key, "schema": schema, "properties": told}, ensure_ascii=False, separators=(",", ":")) + "\n"


def date_of(value: str | None) -> str | None:
    """An ISO or EDTF value as FollowTheMoney writes dates; None for intervals and doubtful ones."""
    plain = re.sub(r"(?:Z|[+-]\d\d:?\d\d)$", "", value or "") if "T" in (value or "") else value or ""
    return plain if _DATE.fullmatch(plain) else None


def _publisher(article: Article) -> str | None:
    return (article.outlet.name or article.outlet.domain) if article.outlet else None


def _article(reading: Reading) -> str:
    article = reading.article
    dates = article.dates
    return _line(
        _id(article.id), "Article", title=article.title or reading.input, fileName=reading.input, author=article.byline,
        publisher=_publisher(article), sourceUrl=web_address(article.url or article.canonical_url),
        language=LANGUAGES.get((article.language or "")[:2]), bodyText=article.text.strip(),
        publishedAt=date_of(dates.published.value if dates.published else None),
        modifiedAt=date_of(dates.modified.value if dates.modified else None),
        retrievedAt=date_of(dates.captured.value if dates.captured else None),
    )  # fmt: skip


def _entity(reading: Reading, entity: Entity, article: str) -> str:
    roles = [" ".join(role.text.split()) for role in entity.roles]
    person = SCHEMATA[entity.kind] == "Person"
    names = [" ".join(mention.text.split()) for mention in entity.mentions]
    return _line(
        _id(reading.article.id, entity.id), SCHEMATA[entity.kind], name=plain(entity.name), proof=article,
        weakAlias=[name for name in names if name != plain(entity.name) and name[:1].isupper()],
        position=roles if person else (), summary=() if person else roles,
    )  # fmt: skip


def _mention(reading: Reading, entity: Entity, article: str) -> str:
    key = _id(reading.article.id, entity.id)
    return _line(
        _id(reading.article.id, entity.id, "mention"), "Mention", document=article, resolved=key, name=plain(entity.name),
        detectedSchema=SCHEMATA[entity.kind],
    )  # fmt: skip


def _named(facts: Facts, key: str | None) -> list[Entity]:
    """The entity, or the members of a group, that have an entity of their own here."""
    entity = facts.entity(key)
    members = [each for member in (entity.members if entity else ()) if (each := facts.entity(member))]
    return [each for each in members or ([entity] if entity else []) if each.kind in SCHEMATA]


def _note(facts: Facts, statement: Statement, article: str) -> str:
    """The words as the description, who is said to hold them and how as the summary."""
    key, said = facts.reading.article.id, statement.said_on
    written = joined((*statement.source.spans, *statement.cue.spans))
    tags = [statement.cue.act, statement.quotation, statement.certainty, statement.polarity]
    return _line(
        _id(key, statement.id), "Note", name=facts.name(statement) or written, description=joined(statement.content.spans),
        entity=[_id(key, each.id) for each in _named(facts, statement.source.entity)], proof=article,
        summary="; ".join([written, *details(facts, statement)]), createdAt=date_of(said.value if said else None),
        keywords=tags, sourceUrl=web_address(facts.reading.article.url), publisher=_publisher(facts.reading.article),
    )  # fmt: skip


def _relays(facts: Facts, statement: Statement, article: str) -> Iterator[str]:
    key, hops = facts.reading.article.id, statement.hops or ()
    for place, hop in enumerate(hops, 1):
        for entity in _named(facts, hop.entity):
            yield _line(
                _id(key, statement.id, f"relay{place}", entity.id), "UnknownLink", subject=_id(key, statement.id),
                object=_id(key, entity.id), role=f"passed on by, {place} of {len(hops)}", proof=article,
            )  # fmt: skip

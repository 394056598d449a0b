"""JSON-LD: statements as Web Annotations of their article, with PROV-O for who said and relayed it, in schema.org's classes.

One article gives one graph.  The annotation's target is the text that Whence read (`articleBody`), in which positions count
Unicode code points, as the recommendation asks (Web Annotation Data Model, 4.2.5); the quotation selector finds the same words
on the page.  The provenance runs backwards through the relays, from the article to the utterance:

    report --wasQuotedFrom--> last relay's version --wasQuotedFrom--> … --wasQuotedFrom--> statement --wasAttributedTo--> holder
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from whence.exchange.iris import urn, web_address
from whence.exchange.vocabulary import CONTEXT
from whence.records.article import Article
from whence.records.entity import Entity, Kind
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Hop, Statement
from whence.report.facts import Facts
from whence.report.wording import joined

Node = dict[str, Any]
AROUND = 32  # characters before and behind a quotation that tell it from others
# An anonymous holder may be one person, several, or a body: PROV's agent is all that is known.
CLASSES: dict[Kind, list[str]] = {
    "named person": ["Person", "prov:Person"], "named organization": ["Organization", "prov:Organization"],
    "outlet": ["NewsMediaOrganization", "prov:Organization"], "document": ["CreativeWork", "Entity", "Agent"],
    "anonymous": ["Agent"], "unnamed person": ["Person", "prov:Person"], "unnamed group": ["Agent"],
    "place": ["Place", "Agent"], "author": ["Person", "prov:Person"],
}  # fmt: skip


def document(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON-LD document with one graph of all readings, node by node."""
    yield f'{{"@context":{_json(CONTEXT)},\n"@graph":['
    before = "\n"
    for reading in readings:
        for node in graph(reading):
            yield before + _json(node)
            before = ",\n"
    yield "\n]}\n"


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON-LD document for every reading, a line each."""
    for reading in readings:
        yield _json({"@context": CONTEXT, "@graph": list(graph(reading))}) + "\n"


def graph(reading: Reading) -> Iterator[Node]:
    """The nodes of one reading: the program, the article, entities, then what belongs to each statement."""
    facts = Facts(reading)
    yield _program(reading)
    yield _article(reading.article)
    for entity in reading.entities or ():
        yield _entity(reading.article.id, entity)
    for statement in facts.statements:
        yield _annotation(reading, statement)
        yield _statement(facts, statement)
        yield from _chain(facts, statement)


def _json(node: object) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))


def _told(**values: Any) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in values.items() if value is not None and value not in ("", [], ())}


def _program_id(reading: Reading) -> str:
    return urn("program", f"{reading.whence}:{reading.model.name}" if reading.model else reading.whence)


def _program(reading: Reading) -> Node:
    return _told(
        id=_program_id(reading), type=["SoftwareAgent", "as:Application"], name="Whence", softwareVersion=reading.whence,
        model=reading.model and reading.model.name,
    )  # fmt: skip


def _article(article: Article) -> Node:
    dates, taken = article.dates, article.republished_from
    url = article.url or article.canonical_url
    return _told(
        id=urn(article.id), type=["NewsArticle", "Entity"], identifier=article.id, headline=article.title,
        url=web_address(url), address=url if not web_address(url) else None, inLanguage=article.language,
        datePublished=dates.published and dates.published.value, dateModified=dates.modified and dates.modified.value,
        author=[{"type": "Person", "name": name} for name in article.byline],
        publisher=article.outlet and _told(
            type="NewsMediaOrganization", name=article.outlet.name, domain=article.outlet.domain
        ),
        isBasedOn=taken and _told(
            type="CreativeWork", url=web_address(taken.url),
            publisher=_told(type="NewsMediaOrganization", name=taken.name, domain=taken.domain),
        ),
        articleBody=article.text,
    )  # fmt: skip


def _of_entity(article: str, key: str | None) -> str | None:
    return urn(article, f"e:{key}") if key else None


def _entity(article: str, entity: Entity) -> Node:
    return _told(
        id=_of_entity(article, entity.id), type=CLASSES[entity.kind], name=entity.name, kind=entity.kind,
        role=[role.text for role in entity.roles], member=[_of_entity(article, each) for each in entity.members],
        reasonUnnamed=entity.reason_unnamed and entity.reason_unnamed.text,
    )  # fmt: skip


def _of_statement(article: str, statement: str, part: str = "s") -> str:
    return urn(article, f"{part}:{statement}")


def _annotation(reading: Reading, statement: Statement) -> Node:
    """The annotation, with one target for every piece of an interrupted content (of the cue, where no content is stated)."""
    article = reading.article
    pieces = statement.content.spans or statement.cue.spans or statement.source.spans
    return _told(
        id=_of_statement(article.id, statement.id, "annotation"), type="Annotation", motivation="describing",
        body=_of_statement(article.id, statement.id), target=[_target(article, span) for span in pieces],
        generator=_program_id(reading),
    )  # fmt: skip


def _target(article: Article, span: Span) -> Node:
    before, behind = article.text[max(span.start - AROUND, 0) : span.start], article.text[span.end : span.end + AROUND]
    quote = _told(type="TextQuoteSelector", exact=span.text, prefix=before, suffix=behind)
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {"type": "SpecificResource", "source": urn(article.id), "selector": [position, quote]}


def _statement(facts: Facts, statement: Statement) -> Node:
    """What the holder said: a quotation where words are quoted, whoever holds it as its author and as PROV's agent."""
    article, holder = facts.reading.article.id, facts.holder(statement)
    agent, said = _of_entity(article, holder.id if holder else None), statement.said_on
    speaks = holder and not {"Person", "Organization", "NewsMediaOrganization"}.isdisjoint(CLASSES[holder.kind])
    candidates = [_of_entity(article, key) for key in statement.source.candidates or () if facts.entity(key)]
    quoted = statement.quotation != "indirect"
    return _told(
        id=_of_statement(article, statement.id), type=["Statement", "Quotation" if quoted else "schema:Statement", "Entity"],
        text=joined(statement.content.spans), wasAttributedTo=agent, creator=agent,
        spokenByCharacter=agent if speaks and quoted else None, candidate=candidates,
        generatedAtTime=said and said.value, saidOnBasis=said and said.basis,
        writtenSource=joined(statement.source.spans), cue=joined(statement.cue.spans), lemma=statement.cue.lemma,
        act=statement.cue.act, quotation=statement.quotation, certainty=statement.certainty, polarity=statement.polarity,
        confidence=statement.confidence, decidedBy=statement.decided_by, reason=list(statement.reasons),
        medium=statement.medium and statement.medium.kind, mediumName=statement.medium and statement.medium.name,
        locationCreated=statement.place and {"type": "Place", "name": statement.place.text},
        inside=statement.inside and _of_statement(article, statement.inside),
    )  # fmt: skip


def _chain(facts: Facts, statement: Statement) -> Iterator[Node]:
    """The version of every relay, each quoted from the one before it, and the article's own report, quoted from the last."""
    article = facts.reading.article.id
    said = before = _of_statement(article, statement.id)
    for place, hop in enumerate(statement.hops or (), 1):
        version = _of_statement(article, f"{statement.id}:{place}", "relay")
        yield _relay(facts, hop, version, before, place)
        before = version
    yield {
        "id": _of_statement(article, statement.id, "report"), "type": ["Report", "Entity"], "isPartOf": urn(article),
        "wasQuotedFrom": before, "hadPrimarySource": said,
    }  # fmt: skip


def _relay(facts: Facts, hop: Hop, version: str, before: str, place: int) -> Node:
    known = facts.entity(hop.entity)
    quotation = _told(type="QualifiedQuotation", entity=before, cue=joined(hop.cue), implied=hop.implied)
    return _told(
        id=version, type=["Relay", "Entity"], position=place, wasQuotedFrom=before, qualifiedQuotation=quotation,
        wasAttributedTo=_of_entity(facts.reading.article.id, known.id if known else None), writtenSource=joined(hop.spans),
    )  # fmt: skip

"""The terms of the JSON-LD export: the context that stands in every document, so that no program has to fetch one.

Terms of W3C Web Annotation (`oa`), PROV-O (`prov`) and schema.org have the meaning they have there.  `whence:` holds what none
of them knows: the act of a cue, the holder's certainty and polarity, the kind of a holder, the place of a relay in its chain.
"""

from typing import Any

OA, PROV, SCHEMA = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "https://schema.org/"
WHENCE, EDTF = "urn:whence:terms:", "http://id.loc.gov/datatypes/edtf/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def _node(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id"}


def _typed(term: str, kind: str) -> dict[str, str]:
    return {"@id": term, "@type": kind}


CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "oa": OA, "prov": PROV, "schema": SCHEMA, "as": "https://www.w3.org/ns/activitystreams#",
    "whence": WHENCE, "edtf": EDTF, "xsd": XSD,
    "id": "@id", "type": "@type",
    # Web Annotation
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "body": _node("oa:hasBody"), "target": _node("oa:hasTarget"), "source": _node("oa:hasSource"),
    "selector": _node("oa:hasSelector"), "motivation": _typed("oa:motivatedBy", "@vocab"), "describing": "oa:describing",
    "start": _typed("oa:start", "xsd:nonNegativeInteger"), "end": _typed("oa:end", "xsd:nonNegativeInteger"),
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "generator": _node("as:generator"),
    # PROV-O
    "Entity": "prov:Entity", "Agent": "prov:Agent", "SoftwareAgent": "prov:SoftwareAgent",
    "QualifiedQuotation": "prov:Quotation",
    "wasAttributedTo": _node("prov:wasAttributedTo"), "wasQuotedFrom": _node("prov:wasQuotedFrom"),
    "hadPrimarySource": _node("prov:hadPrimarySource"), "qualifiedQuotation": _node("prov:qualifiedQuotation"),
    "entity": _node("prov:entity"), "generatedAtTime": _typed("prov:generatedAtTime", "edtf:EDTF"),
    # schema.org
    "NewsArticle": "schema:NewsArticle", "Quotation": "schema:Quotation", "Person": "schema:Person",
    "Organization": "schema:Organization", "NewsMediaOrganization": "schema:NewsMediaOrganization", "Place": "schema:Place",
    "CreativeWork": "schema:CreativeWork",
    "name": "schema:name", "text": "schema:text", "headline": "schema:headline", "articleBody": "schema:articleBody",
    "identifier": "schema:identifier", "inLanguage": "schema:inLanguage", "url": _node("schema:url"),
    "author": _node("schema:author"), "publisher": _node("schema:publisher"), "isBasedOn": _node("schema:isBasedOn"),
    "datePublished": "schema:datePublished", "dateModified": "schema:dateModified", "isPartOf": _node("schema:isPartOf"),
    "creator": _node("schema:creator"), "spokenByCharacter": _node("schema:spokenByCharacter"),
    "locationCreated": _node("schema:locationCreated"), "softwareVersion": "schema:softwareVersion",
    # what none of them has
    "Statement": "whence:Statement", "Report": "whence:Report", "Relay": "whence:Relay",
    "address": "whence:address", "domain": "whence:domain", "kind": "whence:kind", "role": "whence:role",
    "member": _node("whence:member"), "reasonUnnamed": "whence:reasonUnnamed", "candidate": _node("whence:candidate"),
    "writtenSource": "whence:writtenSource", "cue": "whence:cue", "lemma": "whence:lemma", "act": "whence:act",
    "quotation": "whence:quotation", "certainty": "whence:certainty", "polarity": "whence:polarity",
    "confidence": _typed("whence:confidence", "xsd:double"), "decidedBy": "whence:decidedBy", "reason": "whence:reason",
    "saidOnBasis": "whence:saidOnBasis", "medium": "whence:medium", "mediumName": "whence:mediumName",
    "inside": _node("whence:inside"), "position": _typed("whence:position", "xsd:integer"),
    "implied": _typed("whence:implied", "xsd:boolean"), "model": "whence:model",
}  # fmt: skip

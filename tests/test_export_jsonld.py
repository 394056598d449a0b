"""JSON-LD: one graph that processors take without fetching anything and without losing a term, and that answers questions."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

from conftest import ROOT
from exported import ABOUT, HARD, ID, hard, reading, readings, say
from whence.exchange import FORMATS
from whence.exchange.jsonld import AROUND, CLASSES
from whence.exchange.vocabulary import CONTEXT, EDTF, WHENCE
from whence.records.article import Article
from whence.records.entity import Kind

pyld = pytest.importorskip("pyld.jsonld")
rdflib = pytest.importorskip("rdflib")

PREFIXES = """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX schema: <https://schema.org/> PREFIX oa: <http://www.w3.org/ns/oa#>
    PREFIX whence: <urn:whence:terms:> """
CHAINED = (
    "Per Lund said the lock was shut, the Courier reported, citing Radio Holm. Oda Brandt denied it.",
    say("Per Lund", "said", "the lock was shut", via=["Radio Holm", "the Courier"], said_on="2026-03", certainty="possible"),
    say("Oda Brandt", "denied", "it", act="deny", polarity="negative"),
)
KINDS = {"Radio Holm": "outlet", "the Courier": "outlet"}


@pytest.fixture(autouse=True)
def nothing_is_fetched():
    def refuse(url, options=None):
        raise AssertionError(f"a context was fetched: {url}")

    pyld.set_document_loader(refuse)


def document(*made):
    return json.loads("".join(FORMATS["jsonld"].text(made)))


def graph(*made):
    return rdflib.Graph().parse(data=json.dumps(document(*made)), format="json-ld")


def asked(found, query):
    return sorted(tuple(str(value) if value is not None else None for value in row) for row in found.query(PREFIXES + query))


def keys(node):
    if isinstance(node, dict):
        for name, value in node.items():
            yield name
            yield from keys(value)
    elif isinstance(node, list):
        for each in node:
            yield from keys(each)


def values(node):
    """How many values and references stand in a document, before or after its terms were expanded."""
    if isinstance(node, list):
        return sum(map(values, node))
    if not isinstance(node, dict) or "@value" in node or set(node) == {"@id"}:
        return 1
    return sum(values(value) for name, value in node.items() if name.lstrip("@") not in ("id", "type"))


def test_processors_take_the_document_without_fetching_anything():
    made = document(hard(), reading(*CHAINED, kinds=KINDS, article="b" * 16))
    assert len(pyld.expand(made)) == len(made["@graph"])
    assert pyld.flatten(made)
    assert pyld.to_rdf(made, {"format": "application/n-quads"}).count("\n") == len(
        graph(hard(), reading(*CHAINED, kinds=KINDS, article="b" * 16))
    )


def test_every_term_is_in_the_context_and_every_value_survives():
    made = document(hard(), reading(*CHAINED, kinds=KINDS, article="b" * 16))
    assert set(keys(made["@graph"])) <= set(CONTEXT)
    assert values(pyld.expand(made)) == values(made["@graph"])


def test_types_are_terms_too():
    made = document(hard(), reading(*CHAINED, kinds=KINDS, article="b" * 16))
    for node in pyld.flatten(made):
        assert all(":" in kind and not kind.startswith("urn:whence:terms:schema") for kind in node.get("@type", ()))


def test_it_is_one_graph_and_blank_nodes_are_few():
    quads = pyld.to_rdf(document(hard()))
    assert list(quads) == ["@default"]


def test_who_said_it_through_whom_in_which_order_by_the_query_of_the_documentation():
    told = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    query = told.split("```sparql\n", 1)[1].split("```", 1)[0].split("\n", 1)[1]
    assert asked(graph(reading(*CHAINED, kinds=KINDS)), query) == [
        ("the lock was shut", "Per Lund", "1", "Radio Holm"),
        ("the lock was shut", "Per Lund", "2", "the Courier"),
    ]


def test_what_the_article_has_at_first_hand():
    query = """SELECT ?holder WHERE { ?report prov:wasQuotedFrom ?said. ?said a whence:Statement;
        prov:wasAttributedTo/schema:name ?holder. ?report schema:isPartOf/schema:url <https://canal.example/lock> }"""
    assert asked(graph(reading(*CHAINED, kinds=KINDS)), query) == [("Oda Brandt",)]


def test_when_it_was_said_is_a_typed_literal():
    found = graph(reading(*CHAINED, kinds=KINDS))
    (value,) = found.objects(None, rdflib.URIRef("http://www.w3.org/ns/prov#generatedAtTime"))
    assert (str(value), str(value.datatype)) == ("2026-03", EDTF + "EDTF")


def test_act_certainty_and_polarity():
    query = """SELECT ?cue ?act ?certainty ?polarity WHERE {
        ?said whence:cue ?cue; whence:act ?act; whence:certainty ?certainty; whence:polarity ?polarity }"""
    assert asked(graph(reading(*CHAINED, kinds=KINDS)), query) == [
        ("denied", "deny", "asserted", "negative"),
        ("said", "say", "possible", "positive"),
    ]


def test_an_annotation_has_a_target_for_every_piece_in_code_points_of_the_text():
    query = """SELECT ?start ?end ?exact ?text WHERE { ?a a oa:Annotation; oa:hasBody/schema:text "We wait … and we sing";
        oa:hasTarget ?t. ?t oa:hasSource/schema:articleBody ?text; oa:hasSelector ?place, ?quote.
        ?place oa:start ?start; oa:end ?end. ?quote oa:exact ?exact }"""
    rows = asked(graph(hard()), query)
    assert [exact for _, _, exact, _ in rows] == ["We wait", "and we sing"]
    for start, end, exact, text in rows:
        assert text[int(start) : int(end)] == exact
        assert text == HARD


def test_a_quotation_selector_has_the_words_around():
    node = next(each for each in document(hard())["@graph"] if each["type"] == "Annotation")
    quote = node["target"][0]["selector"][1]
    assert quote["prefix"] == HARD[: HARD.index("We wait")]
    assert quote["suffix"] == HARD[HARD.index("We wait") + 7 :][:AROUND]


def test_quotations_are_schema_orgs_and_spoken_by_their_holder():
    query = "SELECT ?name WHERE { ?q a schema:Quotation; schema:spokenByCharacter/schema:name ?name; schema:creator ?x }"
    assert asked(graph(hard()), query) == [("Oda 🐟 Brandt",)]


def test_the_article_with_its_outlet_author_and_date():
    query = """SELECT ?title ?outlet ?author ?date WHERE { ?a a schema:NewsArticle; schema:headline ?title;
        schema:publisher/schema:name ?outlet; schema:author/schema:name ?author; schema:datePublished ?date }"""
    assert asked(graph(hard()), query) == [("The lock", "The Canal Gazette", "Nel Ovist", "2026-03-12")]


def test_every_kind_of_holder_has_a_class():
    assert set(CLASSES) == set(Kind.__args__)


def test_a_document_that_speaks_is_an_agent_and_an_anonymous_one_is_nothing_more():
    made = reading("The report said no. A source said yes.", say("The report", "said", "no"), say("A source", "said", "yes"),
                   kinds={"The report": "document", "A source": "anonymous"})  # fmt: skip
    types = {each["name"]: each["type"] for each in document(made)["@graph"] if "kind" in each}
    assert types == {"The report": ["CreativeWork", "Entity", "Agent"], "A source": ["Agent"]}


HOSTILE = [
    "javascript:alert(1)", "https://canal.example/<script>\"'}{|\\^` \n\t", "https://canal.example/> <urn:x> <urn:y> . #",
    "urn:whence:terms:act", "http://[::1", "https://canal.example/\u202e\x00",
]  # fmt: skip


@pytest.mark.parametrize("url", HOSTILE)
def test_no_untrusted_text_becomes_an_iri_unescaped(url):
    text = "Oda> <urn:x> said “no”."
    made = reading(text, say("Oda> <urn:x>", "said", "no", id="a> <b"), article="x> <y", about={**ABOUT, "url": url})
    quads = pyld.to_rdf(document(made), {"format": "application/n-quads"})
    found = rdflib.Dataset().parse(data=quads, format="nquads")
    for quad in found.quads():
        for term in quad[:3]:
            if isinstance(term, rdflib.URIRef):
                assert not set(str(term)) & set('<>"{}|\\^` \n\t\x00')
    assert "urn:x" not in {str(term) for quad in found.quads() for term in quad[:3] if isinstance(term, rdflib.URIRef)}
    if not url.startswith("http"):
        assert '"' + WHENCE + "address" not in quads
        assert not [1 for quad in found.quads() if str(quad[1]) == "https://schema.org/url"]
        assert url in {str(quad[2]) for quad in found.quads()}


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(readings())
def test_any_text_is_taken_and_keeps_every_value(made):
    plain = document(made)
    assert values(pyld.expand(plain)) == values(plain["@graph"])


def test_lines_are_documents_of_their_own():
    lines = "".join(FORMATS["jsonld-lines"].text([hard(), reading(*CHAINED, kinds=KINDS, article="b" * 16)])).splitlines()
    sizes = [len(rdflib.Graph().parse(data=line, format="json-ld")) for line in lines]
    together = graph(hard(), reading(*CHAINED, kinds=KINDS, article="b" * 16))
    assert sum(sizes) == len(together) + 5  # the program's node stands in both
    assert [json.loads(line)["@context"] for line in lines] == [CONTEXT, CONTEXT]


def test_an_article_that_was_not_read_is_there_without_statements():
    unread = reading("Guten Tag.", about={"language": "de"})
    assert isinstance(unread.article, Article)
    assert [each["type"] for each in document(unread)["@graph"]] == [
        ["SoftwareAgent", "as:Application"],
        ["NewsArticle", "Entity"],
    ]
    assert ID in json.dumps(document(unread))

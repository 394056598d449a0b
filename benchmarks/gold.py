"""The gold cases as readings: what every stage would get if all stages before it were right.

`gold_readings(shared, folder)` gives (reading, gold) pairs; a stage can then be judged alone, or a report be looked at, before
the stages in front of it are.  Needs the folder of cases.
"""

import importlib
import sys
from pathlib import Path

from whence.ingest.anatomy import article as article_of
from whence.records.article import Given
from whence.records.entity import Entity, NamedRole, Position, TimelineEntry
from whence.records.reading import Model, Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Hop, Medium, SaidOn, Source, Statement, statement_id
from whence.version import VERSION

SHARED = Path(__file__).resolve().parents[2] / "shared"
PRECISIONS = {4: "year", 7: "month", 10: "day", 13: "hour", 16: "minute", 19: "second"}


def gold_readings(shared=SHARED, folder=None):
    """[(reading, gold)] of every case below the folder, by default `shared`/cases, in the order of their names."""
    sys.path.insert(0, str(shared / "eval"))
    cases, inputs = importlib.import_module("cases"), importlib.import_module("inputs")
    return [
        (reading_of(case, inputs.from_case(case), cases.locate_all), case["gold"])
        for case in cases.load(folder or shared / "cases")
    ]


def reading_of(case, record, locate_all):
    """The gold of one case as a Reading."""
    text, gold = case["text"], case["gold"]
    known = ("text", "url", "title", "published", "outlet")
    article = article_of(Given(name=record["id"], **{key: record[key] for key in known if record.get(key) is not None}))
    ids = {entity["name"]: f"e{number}" for number, entity in enumerate(gold["entities"], 1)}

    def spans(surfaces):
        return tuple(span_of(text, *extent) for extent in locate_all(text, surfaces))

    numbered = {}
    for number, each in enumerate(gold["statements"], 1):
        numbered[number] = _statement(each, spans, ids, article)
    statements = tuple(
        _inside(numbered[number], each.get("inside") and numbered[each["inside"]].id)
        for number, each in enumerate(gold["statements"], 1)
    )
    return Reading(
        input=record["id"],
        looked_for=("blocks", "statements", "entities", "hops", "dates", "certainty", "positions", "timeline"),
        article=article,
        statements=statements,
        entities=tuple(_entity(each, ids, text) for each in gold["entities"]),
        positions=tuple(
            Position(
                ids[each["entity"]], each["stance"], spans(each["about"]), tuple(numbered[n].id for n in each["statements"])
            )
            for each in gold["positions"]
        ),
        timeline=tuple(
            TimelineEntry(
                each["value"],
                _precision(each["value"]),
                spans([each["text"]]),
                spans(each["what"]),
                each["statement"] and numbered[each["statement"]].id,
                each["status"],
            )
            for each in gold["timeline"]
        ),
        model=Model("gold", ""),
        whence=VERSION,
    )


def _statement(each, spans, ids, article):
    cue, content = spans(each["cue"]), spans(each["content"])
    entity, source = ids.get(each["entity"]), spans(each["source"])
    medium = each.get("medium")
    said = each.get("said_on")
    return Statement(
        id=statement_id(article.id, cue, content),
        source=Source(source, entity, tuple(ids[name] for name in each.get("candidates") or ()), bool(entity and not source)),
        cue=Cue(cue, None, each["act"]),
        content=Content(content),
        quotation=each["quotation"],
        hops=tuple(
            Hop(ids[hop["entity"]], spans(hop.get("source")), spans(hop.get("cue")), hop["implied"]) for hop in each["hops"]
        ),
        said_on=said and SaidOn(said, _precision(said), each["said_on_basis"], spans(each.get("said_on_text"))),
        place=spans(each["place"])[0] if each.get("place") else None,
        medium=medium and Medium(medium["kind"], medium["name"], spans(medium.get("text"))),
        certainty=each["certainty"],
        polarity=each["polarity"],
        confidence=1.0,
        decided_by="person",
    )


def _inside(statement, outer):
    return Statement(**{**{name: getattr(statement, name) for name in statement.__struct_fields__}, "inside": outer})


def _precision(value):
    return "interval" if "/" in value else PRECISIONS.get(len(value.strip("~?%")), "day")


def _entity(each, ids, text):
    mentions: list[Span] = []
    for alias in each.get("aliases", []):
        at = text.find(alias)
        while at >= 0:
            mentions.append(span_of(text, at, at + len(alias)))
            at = text.find(alias, at + 1)
    roles = tuple(NamedRole(role, (span_of(text, text.find(role), text.find(role) + len(role)),)) for role in _roles(each))
    reason = each.get("reason_unnamed")
    return Entity(
        id=ids[each["name"]],
        name=each["name"],
        kind=each["kind"],
        members=tuple(ids[name] for name in each.get("members", ())),
        roles=roles,
        reason_unnamed=span_of(text, text.find(reason), text.find(reason) + len(reason)) if reason else None,
        mentions=tuple(sorted(set(mentions))),
    )


def _roles(each):
    return [role if isinstance(role, str) else role["text"] for role in each.get("roles", [])]


if __name__ == "__main__":
    for reading, _ in gold_readings():
        reading.check()
        sys.stdout.write(reading.to_json() + "\n")

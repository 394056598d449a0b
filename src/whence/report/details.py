"""What reports say beside the words of a statement: who is meant, through whom, when, where, how surely; and the lists below.

Plain text in, plain text out: every report escapes it in its own way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.records.entity import Entity, TimelineEntry
from whence.records.statement import Act, Statement
from whence.report.facts import Facts
from whence.report.wording import cut, day_of, joined, quoted, when

PLAIN = frozenset({"named person", "named organization", "place"})  # kinds that need no word beside a name
UNSURE: frozenset[Act] = frozenset({"say", "think", "show", "confirm", "deny", "intend"})  # acts whose holder can be sure
BASES = {
    "explicit": "as stated", "relative": "reckoned from the day of the report",
    "inherited": "carried on from the same occasion", "published": "the date of publication",
}  # fmt: skip
MENTIONED = 20  # names that are listed although they say nothing
# Prepositions of a limit (`bounds` of the times lexicon): do they mean the end of a stretch of days, or its beginning?
LIMITS = {"before": False, "by": False, "since": False, "until": True, "till": True, "after": True}
LONG = 120  # characters of a quotation in a list


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: what it is about, what is told of it, and the numbers of the statements that it rests on."""

    head: str
    told: str
    numbers: tuple[int, ...]


def numerals(numbers: Sequence[int]) -> str:
    """Numbers of statements, runs of three and more drawn together: "1, 4–6, 9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def who(facts: Facts, statement: Statement) -> str | None:
    """Whom the written source means, where its words do not: "= Ludvik Hašek", "= Ann Lee or Per Lund", "(outlet)"."""
    entity = facts.holder(statement)
    if entity is None:
        names = [each.name for key in statement.source.candidates or () if (each := facts.entity(key))]
        missed = bool(statement.source.spans) and facts.looked_for("entities")
        return f"= {' or '.join(names)}" if names else "(not resolved)" if missed else None
    kind = "" if entity.kind in PLAIN else f"({entity.kind})"
    words = joined(statement.source.spans).lower()
    name = "" if words and entity.name.lower().removeprefix("the ") in words else f"= {entity.name}"
    carried = "carried on from the sentence before" if statement.source.implied and not words else ""
    return " ".join(each for each in (name, kind, carried and f"({carried})") if each) or None


def details(facts: Facts, statement: Statement) -> list[str]:
    """Short clauses: relays, date, medium, place, certainty, polarity; only what is told and not plain."""
    found = [_through(facts, statement), _when(statement), _medium(statement), _where(statement)]
    if statement.certainty in ("probable", "possible", "conditional"):
        found.append(f"given as {statement.certainty}")
    elif statement.certainty == "unknown" and statement.cue.act in UNSURE:
        found.append("not vouched for by the holder")
    if statement.polarity == "negative":
        found.append("the holder denies it" if statement.cue.act != "think" else "the holder does not think so")
    if statement.decided_by == "person":
        found.append("decided by a person")
    return [each for each in found if each]


def _through(facts: Facts, statement: Statement) -> str:
    names = [facts.relay(hop) or "somebody" for hop in statement.hops or ()]
    carried = " (carried on)" if names and all(hop.implied for hop in statement.hops or ()) else ""
    return f"through {', then '.join(names)}{carried}" if names else ""


def _when(statement: Statement) -> str:
    said = statement.said_on
    if said is None:
        return ""
    basis = BASES.get(said.basis or "")
    return f"said {when(said.value) or said.value}" + (f", {basis}" if basis else "")


def _medium(statement: Statement) -> str:
    medium = statement.medium
    return f"{medium.kind}{f' on {medium.name}' if medium.name else ''}" if medium else ""


def _where(statement: Statement) -> str:
    return f"in {statement.place.text}" if statement.place else ""


def sources(facts: Facts) -> list[Row]:
    """Every entity that holds or passes on a statement: its name, kind, roles and members, and what it holds."""
    return [Row(entity.name, _about(facts, entity), _held(facts, entity)) for entity in _acting(facts)]


def also_mentioned(facts: Facts) -> list[str]:
    """The names of the entities that say nothing, by themselves or in a group."""
    acting = {key for entity in _acting(facts) for key in (entity.id, *entity.members)}
    names = [entity.name for entity in facts.reading.entities or () if entity.id not in acting]
    return names[:MENTIONED] + ([f"{len(names) - MENTIONED} more"] if len(names) > MENTIONED else [])


def _acting(facts: Facts) -> Iterator[Entity]:
    relays = {hop.entity for statement in facts.statements for hop in statement.hops or ()}
    for entity in facts.reading.entities or ():
        if entity.id in relays or _held(facts, entity):
            yield entity


def _held(facts: Facts, entity: Entity) -> tuple[int, ...]:
    return tuple(number for number, each in enumerate(facts.statements, 1) if each.source.entity == entity.id)


def _about(facts: Facts, entity: Entity) -> str:
    parts = [entity.kind, *dict.fromkeys(cut(role.text, LONG) for role in entity.roles)]
    members = [member.name for key in entity.members if (member := facts.entity(key))]
    parts += [f"members: {', '.join(members)}"] if members else []
    passed = _passed_on(facts, entity)
    parts += [f"passes on {numerals(passed)}"] if passed else []
    if entity.kind == "anonymous":
        reason = entity.reason_unnamed
        parts.append(
            f"reason for not being named: {quoted(reason.text, LONG)}" if reason else "no reason found for not being named"
        )
    return "; ".join(parts)


def _passed_on(facts: Facts, entity: Entity) -> list[int]:
    return [n for n, each in enumerate(facts.statements, 1) if any(hop.entity == entity.id for hop in each.hops or ())]


def positions(facts: Facts) -> list[Row]:
    """Who stands where on what."""
    found = []
    for position in facts.reading.positions or ():
        entity = facts.entity(position.entity)
        numbers = tuple(number for key in position.statements if (number := facts.number(key)))
        about = f": {quoted(joined(position.about), LONG)}" if position.about else ""
        found.append(Row(entity.name if entity else "—", f"{position.stance}{about}", numbers))
    return found


def timeline(facts: Facts) -> list[Row]:
    """The dated events, in the order of their dates, with the words that date them."""
    entries = sorted(facts.reading.timeline or (), key=lambda each: each.value.lstrip("./"))
    return [
        Row(_dated(each), _told(each), tuple(number for number in (facts.number(each.statement),) if number))
        for each in entries
    ]


def _told(entry: TimelineEntry) -> str:
    dated = quoted(joined(entry.spans), LONG)
    return f"{entry.status}: {quoted(joined(entry.what), LONG)}, {dated}" if entry.what else f"{entry.status}: {dated}"


def _dated(entry: TimelineEntry) -> str:
    """A date for the head of a line: in words, without its preposition; of "before the weekend" the side and the edge."""
    value, limit = entry.value, joined(entry.spans).partition(" ")[0].lower()
    first, _, last = value.partition("/")
    edge = day_of(last if last and LIMITS.get(limit) else first)
    if limit in LIMITS and edge:
        return f"{limit} {edge}"
    return day_of(value) or when(value) or value

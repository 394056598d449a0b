"""What persons decided about statements, laid over what the machine read.

The brief, positions and timeline rest on statements.  What rests on one that a person took away or replaced is left out,
because nobody has looked at it again; the machine's reading is kept beside, and withdrawing a correction gives it back.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from whence.archive.rows import edges
from whence.errors import UsageError
from whence.records.correction import Correction
from whence.records.entity import Entity, Kind
from whence.records.kept import Candidate, Kept, candidate_id
from whence.records.reading import Reading
from whence.records.statement import Statement

Statements = tuple[Statement, ...]


def checked(correction: Correction, reading: Reading, before: set[str]) -> None:
    """Raise UsageError when the correction cannot be made, InputError when a span of it is not the text.

    `reading` is the machine's, `before` the targets that were corrected before.
    """
    where = f"{correction.article}#{correction.target}"
    if (correction.statement is None) != (correction.action == "remove"):
        raise UsageError(f"the correction of {where} has a statement where it must not, or none", "export it again")
    known = before | {each.id for each in reading.statements or ()}
    if correction.action != "add" and correction.target not in known:
        raise UsageError(f"there is no statement {where} to {correction.action}", "export the article again and correct that")
    if correction.statement:
        replace(reading, statements=(correction.statement,)).check()


def corrected(machine: Kept, corrections: Iterable[Correction]) -> Kept:
    """What the machine gave with the corrections made in it; a target that a newer reading does not have need not be there."""
    reading = machine.reading
    statements, entities = reading.statements or (), reading.entities or ()
    now: dict[str, str | None] = {}  # the statement that says the same as the one of this id; None where none does
    for each in corrections:
        old = next((one for one in statements if one.id == each.target), None)
        statements = tuple(one for one in statements if one is not old)
        now[each.target] = None
        if each.statement:
            made, entities = _decided(each, each.statement, old, entities)
            statements = _inserted(statements, made)
            now[each.target] = made.id if old and old.content == made.content else None
    changed = replace(
        reading,
        statements=_without_lost(statements) if reading.statements is not None or statements else None,
        entities=entities if reading.entities is not None or entities else None,
        **_resting(reading, set(now)),
    )
    return replace(machine, reading=changed, candidates=_candidates(machine, changed, now))


def _decided(
    correction: Correction, statement: Statement, old: Statement | None, entities: tuple[Entity, ...]
) -> tuple[Statement, tuple[Entity, ...]]:
    """The person's statement, its holder among the entities."""
    statement = replace(statement, decided_by="person")
    if not correction.holder:
        return statement, entities
    holder = next((each for each in entities if each.name == correction.holder), None)
    if holder is None:
        holder = Entity(
            id=_free_id(entities),
            name=correction.holder,
            kind=_kind(old, entities),
            mentions=statement.source.spans,
        )
        entities = (*entities, holder)
    return replace(statement, source=replace(statement.source, entity=holder.id)), entities


def _kind(old: Statement | None, entities: tuple[Entity, ...]) -> Kind:
    """The kind of a holder that a person named: that of the one before; a person gives a name and no kind."""
    before = next((each.kind for each in entities if old and each.id == old.source.entity), None)
    return before or "named person"


def _free_id(entities: tuple[Entity, ...]) -> str:
    taken = {each.id for each in entities}
    return next(name for number in range(1, len(taken) + 2) if (name := f"p{number}") not in taken)


def _start(statement: Statement) -> int:
    return min((span.start for span in (*statement.cue.spans, *statement.content.spans)), default=0)


def _inserted(statements: Statements, made: Statement) -> Statements:
    """The statements with one more before the first that begins behind it, in place of one with its id."""
    others = [each for each in statements if each.id != made.id]
    place = next((place for place, each in enumerate(others) if _start(each) > _start(made)), len(others))
    return (*others[:place], made, *others[place:])


def _without_lost(statements: Statements) -> Statements:
    """The statements, none inside one that is gone."""
    there = {each.id for each in statements}
    return tuple(replace(each, inside=None) if each.inside not in there else each for each in statements)


def _resting(reading: Reading, touched: set[str]) -> dict[str, object]:
    """Brief, positions and timeline without what rests on a statement that a person took away or replaced."""
    brief, positions, timeline = reading.brief, reading.positions, reading.timeline
    return {
        "brief": brief and tuple(each for each in brief if touched.isdisjoint(each.statements)),
        "positions": positions and tuple(each for each in positions if touched.isdisjoint(each.statements)),
        "timeline": timeline and tuple(each for each in timeline if each.statement not in touched),
    }


def _candidates(machine: Kept, changed: Reading, now: dict[str, str | None]) -> tuple[Candidate, ...]:
    """The candidates of what is stated now; with those of contents that no machine has seen."""
    article = changed.article.id
    found = [
        replace(each, statement=now.get(each.statement, each.statement) if each.statement else None)
        for each in machine.candidates
        if each.statement is None or now.get(each.statement, each.statement) is not None
    ]
    there = {(each.statement, edges(each.content)) for each in found}
    for statement in changed.statements or ():
        content = statement.content.spans
        if statement.decided_by != "person" or not content or (statement.id, edges(content)) in there:
            continue
        found = [each for each in found if each.statement is not None or edges(each.content) != edges(content)]
        found.append(Candidate(candidate_id(article, content), article, statement.id, content))
    return tuple(found)

"""What the ids of a reading stand for: numbers, names, chains and origins of its statements, shared by every report."""

import re
from collections.abc import Iterable

from whence.lexicon.briefing import is_pronoun, is_same_outlet, leans
from whence.records.article import PROSE, Block
from whence.records.entity import Entity
from whence.records.reading import Reading, Stage
from whence.records.spans import Span
from whence.records.statement import Hop, Statement
from whence.report.wording import joined

PROPER = frozenset({"named organization", "outlet", "place"})  # kinds whose names have a capital of their own
# On PolNeAR dev 91% of the 1 311 statements with this confidence or more are right, 63% of the 212 in the tenth below
# (benchmarks/confidence.py).
SURE = 0.8
EDGE = ' ,;:…–—-“”"‘()'  # what no name begins or ends with; a stop may end one ("Inc.")
NAMEABLE = 100  # characters: a source that is longer is no name


class Facts:
    """A reading with its ids looked up; everything asked of it is null where the reading does not tell."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.statements = reading.statements or ()
        self._entities = {entity.id: entity for entity in reading.entities or ()}
        self._numbers = {statement.id: number for number, statement in enumerate(self.statements, 1)}
        self._statements = {statement.id: statement for statement in self.statements}

    @property
    def likely(self) -> list[Statement]:
        """The statements that the machine is sure enough of to be spoken about in sentences."""
        return [each for each in self.statements if each.confidence >= SURE or each.decided_by == "person"]

    def looked_for(self, *stages: Stage) -> bool:
        """Did all of these stages run?"""
        return set(stages) <= set(self.reading.looked_for)

    def entity(self, key: str | None) -> Entity | None:
        """The entity with this id."""
        return self._entities.get(key or "")

    def number(self, key: str | None) -> int | None:
        """The number, from 1, of the statement with this id."""
        return self._numbers.get(key or "")

    def numbers(self, keys: Iterable[str]) -> list[int]:
        """The numbers of the statements with these ids."""
        return [number for key in keys if (number := self.number(key))]

    def outer(self, statement: Statement) -> Statement | None:
        """The statement that this one stands in."""
        return self._statements.get(statement.inside or "")

    def holder(self, statement: Statement) -> Entity | None:
        """Whom the statement belongs to, null when unresolved."""
        return self.entity(statement.source.entity)

    def safely_named(self, statement: Statement) -> bool:
        """Do the words of the source lead to the holder: by naming it, or, for a pronoun, as the last person named before?"""
        words, holder = joined(statement.source.spans), self.holder(statement)
        if holder is None or not is_pronoun(words):
            return bool(words)
        before = statement.source.spans[0].start
        named = [(span.start, each.id) for each in self._entities.values() for span in each.mentions if span.start < before]
        people = [each for each in named if self._entities[each[1]].kind == holder.kind]
        return bool(people) and max(people)[1] == holder.id

    def name(self, statement: Statement) -> str | None:
        """What to call the holder: the entity's name, else the words of the source; null when neither names anybody."""
        entity = self.holder(statement)
        if entity is not None:
            return self.called(entity)
        return naming(joined(statement.source.spans))

    def called(self, entity: Entity) -> str | None:
        """The name of an entity as the article would write it in a sentence, null when it names nobody ("they")."""
        name = naming(entity.name)
        if name is None or entity.kind == "named person":
            return name
        if entity.kind in PROPER:
            return f"the {name}" if self._has_article(name) else name
        lowered = name[:1].lower() + name[1:]
        word = re.escape(lowered.split(" ", 1)[0])
        common = re.search(rf"(?<!\w){word}(?!\w)", self.reading.article.text)
        return lowered if common else name  # a capital that the text also does without is that of a sentence

    def _has_article(self, name: str) -> bool:
        """Does the article mostly put "the" before the name?"""
        found = re.findall(rf"(\b[Tt]he )?\b{re.escape(name)}\b", self.reading.article.text)
        return sum(map(bool, found)) * 2 > len(found)

    def own(self, entity: Entity) -> list[Span]:
        """The source spans of the statements that an entity holds."""
        return [span for each in self.statements if each.source.entity == entity.id for span in each.source.spans]

    def relay(self, hop: Hop) -> str | None:
        """What to call a relay: the entity's name, else its words."""
        entity = self.entity(hop.entity)
        if entity is not None:
            return self.called(entity)
        return naming(joined(hop.spans))

    def is_own(self, name: str) -> bool:
        """Is it the outlet that publishes the article itself: "Holm Post" for "holm-post" and for "holmpost.example"?"""
        outlet = self.reading.article.outlet
        return outlet is not None and any(is_same_outlet(name, own) for own in (outlet.name, outlet.domain) if own)

    def origins(self, statement: Statement) -> frozenset[str] | None:
        """The ids of everybody a statement passed through, members of groups included; null when somebody is not known."""
        ids: set[str | None] = set()
        for each in self._around(statement):
            if each.hops is None or (each.source.spans and each.source.entity is None):
                return None
            ids |= {each.source.entity or "", *(hop.entity for hop in each.hops)}
        if None in ids:
            return None
        known = {key for key in ids if key}
        return frozenset(known).union(*(entity.members for key in known if (entity := self.entity(key))))

    def _around(self, statement: Statement) -> list[Statement]:
        """The statement and all those that it stands in."""
        found = [statement]
        while (outer := self.outer(found[-1])) is not None and outer not in found:
            found.append(outer)
        return found

    def prose(self) -> list[Block]:
        """The blocks of prose, in order."""
        return [block for block in self.reading.article.blocks if block.role in PROSE]


def naming(words: str) -> str | None:
    """The words on one line when they can name somebody: no pronoun, no sentence, nothing like "his aide"."""
    name = " ".join(words.split()).lstrip(EDGE + ".").rstrip(EDGE)
    fits = len(name) <= NAMEABLE and any(map(str.isalpha, name))
    return name if fits and not is_pronoun(name) and not leans(name) else None

"""What a person changed: the statements of a file that came back against those that it was exported with -> corrections.

Only what was changed is taken over; everything that annotation programs do not show (dates, media, reasons of other stages)
stays as the reading has it.
"""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec.structs import replace

from whence.errors import InputError
from whence.exchange.marked import Base, Extents, Marked, extents_of, plain
from whence.interpret.statements import complement
from whence.interpret.statements.quoted import Marks
from whence.lexicon.cues import CueSense, sense_of
from whence.records.correction import Correction
from whence.records.reading import Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Hop, Source, Statement, statement_id
from whence.report.facts import naming
from whence.report.wording import joined

Shown = Callable[[Extents], Extents]
Action = Literal["replace", "remove", "add"]
Change = tuple[Statement, str | None]  # a statement as a person wants it, and the holder's name where no entity has it
Held = tuple[Source, str | None]  # the same of its source


def as_it_is(extents: Extents) -> Extents:
    """The places unchanged: for a program that keeps every place."""
    return extents


def corrections(
    reading: Reading, base: Base, found: Iterable[Marked], made_in: str, shown: Shown = as_it_is
) -> list[Correction]:
    """The corrections of one article, in the order of its text; none where nothing was changed.

    `shown` gives places as the program keeps them, which `base` and `found` have already.
    """
    desk = _Desk(reading, made_in, shown)
    before = {each.id: each for each in base.statements}
    after = _identified(base.statements, list(found))
    made = [each for now in after if (each := desk.compared(before.get(now.id), now)) is not None]
    kept = {now.id for now in after}
    made += [desk.removed(each) for each in desk.statements if each in before and each not in kept]
    return sorted(made, key=lambda each: (desk.place(each), each.target))


def _identified(base: tuple[Marked, ...], found: list[Marked]) -> list[Marked]:
    """The statements that were found, each id on one of them; one without an id takes that of its cue, or bare quotation."""
    free = {each.id: each for each in base}
    named: list[Marked] = []
    later: list[Marked] = []
    for each in found:
        (named if free.pop(each.id, None) else later).append(each)
    said = {(each.cue, each.content) for each in named}
    for each in later:
        if (each.cue, each.content) in said:  # the same statement drawn twice
            continue
        said.add((each.cue, each.content))
        same = (old.id for old in free.values() if (old.cue, old.cue or old.content) == (each.cue, each.cue or each.content))
        key = next(same, None)
        old = free.pop(key, None)
        # The id lies with the name: a statement that lost one lost both, and no person said that it has no holder.
        named.append(replace(each, id=key, holder=each.holder or (old and old.holder)))
    return named


class _Desk:
    """One reading on which corrections are made."""

    def __init__(self, reading: Reading, made_in: str, shown: Shown) -> None:
        self._reading, self._article, self._made_in, self._shown = reading, reading.article, made_in, shown
        self.statements = {each.id: each for each in reading.statements or ()}
        self._marks = Marks(reading.article)

    def place(self, correction: Correction) -> int:
        """Where the statement of a correction stands in the text."""
        statement = correction.statement or self.statements[correction.target]
        spans = (*statement.cue.spans, *statement.content.spans)
        return min((span.start for span in spans), default=0)

    def removed(self, target: str) -> Correction:
        """The correction that there is no such statement."""
        return self._correction(target, "remove", None)

    def compared(self, was: Marked | None, now: Marked) -> Correction | None:
        """The correction that a statement of the file asks for, None where it is as it was."""
        now = replace(now, act=now.act or (was and was.act))
        if was == now:
            return None
        self._check(was, now)
        old = self.statements.get(now.id or "")
        if was is None or old is None:
            made, holder = self._added(now)
            return self._correction(made.id, "replace" if made.id in self.statements else "add", made, holder)
        made, holder = self._changed(old, was, now)
        return self._correction(old.id, "replace", made, holder)

    def _correction(self, target: str, action: Action, statement: Statement | None, holder: str | None = None) -> Correction:
        if statement is not None and holder is None:
            holder = self._named_before(statement.source.entity)
        return Correction(
            article=self._article.id, target=target, action=action, statement=statement, holder=holder, made_in=self._made_in
        )

    def _named_before(self, entity: str | None) -> str | None:
        """The name of an entity that may be there only because of an earlier correction, which this one can put aside."""
        decided = {each.source.entity for each in self.statements.values() if each.decided_by == "person"}
        found = (each.name for each in self._reading.entities or () if each.id == entity and entity in decided)
        return next(found, None)

    def _check(self, was: Marked | None, now: Marked) -> None:
        """A statement must say something, unless the machine already left it bare."""
        if not now.content and not (was and not was.content):
            start = now.cue[0][0] if now.cue else 0
            words = joined(self._spans(now.cue))
            raise InputError(
                self._article.id, f"the cue {words!r} at {start} has no content", "link it to what is said, or delete it"
            )

    def _spans(self, extents: Extents) -> tuple[Span, ...]:
        return tuple(span_of(self._article.text, start, end) for start, end in extents)

    def _added(self, now: Marked) -> Change:
        """A statement that the machine did not find; what the person did not tell of it is null, or follows from the words."""
        cue, content = self._spans(now.cue), self._spans(now.content)
        sense = self._sense(cue, content)
        source, holder = self._source(None, Marked(id=None), now)
        statement = Statement(
            id=statement_id(self._article.id, cue, content), source=source, cue=Cue(cue, sense.lemma, now.act or sense.act),
            content=Content(content), quotation=self._marks.kind(now.content), hops=self._hops((), now),
            certainty=now.certainty, polarity=now.polarity, confidence=1.0, decided_by="person",
            reasons=(f"added in {self._made_in}",),
        )  # fmt: skip
        return statement, holder

    def _changed(self, old: Statement, was: Marked, now: Marked) -> Change:
        """The statement with what the person changed, under its old id, by which others refer to it."""
        statement = replace(old, confidence=1.0, decided_by="person", reasons=(f"corrected in {self._made_in}",))
        if now.content != was.content:
            kind = self._marks.kind(now.content)
            statement = replace(statement, content=Content(self._spans(now.content)), quotation=kind)
        if (now.cue, now.act) != (was.cue, was.act):
            statement = replace(statement, cue=self._cue(statement, was, now))
        if now.relays != was.relays:
            statement = replace(statement, hops=self._hops(old.hops or (), now))
        if (now.certainty, now.polarity) != (was.certainty, was.polarity):
            statement = replace(statement, certainty=now.certainty, polarity=now.polarity)
        if (now.source, now.holder) != (was.source, was.holder):
            source, holder = self._source(old.source, was, now)
            return replace(statement, source=source), holder
        return statement, None

    def _cue(self, statement: Statement, was: Marked, now: Marked) -> Cue:
        act = now.act or statement.cue.act
        if now.cue == was.cue:
            return replace(statement.cue, act=act)
        cue = self._spans(now.cue)
        return Cue(cue, self._sense(cue, statement.content.spans).lemma, act)

    def _sense(self, cue: tuple[Span, ...], content: tuple[Span, ...]) -> CueSense:
        return sense_of(" ".join(span.text for span in cue), complement(self._article.text, cue, content) if content else "")

    def _hops(self, old: tuple[Hop, ...], now: Marked) -> tuple[Hop, ...] | None:
        """The relays that the file shows, and behind them those that no words show (carried on from a sentence before)."""
        if not now.relays and self._reading.looked_for.count("hops") == 0:
            return None
        known = {self._shown(extents_of(hop.spans)): hop for hop in old if hop.spans}
        made = [known.get(extents) or self._hop(extents) for extents in now.relays]
        return (*made, *(hop for hop in old if not hop.spans))

    def _hop(self, extents: Extents) -> Hop:
        spans = self._spans(extents)
        return Hop(self._mentioned(spans), spans, (), implied=False)

    def _source(self, old: Source | None, was: Marked, now: Marked) -> Held:
        """Source and holder: the name that the person wrote, else whom the words that they chose mean."""
        spans = self._spans(now.source)
        if now.holder != was.holder:
            entity = self._called(now.holder)
            return Source(spans, entity, (), implied=bool(entity and not spans)), None if entity else now.holder
        if old and (not spans or _overlap(now.source, was.source)):
            return replace(old, spans=spans, implied=bool(old.entity and not spans)), None
        entity = self._mentioned(spans)
        return Source(spans, entity, (), implied=False), None if entity or not spans else naming(joined(spans))

    def _called(self, name: str | None) -> str | None:
        """The entity of this name."""
        wanted = (name or "").casefold()
        return next((each.id for each in self._reading.entities or () if (plain(each.name) or "").casefold() == wanted), None)

    def _mentioned(self, spans: tuple[Span, ...]) -> str | None:
        """The entity whose mention these words are, or that the machine took the same words to mean in another statement."""
        extents = extents_of(spans)
        mentions = ((mention.start, mention.end, each.id) for each in self._reading.entities or () for mention in each.mentions)
        meant = min((each for each in mentions if _overlap(extents, (each[:2],))), default=None)
        if meant:
            return meant[2]
        same = (each.source.entity for each in self.statements.values() if extents_of(each.source.spans) == extents)
        return next((entity for entity in same if entity), None)


def _overlap(some: Extents, others: Extents) -> bool:
    return any(start < high and low < end for start, end in some for low, high in others)

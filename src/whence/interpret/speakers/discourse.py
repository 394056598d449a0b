"""What an article has spoken of so far: references to members in the order of the text, and what statements surround them."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whence.interpret.speakers.cast import Cast, Member
from whence.interpret.speakers.nouns import kind_of_noun
from whence.lexicon.nouns import ADJECTIVES, classes_of, singular
from whence.records.entity import Kind
from whence.records.mention import Mention
from whence.records.spans import Span
from whence.records.statement import Statement

Place = tuple[int, int]
ANSWERING = frozenset(["answer", "reply", "respond", "retort", "counter"])
TELLING = frozenset(["say", "tell", "announce", "add", "write", "report", "confirm"])
OTHERS = re.compile(r"\b(?:he|she|they|it|him|her|them|his|hers|theirs)\b", re.I)  # "its" and "their" may be a body's own
JOINED = 60  # characters between two names that can be one subject: "A, the mayor, and the harbour master, B"
MAJORITY = 3  # times as many pronouns of one gender as of the other, before a name takes it
HE, SHE = frozenset(("he", "his", "him", "himself")), frozenset(("she", "her", "hers", "herself"))
BODIES: tuple[Kind, ...] = ("named organization", "outlet", "place", "document", "unnamed group")


@dataclass(order=True)
class Ref:
    """One reference to a member, by its place in the text: the name, or the whole phrase of a noun or pronoun."""

    start: int
    end: int
    member: Member = field(compare=False)
    holder: bool = field(compare=False)
    mention: Mention = field(compare=False)

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.mention.sentence

    @property
    def phrase(self) -> int:
        """Where its whole phrase begins."""
        return self.mention.span.start

    @property
    def bound(self) -> str:
        """ "he" or "she" for what is "his" or "hers", and so somebody else."""
        return {"his": "he", "her": "she"}.get(self.mention.determiner, "")


@dataclass(frozen=True)
class Answer:
    """Whose phrase it is: a member, or two or more between whom nothing decides; and why."""

    member: Member | None
    candidates: tuple[Member, ...] = ()
    reason: str | None = None


class Discourse:
    """The references of an article; names are known from the start, nouns and pronouns join as they are resolved."""

    def __init__(self, cast: Cast, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]) -> None:
        self.cast = cast
        self.answers: dict[Place, Answer] = {}
        self.refs: list[Ref] = []
        self.pointed: dict[Place, Member] = {}
        self.contents = _contents(statements)
        self.outer = _outer_sources(statements)
        self.self_told = _self_told(statements)
        self.nested = {start for start, _ in self.outer}
        self.asking = {_start(each) for each in statements if each.source.spans and each.cue.act == "ask"}
        self.answering = {_start(each) for each in statements if each.source.spans and each.cue.lemma in ANSWERING}
        phrases = [each.span for each in mentions if each.roles or each.form == "noun"]
        for mention in mentions:
            for part in mention.parts or (mention,):
                member = cast.called(part) if part.form == "name" else None
                if member is not None and not (member.may_be_person and _within(part, phrases)):
                    self.note(part, member, mention.holder)
        self._agree(mentions)

    def _agree(self, mentions: tuple[Mention, ...]) -> None:
        """Grammatical gender by agreement: "he" or "her" where its sentence, or the one before, speaks of one person only."""
        persons: dict[int, set[int]] = {}
        for ref in self.refs:
            if ref.member.may_be_person and not ref.mention.quoted:
                persons.setdefault(ref.sentence, set()).add(ref.member.number)
        votes: dict[int, Counter[str]] = {}
        for mention in mentions:
            if mention.form == "pronoun" and not mention.quoted and mention.head in HE | SHE:
                alone = persons.get(mention.sentence) or persons.get(mention.sentence - 1) or set()
                subject = mention.head in ("he", "she") and bool(persons.get(mention.sentence))
                if (
                    len(alone) == 1
                ):  # "Doreen Ashby, whose husband …, said he": half as good as "her" or the next sentence's "She"
                    votes.setdefault(next(iter(alone)), Counter())["he" if mention.head in HE else "she"] += 1 if subject else 2
        for number, counted in votes.items():
            (gender, most), *others = counted.most_common()
            sure = most >= 2 and most >= MAJORITY * sum(count for _, count in others)
            if self.cast.members[number].gender is None and sure:
                self.cast.members[number].gender = gender

    def note(self, mention: Mention, member: Member, holder: bool) -> None:
        """One more reference."""
        span = mention.span if mention.name is None or mention.form != "name" else mention.name
        insort(self.refs, Ref(span.start, span.end, member, holder, mention))

    def stand_in(self, mention: Mention) -> Member:
        """A stand-in for somebody unresolved, so that what points back to him is not given to the next one who fits."""
        nobody = self.pointed.get(place_of(mention)) or Member(-1, gender=mention.gender, name=mention.span.text)
        personal = mention.head in HE | SHE or mention.form == "name"
        nobody.kind = nobody.kind or kind_of_noun(mention) or ("unnamed person" if personal else None)
        return nobody

    def new(self, mention: Mention) -> Member:
        """A member of its own for an unnamed holder; the bare plural of the same people is the same group ("police")."""
        kind, name = kind_of_noun(mention), uncapitalised(mention)
        if kind == "unnamed group" and not mention.determiner:
            same = (each for each in self.cast.members if each.kind == kind and each.name.casefold() == name.casefold())
            if (known := next(same, None)) is not None:
                return known
        member = self.cast.add()
        member.name, member.gender, member.kind = name, mention.gender, kind
        return member

    def before(self, start: int) -> Iterator[Ref]:
        """The references before a place, last first."""
        return (ref for ref in reversed(self.refs) if ref.start < start)

    def usable(self, mention: Mention) -> Iterator[Ref]:
        """Unquoted references before a phrase, last first, outside the words that its own statement holds."""
        own = self.contents.get(place_of(mention), ())
        for ref in self.before(mention.span.start):
            if not (ref.mention.quoted and not mention.quoted) and not any(low <= ref.start < high for low, high in own):
                yield ref

    def sentences(self, mention: Mention, gender: str | None) -> Iterator[tuple[int, list[Member]]]:
        """(sentence, persons who fit), from the phrase's own sentence backwards."""
        current, found = None, []
        for ref in self.usable(mention):
            if not self.fits(ref.member, gender) or ref.member.members:
                continue
            if current is not None and ref.sentence != current and found:
                yield current, found
                found = []
            current = ref.sentence
            if ref.member not in found:
                found.append(ref.member)
        if current is not None and found:
            yield current, found

    def fits(self, member: Member, gender: str | None) -> bool:
        """Can the member be one person of this grammatical gender?"""
        single = not any(each.plural for each in member.mentions)
        return member.may_be_person and member.kind != "author" and single and (not gender or member.gender in (None, gender))

    def last_holder(self, mention: Mention, but: Member | None = None) -> Member | None:
        """Who holds the last statement before a phrase, nested ones aside."""
        told = (ref for ref in self.usable(mention) if ref.holder and ref.member is not but)
        return next((ref.member for ref in told if ref.phrase not in self.nested), None)

    def is_near(self, member: Member, mention: Mention) -> bool:
        """Was the member referred to within the three sentences before?"""
        ref = next((each for each in self.usable(mention) if each.member is member), None)
        return ref is not None and mention.sentence - ref.sentence <= 3

    def is_subject(self, member: Member, mention: Mention) -> bool:
        """Is the member, alone, the first one referred to in the last sentence that refers to it, and behind no preposition?"""
        last = next((ref for ref in self.usable(mention) if ref.member is member), None)
        if last is None:
            return False
        near = [ref for ref in self.refs if ref.sentence == last.sentence and not ref.mention.quoted]
        first, *others = [ref for ref in near if not ref.mention.possessive] or [last]
        joined = any(ref.mention.joined and 0 <= ref.start - first.end <= JOINED and ref.member.may_be_person for ref in others)
        return first.member is member and not first.mention.governed and not (joined and member.may_be_person)

    def kindred(self, mention: Mention, kinds: tuple[str, ...], sentences: int) -> list[Member]:
        """All members of these kinds that were referred to within so many sentences, last first."""
        near = (ref for ref in self.usable(mention) if mention.sentence - ref.sentence <= sentences)
        return list({id(ref.member): ref.member for ref in near if ref.member.kind in kinds}.values())

    def last(self, mention: Mention, kinds: tuple[str, ...], sentences: int, *, holders: bool) -> Member | None:
        """The member of one of these kinds that was referred to last, if one alone was within so many sentences."""
        for ref in self.usable(mention):
            if mention.sentence - ref.sentence > sentences:
                return None
            if ref.member.kind in kinds and (ref.holder or not holders):
                return ref.member
        return None


def uncapitalised(mention: Mention) -> str:
    """The phrase as it would stand in a sentence: "A woman" -> "a woman"."""
    text = mention.span.text
    first = text.split()[0]
    if mention.form == "pronoun":
        return text
    proper = first in ADJECTIVES or singular(first.lower()).capitalize() in ADJECTIVES
    lower = mention.determiner or (not proper and (classes_of(first) or mention.head == first.lower()))
    return text[0].lower() + text[1:] if lower and not (first.isupper() and len(first) > 1) else text


def place_of(mention: Mention) -> Place:
    """Where a mention stands: its key."""
    return mention.span.start, mention.span.end


def either(text: str, members: Iterable[Member]) -> str:
    """The reason for no answer: the names between which nothing decides."""
    return f"“{text}” may be {' or '.join(dict.fromkeys(each.name for each in members))}"


def _contents(statements: tuple[Statement, ...]) -> dict[Place, tuple[Place, ...]]:
    """Extents of everything said under each source, by the source's place."""
    found: dict[Place, tuple[Place, ...]] = {}
    for each in statements:
        said = tuple((span.start, span.end) for span in each.content.spans)
        for span in each.source.spans:
            found[(span.start, span.end)] = found.get((span.start, span.end), ()) + said
    return found


def _self_told(statements: tuple[Statement, ...]) -> set[Place]:
    """Places of sources who may tell of themselves: a plain saying, and no pronoun in it that would be somebody else."""
    return {
        (span.start, span.end)
        for each in statements
        if each.cue.lemma in TELLING and not OTHERS.search(" ".join(part.text for part in each.content.spans))
        for span in each.source.spans
    }


def _outer_sources(statements: tuple[Statement, ...]) -> dict[Place, Place]:
    """Place of the source of the statement around, for the source of every nested statement."""
    sources = {each.id: (each.source.spans[0].start, each.source.spans[0].end) for each in statements if each.source.spans}
    return {
        (span.start, span.end): sources[each.inside]
        for each in statements
        for span in each.source.spans[:1]
        if each.inside in sources and each.inside is not None
    }


def _within(mention: Mention, phrases: list[Span]) -> bool:
    """Does the name only belong to somebody else's description ("Clinton | spokesman Nick Merrill")?"""
    span = mention.span
    return any(
        low.start <= span.start and span.end <= low.end and low != span and not (mention.name and low.end == mention.name.end)
        for low in phrases
    )


def _start(statement: Statement) -> int:
    return statement.source.spans[0].start

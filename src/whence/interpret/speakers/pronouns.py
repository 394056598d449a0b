"""Who a pronoun means: the holder of the statement before, the subject of the sentence before, the only one who fits.

The order of preference is that of centering theory (Grosz, Joshi and Weinstein 1995) as news writing keeps it.  Two who fit
equally are nobody (contract.md).
"""

from collections.abc import Callable

from whence.interpret.speakers.cast import Member
from whence.interpret.speakers.discourse import BODIES, HE, SHE, Answer, Discourse, Place, either, place_of
from whence.records.entity import Kind
from whence.records.mention import Mention

GROUPS: tuple[Kind, ...] = ("unnamed group", "anonymous", "named organization", "outlet")
REACH = 6  # sentences back in which a pronoun's person is looked for


class Pronouns:
    """Answers for pronouns."""

    def __init__(self, told: Discourse) -> None:
        self.told = told

    def pronoun(self, mention: Mention) -> Answer:
        """Whom a pronoun means; nobody where nothing, or more than one thing, fits."""
        if mention.head in HE | SHE:
            gender = "he" if mention.head in HE else "she"
            nobody = Answer(None, (), f"nobody for “{mention.span.text}” before it")
            found = self.person(mention, gender) or self._spokesperson(mention, gender)
            return found or self.subject_of_said(mention, lambda each: self.told.fits(each, gender)) or nobody
        if mention.head in ("it", "its"):
            return self._body(mention, BODIES[:4], plural=False)
        if mention.head in ("they", "their", "them"):
            return self._body(mention, GROUPS, plural=True)
        if mention.head in ("i", "we") and not mention.quoted:
            return Answer(self._author(mention))
        if mention.head in ("i", "we"):
            return self._first_person(mention)
        if mention.head in ("who", "which", "that"):
            return self._relative(mention)
        return Answer(None, (), f"“{mention.span.text}” names nobody")

    def person(self, mention: Mention, gender: str | None) -> Answer | None:
        """The person whom "he" or "she" means: the nearest sentence that holds one who fits, and in it the likeliest."""
        outer = self.told.outer.get(place_of(mention))
        asker = self._asker(mention)
        told = self.told.answers.get(outer) if outer is not None else None
        if told and told.member and told.member.is_person and self.told.fits(told.member, gender):
            if self._speaks_of_another(outer, told.member, gender):
                return Answer(None, (), f"“{mention.span.text}” may be the speaker or the one spoken for")
            return self._chosen(mention, told.member, gender, "who says so")
        for sentence, members in self.told.sentences(mention, gender):
            if mention.sentence - sentence > REACH:
                break
            others = [each for each in members if each is not asker and not self._fronted(each, mention, sentence)]
            others = self._heads(others, mention, sentence)
            if mention.rivalled and sentence == mention.sentence:
                return Answer(None, (), f"“{mention.span.text}” may be a relative, who is not named")
            if len(others) > 1 and sentence == mention.sentence:
                return Answer(None, tuple(others), either(mention.span.text, others))
            if others:
                return self._among(mention, others, gender, self.told.last_holder(mention, asker))
        return None

    def _spokesperson(self, mention: Mention, gender: str) -> Answer | None:
        """ "A spokeswoman for the council said … She added": whoever speaks for a body is that body here too (contract.md)."""
        last = next((ref for ref in self.told.usable(mention) if ref.holder and ref.phrase not in self.told.nested), None)
        if last is None or "speaking" not in last.mention.classes or mention.sentence - last.sentence > REACH:
            return None
        if last.mention.gender not in (gender, None) or last.member.is_person or last.member.number < 0:
            return None
        return Answer(last.member, reason=f"“{mention.span.text}” is who spoke for {last.member.name} just before")

    def _speaks_of_another(self, outer: Place | None, speaker: Member, gender: str | None) -> bool:
        """ "His lawyer said he …", "a source said he …": rarely of themselves."""
        ref = next((ref for ref in self.told.refs if outer and ref.phrase == outer[0] and ref.holder), None)
        bound = ref is not None and bool(gender) and ref.bound == gender
        return bound or (speaker.kind == "anonymous" and speaker.gender is None)

    def _heads(self, members: list[Member], mention: Mention, sentence: int) -> list[Member]:
        """Those who are more than the owner in "Szymanski's daughter, Ewa", where there is anybody else.

        "Her deputy, Piotr Zając, left. She …": what is hers is not she.
        """
        refs = [ref for ref in self.told.usable(mention) if ref.sentence == sentence]
        gender = "he" if mention.head in HE else "she" if mention.head in SHE else ""
        members = [each for each in members if not all(ref.bound == gender for ref in refs if ref.member is each) or not gender]
        heads = [each for each in members if any(ref.member is each and not ref.mention.possessive for ref in refs)]
        return heads or members

    def _fronted(self, member: Member, mention: Mention, sentence: int) -> bool:
        """Does the pronoun's own sentence open with "campaigning against X"?  Its subject is not X then."""
        if sentence != mention.sentence or mention.fronted:
            return False
        places = [ref for ref in self.told.usable(mention) if ref.sentence == sentence and ref.member is member]
        return bool(places) and all(ref.mention.fronted for ref in places)

    def _asker(self, mention: Mention) -> Member | None:
        """Who asked the question that directly precedes: the answer is somebody else's."""
        last = next((ref for ref in self.told.usable(mention) if ref.holder), None)
        asked = last is not None and last.phrase in self.told.asking and mention.sentence - last.sentence <= 1
        asked = asked and mention.span.start in self.told.answering
        return last.member if last is not None and asked else None

    def _among(self, mention: Mention, members: list[Member], gender: str | None, last: Member | None) -> Answer:
        if len(members) == 1:
            alone = members[0]
            if (
                last is not None
                and last is not alone
                and self.told.fits(last, gender)
                and not self.told.is_subject(alone, mention)
            ):
                return Answer(None, (alone, last), either(mention.span.text, (alone, last)))
            return self._chosen(mention, alone, gender, "the last person spoken of")
        if last in members:
            return self._chosen(mention, last, gender, "who spoke just before")
        subjects = [each for each in members if self.told.is_subject(each, mention)]
        if len(subjects) == 1:
            return self._chosen(mention, subjects[0], gender, "of whom the sentence before tells")
        return Answer(None, tuple(members), either(mention.span.text, members))

    def _chosen(self, mention: Mention, member: Member, gender: str | None, why: str) -> Answer:
        if member.number < 0:
            self.told.pointed[place_of(mention)] = member
            return Answer(None, (), f"“{mention.span.text}” points back to somebody unresolved")
        last = next((ref for ref in self.told.usable(mention) if ref.member is member), None)
        told = mention.holder or (last is not None and last.sentence != mention.sentence)
        if gender and member.gender is None and told:  # in "Chowdhury said he was lucky" he may be anybody
            member.gender = gender
        if member.kind is None:
            member.kind = "named person"
        return Answer(member, reason=f"“{mention.span.text}” is {member.name}, {why}")

    def _body(self, mention: Mention, kinds: tuple[Kind, ...], *, plural: bool) -> Answer:
        """What "it" or "they" means: what was spoken of last, else the subject of what it says itself."""
        found = self._thing(mention, kinds, plural=plural)
        if found.member is not None:
            return found
        return (
            self.subject_of_said(mention, lambda each: may_be_body(each, tuple(kind for kind in kinds if kind != "document")))
            or found
        )

    def subject_of_said(self, mention: Mention, fits: Callable[[Member], bool]) -> Answer | None:
        """ "Ann Lee will resign, she said": in a comment clause behind what is said, the pronoun is the subject of that.

        Only in the first sentence, before anybody else was spoken of, and where no other pronoun in the words is somebody else
        than their subject ("Ann Lee hit her, she said"), nor the subject one of two.
        """
        said = self.told.contents.get(place_of(mention), ())
        if mention.sentence or mention.quoted or not said or said[0][1] > mention.span.start:
            return None
        if place_of(mention) not in self.told.self_told:
            return None
        inside = [ref for ref in self.told.before(mention.span.start) if said[0][0] <= ref.start < said[0][1]]
        first = inside[-1] if inside else None
        if any(ref.mention.joined for ref in inside):
            return None
        if first is None or first.mention.quoted or first.mention.possessive or first.phrase > said[0][0]:
            return None
        if first.member.number < 0 or not fits(first.member):
            return None
        first.member.kind = first.member.kind or ("named person" if mention.head in HE | SHE else "named organization")
        return Answer(first.member, reason=f"“{mention.span.text}” is {first.member.name}, of whom its own words tell")

    def _thing(self, mention: Mention, kinds: tuple[Kind, ...], *, plural: bool = False) -> Answer:
        """What "it" or "they" means: the body or group that spoke last, or the only one that opens the sentence before."""
        last = self.told.last_holder(mention)
        groups = last is not None and (last.kind in kinds or (plural and bool(last.members)))
        if groups and last is not None and last.number >= 0 and self.told.is_near(last, mention):
            return Answer(last, reason=f"“{mention.span.text}” is {last.name}, last spoken of")
        if plural and last is not None and len(last.members) < 2:
            return Answer(None, (), f"nobody for “{mention.span.text}” before it")
        member = self.told.last(mention, kinds, sentences=1, holders=False)
        if member is not None and member.number >= 0 and self.told.is_subject(member, mention):
            return Answer(member, reason=f"“{mention.span.text}” is {member.name}, of which the sentence before tells")
        return Answer(None, (), f"nothing for “{mention.span.text}” before it")

    def _author(self, mention: Mention) -> Member:
        author = next((each for each in self.told.cast.members if each.kind == "author"), None)
        if author is None:
            author = self.told.new(mention)
            author.kind = "author"
        return author

    def _first_person(self, mention: Mention) -> Answer:
        """ "I" inside a quotation: its speaker."""
        outer = self.told.outer.get(place_of(mention))
        told = self.told.answers.get(outer) if outer else None
        if mention.head == "i" and told is not None and told.member is not None:
            return Answer(told.member, reason="“I” is the speaker of the quotation")
        return Answer(None, (), f"“{mention.span.text}” stands in a quotation")

    def _relative(self, mention: Mention) -> Answer:
        """ "who", "which": the name directly before it."""
        for ref in self.told.before(mention.span.start):
            if mention.span.start - ref.end <= 3 and ref.member.number >= 0:
                return Answer(ref.member, reason=f"“{mention.span.text}” is {ref.member.name}")
            break
        return Answer(None, (), f"“{mention.span.text}” names nobody")


def may_be_body(member: Member, kinds: tuple[Kind, ...]) -> bool:
    """Is the member of one of these kinds, or a name of no known kind that is no person's?"""
    return member.kind in kinds or (member.kind is None and not member.may_be_person and member.gender is None)

"""Who a noun means: somebody spoken of before by office, name or age, somebody named later, or somebody of his own."""

import re

from whence.interpret.speakers.cast import Member
from whence.interpret.speakers.discourse import BODIES, Answer, Discourse, either, place_of
from whence.interpret.speakers.pronouns import Pronouns, may_be_body
from whence.lexicon.nouns import ADJECTIVES, COMMERCIAL, PUBLIC_BODIES, classes_of, is_generic, is_kin, singular, wider
from whence.records.mention import Mention

_POINTING = ("the", "this", "that", "these", "those", "both")
_COUNTED = re.compile(
    r"(?:the|these|those|both|all) (?P<count>two|three|four|pair|duo|couple|trio|men|women|sides|parties|bodies|governments)\b"
)
_PART = re.compile(
    r"(?:one|some|others|both|many|most|none|all|another|two|three) of (?:the |these |those )?(?P<of>\w+)(?:,.*)?$"
    r"|(?:another|a (?:second|third|fourth|different)|the other) (?P<another>\w+)(?:,.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS = frozenset(("people", "two", "three", "four", "five", "six", "group"))
_TWO_STATES = re.compile(r"(?:[Tt]he )?(?P<one>[A-Z]\w+) and (?P<other>[A-Z]\w+) \w+s")


class Nominals:
    """Answers for noun phrases."""

    def __init__(self, told: Discourse, pronouns: Pronouns) -> None:
        self.told, self._pronouns = told, pronouns

    def noun(self, mention: Mention) -> Answer | None:
        """The answer for a noun phrase; None where the article may name the person further on."""
        if "speaking" in mention.classes and (answer := self._spoken_for(mention)):
            return answer
        if _is_officials(mention) and (body := self._body_of(mention)):
            return Answer(body, reason=f"“{mention.span.text}” speak for {body.name}")
        if "outlet" in mention.classes[:1] and (named := self.told.cast.called(mention)) and _touches(mention):
            return Answer(self._outlet(named))
        if group := self._states(mention):
            return Answer(group)
        known = self._known(mention) if mention.determiner in _POINTING or "same" in mention.span.text else None
        known = known or self._told_of(mention)
        if known is not None:
            return known
        if part := self._part(mention):
            return Answer(part)
        if pair := self._group(mention):
            return Answer(pair, reason=f"“{mention.span.text}” are {pair.name}")
        if self._may_be_named(mention):
            return Answer(None, (), f"“{mention.span.text}” may be a body named before, or not")
        if not mention.plural and _is_personal(mention) and (_is_particular(mention) or self._later(mention)):
            return None
        return Answer(self.told.new(mention))

    def _outlet(self, member: Member) -> Member:
        member.kind = "outlet"
        return member

    def apart(self, mention: Mention) -> Member:
        """A member of its own for a phrase that was taken for somebody else's."""
        member = self.told.new(mention)
        member.mentions.append(mention)
        self.told.answers[place_of(mention)] = Answer(member)
        return member

    def _spoken_for(self, mention: Mention) -> Answer | None:
        """The body that a spokesperson speaks for (contract.md: their words are that body's)."""
        owner = self.told.cast.called(mention)
        if owner is not None and owner.kind not in ("named person",):
            return Answer(owner, reason=f"“{mention.span.text}” speaks for {owner.name}")
        if owner is None and mention.owner is not None and mention.owner.form == "noun" and mention.owner.determiner == "the":
            return self._for_noun(mention, mention.owner)
        if owner is not None or mention.determiner == "the" or len(mention.span.text.split()) > 2:
            return None
        body = self.told.last(mention, BODIES[:3], sentences=2, holders=True)
        if body is None or body.number < 0:
            return None
        return Answer(body, reason=f"“{mention.span.text}” speaks for {body.name}, last spoken of")

    def _for_noun(self, mention: Mention, owner: Mention) -> Answer | None:
        """ "A spokesman for the board": the board, named before or known by its office."""
        if not {"organization", "outlet"} & set(owner.classes[:1]):
            return None
        known = self._known(owner)
        if known is not None and known.member is None:
            return known
        body = known.member if known is not None else self._new_body(owner)
        return Answer(body, reason=f"“{mention.span.text}” speaks for {body.name}") if body is not None else None

    def _new_body(self, owner: Mention) -> Member:
        body = self.told.new(owner)
        body.mentions.append(owner)
        return body

    def _body_of(self, mention: Mention) -> Member | None:
        owner = self.told.cast.called(mention)
        return owner if owner is not None and owner.kind in ("named organization", "outlet", "place") else None

    def _known(self, mention: Mention) -> Answer | None:
        """ "The spokesman", "the company", "the 27-year-old", "the sources": somebody who was spoken of before."""
        if mention.age and (aged := self._aged(mention)):
            return aged
        nouns, fits = wider(mention.head), []
        for ref in self.told.before(mention.span.start):
            known = ref.member not in fits and ref.member.number >= 0 and ref.member.has_role(nouns)
            if (
                known
                and _agrees(ref.member, mention)
                and self._same_owner(ref.member, mention)
                and _same_sort(ref.member, mention)
            ):
                fits.append(ref.member)
        fits = self._narrowed(fits, mention) or self._by_name(mention)
        fits = self._with_last_body(fits, mention)
        if len(fits) == 1:
            return Answer(fits[0], reason=f"“{mention.span.text}” is {fits[0].name}")
        if len(fits) > 1:
            return self._nearest(fits, mention)
        return self._generic(mention)

    def _narrowed(self, fits: list[Member], mention: Mention) -> list[Member]:
        """Of members with that role, those whom all other words of the phrase fit too ("the Fisheries Minister")."""
        words = {word.lower() for word in mention.span.text.split()[1:]} - {mention.head}
        if len(fits) < 2 or not words:
            return [each for each in fits if not words or not _contradicts(each, mention)]
        closer = [each for each in fits if words <= _described(each)]
        return closer or [each for each in fits if not _contradicts(each, mention)]

    def _same_owner(self, member: Member, mention: Mention) -> bool:
        """ "The Trump campaign" is not "the Clinton campaign": what belongs to somebody is that one's only."""
        said = [each.span.text for each in member.mentions]
        return mention.name is None or any(mention.name.text.split()[-1] in each for each in said)

    def _with_last_body(self, fits: list[Member], mention: Mention) -> list[Member]:
        """A word of a name ("the network", Dish Network) against the body that spoke since: nobody's."""
        if len(fits) != 1 or not {"organization", "outlet"} & set(mention.classes[:1]) or len(mention.span.text.split()) > 2:
            return fits
        last = self.told.last_holder(mention)
        other = last is not None and last.kind in ("outlet", "named organization") and last is not fits[0] and _is_opaque(last)
        return [*fits, last] if other and last is not None and is_generic(mention.head) else fits

    def _nearest(self, fits: list[Member], mention: Mention) -> Answer:
        """Of several, the one who holds the statement just before; else nobody."""
        last = self.told.last_holder(mention)
        if last is not None and last in fits and last.has_role(wider(mention.head)):
            return Answer(last, reason=f"“{mention.span.text}” is {last.name}, who spoke just before")
        return Answer(None, tuple(fits), either(mention.span.text, fits))

    def _aged(self, mention: Mention) -> Answer | None:
        """ "The 27-year-old": who is said to be 27, else the only person of the sentence before."""
        for ref in self.told.before(mention.span.start):
            ages = {each.age for each in ref.member.mentions if each.age}
            if mention.age in ages:
                return Answer(ref.member, reason=f"“{mention.span.text}” is {ref.member.name}, whose age is told")
        answer = self._pronouns.person(mention, None)
        told = answer is not None and answer.member is not None and any(each.age for each in answer.member.mentions)
        return None if told else answer

    def _by_name(self, mention: Mention) -> list[Member]:
        """ "The ministry": the bodies whose names hold the noun, if one of them was spoken of."""
        if not {"organization", "outlet"} & set(mention.classes[:1]):
            return []
        noun, fits = singular(mention.head), []
        for ref in self.told.before(mention.span.start):
            named = ref.member.kind in BODIES[:3] and ref.member.number >= 0
            fitting = named and noun in _head_words(ref.member.words) and self._same_owner(ref.member, mention)
            if fitting and ref.member not in fits:
                fits.append(ref.member)
        return fits

    def _generic(self, mention: Mention) -> Answer | None:
        """ "The company": the body that spoke last, or the only one that the sentences before speak of."""
        if not {"organization", "outlet"} & set(mention.classes) or not is_generic(mention.head) or mention.plural:
            return None
        if len(mention.span.text.split()) > 2:
            return None
        kinds = ("named organization",) if "organization" in mention.classes else ("outlet",)
        last = self.told.last_holder(mention)
        if last is not None and last.kind in kinds and self._is_it(last, mention) and self.told.is_near(last, mention):
            return Answer(last, reason=f"“{mention.span.text}” is {last.name}, which spoke last")
        near = self.told.kindred(mention, kinds, sentences=3)
        if len(near) != 1 or not self._is_it(near[0], mention):
            return None
        return Answer(near[0], reason=f"“{mention.span.text}” is {near[0].name}, the only body spoken of before")

    def _told_of(self, mention: Mention) -> Answer | None:
        """ "Corvane will close its mill, the company said": the body that its own words are about, where none spoke before.

        Any firm is a company; "the agency" that speaks of a firm is another body, unless the firm is called an agency.
        """
        if mention.determiner != "the" or mention.plural or mention.name or len(mention.span.text.split()) > 2:
            return None
        noun = singular(mention.head)

        def fits(member: Member) -> bool:
            called = noun in _head_words(member.words) or noun in ("company", "firm", "business")
            return called and may_be_body(member, BODIES[:1]) and self._is_it(member, mention)

        return self._pronouns.subject_of_said(mention, fits)

    def _group(self, mention: Mention) -> Member | None:
        """ "The two bodies", "both men", "the pair": the joint holders spoken of last, if there are as many."""
        found = _COUNTED.match(mention.span.text.lower())
        if found is None:
            return None
        count = {"three": 3, "four": 4, "trio": 3}.get(found["count"], 2)
        groups = (ref.member for ref in self.told.before(mention.span.start) if ref.member.members)
        return next((each for each in groups if len(each.members) == count), None)

    def _may_be_named(self, mention: Mention) -> bool:
        """ "The developer", "the club": nothing resolves it, and a body whose name tells no other sort was named before."""
        if (
            mention.determiner != "the"
            or mention.plural
            or singular(mention.head) not in COMMERCIAL
            or mention.name is not None
        ):
            return False
        refs = (ref.member for ref in self.told.before(mention.span.start))
        return any(each.kind == "named organization" and self._is_it(each, mention) for each in refs)

    def _is_it(self, member: Member, mention: Mention) -> bool:
        return member.number >= 0 and not _says_else(member, mention)

    def _part(self, mention: Mention) -> Member | None:
        """ "One of them", "one of the officials", "a second employee": a member of the group that spoke last."""
        found = _PART.match(mention.span.text)
        if found is None:
            return None
        group = self.told.last(mention, ("anonymous", "unnamed group", "named person"), sentences=3, holders=True)
        of = (found["of"] or found["another"]).lower()
        if of != "them" and (group is None or not _is_one_of(of, group)):
            return None
        member = self.told.new(mention)
        if group is not None and group.kind != "named person":
            member.of = group.number
            member.kind = "anonymous" if group.kind == "anonymous" else member.kind
            if not mention.plural and member.kind == "unnamed group":
                member.kind = "unnamed person"
        return member

    def _states(self, mention: Mention) -> Member | None:
        """ "The French and British governments": one group whose members are the two."""
        two = _TWO_STATES.fullmatch(mention.span.text)
        if two is None or not {two["one"], two["other"]} <= ADJECTIVES:
            return None
        group = self.told.new(mention)
        members = []
        for adjective in (two["one"], two["other"]):
            each = self.told.cast.add()
            each.name, each.kind = f"the {adjective} {singular(mention.head)}", group.kind
            members.append(each.number)
        group.members = tuple(members)
        return group

    def named_later(self, mention: Mention, *, keep: bool = True) -> Answer | None:
        """Delayed identification: a lead names the office, the next paragraphs the person in it, without repeating the office.

        Brooks, Kennedy, Moen and Ranly, News Reporting and Writing, ch. "The Inverted Pyramid".  Only the first holder after it
        who is named without any description, within the next two sentences.
        """
        nouns, opening = wider(mention.head), self._opens(mention)
        for ref in self.told.refs:
            if ref.start <= mention.span.end or not ref.holder:
                continue
            member = ref.member
            first = min((each.span.start for each in member.mentions), default=-1)
            # With another office, or with an age: so are introduced those whom the news happened to, not who holds the office.
            described = any(each.roles or each.age for each in member.mentions) and not member.has_role(nouns)
            new = first >= mention.span.start and member.kind == "named person" and len(member.words) > 1
            if ref.sentence - mention.sentence <= 3 and new and (member.has_role(nouns) or (opening and not described)):
                if keep:
                    member.mentions.append(mention)
                return Answer(member, reason=f"“{mention.span.text}” is {member.name}, named after it")
            return None
        return None

    def _later(self, mention: Mention) -> bool:
        """Does a holder further on bear the office of a phrase that opens the article ("A judge … Justice Frank Nervo")?"""
        if not self._opens(mention) or not {"role", "insider"} & set(mention.classes):
            return False
        return self.named_later(mention, keep=False) is not None

    def _opens(self, mention: Mention) -> bool:
        """Does the phrase stand before every named person in the prose?"""
        return not any(
            (ref.member.kind == "named person" and ref.mention.block == mention.block) or ref.holder
            for ref in self.told.before(mention.span.start)
        )

    def unresolved(self, mention: Mention) -> Answer:
        """A definite person whom nothing names: unknown if a named person fits, else somebody unnamed."""
        for _, members in self.told.sentences(mention, mention.gender):
            named = [each for each in members if each.kind == "named person"]
            if named:
                return Answer(None, (), f"“{mention.span.text}” may be somebody named, or not")
            break
        member = self.told.new(mention)
        member.mentions.append(mention)
        return Answer(member)


def _is_one_of(noun: str, group: Member) -> bool:
    """Do the words of the group hold the noun, or does it only count them ("one of the three")?"""
    words = {singular(word) for each in group.mentions for word in each.span.text.lower().split()}
    return noun in _NUMBERS or singular(noun) in words


def _says_else(member: Member, mention: Mention) -> bool:
    """Does what the body is called contradict the noun: "the union" is no port authority, "the company" no ministry?

    Names that tell no sort ("Voltarra") contradict nothing, and any body is a group or an organization.
    """
    noun, heads = singular(mention.head), _head_words(member.words)
    sorts = {head for head in heads if "organization" in classes_of(head)}
    if noun in ("group", "organization", "organisation", "body") or noun in heads or not sorts:
        return False
    return noun not in ("company", "firm", "business") or bool(sorts & PUBLIC_BODIES)


def _is_opaque(member: Member) -> bool:
    """Does the name not say what its bearer is ("RT"; not "the No campaign", "Dish Network")?"""
    return not any(classes_of(word) for word in member.words)


def _head_words(words: tuple[str, ...]) -> frozenset[str]:
    """The words a body's name turns on: its last, and the one before "of", "for" or "on" ("Ministry of Defence")."""
    before = {words[place - 1] for place, word in enumerate(words) if place and word in ("of", "for", "on")}
    return frozenset({words[-1]} | before) if words else frozenset()


def _is_personal(mention: Mention) -> bool:
    return bool({"role", "ordinary", "insider", "speaking"} & set(mention.classes)) and mention.classes[0] not in (
        "document",
        "outlet",
        "organization",
    )


def _is_particular(mention: Mention) -> bool:
    """ "The strategist", "Obama's former strategist", "his manager": one certain person, whom the article may name elsewhere.

    Kin and those who speak for others are seldom named.
    """
    owned = mention.determiner in ("his", "her", "its", "their") or (mention.name is not None and not mention.determiner)
    office = "role" in mention.classes and "speaking" not in mention.classes and not is_kin(mention.head)
    return mention.determiner == "the" or (owned and office)


def _is_officials(mention: Mention) -> bool:
    """ "Pentagon officials": the plural of those who speak for a body."""
    return mention.plural and singular(mention.head) in (
        "official",
        "spokesman",
        "spokesperson",
        "representative",
        "officer",
        "authority",
    )


def _touches(mention: Mention) -> bool:
    """Does the noun stand directly behind the name ("Le Monde newspaper")?"""
    return mention.name is not None and f"{mention.name.text} {mention.head}" in " ".join(mention.span.text.split())


def _agrees(member: Member, mention: Mention) -> bool:
    """Number and gender of a member and of a noun that may mean it."""
    plural = any(each.plural for each in member.mentions)
    return plural == mention.plural and (mention.gender is None or member.gender in (None, mention.gender))


def _same_sort(member: Member, mention: Mention) -> bool:
    """ "The German ministry" is not "the French ministry": what an unnamed body or thing is called more closely must recur."""
    if any(each.form == "name" for each in member.mentions):
        return True
    said = {word.lower() for each in member.mentions for word in each.span.text.split()}
    return {word.lower() for word in mention.span.text.split()[1:]} <= said | wider(mention.head) | {mention.head, "same"}


def _described(member: Member) -> set[str]:
    return {word.lower() for each in member.mentions for role in each.roles for word in role.text.replace("’", "'").split()}


def _contradicts(member: Member, mention: Mention) -> bool:
    """Does the phrase say more than "the minister", and something else than what the member's own descriptions say?"""
    words = {word.lower() for word in mention.span.text.split()[1:]} - {mention.head}
    described = _described(member)
    return bool(words) and bool(described) and not words & described

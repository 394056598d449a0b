"""Who every holding phrase means: names by their forms, nouns by roles, pronouns by the person or body last spoken of."""

from whence.interpret.speakers.cast import Cast, Member
from whence.interpret.speakers.discourse import Answer, Discourse, either, place_of
from whence.interpret.speakers.nominals import Nominals
from whence.interpret.speakers.pronouns import Pronouns
from whence.records.mention import Mention
from whence.records.statement import Statement

_POSSESSIVE = frozenset(("his", "him", "her", "hers", "himself", "herself"))


class Resolver:
    """Answers for every holding phrase, in the order of the text."""

    def __init__(self, cast: Cast, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]) -> None:
        self.cast = cast
        self.told = Discourse(cast, mentions, statements)
        self.answers = self.told.answers
        self._pronouns = Pronouns(self.told)
        self.nominals = Nominals(self.told, self._pronouns)
        for mention in mentions:
            if mention.holder or (mention.form != "name" and mention.head not in _POSSESSIVE):
                self._answer(mention)

    def _answer(self, mention: Mention) -> None:
        answer = self._resolved(mention) or self.nominals.named_later(mention) or self.nominals.unresolved(mention)
        self.answers[place_of(mention)] = answer
        if mention.form != "name" or answer.member is None:
            self.told.note(mention, answer.member or self.told.stand_in(mention), mention.holder)
        if answer.member is not None and mention.form == "noun":
            answer.member.mentions.append(mention)

    def _resolved(self, mention: Mention) -> Answer | None:
        if mention.form == "joint":
            return self._joint(mention)
        if mention.form == "name":
            return self._named(mention)
        return self.nominals.noun(mention) if mention.form == "noun" else self._pronouns.pronoun(mention)

    def _named(self, mention: Mention) -> Answer:
        member = self.cast.called(mention)
        if member is not None:
            return Answer(member)
        fits = self.cast.unclear.get((mention.name.start, mention.name.end), ()) if mention.name else ()
        fits = _of_gender(fits, mention.gender)
        last = fits[0] if len(fits) == 1 else self._last_of(fits, mention)
        if last is not None:
            last.mentions.append(mention)
            self.told.note(mention, last, mention.holder)
            return Answer(last, reason=f"“{mention.head}” is {last.name}, the one of that name spoken of just before")
        return Answer(None, tuple(fits), either(mention.head, fits))

    def _last_of(self, fits: tuple[Member, ...], mention: Mention) -> Member | None:
        """Of several of one name, the one spoken of last, if in this sentence or the one before it."""
        near = [ref for ref in self.told.before(mention.span.start) if ref.member in fits and not ref.mention.quoted]
        if not near or mention.sentence - near[0].sentence > 2:
            return None
        last = {id(ref.member) for ref in near if ref.sentence == near[0].sentence}
        return near[0].member if len(last) == 1 else None

    def _joint(self, mention: Mention) -> Answer:
        answers = [self._resolved(part) or self.nominals.unresolved(part) for part in mention.parts]
        members = [each.member for each in answers]
        if any(each is None for each in members):
            return Answer(None, (), f"not every part of “{mention.span.text}” is known")
        numbers = tuple(each.number for each in members if each is not None)
        known = next((each for each in self.cast.members if each.members and set(each.members) == set(numbers)), None)
        if known is not None:
            return Answer(known)
        group = self.cast.add()
        group.name = mention.span.text
        group.members = numbers
        kinds = {each.kind for each in members if each is not None}
        group.kind = kinds.pop() if len(kinds) == 1 else "unnamed group"
        for part, member in zip(mention.parts, members, strict=True):
            if part.form != "name" and member is not None:
                self.told.note(part, member, mention.holder)
        return Answer(group)


def _of_gender(fits: tuple[Member, ...], gender: str | None) -> tuple[Member, ...]:
    """ "Mrs Tibbs": of several Tibbs those who are known to be women, or not known to be men."""
    known = tuple(each for each in fits if gender and each.gender == gender)
    return known or tuple(each for each in fits if not gender or each.gender is None) or fits

"""The cast of an article: every name with all its forms, one member each; two people of one surname stay two.

A later mention is often shorter than the first: a person's surname, the first word of a company, the last of a newspaper, the
letters of a name (Associated Press Stylebook, "names", "second reference").  A short form that fits two members is nobody's by
itself.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from whence.lexicon.grammar import OUTLET_OPENERS
from whence.lexicon.nouns import (
    BODY_WORDS,
    KNOWN_OUTLETS,
    OUTLET_WORDS,
    REGIONS,
    STATES,
    THING_WORDS,
    is_neutral,
    is_person_noun,
    singular,
)
from whence.records.entity import Kind
from whence.records.mention import Mention
from whence.records.spans import Span

# Least mean chance of the model's head for a name's kind: see benchmarks/heads (training/LOG.md, "A head for names").
SURE = 0.5
# News introduces people by their full names (AP Stylebook, "names"): a single word that is nobody's surname is rarely a person.
SURE_ALONE = 0.8
MAIN = 3  # full names of the person an article is about, before a bare surname is that person's and not a relative's
_WORD = re.compile(r"[\w&]+(?:[’'.-]\w+)*")
_PERSONAL = frozenset(("speaking", "insider", "ordinary", "role"))
_OF = frozenset(["of", "for"])


@dataclass
class Member:
    """One person, body or place under construction, with everything said of it so far."""

    number: int
    mentions: list[Mention] = field(default_factory=list)
    kind: Kind | None = None
    name: str = ""
    gender: str | None = None
    relays: bool = False
    quotes: bool = False
    members: tuple[int, ...] = ()
    reason: Span | None = None
    of: int | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its fullest name, folded."""
        return _words(self.name)

    @property
    def is_person(self) -> bool:
        """Is it one person, as far as is known?"""
        return self.kind in ("named person", "unnamed person", "anonymous", "author")

    @property
    def scored(self) -> tuple[float, ...]:
        """Mean chances of (none, person, organization, place, other) over its mentions; () without a head in the model."""
        rows = [each.chances for each in self.mentions if each.chances]
        return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True)) if rows else ()

    @property
    def may_be_person(self) -> bool:
        """A person, or a name of no known kind that the model takes for a person's first of all."""
        if self.kind is not None:
            return self.is_person
        thing = bool(self.words) and self.words[-1] in THING_WORDS
        return not thing and bool(self.scored) and max(self.scored) == self.scored[1]

    def has_role(self, nouns: frozenset[str]) -> bool:
        """Is one of the nouns among the words that describe it?"""
        said = {head for each in self.mentions for role in each.roles for head in role_heads(role.text)}
        said |= {_WORD.findall(each.span.text)[0].lower() for each in self.mentions if each.titled}
        said |= {singular(each.head) for each in self.mentions if each.form == "noun"}
        return bool(said & nouns)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.casefold().replace("’", "'") for word in _WORD.findall(name))


def role_heads(role: str) -> set[str]:
    """The nouns a description turns on: "campaign chairman" -> chairman, "founder and chief of X" -> founder, chief."""
    before = re.split(r"\b(?:of|at|for|in|on|to|with|from|by|who)\b|[,(—–]", role.casefold())[0] or role.casefold()
    found = set()
    for part in re.split(r"\band\b|/", before):
        words = [word.rstrip(".") for word in _WORD.findall(part)]
        if words:  # a vice president is no president
            found.add(" ".join(words[-2:]) if words[-2:-1] and words[-2] in ("vice", "deputy", "assistant") else words[-1])
    return found


def is_place(name: str) -> bool:
    """Is this the name of a state, its capital, or a region that the tables know?"""
    return name in STATES or name in REGIONS


class Cast:
    """All members, by their names."""

    def __init__(
        self,
        mentions: tuple[Mention, ...],
        relaying: frozenset[tuple[int, int]] = frozenset(),
        quoting: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        self.members: list[Member] = []
        self.of_name: dict[tuple[int, int], Member] = {}  # where a name stands -> whose it is
        self.unclear: dict[tuple[int, int], tuple[Member, ...]] = {}
        self._by_words: dict[tuple[str, ...], Member] = {}
        named = [(each, each.name) for each in _flat(mentions) if each.name is not None and _words(each.name.text)]
        for each, name in named:
            if len(_words(name.text)) > 1:
                self._join_full(each, name)
        self._merge_short_forms()
        for one in self.members:
            settle(one)
        for each, name in named:
            if len(_words(name.text)) == 1:
                self._join_short(each, name)
        for each, _ in named:
            member = self.called(each) if each.form == "name" else None
            if member is not None:
                member.relays |= (each.span.start, each.span.end) in relaying
                member.quotes |= (each.span.start, each.span.end) in quoting
        for member in self.members:
            member.name = _usual(member) or member.name
            settle(member)

    def add(self) -> Member:
        """A new member without any mention."""
        member = Member(len(self.members))
        self.members.append(member)
        return member

    def called(self, mention: Mention) -> Member | None:
        """Whose name the mention holds; None when it is unclear or there is none."""
        name = mention.name
        return self.of_name.get((name.start, name.end)) if name else None

    def _put(self, mention: Mention, name: Span, member: Member) -> None:
        self.of_name[(name.start, name.end)] = member
        if mention.form == "name":
            member.mentions.append(mention)
        if len(_words(name.text)) > len(member.words):
            member.name = name.text

    def _join_full(self, mention: Mention, name: Span) -> None:
        words = _words(name.text)
        member = self._by_words.get(words) or self._same_person(words) or self.add()
        self._by_words.setdefault(words, member)
        self._put(mention, name, member)

    def _same_person(self, words: tuple[str, ...]) -> Member | None:
        """A person under the same first and last name, with or without what stands between ("John F. Kerry")."""
        if len(words) < 2 or words[-1] in BODY_WORDS or words[-1] in OUTLET_WORDS:
            return None
        for known, member in self._by_words.items():
            if known[0] == words[0] and known[-1] == words[-1] and {len(known), len(words)} == {2, 3}:
                return member
        return None

    def _merge_short_forms(self) -> None:
        """ "Evening Bugle" and "The Millbury Evening Bugle": a body's name that another one ends or begins with."""
        for words, member in sorted(self._by_words.items(), key=lambda each: len(each[0])):
            longer = {
                id(other): other
                for known, other in self._by_words.items()
                if other is not member
                and len(known) > len(words)
                and words in ((known[: len(words)], known[-len(words) :]) if _is_body(words) else (known[-len(words) :],))
                and _is_body(known) == _is_body(words)
            }
            if len(longer) == 1:
                (other,) = longer.values()
                self._absorb(member, other)
            elif longer and not _is_body(words):  # "Democrat Ann Lee", "Crooked Ann Lee": the same with words before
                for other in longer.values():
                    self._absorb(other, member)

    def _absorb(self, member: Member, other: Member) -> None:
        other.mentions += member.mentions
        other.name = max(other.name, member.name, key=lambda name: len(_words(name)))
        self.of_name = {place: other if whose is member else whose for place, whose in self.of_name.items()}
        self._by_words = {words: other if whose is member else whose for words, whose in self._by_words.items()}
        member.mentions = []

    def _join_short(self, mention: Mention, name: Span) -> None:
        word = _words(name.text)[0]
        fits = self._fitting(word, mention, acronym=_is_acronym(name.text))
        if is_place(name.text) and not any(_is_surname(word, each) for each in fits):
            fits = []  # "Mexico" is not short for "Poor Mexico"; "Jordan" may be for "Jim Jordan"
        if len(fits) > 1:
            self.unclear[(name.start, name.end)] = tuple(fits)
            return
        member = fits[0] if fits else self._by_words.get((word,)) or self.add()
        if not fits:
            self._by_words.setdefault((word,), member)
        self._put(mention, name, member)

    def _fitting(self, word: str, mention: Mention, *, acronym: bool) -> list[Member]:
        """The members whose fuller name the single word can stand for, by the strongest of the ways that apply."""
        ways: dict[int, dict[int, Member]] = defaultdict(dict)
        for words, member in self._by_words.items():
            way = _way(word, words, acronym=acronym) if len(words) > 1 else None
            if way and not (way == 2 and not acronym and _is_scored_place(mention)):
                ways[way][id(member)] = member
        if not ways or (mention.titled and 1 not in ways):
            return []
        best = list(ways[min(ways)].values())
        if mention.gender:
            best = [each for each in best if _gender(each) in (None, mention.gender)]
        if (
            mention.titled or mention.roles
        ):  # "President Obama" all along, "Michelle Obama" once: who was known by title is another
            best = [
                each for each in best if min(m.span.start for m in each.mentions) < mention.span.start or len(each.mentions) > 2
            ]
        return _main(best)


def _letters(words: tuple[str, ...]) -> set[str]:
    """The initials of a name, whole and without the office in front ("VA" for Department of Veterans Affairs)."""
    small = ("of", "the", "for", "and", "on", "to", "in")
    parts = (words, words[words.index("of") + 1 :] if "of" in words else words)
    return {"".join(each[0] for each in part if each not in small) for part in parts}


def _is_body(words: tuple[str, ...]) -> bool:
    return looks_like_body(words) or words[-1] in OUTLET_WORDS


def _is_scored_place(mention: Mention) -> bool:
    """Does the model take the word for a place ("Tulsa" beside "Tulsa Police Department")?"""
    return bool(mention.chances) and max(mention.chances) == mention.chances[3]


def _is_surname(word: str, member: Member) -> bool:
    return member.words[-1] == word and member.may_be_person and len(member.words) > 1


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name.replace(".", "")) > 1


def _main(fits: list[Member]) -> list[Member]:
    """Of several of one surname the one an article is about, if the others are named once: the surname is then that one's."""
    fits = sorted(fits, key=lambda each: -len(each.mentions))
    if len(fits) > 1 and len(fits[0].mentions) >= MAIN and all(len(each.mentions) == 1 for each in fits[1:]):
        return fits[:1]
    return fits


def _way(word: str, words: tuple[str, ...], *, acronym: bool) -> int | None:
    """How a word can stand for a full name: 1 surname, last word of a body; 2 first word of a body, letters; 3 first name."""
    body = looks_like_body(words)
    if word == words[-1] and word not in BODY_WORDS:
        return 1
    if acronym and word.replace(".", "") in _letters(words):
        return 2
    if word == words[0]:
        return 2 if body else 3
    return None


def _usual(member: Member) -> str | None:
    """The full form of a person's name that is used most, the longest of these; None for bodies and lone words."""
    full = Counter(each.name.text for each in member.mentions if each.name and len(_words(each.name.text)) > 1)
    if not full or _is_body(member.words):
        return None
    return max(full, key=lambda name: (full[name], len(name)))


def _flat(mentions: tuple[Mention, ...]) -> list[Mention]:
    return [inner for each in mentions for inner in (each.parts or (each,))]


def _gender(member: Member) -> str | None:
    return member.gender or next((each.gender for each in member.mentions if each.gender), None)


def looks_like_body(words: tuple[str, ...]) -> bool:
    """Is this the name of a company, office or other body by its words ("Corvane Bank", "Institute of Marine Studies")?"""
    before_of = next((words[n - 1] for n, word in enumerate(words) if n and word in _OF), "")
    if len(words) > 2 and words[1] in ("for", "against", "without"):  # "Citizens for Tax Justice"
        return True
    return words[-1] in BODY_WORDS or before_of in BODY_WORDS or "&" in words or words[0] in ("university", "bank", "city")


# --- kinds -----------------------------------------------------------------------------------------------------------------


def settle(member: Member) -> None:
    """Decide kind and gender of a named member from all its mentions."""
    member.gender = _gender(member)
    member.kind = kind_of(member)


def kind_of(member: Member) -> Kind | None:
    """The kind of a name: by what describes it, by its words, by the company it keeps; None when nothing tells."""
    words, classes = member.words, [each.classes for each in member.mentions]
    joined = " ".join(words)
    if any(each.titled or each.age for each in member.mentions):
        return "named person"
    if joined in KNOWN_OUTLETS or _is_outlet_name(words, member) or any("outlet" in each[:1] for each in classes):
        return "outlet"
    if any(_is_personal(each) for each in member.mentions):
        return "named person"
    if looks_like_body(words) or any("organization" in each for each in classes):
        agency = any({"agency", "service"} & role_heads(role.text) for each in member.mentions for role in each.roles)
        return "outlet" if (member.relays or member.quotes) and agency else "named organization"
    if is_place(member.name):
        return "place"
    return _by_chances(member)


def _is_personal(mention: Mention) -> bool:
    """Is the name described by a noun of persons alone ("the builder"), not by one that fits bodies too ("rival")?"""
    if not set(mention.classes) & _PERSONAL or "organization" in mention.classes:
        return False
    said = [word for role in mention.roles for word in _WORD.findall(role.text)]
    return any(is_person_noun(word) and not is_neutral(word) for word in said)


def _is_outlet_name(words: tuple[str, ...], member: Member) -> bool:
    determined = any(each.determiner == "the" for each in member.mentions)
    if words[0] in OUTLET_OPENERS and len(words) > 1:
        return True
    return words[-1] in OUTLET_WORDS and (len(words) > 1 or determined) and not any(each.titled for each in member.mentions)


def _by_chances(member: Member) -> Kind | None:
    """What the model's head says of the name, over all its mentions; without one, by the form of the name."""
    words = member.words
    means = member.scored[1:4]
    determined = any(each.determiner == "the" for each in member.mentions)
    letters = len(member.words) == 1 and member.name.isupper() and len(member.name) > 1
    if words[-1] in THING_WORDS:
        return None
    if means:
        best = max(range(3), key=lambda place: means[place])
        kinds: tuple[Kind, ...] = ("named person", "named organization", "place")
        sure = SURE_ALONE if best == 0 and len(member.words) == 1 else SURE
        if means[best] >= sure and not (best == 0 and determined):
            kind = kinds[best]
            return "outlet" if kind == "named organization" and member.relays and not determined else kind
    if member.relays and not determined:
        return "outlet" if letters or len(member.words) > 1 or not means else "named organization"
    if letters or determined:
        return "named organization"
    if not means:
        return "named person" if 2 <= len(member.words) <= 4 else None
    return _of_holder(member, means)


def _of_holder(member: Member, means: tuple[float, ...]) -> Kind | None:
    """A name that holds statements speaks, so it is somebody: the likelier of person and body, a lone unknown word a body."""
    if not any(each.holder for each in member.mentions):
        return None
    return "named person" if means[0] > means[1] and len(member.words) > 1 else "named organization"

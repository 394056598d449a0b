"""The phrase that holds a statement: its head, the name it means or belongs to, its roles, its parts when several hold.

The head of a noun phrase is the last noun before its first preposition, participle or clause (Huddleston and Pullum, The
Cambridge Grammar of the English Language, 2002, ch. 5); an apposition names what a description in front of it describes,
and the other way round.
"""

import re
from dataclasses import dataclass, replace

from whence.interpret.mentions.words import Name, Token, name_of, runs_of
from whence.lexicon.grammar import (
    BEHIND_NOUNS,
    CALENDAR,
    CLAUSES,
    DETERMINERS,
    LEVELS,
    PREPOSITIONS,
    PRONOUNS,
    REFLEXIVE,
)
from whence.lexicon.nouns import (
    ADJECTIVES,
    BODY_WORDS,
    COURTESIES,
    QUANTITY,
    classes_of,
    gender_of,
    is_person_noun,
    is_plural,
    is_role,
    is_title,
)
from whence.records.mention import Form

_BEHIND_NAMES = REFLEXIVE | frozenset(["there", "here", "also", "too", "alone", "senior", "junior", "snr", "jnr"])
_AGE = re.compile(r"\d{1,3}")
_AGED = re.compile(r"(\d{1,3})-year-old")
_PARTICIPLE = re.compile(
    r"(?:[a-z]\w+(?:ing|ed)|found|seen|written|sent|given|taken|made|drawn|shown|held|kept|left|read|known)$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one noun phrase says of its referent; tokens are those of the article."""

    tokens: tuple[Token, ...]
    form: Form
    head: str
    name: Name | None = None
    owner: Name | None = None
    roles: tuple[tuple[Token, ...], ...] = ()
    determiner: str = ""
    age: str | None = None
    clause: tuple[Token, ...] = ()
    parts: tuple["Phrase", ...] = ()
    complement: "Phrase | None" = None
    kindred: bool = False  # a noun for outlets stands directly behind the name
    one: bool = False  # "one of his advisers": the head is the plural noun, but it is one that speaks

    @property
    def gender(self) -> str | None:
        """ "he" or "she" where the words tell it."""
        words = [token.lower for token in (self.name.prefix if self.name else ())]
        words += [head_of(role) for role in self.roles] if self.form == "name" else [self.head]
        return next((found for word in words if (found := gender_of(word.split(" ")[-1]))), None)

    @property
    def titled(self) -> bool:
        """Does a form of address stand before the name?"""
        return bool(self.name) and self.name is not None and any(is_title(token.text) for token in self.name.prefix)


class Grammar:
    """The runs of capitalised words of one block, found once, and the phrases between two offsets."""

    def __init__(self, tokens: list[Token], opens: frozenset[int]) -> None:
        self.tokens = tokens
        self.runs = [self._after_office(self._with_level(run)) for run in runs_of(tokens, opens)]
        self._run_at = {place: run for run in self.runs for place in range(*run)}

    def _with_level(self, run: tuple[int, int]) -> tuple[int, int]:
        """A public body's name with the small word before it that tells its level ("the state Department of Education")."""
        first, last = run
        level = first > 0 and self.tokens[first - 1].text in LEVELS
        body = any(token.lower in BODY_WORDS for token in self.tokens[first:last])
        return (first - 1, last) if level and body else run

    def _after_office(self, run: tuple[int, int]) -> tuple[int, int]:
        """The name behind an office with "of" that stands as a title: "Minister of Energy | Halina Sorvath".

        Only without an article, and where three capitals follow: then the last two are the name.
        """
        first, last = run
        if last - first < 3 or first < 2 or self.tokens[first - 1].lower != "of" or self.tokens[last - 1].lower in BODY_WORDS:
            return run
        office = self.tokens[first - 2]
        determined = first > 2 and self.tokens[first - 3].lower in DETERMINERS
        return (last - 2, last) if is_role(office.lower) and office.capital and not determined else run

    def cut(self, words: frozenset[str], opens: frozenset[int]) -> None:
        """Take a word off the head of every longer run that only opens a sentence there ("Injecting | Clinton")."""
        runs = [
            (first + (first in opens and last - first > 1 and self._only_opens(first, words)), last)
            for first, last in self.runs
        ]
        self.runs = runs
        self._run_at = {place: run for run in runs for place in range(*run)}

    def _only_opens(self, place: int, words: frozenset[str]) -> bool:
        word = self.tokens[place].lower
        return word in words or (word.endswith("ing") and len(word) > 5 and bool(_PARTICIPLE.match(word)))

    def phrase(self, start: int, end: int) -> Phrase | None:
        """The phrase that the characters start:end make; None without a word."""
        first = next((n for n, token in enumerate(self.tokens) if token.end > start), len(self.tokens))
        last = next((n for n, token in enumerate(self.tokens) if token.start >= end), len(self.tokens))
        while last > first and self.tokens[last - 1].kind == "mark" and self.tokens[last - 1].text not in ")]":
            last -= 1
        while first < last and self.tokens[first].kind == "mark":
            first += 1
        while last - first > 1 and self.tokens[last - 1].lower in _BEHIND_NAMES:
            last -= 1  # "Tolland himself", "a surgeon there", "Merrick senior"
        return self._phrase(first, last) if first < last else None

    def name(self, run: tuple[int, int]) -> Name:
        """The name of one run."""
        first, last = run
        before = self.tokens[first - 1] if first else None
        determined = before is not None and (before.lower in DETERMINERS or before.kind == "possessive")
        return name_of(tuple(self.tokens[first:last]), determined)

    # --- one phrase ---------------------------------------------------------------------------------------------------

    def _phrase(self, first: int, last: int) -> Phrase:
        tokens = self.tokens
        opening = re.split("[’']", tokens[first].lower)[0]  # "I've", "he'd"
        if opening in PRONOUNS and (last - first == 1 or tokens[first + 1].kind == "mark"):
            return Phrase(tuple(tokens[first:last]), "pronoun", opening)
        last = self._dated(first, last)
        clause = self._clause(first, last)
        opening = first + (tokens[first].lower in ("neither", "both", "either") and clause - first > 3)
        parts = tuple(self._phrase(*part) for part in self._parts(opening, clause))
        if parts:
            return Phrase(tuple(tokens[first:clause]), "joint", parts[-1].head, parts=parts)
        found = self._plain(first, clause)
        if found.form == "noun" and clause < last and tokens[clause].kind == "word":  # "a woman whose brother was on board"
            return replace(found, tokens=tuple(tokens[first:last]))
        return replace(found, clause=tuple(tokens[clause:last]))

    def _dated(self, first: int, last: int) -> int:
        """Where an adverbial of time that the tagger left in the phrase begins ("Le Monde newspaper | on November 25")."""
        for at in range(first + 1, last - 1):
            dated = self.tokens[at].lower in ("on", "in") and self.tokens[at + 1].lower in CALENDAR and last - at < 5
            if dated and not _PARTICIPLE.match(self.tokens[at - 1].text):  # "a study published | on Tuesday" keeps its day
                return at
        return last

    def _clause(self, first: int, last: int) -> int:
        """Where the "who …" clause begins, `last` without one."""
        for at in range(first + 1, last):
            if self.tokens[at].lower in CLAUSES:
                apart = self.tokens[at - 1].text in ",—–-"
                return at - 1 if apart else at
        return last

    def _plain(self, first: int, last: int) -> Phrase:
        """A phrase that is neither a pronoun nor several holders."""
        cuts = self._segments(first, last)
        (low, high), rest = cuts[0], cuts[1:]
        determiner = self.tokens[low].lower if self.tokens[low].lower in DETERMINERS else ""
        run, head = self._head(low, high)
        whole = tuple(self.tokens[first:last])
        if run is not None and self.name(run).core:
            return self._named(whole, run, low, rest, determiner)
        if titled := self._titled(head, high):
            return self._named(whole, titled, low, rest, determiner)
        if rest and (named := self._apposed(rest[0])):
            role = self._trimmed(low, high)
            return self._named(whole, named, rest[0][0], rest[1:], determiner, role)
        return self._nominal(whole, head, low, high, determiner)

    def _titled(self, head: int, high: int) -> tuple[int, int] | None:
        """The name at the end of an office: "Minister of Energy | Halina Sorvath", "Registrar (Evaluation) | Yusuf Barkati"."""
        of = head + 1
        bracket = (
            next((at for at in range(of, high) if self.tokens[at].text == ")"), None) if self._text_at(of) == "(" else None
        )
        if bracket is not None and is_role(self.tokens[head].lower):
            behind = self._run_at.get(bracket + 1)
            return behind if behind and behind[1] == high else None
        run = self._run_at.get(high - 1)
        title = is_role(self.tokens[head].lower) and self._text_at(of).lower() == "of"
        return run if title and run and run[1] == high and run[0] > of + 1 and run[1] - run[0] == 2 else None

    def _text_at(self, place: int) -> str:
        return self.tokens[place].text if place < len(self.tokens) else ""

    def _segments(self, first: int, last: int) -> list[tuple[int, int]]:
        """The parts between commas and dashes; what stands in brackets belongs to the part before it."""
        found, start, depth = [], first, 0
        for at in range(first, last):
            text = self.tokens[at].text
            depth += (text in "([") - (text in ")]")
            dash = text in "—–" or (text == "-" and self.tokens[at - 1].end < self.tokens[at].start)
            if at > first and not depth and (text == "," or dash) and at not in self._run_at:
                found.append((start, at))
                start = at + 1
        found.append((start, last))
        return [(low, high) for low, high in found if low < high] or [(first, last)]

    def _head(self, first: int, last: int) -> tuple[tuple[int, int] | None, int]:
        """(run of the name that is the head or None, place of the head word)."""
        head = first
        for at in range(first, last):
            token = self.tokens[at]
            run = self._run_at.get(at)
            if run is None and at > first and self._stops(at):
                break
            if token.kind in ("word", "initial"):
                head = at
        run = self._run_at.get(head)
        return (run if run and run[1] - 1 == head else None), head

    def _stops(self, at: int) -> bool:
        """Does the noun phrase's head lie before this token?"""
        token, before = self.tokens[at], self.tokens[at - 1]
        if token.lower in PREPOSITIONS or token.text in "([" or token.lower in ("that", "which"):
            return True
        if token.kind != "word" or before.lower in DETERMINERS - {"those"}:
            return False
        known = bool(classes_of(before.lower)) or (at - 1) in self._run_at or before.lower == "those"
        return known and (token.lower in BEHIND_NOUNS or bool(_PARTICIPLE.match(token.text))) and not classes_of(token.lower)

    def _apposed(self, segment: tuple[int, int]) -> tuple[int, int] | None:
        """The run of the name that a segment consists of ("Faye Tolland-Brandt", "Dr. P. Ravindranath of Oss")."""
        run, _ = self._head(*segment)
        if run is None or not self.name(run).core:
            return None
        first = segment[0] + (self.tokens[segment[0]].lower in DETERMINERS)
        return run if run[0] == first or all(is_title(t.text) for t in self.tokens[first : run[0]]) else None

    def _named(
        self,
        whole: tuple[Token, ...],
        run: tuple[int, int],
        low: int,
        rest: list[tuple[int, int]],
        determiner: str,
        role: tuple[Token, ...] = (),
    ) -> Phrase:
        name = self.name(run)
        before = self._trimmed(low, run[1] - len(name.core))
        roles = [each for each in (role, before, self._role_after(rest)) if each and _tells(each)]
        owner = self._owner(low, run[0])
        age = next((self.tokens[a].text for a, b in rest if b - a == 1 and _AGE.fullmatch(self.tokens[a].text)), None)
        return Phrase(whole, "name", _joined(name.core), name, owner, tuple(roles), determiner, age)

    def _role_after(self, rest: list[tuple[int, int]]) -> tuple[Token, ...]:
        """The apposition behind a name: from the first part that opens like one to the end of the phrase."""
        for low, high in rest:
            opens = self.tokens[low].lower in DETERMINERS or self.tokens[low].lower in (
                "former",
                "chief",
                "vice",
                "deputy",
                "senior",
            )
            if opens or is_person_noun(self.tokens[low].lower) or is_role(head_of(tuple(self.tokens[low:high])).split(" ")[-1]):
                return tuple(self.tokens[low : rest[-1][1]])
        return ()

    def _nominal(self, whole: tuple[Token, ...], head: int, low: int, high: int, determiner: str) -> Phrase:
        owner = self._owner(low, head) or self._belongs(head + 1, high)
        if self.tokens[head].lower in QUANTITY and head + 2 < high and self.tokens[head + 1].lower == "of":
            _, inner = self._head(head + 2, high)
            if classes_of(self.tokens[inner].lower):
                return replace(self._nominal(whole, inner, low, high, determiner), one=self.tokens[head].lower == "one")
        aged = next((found[1] for token in whole if (found := _AGED.fullmatch(token.lower))), None)
        complement = self._complement(head, high) if owner is None else None
        return Phrase(whole, "noun", self.tokens[head].lower, None, owner, (), determiner, aged, complement=complement)

    def _complement(self, head: int, high: int) -> Phrase | None:
        """The noun that one who speaks belongs to: "a spokesman for | the council"."""
        joined = head + 2 < high and self.tokens[head + 1].lower in ("for", "of", "at", "from", "with")
        if not joined or "speaking" not in classes_of(self.tokens[head].lower):
            return None
        return self._phrase(head + 2, high)

    def _owner(self, first: int, head: int) -> Name | None:
        """The name in front of a head that it belongs to: "A Corvane spokesman", "Abreu's brother"."""
        for at in range(head - 1, first - 1, -1):
            if run := self._run_at.get(at):
                name = self.name(run)
                return name if name.core else None
        return None

    def _belongs(self, first: int, last: int) -> Name | None:
        """The name that "of", "for", "from", "in" or "at" attaches: "a spokesman for the Ministry of Defence"."""
        for at in range(first, last):
            if run := self._run_at.get(at):
                name = self.name(run)
                return name if name.core else None
        return None

    def _trimmed(self, first: int, last: int) -> tuple[Token, ...]:
        """The tokens without a determiner at their head and marks at their edges."""
        while first < last and self.tokens[first].kind in ("mark", "possessive"):
            first += 1
        if first < last and self.tokens[first].lower in DETERMINERS:
            first += 1
        while last > first and (self._is_edge(last - 1) or self.tokens[last - 1].lower in COURTESIES):
            last -= 1
        return tuple(self.tokens[first:last])

    def _is_edge(self, place: int) -> bool:
        return self.tokens[place].kind == "mark" and self.tokens[place].text not in ")"

    # --- several holders ------------------------------------------------------------------------------------------------

    def _parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """The parts of joint holders ("Holm and the harbour master, Gerd Aune"), [] for one holder."""
        joins = [at for at in range(first + 1, last - 1) if self._joins(at, first)]
        if not joins:
            return []
        at = joins[-1]
        left = at - 1 if self.tokens[at - 1].text == "," else at
        parts = [*self._listed(first, left), (at + 1, last)]
        return parts if all(self._stands(*part) for part in parts) else []

    def _joins(self, at: int, first: int) -> bool:
        """Is this an "and" between holders: outside names, brackets and the apposition of the first?"""
        if self.tokens[at].lower not in ("and", "&", "nor", "or") or at in self._run_at:
            return False
        before = range(first, at)
        if any(self.tokens[place].lower in PREPOSITIONS and place not in self._run_at for place in before):
            return False
        opened = [place for place in before if self.tokens[place].text == "," and self.tokens[place + 1].lower in DETERMINERS]
        return not opened or self.tokens[at - 1].text == ","

    def _listed(self, first: int, last: int) -> list[tuple[int, int]]:
        """The names of a list in front of "and": "A, B" in "A, B and C"; one part when it is no list of names."""
        cuts = self._segments(first, last)
        return cuts if len(cuts) > 1 and all(self._apposed(each) for each in cuts) else [(first, last)]

    def _stands(self, first: int, last: int) -> bool:
        """Can the part hold by itself: a name, or a determined noun that means one person or body?"""
        if first >= last:
            return False
        cut = self._segments(first, last)
        run, head = self._head(*cut[0])
        if run is not None and self.name(run).core:
            return self.tokens[head].text not in ADJECTIVES
        determined = self.tokens[first].lower in DETERMINERS
        return determined and bool(classes_of(self.tokens[head].lower)) and not is_plural(self.tokens[head].lower)


def head_of(role: tuple[Token, ...]) -> str:
    """The noun a description turns on, with the one before it where the two are one ("news agency"): before "of", "at" …"""
    words: list[str] = []
    for token in role:
        if token.kind == "mark" or token.lower in ("of", "at", "for", "in", "from", "to", "with", "who", "by"):
            break
        words.append(token.lower)
    pairs = [" ".join(words[place - 1 : place + 1]) for place in range(len(words) - 1, 0, -1)]
    return next((each for each in [*pairs[:1], *reversed(words)] if classes_of(each)), words[-1] if words else "")


def opens_adjunct(word: str) -> bool:
    """Can the word open a prepositional or participial adjunct in front of a sentence's subject?"""
    lower = word.lower()
    if lower in ("according", "speaking", "citing", "quoting", "nothing", "something", "everything"):
        return False
    return lower in PREPOSITIONS or bool(_PARTICIPLE.match(lower) and lower.endswith("ing"))


def _tells(role: tuple[Token, ...]) -> bool:
    """Does the description hold a noun of a class (an office, a body), and not only an adjective or a form of address?"""
    return any(classes_of(token.lower) for token in role)


def _joined(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text for token in tokens)

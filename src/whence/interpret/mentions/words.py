"""Words of a block, and the runs of them that look like proper names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.lexicon.grammar import ABBREVIATED, AMBIGUOUS, CAUSES, NOT_NAMES, OPENERS, PAGEANTS, PARTICLES, ROLE_SURNAMES
from whence.lexicon.nouns import ADJECTIVES, BODY_WORDS, HE, SHE, STATES, TITLE, is_role, is_title

_LETTERS = r"[\w\u0300-\u036f]+"  # with combining marks: "Léon" may be written in six code points
_TOKEN = re.compile(
    r"(?P<initial>(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s?[A-ZÀ-Þ]))"  # U.S. · J.R. · K. Sudharani
    r"|(?P<possessive>[’'][sS]\b|(?<=[sS])[’'](?!\w))"
    rf"|(?P<word>\d{{1,3}}(?:,\d{{3}})+(?!\d)|[@#]?{_LETTERS}(?:[-‑–.]{_LETTERS}|[’'](?![sS]\b){_LETTERS}|&{_LETTERS})*)"
    r"|(?P<mark>\S)"
)
_ARABIC = re.compile(r"(?:al|el|ad|as|an|ar|ash|at|ul|ibn|bin|bint|d|l)[-‑’'][A-ZÀ-Þ]")  # al-Rashid, d'Estaing

# (R-Ga.), (D-Mo): a party and a state behind a politician
_PARTY = re.compile(r"(?:[RDI]|Rep|Dem|Lib|Lab|Con)[-‑–][A-Z]\w*\.?")


# Letters behind a name that are no part of it: "Tobias Vane KC".
_POST_NOMINALS = frozenset(
    ["KC", "QC", "SC", "MP", "MSP", "MLA", "MEP", "PC", "MBE", "OBE", "CBE", "KBE", "PhD", "MD", "Esq", "JP", "FRS"]
)
_DAYS_OF_PAPERS = frozenset(("sunday", "saturday"))
# Offices whose names list what they are for: "Department of Health and Human Services".
_OFFICES = frozenset(
    [
        "department",
        "ministry",
        "institute",
        "office",
        "college",
        "school",
        "faculty",
        "agency",
        "commission",
        "committee",
        "bureau",
        "board",
    ]
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: offsets into the article, the text, its kind (initial, possessive, word, mark)."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def lower(self) -> str:
        """The word in lower case, without the full stop of an abbreviation."""
        return self.text.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        """Does it begin with a capital letter, or is it an initial?"""
        if self.text[0].isupper() or _ARABIC.match(self.text):
            return True
        return self.text[0].isdigit() and any(each.isupper() for each in self.text)


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]; the full stop behind "Mr", "Gov" or another abbreviation of a title belongs to it."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind = str(match.lastgroup)
        if kind == "mark" and match[0] == "." and found and found[-1].end == match.start() and found[-1].lower in ABBREVIATED:
            last = found.pop()
            found.append(Token(last.start, match.end(), text[last.start : match.end()], "word"))
        else:
            found.append(Token(match.start(), match.end(), match[0], kind))
    return found


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: the whole run with titles and roles, and the core that is the name itself.

    `prefix` holds the tokens before the core; `core` is empty when the run is only a role ("Chief Medical Officer").
    """

    tokens: tuple[Token, ...]
    core: tuple[Token, ...]

    @property
    def prefix(self) -> tuple[Token, ...]:
        """Titles, roles and nationalities in front of the core."""
        return self.tokens[: len(self.tokens) - len(self.core)]


def runs_of(tokens: list[Token], opens: frozenset[int]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of every run of tokens that look like a proper name.

    `opens` are the places of tokens that begin a sentence, a quotation or the block: what is capitalised there may be any word.
    """
    at = 0
    while at < len(tokens):
        if not _begins(tokens, at, at in opens):
            at += 1
            continue
        end = at + 1
        while (more := _goes_on(tokens, at, end)) > end:
            end = more
        yield at, end
        at = end


def _begins(tokens: list[Token], at: int, opening: bool) -> bool:
    token = tokens[at]
    if token.kind not in ("word", "initial") or not token.capital or token.text[0] in "#":
        return False
    lower = token.lower
    if lower in _DAYS_OF_PAPERS and at and tokens[at - 1].lower == "the" and at + 1 < len(tokens) and _is_part(tokens[at + 1]):
        return True  # the Sunday Klaxon
    if lower in AMBIGUOUS:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return not (opening and lower in ("may", "will")) and following is not None and _is_part(following)
    if token.text[0] == "@" or _PARTY.fullmatch(token.text):
        return False
    return lower not in NOT_NAMES and not (opening and lower in OPENERS) and token.text != "I"


def _goes_on(tokens: list[Token], start: int, at: int) -> int:
    """The place behind the run's next part, `at` itself when the run ends."""
    if at >= len(tokens):
        return at
    if _is_part(tokens[at]) and tokens[at].start - tokens[at - 1].end <= 1:
        return at + 1
    skipped = PARTICLES | {"the"} if tokens[at].lower in PARTICLES else {"the"}
    following = next((place for place in range(at + 1, min(at + 4, len(tokens))) if tokens[place].lower not in skipped), None)
    if following is None or not _is_part(tokens[following]) or tokens[following].lower in NOT_NAMES:
        return at
    return following + 1 if any(joins(tokens, start, at, following) for joins in _JOINTS) else at


def _by_particle(tokens: list[Token], _: int, at: int, following: int) -> bool:
    """Ursula von der Leyen · Kind en Prik."""
    return all(each.lower in PARTICLES for each in tokens[at:following])


def _by_sign(tokens: list[Token], _: int, at: int, __: int) -> bool:
    """Chronicle & Post · Tolland-Brandt."""
    return tokens[at].text == "&" or (tokens[at].text == "-" and tokens[at].start == tokens[at - 1].end)


def _by_preposition(tokens: list[Token], _: int, at: int, following: int) -> bool:
    """Institute of Marine Studies · Commission on Presidential Debates · Citizens for Tax Justice · Doctors Without Borders."""
    word, before = tokens[at].lower, tokens[at - 1].lower
    if word in ("of", "for") and (before in BODY_WORDS or before in ("bank", "republic")):
        return True
    if following != at + 1:
        return False
    if word in ("for", "against", "without"):
        return before in CAUSES
    return word in ("on", "against", "to") and before in ("commission", "committee", "council", "office")


def _by_and(tokens: list[Token], start: int, at: int, following: int) -> bool:
    """the Securities and Exchange Commission · Department of Health and Human Services."""
    if tokens[at].lower != "and":
        return False
    if at - start == 1 and start and tokens[start - 1].lower == "the" and _ends_as_body(tokens, following):
        return True
    office = any(each.lower == "of" and tokens[n - 1].lower in _OFFICES for n, each in enumerate(tokens[start:at], start))
    return office and following == at + 1 and _is_listed(tokens, following)


def _by_possessive(tokens: list[Token], _: int, at: int, following: int) -> bool:
    """Mineworkers’ Guild · Women’s Institute; not "Corvane’s | Bertrand Élian"."""
    before = tokens[at - 1].lower
    many = tokens[at].text in "’'" or before.endswith("men") or before in ("children", "people", "veterans")
    if tokens[at].kind != "possessive" or not many:
        return False
    return any(each.lower in BODY_WORDS and each.capital for each in tokens[following : following + 3])


_JOINTS = (_by_particle, _by_sign, _by_preposition, _by_and, _by_possessive)


def _ends_as_body(tokens: list[Token], at: int) -> bool:
    """Does the run of capitalised words from here end in a word of bodies ("Commission")?"""
    while at + 1 < len(tokens) and _is_part(tokens[at + 1]):
        at += 1
    return tokens[at].lower in BODY_WORDS


def _is_listed(tokens: list[Token], at: int) -> bool:
    """Is the word behind "and" part of a body's name ("Health and Human Services"), not another name ("… and Bob Lee")?"""
    word = tokens[at].lower
    return word not in HE | SHE | TITLE | _OFFICES and not is_role(word)


def _is_part(token: Token) -> bool:
    if token.kind == "initial":
        return token.text[0].isupper()
    return (
        token.kind == "word"
        and token.capital
        and token.text != "I"
        and (token.lower not in NOT_NAMES or token.lower in AMBIGUOUS)
    )


def name_of(tokens: tuple[Token, ...], determined: bool) -> Name:
    """The run with its core told from titles, roles and nationalities before it ("French Foreign Minister | Jean-Noel Barrot").

    `determined`: does "the", "a" or a possessive stand before it?  Then a run that ends in a role word is that role, no name.
    """
    cut = 0
    for place, token in enumerate(tokens):
        if tokens[place + 1 : place + 2] and tokens[place + 1].kind == "possessive":
            continue  # "the Teachers' Association"
        if (
            (place and token.lower in PAGEANTS and tokens[place - 1].lower in ("miss", "mr", "mrs"))
            or is_title(token.text)
            or (is_role(token.lower) and (determined or place == 0 or token.lower not in ROLE_SURNAMES))
        ):
            cut = place + 1
    if cut == len(tokens) and not determined and tokens[-1].lower in ROLE_SURNAMES:
        cut = _adjectives(tokens)
    if cut == 0:
        cut = _adjectives(tokens)
    last = len(tokens)
    while last - cut > 2 and tokens[last - 1].text.rstrip(".") in _POST_NOMINALS:
        last -= 1
    return Name(tokens[:last], tokens[cut:last])


def _adjectives(tokens: tuple[Token, ...]) -> int:
    """How many nationalities stand before the name ("British | Airways" none: a body's name keeps its adjective)."""
    if len(tokens) < 2 or tokens[0].text not in ADJECTIVES:
        return 0
    return 0 if any(token.lower in BODY_WORDS for token in tokens) or " ".join(t.text for t in tokens[:2]) in STATES else 1

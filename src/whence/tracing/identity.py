"""Is a holder in one article the holder in another?  The same person under several spellings is one, two of one name are two.

Names are compared as the field does (Bagga and Baldwin 1998, cross-document coreference by name and context): a surname alone
stands for the full name, initials for first names; two different first names, or two offices that exclude each other, keep two
people apart.  A holder without a name ("the operator", "police") is the one whose role or name holds that noun.
"""

from collections import Counter

from whence.lexicon.nouns import (
    COMMERCIAL,
    OUTLET_WORDS,
    classes_of,
    is_document,
    is_generic,
    is_kin,
    is_neutral,
    is_person_noun,
    is_plural,
    longer_names,
    singular,
    wider,
)
from whence.tracing.holders import HEAD, NAMELESS, WORD, Holder, plain, words_of

_BODIES = frozenset(("named organization", "unnamed group"))
_OFFICES = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "head",
        "director",
        "chief",
        "chairman",
        "chairwoman",
        "president",
        "officer",
        "manager",
    )
)
_SPOKES = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_OUTSIDE = frozenset(("former", "ex", "critic", "opponent", "rival", "lawyer", "ambassador", "victim", "resident"))
# What a court gives: its judge and the court are one source (Black's Law Dictionary, "judgment", "ruling", "verdict").
_COURT_PAPERS = frozenset(("judgment", "judgement", "ruling", "verdict", "sentence"))
_COURT = frozenset(("judge", "justice", "magistrate", "court", "tribunal"))
# "The paper", "the board's eleven pages" may be the report that another names.
_ANY_PAPER = frozenset(("paper", "document", "page", "pages", "sheet", "sheets"))
_PAPERS = {
    "memorandum": "memo",
    "mail": "e-mail",
    "email": "e-mail",
    "logbook": "log",
    "catalog": "catalogue",
    "registry": "register",
}
_GENERIC = frozenset(
    [
        "company",
        "firm",
        "group",
        "body",
        "organisation",
        "organization",
        "agency",
        "office",
        "department",
        "ministry",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "official",
        "officials",
        "source",
        "sources",
        "people",
        "person",
        "man",
        "woman",
        "someone",
        "expert",
        "experts",
    ]
)


def same(one: Holder, other: Holder) -> str | None:
    """Why two holders of two articles are one, in a few words; None when they are not, or nothing tells."""
    if "anonymous" in (one.kind, other.kind):
        return None
    if "document" in (one.kind, other.kind):
        return _by_document(one, other) if one.kind == other.kind else _by_maker(one, other) or _by_maker(other, one)
    if one.name and other.name:
        return _by_name(one, other) or _speaks_for(one, other) or _speaks_for(other, one)
    if one.names and other.names and one.names.isdisjoint(other.names):
        return None  # the mayors of two towns
    if spoken := _speaks_for(one, other) or _speaks_for(other, one):
        return spoken
    nouns = _offices_shared(one, other)
    if not one.name and not other.name:
        several = len((one.nouns | one.whose) & (other.nouns | other.whose)) > 1
        return f"both “{sorted(nouns)[0]}”" if nouns and (one.key == other.key or several or _alike(one, other)) else None
    if nouns := nouns or _office_by_body(one, other) or _office_by_body(other, one):
        return f"“{sorted(nouns)[0]}” is a role of the other"
    return "called by words of its name" if _calls(one, other) or _calls(other, one) else None


def _office_by_body(one: Holder, other: Holder) -> frozenset[str]:
    """ "The health officer" for "Oda Brandt of the health office": nothing else tells what the other is."""
    somebody = not one.name and any(map(is_person_noun, one.nouns))
    return one.nouns & other.whose - _GENERIC if somebody and other.kind == "named person" and not other.nouns else frozenset()


def _calls(one: Holder, other: Holder) -> bool:
    """ "The national laboratory", "the court in Vard" for a name: its head noun and another of its words."""
    if one.whose and not one.name and {*one.nouns, *one.whose} <= set(other.name):
        return True
    words, head = HEAD.split(one.key)[0].split(), HEAD.split(other.key)[0].split()[-1:]
    by_words = other.kind == "named organization" and words[:1] == ["the"] and len(words) > 2 and words[-1:] == head
    return by_words and not one.name and set(words[1:]) <= set(other.name)


def _offices_shared(one: Holder, other: Holder) -> frozenset[str]:
    """The nouns of one holder that the other has as well, or has another word for ("the rector", "Canon")."""
    mine, others = one.nouns - _GENERIC, other.nouns - _GENERIC
    return frozenset(
        word for word in mine if any(word == each or each in wider(word) or word in wider(each) for each in others)
    )


def _by_document(one: Holder, other: Holder) -> str | None:
    """Two documents are one when they are the same kind of paper and no name or day keeps them apart."""
    kinds = [frozenset(_PAPERS.get(word, word) for word in each.nouns if is_document(word)) for each in (one, other)]
    any_paper = any(each.key.split()[-1] in _ANY_PAPER and each.key.startswith("the ") for each in (one, other) if each.key)
    shared = kinds[0] | kinds[1] if any_paper else kinds[0] & kinds[1]
    if one.day and other.day and one.day != other.day:
        return None
    if not shared or (one.name and other.name and not set(one.name) & set(other.name)):
        return None
    return f"both “{min(shared)}”"


def _by_maker(paper: Holder, maker: Holder) -> str | None:
    """ "The audit" and "the auditors", "the bank's report" and "the bank": a paper and who made it.

    The nameless, by the paper's kind; a body, by the words that the paper is called after; who is named, by his office.
    """
    if paper.kind != "document":
        return None
    if paper.nouns & _COURT_PAPERS and _COURT & (maker.nouns | set(maker.name)):
        return "a court made it"
    if _is_by(paper, maker):
        return f"it is of the “{' '.join(paper.maker)}”"
    kinds = {word for word in paper.nouns if is_document(word)}
    made = [
        noun
        for noun in maker.nouns - {"reporter"}
        if (not maker.name or is_person_noun(noun)) and any(noun in (f"{kind}or", f"{kind}er") for kind in kinds)
    ]
    return f"the “{min(made)}” made it" if made else None


def _is_by(paper: Holder, maker: Holder) -> bool:
    """Is a paper called after its maker: by his name or a part of it, by what he is, or by more words than the maker has?

    "Brandt's letter" is Oda Brandt's, "the referee's form" is his who is the referee, "a survey by the engineers Dunn Keeble"
    is Dunn Keeble's; "the Vard Canal Board's minutes" are not those of Vard, nor "the report of a fire" the fire brigade's.
    """
    if not paper.maker or all(map(is_generic, paper.maker)):
        return False
    named = maker.kind == "named person"
    heads = {*maker.name, *(maker.nouns if named else maker.key.split()[-1:])}
    if paper.maker[-1] in {singular(word) for word in heads} and {*paper.maker} <= {*map(singular, maker.name), *maker.nouns}:
        return True
    body = tuple(singular(word.casefold()) for word in words_of(maker.key))
    # "The committee" may be any, "the auditors" are those of the auditors' report.
    known = maker.name or len(maker.nouns - _GENERIC) > 1 or all(map(is_person_noun, maker.nouns))
    return bool(known) and not named and paper.maker[-len(body) :] == body


def describes(one: Holder, other: Holder, text: str) -> bool:
    """May "the company", "the conductor" be the named one of another article, whom its own article `text` names too?"""
    if one.name or not other.name or not one.key.startswith("the "):
        return False
    words = {word.casefold() for word in WORD.findall(plain(text))}
    if other.kind == "named organization":
        return one.nouns <= {"company", "firm", "business"} | set(other.name) and set(other.name) <= words
    return other.kind == "named person" and _is_somebody(one) and other.name[-1] in words


def publishes(holder: Holder, outlet: str) -> bool:
    """Is an outlet the organ of a holder, or the holder itself: "the ministry" and "Ministry of Health, Vard", "the Argus"?

    A newspaper is nobody's organ because a town or a person is in its name: who means the paper calls it one.
    """
    words = frozenset(singular(word.casefold()) for word in words_of(plain(outlet)))
    own = frozenset(map(singular, holder.maker or holder.nouns.union(holder.name)))
    told = frozenset(word for word in own if not (holder.name and (word in COMMERCIAL or is_neutral(word))))
    if not told or not told <= words or not (holder.whose <= words or len(holder.nouns - _GENERIC) > 1):
        return False
    if words in (told, set(map(singular, holder.name))):
        return True
    called = any({"organization", "outlet", "document"} & set(classes_of(word)) for word in told)
    whole = len(told | holder.whose) > (1 if called else 2)  # "Observatory of Mount Vard, press office"
    if OUTLET_WORDS.isdisjoint(words) or whole:
        return called or holder.kind in _BODIES
    paper = any("outlet" in classes_of(word) for word in told) and holder.kind != "document"
    return paper or not OUTLET_WORDS.isdisjoint(holder.name)


def speaks_in(one: Holder, other: Holder, text: str) -> bool:
    """Does "the company's spokesman" of an article `text` speak for a body that is named there and in another article?"""
    words = {word.casefold() for word in WORD.findall(plain(text))}
    body = other.kind in _BODIES and bool(other.name) and set(other.name) <= words
    return body and bool(one.nouns & _SPOKES) and all(map(is_generic, one.whose))


def _is_somebody(holder: Holder) -> bool:
    """Is it one person by what he is ("the goalkeeper", "the man in the flat cap"), and not by whom he stands beside?"""
    head = HEAD.split(holder.key)[0].split()[-1]
    beside = bool((holder.nouns | {head}) & (_OUTSIDE | _SPOKES)) or (is_kin(head) and head not in ("man", "woman"))
    return not beside and not is_plural(head) and (is_person_noun(head) or head in ("man", "woman"))


def nameless(holder: Holder) -> bool:
    """Is it only a pronoun, or a noun that any body may be called by ("the company")?"""
    anybody = bool(holder.nouns) and all(is_generic(noun) for noun in holder.nouns)
    return not holder.name and ((anybody and not holder.whose) or holder.key in NAMELESS)


def _alike(one: Holder, other: Holder) -> bool:
    return one.nouns <= other.nouns or other.nouns <= one.nouns


def _speaks_for(one: Holder, other: Holder) -> str | None:
    """A body and the person who is told to be of it: nothing tells that the body's word and his are two."""
    body = other.kind in ("named organization", "place", "unnamed group", "") and not any(map(is_person_noun, other.nouns))
    known = bool(one.nouns & _OFFICES) or (one.kind == "named person" and not other.name)
    office = one.kind in ("named person", "unnamed person", "") and known and not one.nouns & _OUTSIDE
    words = {*other.name, *other.nouns}
    return "speaks for the other" if body and office and words and one.whose.issuperset(words) else None


def _by_name(one: Holder, other: Holder) -> str | None:
    if one.name == other.name:
        return "the same name"
    if min(one, other, key=lambda each: len(each.name)).courteous and one.name[-1] != other.name[-1]:
        return None  # "Mr Thomas" is no Thomas Reed
    # "Burgomaster Pask", where another article tells that Hendry Pask is the burgomaster
    names = [tuple(word for word in mine.name if word not in theirs.nouns) for mine, theirs in ((one, other), (other, one))]
    if not all(names):
        return None
    short, long = sorted(names, key=len)
    if one.kind == other.kind == "named person":
        if len(short) > 1 and short == long[-len(short) :]:
            return "the same name"  # "Fiddler Nora Tveit", "Nora Tveit"
        if len(short) == 1 and short[0] == long[0]:
            return "the same first name"  # "Huw", in his parish's letter
        if short[-1] != long[-1]:
            return None
        agree = all(_first_names_agree(*each) for each in zip(short[:-1], long[:-1], strict=False))
        return "the same surname" if agree else None
    missing = Counter(short) - Counter(long)
    return None if missing else "the same name, shortened"


def _first_names_agree(one: str, other: str) -> bool:
    """Is one the other, its initial, or short for it ("Sam", "Samuel")?"""
    initial = 1 in (len(one), len(other)) and one[0] == other[0]
    return one == other or initial or other in longer_names(one) or one in longer_names(other)

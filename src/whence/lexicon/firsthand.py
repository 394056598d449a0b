"""Does an article say that it found something out itself, or that it takes something back?"""

import re

from whence.lexicon.cues import says, verb_of
from whence.lexicon.grammar import CLAUSES, DETERMINERS, PARTICLES, PREPOSITIONS, PRONOUNS
from whence.lexicon.nouns import OUTLET_WORDS, classes_of, is_anonymous, is_known, is_person_noun
from whence.lexicon.tables import table

_TABLE = table("firsthand")


def _squeezed(words: str) -> str:
    return "".join(words.split("\n"))


_OWN, _VERBS = _squeezed(_TABLE["witness"]["own"]), _squeezed(_TABLE["witness"]["verbs"])
_PASSIVE = _TABLE["witness"]["passive"]
_WITNESS = re.compile(rf"\b(?:{_OWN})\s+(?:\w+\s+){{0,2}}?(?:{_VERBS})\b|\b(?:{_PASSIVE})\b", re.IGNORECASE)
_US = re.compile(rf"(?:{_OWN}|me|us|my|our)\b", re.IGNORECASE)
_OWN_MEANS = re.compile(r"\W*Our own [\w-]+")  # "Our own anemometer topped out at 151"
_DID = re.compile(r"\b(?:[Ww]e|I) (?:have |had |also |even |then ){0,2}(?P<verb>[a-z]+)\b")
_TELLING = frozenset(_TABLE["telling"]["verbs"].split())
PAST = frozenset(form for forms in table("irregular")["forms"].values() for form in forms.split() if not form.endswith("ing"))
_CLAUSE, _ADJUNCT = 3, 8  # words that a clause has at least; words behind a verb of saying that are no content of it
_FINDERS = frozenset(("role", "ordinary", "insider", "people", "organization"))
EVENTS = frozenset(_TABLE["events"]["nouns"].split())
BEHIND_PAPERS = frozenset(_TABLE["behind_papers"]["words"].split())
ISSUED = frozenset(_TABLE["issued"]["nouns"].split())
_OBSERVER = re.compile(
    r"(?P<who>(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) )?(?:\b[\w’'-]+ ){0,3}?"
    r"\b[A-Z][\w’'-]+(?: (?:of|and|the|for) [A-Z][\w’'-]+| [A-Z][\w’'-]+)*)"
    rf"(?:,[^,.;:]{{2,60}},)? (?:\w+ly |has |had |have )?(?:{_squeezed(_TABLE['observing']['verbs'])})\b"
)
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
_PLAIN = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?:[a-z][\w’'-]+ ){0,2}?(?P<head>[a-z][\w-]+)"
_HAVE = r"(?:\w+ly |has |had |have )?"
_FOUND_OUT = _squeezed(_TABLE["observing"]["counting"])
_SOMEBODY = re.compile(rf"\b(?P<who>{_PLAIN})(?:,[^,.;:]{{2,60}},)? {_HAVE}(?:{_FOUND_OUT})\b(?! by\b)")
_VALUED = _squeezed(_TABLE["valuing"]["verbs"])
_AMOUNT = r"(?:at|as)\b[^.;:]{0,30}?(?:\d[\d.,]{2,}|\d ?%|[£$€]|\b(?:million|billion|thousand|hundred|per ?cent)\b)"
_VALUER = re.compile(
    rf"\b(?P<who>{_PLAIN}|(?P<name>{_NAME}))(?: of [^,.;:]{{2,40}})?(?:,[^,.;:]{{2,80}},)? "
    rf"{_HAVE}(?:{_VALUED}) [^.;:]*?\b{_AMOUNT}"
)
_GAUGES = _squeezed(_TABLE["gauges"]["nouns"])
_GAUGE = re.compile(
    rf"(?P<what>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|[Oo]ne) (?:[\w’'-]+ ){{0,3}}?(?:{_GAUGES})"
    rf"(?: (?:on|at|in|of|by) [^,.;:]{{2,40}}?)?)(?:,[^,.;:]{{2,60}},)? (?:has |had |have )?(?:{_TABLE['gauges']['verbs']})\b"
)
_NOTING = re.compile(rf"\b(?P<who>he|she|they) {_HAVE}(?:{_squeezed(_TABLE['observing']['verbs'])})\b", re.IGNORECASE)
_TELLER = re.compile(
    rf", (?P<who>(?:(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) )?(?:[a-z][\w’'-]+,? ){{0,4}}?{_NAME}"
    rf"(?:, (?:the|an?) [\w ]+?)?),? {_HAVE}(?P<verb>[a-z]+)\b"
)
_AS = re.compile(
    rf"\bas (?P<who>(?:the )?(?:[a-z][\w’'-]+ ){{0,3}}?{_NAME}) {_HAVE}(?P<verb>[a-z]+)\b|"
    rf"\bas (?P<turned>[a-z]+) (?P<whom>(?:the )?(?:[a-z][\w’'-]+ ){{0,3}}?{_NAME})"
)
_INTRODUCED = re.compile(rf"[”\"’]:? ?(?:that|this) (?:is|was) (?P<who>{_NAME})")
_FROM = re.compile(
    r"\b(?:I|[Ww]e) (?:(?:have|had|got|learned|learnt|know) (?:that |this |it |so |as much )?|hear |heard )from "
    r"(?P<who>[^,.;:]+?)(?= who\b| whose\b| that\b|[,.;:]|$)"
)
_BY, _IN = _TABLE["accounts"]["by"], _TABLE["accounts"]["in"]
_PHRASE = r"(?:[\w’'-]+ ){0,5}?[\w-]+"
_ACCOUNT = re.compile(
    rf"\b[Bb]y (?:(?P<a>{_PHRASE})['’]s?|(?P<b>his|her|its|their)) (?:own )?(?:{_BY})\b|"
    rf"\b[Ii]n (?:(?P<c>{_PHRASE})['’]s?|(?P<d>his|her|its|their)) (?:own )?(?:{_IN})\b|"
    rf"\b(?:[Bb]y the (?:{_BY})|[Ii]n the (?:{_IN})) of (?P<e>[^,.;:]+)|"
    rf"\b[Ii]f (?P<f>{_PHRASE}) (?:{_TABLE['accounts']['right']})\b|"
    rf"\b[Gg]oing by (?P<g>[^,.;:]+)|\b[Tt]o hear (?P<h>{_PHRASE}) tell it\b"
)
_PRONOUNS_ACCOUNT = re.compile(rf"(?:his|her|its|their) (?:own )?(?:{_BY}|{_IN})\Z", re.IGNORECASE)
_CONTAINING = re.compile(rf"\b(?:{_squeezed(_TABLE['containing']['verbs'])})\b")
_CONTAINING_SOON = re.compile(rf"(?: [\w’'-]+){{0,7}}?(?:,[^,.;:]{{2,40}},)? (?:{_squeezed(_TABLE['containing']['verbs'])})\b")
_UNTRUE = re.compile(
    rf"(?:The|This|That|Its|Their|His|Her|Our) (?:[\w-]+ ){{0,3}}?(?:{_TABLE['withdrawn']['told']})s?\b"
    rf"(?:(?! (?:that|which|who)\b)(?:[^.;:]|[.:](?=\d)))*? (?:is|are|was|were|be|been) (?:{_TABLE['withdrawn']['untrue']})\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile("|".join(_TABLE["withdrawn"]["patterns"]), re.IGNORECASE)
_CLOSING = rf"(?:(?:{_TABLE['signed']['closings']})[^,]*,\s+(?:with [^,]*, )?)"
_SIGNED = re.compile(
    rf"(?P<closing>{_CLOSING})?(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){{1,3}})"
    r"(?: \(\w+\))?(?P<behind>, [^.!?:\d]{2,60})?\Z"
)


def signed(line: str) -> tuple[int, int] | None:
    """Where the last line of a letter names its writer: "Oda Brandt, Holm", "Yours, Oda Brandt"."""
    found = _SIGNED.match(line)
    if found is None or not (found["closing"] or found["behind"]):
        return None
    words = found["name"].split()
    name = words[0][0].isupper() and all(word[0].isupper() or word in PARTICLES for word in words)
    return found.span("name") if name and OUTLET_WORDS.isdisjoint(word.casefold() for word in words) else None


def witnessed(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says that the article's own people saw, read, measured or tried something; None when it does not.

    Beside the verbs of the table any past or perfect of "we" counts ("we fed the machine", "we have run the tape") but those of
    telling and feeling.
    """
    found = _WITNESS.search(sentence) or _OWN_MEANS.match(sentence)
    if found:
        return found.span()
    for did in _DID.finditer(sentence):
        verb = did["verb"].lower()
        perfect = re.search(r"\b(?:have|had) ", did.group()) is not None
        if verb not in _TELLING and verb_of(verb) and (verb in PAST or verb.endswith("ed") or perfect):
            return did.span()
    return None


def means_us(phrase: str) -> bool:
    """Does a phrase mean the article's own people: "our reporter", "this newspaper", "I"; not "our architect"?"""
    found, words = _US.match(phrase), phrase.lower().split()
    if found is None or found.group().lower() not in ("my", "our"):
        return found is not None
    return not (is_person_noun(words[-1]) and "own" not in words)


def observer(sentence: str) -> tuple[int, int] | None:
    """Where a sentence names who found something out: "glazier Una Drabb", "The Road Running Association"."""
    named = next((each for each in _OBSERVER.finditer(sentence) if each["who"].lower() not in PRONOUNS | DETERMINERS), None)
    return named.span("who") if named else _known(_SOMEBODY, sentence) or _known(_VALUER, sentence)


def _known(pattern: re.Pattern[str], sentence: str) -> tuple[int, int] | None:
    """The first subject of the pattern that is a known word for people or a body."""
    found = pattern.finditer(sentence)
    known = (each for each in found if each.groupdict().get("name") or _finds(each["head"]))
    first = next(known, None)
    return first.span("who") if first else None


def _finds(head: str) -> bool:
    return is_known(head) and bool(set(classes_of(head)) & _FINDERS)


def gauge(sentence: str) -> tuple[int, int] | None:
    """The instrument that shows what a sentence tells: "| The wind gauge on the mole | showed 141 km/h"."""
    found = _GAUGE.search(sentence)
    return found.span("what") if found else None


def noting(sentence: str) -> tuple[int, int] | None:
    """The pronoun of whoever found something out: "In the school | she | counted 120 people"."""
    found = _NOTING.search(sentence)
    return found.span("who") if found else None


def teller(sentence: str) -> tuple[int, int] | None:
    """Who tells what stands beside a comment clause: "…, | the clerk, Edith Sorrel, | informed members", "as | X | showed"."""
    found = next((each for each in _TELLER.finditer(sentence) if _comments(sentence, each)), None)
    if found:
        return found.span("who")
    for each in _AS.finditer(sentence):
        if each["verb"] and _first(each["who"]) not in PRONOUNS and (says(each["verb"]) or contains(each["verb"])):
            return each.span("who")
        if each["turned"] and says(each["turned"]):
            return each.span("whom")
    introduced = _INTRODUCED.search(sentence)
    return introduced.span("who") if introduced else None


def _first(phrase: str) -> str:
    return re.split(r"[’'\s]", phrase)[0].lower()


def _comments(sentence: str, clause: re.Match[str]) -> bool:
    """Does a clause with a verb of saying close a sentence, or lead to a colon, behind words that can be said by themselves?"""
    before, behind = sentence[: clause.start()].lower().split(), re.split(r"[:;,]", sentence[clause.end() :])[0].split()
    first = _first(clause["who"])
    joined = first in CLAUSES | PREPOSITIONS | PRONOUNS or first in ("and", "but", "yet", "or", "as")
    said = len(before) > _CLAUSE and before[0] not in PREPOSITIONS | CLAUSES and any(verb_of(word) for word in before)
    return (
        says(clause["verb"])
        and clause["verb"] not in ("add", "adds", "added")
        and said
        and not joined
        and len(behind) <= _ADJUNCT
    )


def accounted(sentence: str) -> tuple[int, int] | None:
    """Whose account a clause gives: "by | his | account", "in the view of | the board", "if | the Echo | has it right"."""
    found = _ACCOUNT.search(sentence)
    span = next((found.span(name) for name, told in found.groupdict().items() if told), None) if found else None
    return span if span and may_tell(sentence[slice(*span)]) else None


def account_of(phrase: str) -> bool:
    """Is a phrase the account of somebody whom only a pronoun tells: "her account", "their figures"?"""
    return _PRONOUNS_ACCOUNT.match(phrase) is not None


def had_from(sentence: str) -> tuple[int, int] | None:
    """Whom the writer has something from: "I have that from | a crane driver | who buys honey", "we hear from | the board"."""
    found = _FROM.search(sentence)
    return found.span("who") if found and may_tell(found["who"]) else None


def may_tell(phrase: str) -> bool:
    """Can a phrase mean somebody, or a paper: a pronoun, a name, or a known noun for people, a body or a document?"""
    words = re.split(r" (?:of|from|for|in|at|on|who) ", phrase)[0].split()
    if not words:
        return False
    head = words[-1]
    known = _finds(head) or is_anonymous(head.lower(), phrase) or bool({"document", "outlet"} & set(classes_of(head)))
    return head[0].isupper() or known or phrase.lower() in PRONOUNS


def contains(words: str) -> bool:
    """Do the words behind a paper's name tell what it holds ("… puts the price at 900 million")?"""
    return _CONTAINING.search(words) is not None


def contains_soon(words: str) -> bool:
    """The same within seven words, and before another clause begins: "the plan | still pinned up in the barn shows"."""
    return _CONTAINING_SOON.match(words) is not None


def read_by(words: str) -> bool:
    """Do words that stand before the outlet's own name say that it has seen something ("a letter obtained by")?"""
    return re.search(r"\b(?:seen|obtained|reviewed|read|examined|heard|viewed|verified) by(?: the)? $", words) is not None


def own_verb(words: str) -> bool:
    """Do words that follow the outlet's own name begin with such a verb ("the Standard has read", "Sports Wire looked up")?"""
    return re.match(rf"\s*(?:has|have|had)?\s*(?:also |itself )?(?:{_VERBS})\b", words, re.IGNORECASE) is not None


def withdrawn(sentence: str) -> tuple[int, int] | None:
    """Where a sentence takes back what the outlet wrote; None when it does not."""
    found = _WITHDRAWN.search(sentence)
    return found.span() if found else None


def says_untrue(clause: str) -> bool:
    """Does a clause name a figure or a report to say that it does not hold: "The value of 52.1 degrees is withdrawn"?"""
    return _UNTRUE.match(clause) is not None

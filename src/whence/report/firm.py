"""What the brief may speak of: statements that are surely somebody's, with a name that the article itself gives them.

A sentence of the brief is a claim, and a reader who finds one of them false believes none of the others.  So a holder is told
by the words that stand before the verb, a pronoun only where nobody else can be meant, and a relay only where the article names
it in so many words.
"""

import re

from msgspec.structs import replace

from whence.lexicon.briefing import (
    begins_with_determiner,
    ends_open,
    is_clause,
    is_condition,
    is_joint,
    is_nobody,
    is_plain_noun,
    is_pronoun,
    is_relaying,
    leans,
    may_follow_relay,
    reporting_verb,
)  # fmt: skip
from whence.records.entity import Entity
from whence.records.statement import Act, Hop, Statement
from whence.report.facts import Facts, naming
from whence.report.wording import joined

TOLD: frozenset[Act] = frozenset({"say", "confirm", "deny", "ask", "order", "show"})  # acts that are words, not a state of mind
NAMED = frozenset({"named person", "named organization", "outlet"})
LONGEST = 90  # characters of a holder in a sentence
LEFT, RIGHT = 40, 24  # characters before a source in which "if" stands, and after a relay in which its noun goes on
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w.'’-]*(?: (?:(?:de|la|van|von|der|den|bin|al|el|ben|di|da|du|del|dos|y) )*[A-ZÀ-Þ][\w.'’-]*){0,4}"
)
_ASIDE = re.compile(r"\([^)]*\)?")


def is_told(statement: Statement) -> bool:
    """Is it an act of words with a verb that says so, not "his tweet was a joke", nor a statement inside another?

    In "the Courier reported, citing two people" the verb is the relay's.
    """
    cues = [statement.cue.spans, *(hop.cue for hop in statement.hops or () if not hop.implied)]
    return statement.inside is None and statement.cue.act in TOLD and any(reporting_verb(joined(each)) for each in cues)


def is_open(facts: Facts, statement: Statement) -> bool:
    """Does a condition or a doubt stand before the source ("if Brandt said so"), so that nothing was said for certain?"""
    if not statement.source.spans:
        return False
    start = statement.source.spans[0].start
    return is_condition(facts.reading.article.text[max(0, start - LEFT) : start])


def speaker(facts: Facts, statement: Statement) -> str | None:
    """What to call the holder: a person's name, else the words of the source; null where neither surely tells who it is."""
    words, entity = joined(statement.source.spans), facts.holder(statement)
    if not words or len(statement.source.spans) > 1 or is_open(facts, statement):
        return None
    if is_pronoun(words):
        alone = entity is not None and facts.safely_named(statement) and _alone(facts, statement, entity)
        return person(facts, entity) if alone and entity else None
    if entity is not None and entity.kind == "named person":
        if names(facts, words, entity):
            return person(facts, entity)
        if not is_joint(words) or "," in words:
            return None
    return described(facts, words)


def person(facts: Facts, entity: Entity) -> str | None:
    """The name of a person or body when it is a name and nothing else, as it stands in the article."""
    name = (naming(entity.name) or "").removeprefix("The ")
    if entity.kind not in NAMED or not _NAME.fullmatch(name) or ends_open(name) or begins_with_determiner(name):
        return None
    text = facts.reading.article.text
    if f"of {name}" in text or f"of the {name}" in text:  # "Secretary of State Brandt" was cut at the wrong place
        name = " ".join(name.split()[1:]) if len(name.split()) > 2 and entity.kind == "named person" else name
    shouted = name.isupper() and len(name.split()) * 4 < len(name)
    inside = " " in name or re.search(rf"[a-z,] {re.escape(name)}\b", text)  # one capital may be that of a sentence
    called = facts.called(replace(entity, name=name))
    return called if name in text and inside and not shouted and not name.endswith(("'s", "’s")) else None


def names(facts: Facts, words: str, entity: Entity) -> bool:
    """Do the words of a source name the entity, and nobody else of the same last name?"""
    first, last = entity.name.split()[0], entity.name.split()[-1]
    parts = [part.split() for part in _ASIDE.sub("", words).split(",")]
    if not any(part and part[-1] == last and not is_joint(" ".join(part)) for part in parts):
        return False
    rivals = [
        each for each in facts.reading.entities or ()
        if each.id != entity.id and each.kind == "named person" and each.name.split()[-1:] == [last]
    ]  # fmt: skip
    return not rivals or first in words.split()


def described(facts: Facts, words: str) -> str | None:
    """The words of a source themselves, where they need nobody else to be understood: "the lock board", "two clerks"."""
    name = naming(words)
    if name is None or len(name) > LONGEST or ends_open(name) or is_clause(name) or "“" in name or '"' in name:
        return None
    first = name.split()[0]
    common = re.search(rf"(?<!\w){re.escape(first.lower())}(?!\w)", facts.reading.article.text)
    if is_nobody(name) or leans(name) or (is_plain_noun(name) and first.lower() == "the" and name.count(" ") < 2):
        return None  # "the agency": which?
    return _low(name) if common and first.isalpha() else name  # a capital that the text also does without is a sentence's


def _low(name: str) -> str:
    return name[:1].lower() + name[1:]


def _alone(facts: Facts, statement: Statement, entity: Entity) -> bool:
    """Is the holder the only one of its kind that the paragraph names before the pronoun?"""
    start = statement.source.spans[0].start
    block = next((each for each in facts.reading.article.blocks if each.start <= start < each.end), None)
    near = {
        each.id
        for each in facts.reading.entities or ()
        for span in each.mentions
        if each.kind == entity.kind and (block.start if block else 0) <= span.start < start
    }
    return near == {entity.id}


def relays_of(facts: Facts, statement: Statement) -> tuple[str, ...] | None:
    """The names of the relays; the article's own outlet is none.  Null where one is carried over, or not plainly a relay."""
    if statement.hops is None:
        return None if facts.looked_for("hops") else ()
    found = []
    for hop in statement.hops:
        entity = facts.entity(hop.entity)
        if entity is not None and facts.is_own(entity.name):
            continue
        name = facts.relay(hop)
        if name is None or not (_plain(facts, statement, hop)):
            return None
        found.append(name)
    return tuple(found)


def _plain(facts: Facts, statement: Statement, hop: Hop) -> bool:
    """Does the article name this relay here, as an outlet or with a word of relaying?"""
    entity, text = facts.entity(hop.entity), facts.reading.article.text
    if hop.implied or statement.inside or not hop.spans or entity is None:
        return False
    after = hop.spans[-1].end
    if entity.kind != "outlet":
        return is_relaying(joined(hop.cue)) and entity.kind in NAMED and person(facts, entity) is not None
    return entity.name.split()[-1] in joined(hop.spans).split() and may_follow_relay(text[after : after + RIGHT])

"""Sentences of a brief about how people answered: denials, silences and refusals, positions."""

from collections.abc import Container, Iterable

from whence.lexicon.briefing import is_denied, is_passive_stance, is_withheld, stance_verb
from whence.records.entity import BriefSentence, Position
from whence.records.statement import Statement
from whence.report.facts import Facts
from whence.report.firm import relays_of, speaker
from whence.report.quoting import own_words, through
from whence.report.wording import DAY, clauses, counted, day_of, inner, joined, listed, opening, quoted, subject, when

MOST = 3  # people in one sentence
MATTERS = 2  # people for, and people against something, in one sentence
OPENING = 3  # words of a content that may belong to the act: "No comment", "it untrue"
ABOUT = 90  # characters of what a position is about


def denials(facts: Facts) -> BriefSentence | None:
    """Who denied what, in the article's own words."""
    return _in_own_words(facts, (each for each in facts.likely if _denial(each)))


def _denial(statement: Statement) -> bool:
    return statement.cue.act == "deny" and statement.inside is None and is_denied(_words(statement))


def _words(statement: Statement) -> str:
    """The cue and the first words of the content: "said “No comment”"; what stands further on is told, not done."""
    return " ".join([joined(statement.cue.spans), *joined(statement.content.spans).split()[:OPENING]])


def no_answers(facts: Facts) -> BriefSentence | None:
    """Who kept silent, declined, or said not to know, in the article's own words."""
    return _in_own_words(facts, (each for each in facts.likely if _no_answer(each)))


def _no_answer(statement: Statement) -> bool:
    act = statement.cue.act
    silent = act == "decline" or (act == "think" and statement.certainty == "unknown")
    return silent and statement.inside is None and is_withheld(_words(statement))


def _in_own_words(facts: Facts, statements: Iterable[Statement]) -> BriefSentence | None:
    """ "A “denied the fire” and “rejected the rest”, and B “…”": one part for each holder, at most three holders."""
    told: dict[str, list[tuple[str, Statement]]] = {}
    for statement in statements:
        name, words, relay = speaker(facts, statement), own_words(facts, statement), through(facts, statement)
        if name and words and relay is not None:
            told.setdefault(name, []).append((words + relay, statement))
    if not told:
        return None
    shown = list(told.items())[:MOST]
    parts = [f"{subject(name)} {listed([words for words, _ in items[:2]])}" for name, items in shown]
    ids = tuple(statement.id for _, items in shown for _, statement in items[:2])
    more = len(told) - len(shown)
    ending = f"; {counted(more, 'more statement')} of this kind {'is' if more == 1 else 'are'} listed below" if more else ""
    return BriefSentence(f"{opening(listed(parts))}{ending}.", ids)


def earlier(facts: Facts, lead: Statement) -> BriefSentence | None:
    """Whose words are older than the report that leads the article, and so no answer to it."""
    holder = facts.holder(lead)
    if holder is None or holder.kind not in ("anonymous", "outlet") or not relays_of(facts, lead) or not (day := _day(lead)):
        return None
    told: dict[tuple[str, str], list[str]] = {}
    for statement in facts.likely:
        name, said = speaker(facts, statement), _day(statement)
        apart = not (facts.origins(statement) or frozenset()) & (facts.origins(lead) or frozenset())
        if name and said and said < day and apart and statement.inside is None and relays_of(facts, statement) == ():
            told.setdefault((name, said), []).append(statement.id)
    if not told:
        return None
    shown = list(told)[:MOST]
    parts = [f"those of {inner(name)} {when(said)}" for name, said in shown]
    parts[0] = f"the words of {inner(shown[0][0])} were spoken {when(shown[0][1])}"
    text = f"{opening(listed(parts))}, before that report of {day_of(day)}, and so do not answer it."
    return BriefSentence(text, (lead.id, *(key for each in shown for key in told[each])))


def _day(statement: Statement) -> str | None:
    """The day that the text itself gives to the words, null for a vaguer date or one carried on from elsewhere."""
    said = statement.said_on
    return said.value if said and said.basis in ("explicit", "relative") and len(said.value) == DAY else None


def stances(facts: Facts, told: Container[str]) -> BriefSentence | None:
    """Who is for or against what, in the article's own words where they stand together; not what was `told` already."""
    parts: list[str] = []
    ids: list[str] = []
    for stance in ("opposes", "supports"):
        for position, words in _first_of_each(facts, stance, told):
            parts.append(words)
            ids += position.statements
    return BriefSentence(f"{opening(clauses(parts))}.", tuple(dict.fromkeys(ids))) if parts else None


def _first_of_each(facts: Facts, stance: str, told: Container[str]) -> list[tuple[Position, str]]:
    """The first position of each holder with this stance that can be told, two at most."""
    found: dict[str, tuple[Position, str]] = {}
    for position in facts.reading.positions or ():
        if position.stance == stance and not any(key in told for key in position.statements) and _plain(position):
            words = _side(facts, position, "opposition to" if stance == "opposes" else "support for")
            if words:
                found.setdefault(position.entity, (position, words))
    return list(found.values())[:MATTERS]


def _side(facts: Facts, position: Position, noun: str) -> str | None:
    """The holder with the article's own words, or what the holder is for or against; null where neither is sure."""
    for statement in facts.likely:
        if statement.id not in position.statements or statement.inside is not None:
            continue
        name, relay = speaker(facts, statement), through(facts, statement)
        if not name or relay is None:
            continue
        words = own_words(facts, statement) if stance_verb(joined(statement.cue.spans)) else None
        if words:
            return f"{subject(name)} {words}{relay}"
        about = joined(position.about)
        if is_passive_stance(joined(statement.cue.spans)) and len(about) <= ABOUT:
            return f"{noun} {quoted(about, ABOUT)} is on record from {inner(name)}{relay}"
    return None


def _plain(position: Position) -> bool:
    """Is what the position is about a thing that can be named: no single word ("it"), no infinitive ("to stop")?"""
    words = joined(position.about).split()
    return len(words) > 1 and words[0].lower() != "to"

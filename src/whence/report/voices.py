"""Sentences of a brief about who is heard by name: what else was said, on which day, and by whom in so many words."""

from collections.abc import Container, Iterator

from whence.lexicon.briefing import is_pronoun
from whence.records.entity import BriefSentence
from whence.records.statement import Statement
from whence.report.facts import Facts
from whence.report.firm import NAMED, is_told, speaker
from whence.report.quoting import content_of, own_words, through
from whence.report.wording import DAY, clauses, counted, day_of, inner, joined, listed, quoted, subject

MOST, QUOTED = 3, 4  # people in a sentence with their words, and with their names alone
SHORT, LONG = 160, 200  # characters of a quotation where a sentence holds several, and of one in its speaker's words
QUOTABLE = 6  # words of a quotation that tells something
FEWEST = 5  # words of what can be understood alone
NEAR = 40  # characters between a cue and the date of its words
# In the briefs of 60 articles of PolNeAR dev, read against the text, no name that passed this bound was a wrong one.
SURE = 0.85


def heard(facts: Facts) -> Iterator[tuple[str, Statement]]:
    """Statements in words that the article gives to somebody by name, each with that name."""
    for statement in facts.likely:
        holder = facts.holder(statement)
        sure = statement.confidence >= SURE or statement.decided_by == "person"
        if holder is None or holder.kind not in NAMED or facts.is_own(holder.name) or not sure or not is_told(statement):
            continue
        name = speaker(facts, statement)
        if name and name[0].isupper():
            yield name, statement


def on_record(facts: Facts, told: Container[str], lead: Statement | None, again: bool = False) -> BriefSentence | None:
    """What others said who are named, in the article's own words; `again` also what those said who were told before."""
    parts: list[tuple[str, str]] = []
    done = set() if again else {lead.source.entity if lead else None}
    for name, statement in heard(facts):
        new = statement.source.entity not in done and statement.id not in told and statement.quotation != "direct"
        words = own_words(facts, statement, SHORT) if new and _clear(statement) else None
        if words and "…" not in words and through(facts, statement) == "":
            parts.append((f"{subject(name)} {words}", statement.id))
            done.add(statement.source.entity)
    also = "Further" if again else "Also on record" if lead else "On record"
    shown = [words for words, _ in parts[:MOST]]
    return BriefSentence(f"{also}: {clauses(shown)}.", tuple(key for _, key in parts[:MOST])) if parts else None


def in_quotes(facts: Facts, told: Container[str]) -> BriefSentence | None:
    """What people are quoted as saying in words of their own, those first who were not heard before."""
    parts: dict[str, tuple[str, str]] = {}
    before: set[str] = set()
    for name, statement in heard(facts):
        if statement.id in told:
            before.add(name)
        long = len(joined(statement.content.spans).split()) >= QUOTABLE
        words = content_of(statement, LONG) if long and statement.quotation == "direct" and statement.id not in told else None
        if words and name not in parts and through(facts, statement) == "":
            parts[name] = (f"{inner(name)}, {words}", statement.id)
    shown = [parts[name] for name in sorted(parts, key=before.__contains__)][:MOST]
    listing = "; ".join(words for words, _ in shown)
    return BriefSentence(f"Quoted directly: {listing}.", tuple(key for _, key in shown)) if shown else None


def _clear(statement: Statement) -> bool:
    """Can the content be understood alone: some words, and no pronoun to open them?"""
    words = joined(statement.content.spans).split()
    return len(words) >= FEWEST and not is_pronoun(words[0])


def dated(facts: Facts) -> BriefSentence | None:
    """The day on which the words of several people were said, by a date that stands beside the verb."""
    days: dict[str, dict[str, Statement]] = {}
    for name, statement in heard(facts):
        if (said := statement.said_on) and said.spans and len(said.value) == DAY and _beside(statement):
            days.setdefault(said.value, {}).setdefault(name, statement)
    day = max(days, key=lambda value: len(days[value]), default=None)
    if day is None or len(days[day]) < 2:
        return None
    shown = dict(list(days[day].items())[:QUOTED])
    words = sorted({span.text for each in shown.values() for span in (each.said_on.spans if each.said_on else ())})
    names = listed([inner(name) for name in shown])
    text = f"Words of {names} are dated {day_of(day)} ({listed([quoted(each) for each in words])})."
    return BriefSentence(text, tuple(each.id for each in shown.values()))


def _beside(statement: Statement) -> bool:
    """Does the date stand beside the cue and outside the content?"""
    said = statement.said_on
    for span in said.spans if said else ():
        inside = any(each.start < span.end and span.start < each.end for each in statement.content.spans)
        near = any(-NEAR <= span.start - each.end <= NEAR for each in statement.cue.spans)
        if inside or not near:
            return False
    return True


def overview(facts: Facts, told: Container[str]) -> BriefSentence | None:
    """How many statements were found, and who else is quoted by name in words of their own."""
    quotes: dict[str, str] = {}
    before = {name for name, statement in heard(facts) if statement.id in told}
    for name, statement in heard(facts):
        if statement.quotation == "direct" and through(facts, statement) is not None:
            quotes.setdefault(name, statement.id)
    shown = [name for name in quotes if name not in before][:QUOTED]
    found = f"Whence found {counted(len(facts.statements), 'statement')}"
    if not shown:
        return None
    # Not all who are quoted are surely known by name: a list that reads as whole would leave somebody out.
    text = f"{found}; among those quoted directly: {listed([inner(name) for name in shown])}."
    return BriefSentence(text, tuple(quotes[name] for name in shown))

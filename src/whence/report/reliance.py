"""Sentences of a brief about what statements rest on: relays, unnamed sources, hearsay, documents, one source, posts."""

from whence.lexicon.briefing import is_hearsay, is_plainly_unnamed, is_relaying, is_written
from whence.records.entity import BriefSentence
from whence.records.statement import Statement
from whence.report.facts import Facts
from whence.report.firm import is_open, is_told, relays_of, speaker
from whence.report.quoting import content_of, own_words, reason_for, relays, sentence_around, through
from whence.report.wording import balanced, clauses, inner, joined, listed, number, opening, quoted, subject

MOST = 3  # parts of one sentence
SHORT = 150  # characters of a quotation where a sentence holds several: two lines
LONG = 240  # characters of a quotation that stands alone
FEWEST = 3  # statements from which on it tells something that all are of one source
# Confidence of words without a source, which never get much; of 13 such passives with this much on PolNeAR dev, looked at by
# hand, 12 do attribute something to nobody.
LIKELY = 0.5
ANONYMOUS = "anonymous"


def second_hand(facts: Facts, lead: Statement | None) -> BriefSentence | None:
    """Whose words reached the article through whom, where the article says so beside the words."""
    seen = {lead.source.entity} if lead and lead.hops else set()
    by_chain: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for statement in facts.likely:
        chain = relays_of(facts, statement)
        name = speaker(facts, statement) if chain else None
        new = statement.source.entity not in seen or name in by_chain.get(chain or (), {})
        if chain and name and name not in chain and new and _is_somebody(facts, statement):
            by_chain.setdefault(chain, {}).setdefault(name, []).append(statement.id)
            seen.add(statement.source.entity)
    if not by_chain:
        return None
    shown = list(by_chain.items())[:MOST]
    (first, relay), *others = [(_words_of(facts, holders), relays(chain)) for chain, holders in shown]
    told = [f"{first} reached this article second-hand, through {relay}", *(f"{who} through {by}" for who, by in others)]
    ids = [key for _, holders in shown for name in list(holders)[:MOST] for key in holders[name]]
    return BriefSentence(f"{opening(clauses(told))}.", tuple(ids))


def _is_somebody(facts: Facts, statement: Statement) -> bool:
    holder = facts.holder(statement)
    return holder is not None and holder.kind in ("named person", "named organization", "place")


def _words_of(facts: Facts, holders: dict[str, list[str]]) -> str:
    """ "the words of A and B", or "some words" where one of them is heard in other statements too."""
    names = list(holders)[:MOST]
    ids = {key for keys in holders.values() for key in keys}
    entities = {each.source.entity for each in facts.statements if each.id in ids}
    heard = any(each.source.entity in entities and each.id not in ids for each in facts.statements)
    return f"{'some' if heard else 'the'} words of {listed([inner(name) for name in names])}"


def unnamed(facts: Facts, lead: Statement | None) -> BriefSentence | None:
    """What sources that are not named said, with the reason for their anonymity where one is given."""
    told = lead and lead.source.entity
    parts: list[str] = []
    ids: list[str] = []
    for statement in facts.likely:
        entity, name = facts.holder(statement), speaker(facts, statement)
        if entity is None or entity.kind != ANONYMOUS or entity.id == told or not name or not is_told(statement):
            continue
        relay = through(facts, statement)
        words = own_words(facts, statement, SHORT) or ((content := content_of(statement, SHORT)) and f"({content})")
        if words and relay is not None and is_plainly_unnamed(joined(statement.source.spans)):
            reason = reason_for(facts, entity)
            parts.append(f"{subject(name)} {words}{relay}{f' (reason given: {reason})' if reason else ''}")
            ids.append(statement.id)
    text = f"Cited without a name: {clauses(parts[:MOST])}."
    return BriefSentence(text, tuple(ids[:MOST])) if parts else None


def documents(facts: Facts, lead: Statement | None) -> BriefSentence | None:
    """A report, poll, ruling or filing that is cited as saying something, in the article's own words."""
    for statement in facts.likely:
        holder = facts.holder(statement)
        if holder is None or holder.kind != "document" or not is_told(statement) or (lead and lead.id == statement.id):
            continue
        extent = _extent(facts, statement) if is_written(joined(statement.source.spans)) else None
        if extent and not is_open(facts, statement):
            return BriefSentence(f"Something written is cited: {extent}.", (statement.id,))
    return None


def no_holder(facts: Facts) -> BriefSentence | None:
    """What the article passes on as hearsay, in a sentence that names no source."""
    found = [(each, words) for each in facts.statements if _names_nobody(facts, each) and (words := _extent(facts, each))]
    if not found:
        return None
    (one, words), *_ = found
    return BriefSentence(f"Told as hearsay, in a sentence that names no source: {words}.", (one.id,))


def _names_nobody(facts: Facts, statement: Statement) -> bool:
    """Is it hearsay, and does nobody hold or relay anything in the same sentence?"""
    if statement.source.spans or statement.source.entity or statement.hops or statement.inside:
        return False
    start, end = sentence_around(facts, statement)
    others = [each for each in facts.statements if any(start <= span.start < end for span in each.cue.spans)]
    named = any(each.source.spans for each in others) or is_relaying(facts.reading.article.text[start:end])
    return statement.confidence >= LIKELY and is_hearsay(joined(statement.cue.spans)) and not named


def _extent(facts: Facts, statement: Statement) -> str | None:
    """The words from source to content, quoted whole; null when they are more than a sentence."""
    spans = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    _, end = sentence_around(facts, statement)
    words = facts.reading.article.text[first:last]
    fits = ", but " not in words and last <= end and len(words) <= LONG and "\n" not in words and balanced(words)
    return quoted(words, LONG) if fits else None


def one_source(facts: Facts) -> BriefSentence | None:
    """The one source that all statements come from, where there are several."""
    held = {each.source.entity for each in facts.statements}
    entity = facts.entity(next(iter(held)))
    name = entity and facts.called(entity)
    if len(held) != 1 or not name or len(facts.statements) < FEWEST:
        return None
    text = f"All {number(len(facts.statements))} statements come from one source, {inner(name)}."
    return BriefSentence(text, tuple(each.id for each in facts.statements))


def at_hand(facts: Facts) -> BriefSentence | None:
    """Posts that a reader could look up."""
    posts: dict[tuple[str, str], list[str]] = {}
    for statement in facts.likely:
        name, medium = speaker(facts, statement), statement.medium
        if name and medium and medium.kind == "social post" and medium.name and relays_of(facts, statement) == ():
            posts.setdefault((name, medium.name), []).append(statement.id)
    if not posts:
        return None
    parts = [f"what {subject(name)} posted on {where}" for name, where in list(posts)[:MOST]]
    text = f"A reader could look up at first hand {listed(parts)}."
    return BriefSentence(text, tuple(key for ids in list(posts.values())[:MOST] for key in ids))

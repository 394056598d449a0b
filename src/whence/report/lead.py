"""The first sentence of a brief: what the central statement of an article rests on."""

import re

from whence.lexicon.briefing import is_clause, is_plainly_unnamed, takes_clause
from whence.records.entity import BriefSentence, Entity
from whence.records.statement import Statement
from whence.report.central import others_above, stands_alone
from whence.report.facts import Facts
from whence.report.firm import is_told, person, relays_of, speaker
from whence.report.quoting import content_of, own_words, reason_for, relays, through, unnamed_source
from whence.report.wording import DAY, inner, joined, subject, when

_THAT = re.compile(r"\bthat\s+[\"“‘«(]*$", re.IGNORECASE)
THAT = 12  # characters before a content in which its conjunction and opening mark stand
LONG = 5  # words of a content that is rather a clause than a noun phrase, where no auxiliary shows it


def lead_sentence(facts: Facts, statement: Statement) -> BriefSentence | None:
    """Who stands behind the central statement, through whom it came, and whether anybody else bears it out."""
    entity, chain = facts.holder(statement), relays_of(facts, statement)
    if entity is None or chain is None or not is_told(statement):
        return None
    text = _thin(facts, statement, entity, chain) or _stands_high(facts, statement)
    return BriefSentence(text, (statement.id,)) if text else None


def _thin(facts: Facts, statement: Statement, entity: Entity, chain: tuple[str, ...]) -> str | None:
    """The sentence about a report that rests on sources without a name, or on one outlet."""
    subject = _subject(facts, statement)
    if subject is None or facts.is_own(entity.name):
        return None
    alone = stands_alone(facts, statement)
    if entity.kind == "anonymous" and is_plainly_unnamed(joined(statement.source.spans)):
        told, reason = _by_unnamed(facts, statement, entity, chain), reason_for(facts, entity)
        more = [] if reason is None else [f"the reason given is {reason}" if reason else "no reason for the anonymity is given"]
    elif entity.kind == "outlet" and not chain and alone and _is_report(facts, statement) and person(facts, entity):
        told, more = f"rests on one outlet, {inner(person(facts, entity) or '')}", []
    else:
        return None
    more += ["no other source in this article confirms it"] if alone else []
    ending = ", and ".join(more)
    return f"{subject} {told}{'; ' if ending else ''}{ending}."


def _is_report(facts: Facts, statement: Statement) -> bool:
    """Does the statement tell something that another source could confirm, rather than a deed?"""
    words = joined(statement.content.spans)
    told = takes_clause(joined(statement.cue.spans))
    return _after_that(facts, statement) or (told and (is_clause(words) or len(words.split()) >= LONG))


def _stands_high(facts: Facts, statement: Statement) -> str | None:
    name, relay = speaker(facts, statement), through(facts, statement)
    if name is None or relay is None or others_above(facts, statement):
        return None
    if words := own_words(facts, statement):
        return f"At the top of the article, {subject(name)} {words}{relay}."
    content = content_of(statement)
    if content is None or statement.cue.act not in ("say", "confirm"):
        return None
    if statement.quotation == "direct":
        return f"At the top of the article stand words of {inner(name)}{relay}: {content}."
    if statement.cue.spans[0].start < statement.content.spans[-1].end:
        return None  # something else stands between: "each touting himself and saying that the other …"
    return f"At the top the article reports {inner(name)}{relay} as saying: {content}."


def _after_that(facts: Facts, statement: Statement) -> bool:
    text, start = facts.reading.article.text, statement.content.spans[0].start
    return bool(_THAT.search(text[max(0, start - THAT) : start]))


def _subject(facts: Facts, statement: Statement) -> str | None:
    """ "The report that “…”" where the article has a that-clause, else "The statement “…”"."""
    entity, content = facts.holder(statement), content_of(statement)
    relayed = bool(statement.hops) or (entity is not None and entity.kind == "outlet")
    noun = "quotation" if statement.quotation == "direct" else "report" if relayed else "statement"
    that = " that" if _after_that(facts, statement) else ""
    return f"The {noun}{that} {content}" if content else None


def _by_unnamed(facts: Facts, statement: Statement, entity: Entity, chain: tuple[str, ...]) -> str:
    who = unnamed_source(facts, entity)
    if not chain:
        return f"rests on {who}"
    if len(chain) > 1:
        return f"reached this article through {relays(chain)}, and rests on {who}"
    relay = facts.entity(statement.hops[0].entity) if statement.hops else None
    one = "one outlet, " if relay is not None and relay.kind == "outlet" else ""
    day = statement.said_on
    dated = when(day.value) if day and day.basis in ("explicit", "relative") and len(day.value) == DAY else None
    citing = f", which {dated} cited {who}" if dated and one else f", citing {who}"
    return f"rests on {one}{inner(chain[0])}{citing}"

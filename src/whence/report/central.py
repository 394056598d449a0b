"""Which statement an article is about, and whether anybody else in it bears that statement out."""

import re

from whence.lexicon.briefing import is_pronoun, topic
from whence.records.article import Block
from whence.records.statement import Act, Statement
from whence.report.facts import SURE, Facts
from whence.report.wording import joined

TELLING: frozenset[Act] = frozenset({"say", "confirm", "show"})  # acts that give the content as a fact
BEARING: frozenset[Act] = TELLING | {"think"}  # acts that could bear out what somebody else said
LEAD_BLOCKS = 3  # paragraphs of an inverted pyramid that hold its point
SLACK = 20  # letters that a repeated title may have more (a by-line, a label)
RELAYED = 0.6  # confidence that is enough where the article spells out a relay too: two signs of one statement
FEWEST = 3  # words of a first piece that can be quoted alone
REACTIONS = 4  # later statements on the same matter that are counted: a quarrel between many adds nothing
COMMON = 2  # words that two statements on one matter share
SHARE = 3  # and these are at least one in three of the shorter one: names of countries alone are no confirmation
# What a word of headline or lead, a reaction and each earlier paragraph weigh, and a report at second hand or without a name:
# of two statements in a lead an editor wants to hear about the one that rests on less.
HEADLINE, REACTION, PLACE, THIN = 1.0, 0.5, 1.5, 3.0


def central(facts: Facts) -> list[Statement]:
    """The statements that the lead makes, the one that most of the article refers to first; empty when it attributes none."""
    prose = facts.prose()
    if not prose:
        return []
    article = facts.reading.article
    lead = topic(f"{article.title or ''} {article.text[prose[0].start : prose[0].end]}")
    topics = {statement.id: topic(joined(statement.content.spans)) for statement in facts.statements}

    def weight(statement: Statement, place: int) -> float:
        mine = topics[statement.id]
        entity = facts.holder(statement)
        thin = bool(statement.hops) or (entity is not None and entity.kind in ("anonymous", "outlet"))
        reactions = sum(len(mine & topics[each.id]) >= COMMON for each in facts.statements if each.id != statement.id)
        return HEADLINE * min(len(mine & lead), REACTIONS) + REACTION * min(reactions, REACTIONS) + THIN * thin - PLACE * place

    found = [(weight(each, place), -number, each) for number, (each, place) in enumerate(_leading(facts))]
    return [each for _, _, each in sorted(found, key=lambda one: one[:2], reverse=True)]


def _leading(facts: Facts) -> list[tuple[Statement, int]]:
    """The statements of the lead that tell something, each with the number of its paragraph."""
    found = []
    for place, block in enumerate(_lead(facts)):
        for statement in facts.statements:
            if not _is_sure(statement):
                continue
            starts = any(block.start <= span.start < block.end for span in statement.content.spans[:1])
            if starts and _tells(statement) and facts.name(statement) and not is_pronoun(joined(statement.source.spans)):
                found.append((statement, place))
    return found


def _lead(facts: Facts) -> list[Block]:
    return [block for block in facts.prose() if not _repeats_title(facts, block)][:LEAD_BLOCKS]


def others_above(facts: Facts, statement: Statement) -> bool:
    """Does anybody else speak in the lead before the statement, surely or not?  Then it is not what stands at the top."""
    start = statement.content.spans[0].start
    first = next((block.start for block in _lead(facts)), start)
    return any(
        first <= each.content.spans[0].start < start and each.inside is None and each.source.entity != statement.source.entity
        for each in facts.statements
    )


def _is_sure(statement: Statement) -> bool:
    spelled = any(hop.cue and not hop.implied for hop in statement.hops or ())
    return statement.confidence >= (RELAYED if spelled else SURE) or statement.decided_by == "person"


def _repeats_title(facts: Facts, block: Block) -> bool:
    """Is the block the title once more?  A headline is no lead, and its grammar is its own."""
    article = facts.reading.article
    words, title = (re.sub(r"\W", "", text).casefold() for text in (article.text[block.start : block.end], article.title or ""))
    return bool(title) and (words == title or (words.startswith(title) and len(words) < len(title) + SLACK))


def _tells(statement: Statement) -> bool:
    first = statement.content.spans[0].text.split()
    return (
        len(first) >= FEWEST and statement.inside is None and statement.cue.act in TELLING and statement.polarity != "negative"
    )


def stands_alone(facts: Facts, statement: Statement) -> bool:
    """True when no other origin in the article says anything that could bear the statement out.

    Two statements are of one origin when they share a holder or a relay.  Whoever is not known counts as another one, and a
    single "confirmed" from elsewhere is enough for False: the answer True becomes a sentence, False only leaves one out.
    """
    mine, about = facts.origins(statement), topic(joined(statement.content.spans))
    if not mine:
        return False
    return not any(
        each.id != statement.id and not mine & (facts.origins(each) or frozenset()) and _bears(each, about)
        for each in facts.statements
    )


def _bears(statement: Statement, about: frozenset[str]) -> bool:
    if statement.cue.act not in BEARING:
        return False
    theirs = topic(joined(statement.content.spans))
    shared = len(about & theirs)
    if statement.cue.act == "confirm":
        return shared > 0
    return shared >= COMMON and shared * SHARE >= min(len(about), len(theirs))

"""The brief: a few plain sentences about what an article's statements rest on, each with the statements that bear it out.

Every sentence tells what was found and nothing else: inside quotation marks stand only characters of the article, what was
not looked for is not mentioned, and no sentence says whether anything is true.  Where the article's own words say it ("did not
reply to questions"), they are quoted, so that a wrong label cannot make the sentence wrong.
"""

from collections.abc import Callable

from whence.records.entity import BriefSentence
from whence.records.reading import Reading
from whence.records.statement import Statement
from whence.report.central import central
from whence.report.facts import Facts
from whence.report.lead import lead_sentence
from whence.report.reactions import denials, earlier, no_answers, stances
from whence.report.reliance import at_hand, documents, no_holder, one_source, second_hand, unnamed
from whence.report.voices import dated, in_quotes, on_record, overview
from whence.report.wording import clauses, day_of, opening

Told = frozenset[str]  # ids of the statements that were spoken of
MOST = 6  # sentences of a brief


def brief(reading: Reading) -> tuple[BriefSentence, ...]:
    """At most six sentences, the most telling first; none for an article without statements."""
    facts = Facts(reading)
    if not facts.statements:
        return ()
    lead, first = _lead(facts)
    before = _found(
        first,
        one_source(facts),
        denials(facts),
        no_answers(facts),
        earlier(facts, lead) if lead else None,
        second_hand(facts, lead),
        unnamed(facts, lead),
        no_holder(facts),
    )
    found = list(before)
    later: tuple[Callable[[Told], BriefSentence | None], ...] = (
        lambda told: stances(facts, told),
        lambda told: on_record(facts, told, lead),
        lambda told: in_quotes(facts, told),
        lambda _: documents(facts, lead),
        lambda _: at_hand(facts),
        lambda _: provenance(facts),
        lambda _: dated(facts),
        lambda told: overview(facts, told),
        lambda told: on_record(facts, told, lead, again=True),
    )
    for sentence_of in later:
        found += _found(sentence_of(frozenset(key for sentence in found for key in sentence.statements)))
    return tuple(found[:MOST])


def _lead(facts: Facts) -> tuple[Statement | None, BriefSentence | None]:
    """The most central statement that can be told, with its sentence."""
    for statement in central(facts) if facts.looked_for("hops") else ():
        if sentence := lead_sentence(facts, statement):
            return statement, sentence
    return None, None


def _found(*sentences: BriefSentence | None) -> tuple[BriefSentence, ...]:
    return tuple(sentence for sentence in sentences if sentence is not None)


def provenance(facts: Facts) -> BriefSentence | None:
    """Where the article itself was taken from, and where its date was read."""
    article = facts.reading.article
    taken = article.republished_from
    where = taken and (taken.name or taken.domain)
    published = article.dates.published
    dated = published is not None and published.basis == "url" and day_of(published.value)
    parts = [f"by its {taken.basis}, the article was taken from {where}"] if taken and where else []
    parts += [f"its date, {day_of(published.value)}, was read from its address"] if dated and published else []
    return BriefSentence(f"{opening(clauses(parts))}.", ()) if parts else None

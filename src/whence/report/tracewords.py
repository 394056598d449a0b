"""English for a trace: where a claim began, on how much it rests, how an article came by it, what became of a hedge."""

from itertools import pairwise

from whence.records.spans import Span, span_of
from whence.records.trace import Claim, Evidence, FirstBasis, HedgeDropped, Independent, Occasion, Relation, TracedHolder
from whence.report.lanes import Against, Because, Carrier, Lane, Mark, Step, View
from whence.report.moments import between
from whence.report.tracefacts import TraceFacts
from whence.report.wording import counted, inner, listed, quoted, when

PLAIN_KINDS = frozenset({"named person", "named organization", "place"})  # kinds that need no word beside a name
SHARED: dict[Because, str] = {
    "copy": "has the same text as", "citation": "cites the same as", "same agency": "has the same agency report as",
    "same document": "rests on the same document as", "same utterance": "reports the same utterance as",
    "same holder": "has the same source as", "shared quotes": "has the same quotation as",
}  # fmt: skip
TAKEN: dict[Because, str] = {**SHARED, "citation": "cites", "copy": "copied from"}
COPIED: dict[Relation, str] = {"verbatim": "copied word for word from", "edited": "reworked from the text of"}
BASIS: dict[FirstBasis, str] = {
    "cited by the others": "the others cite it", "earliest publication": "published before the others",
    "original document": "it holds the original document", "only one": "no other article makes the claim",
}  # fmt: skip
MARKS: dict[Mark, str] = {
    "first": "began here", "witness": "heard or saw it itself", "copy": "copy", "hedged": "hedged",
    "hedge dropped": "hedge dropped", "circle": "in a circle", "no source": "no source stated",
}  # fmt: skip
PROOF = 160  # characters of the words that prove a step, on a terminal
GAP = 40  # characters between pieces of a proof that are told with them
NAME = 4  # characters that a proof may have more than a name and yet tell no more than the name


def count_of(independent: Independent) -> tuple[str, str]:
    """The number of independent origins as a figure, and what kind of number it is: ("2", "exact"), ("≤ 2", "at most")."""
    if independent.count is None or independent.bound == "unknown":
        return "?", "unknown"
    return ("≤ " if independent.bound == "at_most" else "") + str(independent.count), independent.bound.replace("_", " ")


def count_line(independent: Independent) -> str:
    """ "2 (exact)", "at most 2", "unknown"."""
    _, kind = count_of(independent)
    return {"unknown": "unknown", "at most": f"at most {independent.count}"}.get(kind, f"{independent.count} (exact)")


def began(facts: TraceFacts, claim: Claim) -> str:
    """Where the claim began, with the reason for saying so."""
    first = claim.first
    if first is None or (first.article is None and not first.outside):
        return "cannot be told"
    basis = f" ({BASIS[first.basis]})" if first.basis else ""
    if first.article is None:
        return f"outside these articles{basis}"
    return f"{facts.name(first.article)}, {facts.when(first.article)}{basis}"


def held_by(lane: Lane) -> tuple[str, str]:
    """On whom a lane rests: a name and a word on what it is; a plain name needs none."""
    holder = lane.origin.holder
    if holder is not None:
        return " ".join(holder.name.split()), kind_of(holder)
    if any("witness" in each.marks for each in lane.carriers):
        return "The article itself", "was there"
    if any(each.circular for carrier in lane.carriers for each in carrier.steps):
        return "Nobody outside the circle", "source unknown"
    return "Source unknown", ""


def kind_of(holder: TracedHolder) -> str:
    """The kind of a holder where its name does not tell it."""
    return "" if holder.kind in PLAIN_KINDS else "not named" if holder.kind == "anonymous" else holder.kind


def how(facts: TraceFacts, lane: Lane, step: Step) -> str:
    """How an article came by the claim, without the words that prove it: "cites The Quay Observer"."""
    if step.giver is not None:
        told = COPIED.get(step.relation, "") if step.because == "copy" and step.relation else ""
        return f"{told or TAKEN[step.because]} {facts.called(step.giver)}"
    if step.because == "source":
        return _from_source(facts, lane, step)
    return f"{SHARED[step.because]} {listed([facts.called(each) for each in step.others])}"


def _from_source(facts: TraceFacts, lane: Lane, step: Step) -> str:
    if lane.origin.holder is not None:
        return f"from {inner(held_by(lane)[0])}{_through(facts, lane, step)}"
    if any(each.article == step.taker and "witness" in each.marks for each in lane.carriers):
        return "heard or saw it itself"
    return f"source not identified{_through(facts, lane, step)}" if step.proof else "states no source"


def _through(facts: TraceFacts, lane: Lane, step: Step) -> str:
    """The relays that the article itself names between its source and itself."""
    carrier = next(each for each in lane.carriers if each.article == step.taker)
    for wording in carrier.wordings:
        made, own = facts.statement(step.taker, wording.statement), facts.facts(step.taker)
        if made and own and made.hops:
            return f", through {', then '.join(own.relay(hop) or 'somebody' for hop in made.hops)}"
    return ""


def on_its_own(carrier: Carrier) -> bool:
    """Has an article the claim from no other one?"""
    return all(step.giver is None for step in carrier.steps)


def chain(facts: TraceFacts, lane: Lane, carrier: Carrier) -> list[str]:
    """From an article back to the source of its lane, one name a step: what it took the claim from, and that from what."""
    names, seen, at = [facts.called(carrier.article)], {carrier.article}, carrier
    while step := next((each for each in at.steps if each.giver), None):
        names.append(facts.called(step.giver or ""))
        if step.giver in seen:
            return [*names, "…"]
        seen.add(step.giver or "")
        at = next((each for each in lane.carriers if each.article == step.giver), Carrier("", (), (), frozenset()))
    source, kind = held_by(lane)
    return [*names, f"{source} ({kind})" if kind else source]


def proof_of(facts: TraceFacts, step: Step, longest: int = PROOF) -> str:
    """The words that prove a step, in quotation marks; "" where there are none.

    Pieces that stand near each other are told with what is between them, and a bare name with the sentence around it.
    """
    proof = next((each for each in step.proof if each.spans), None)
    if proof is None:
        return ""
    whole = _stretch(facts, proof)
    if whole is None:
        return quoted(words_of(proof.spans), longest)
    is_name = len(whole.text) <= len(facts.name(step.giver)) + NAME if step.giver else False
    return quoted(window(facts.sentence(proof.article, whole), whole, longest) if is_name else whole.text, longest)


def window(sentence: Span, span: Span, longest: int) -> str:
    """As much of a sentence as may be told, with a span of it in the middle; cut at the ends of words."""
    room = (longest - len(span.text)) // 2
    start = span.start - sentence.start - room
    if len(sentence.text) <= longest or start <= 0:
        return sentence.text
    return f"… {sentence.text[start:].partition(' ')[2]}"


def _stretch(facts: TraceFacts, proof: Evidence) -> Span | None:
    """The characters from the first span of a proof to the last, where there is a reading and they are few."""
    own = facts.facts(proof.article)
    start, end = min(span.start for span in proof.spans), max(span.end for span in proof.spans)
    if own is None or end - start > sum(len(span.text) for span in proof.spans) + GAP:
        return None
    return span_of(own.reading.article.text, start, end)


def words_of(spans: tuple[Span, ...]) -> str:
    """The pieces of an interrupted span on one line."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def dropped(facts: TraceFacts, drop: HedgeDropped, longest: int = PROOF) -> tuple[str, str]:
    """What one article hedged and another states plainly, both in their own words."""
    hedged, plain = (
        f"{facts.called(end.article)}: {quoted(words_of(end.spans), longest)}" for end in (drop.origin, drop.taker)
    )
    return hedged, plain


def occasions(facts: TraceFacts, view: View) -> list[str]:
    """The occasions on which one holder said it, where there are several."""
    told = []
    for lane in view.lanes:
        own = [each for each in view.claim.utterances or () if set(each.articles) & set(lane.origin.articles)]
        if len(own) > 1:
            told += [f"{_day(each.said_on)}: {listed([facts.called(key) for key in each.articles])}" for each in own]
    return list(dict.fromkeys(told))


def _day(said_on: Occasion | None) -> str:
    return (when(said_on.value) or said_on.value) if said_on else "on a day that is not told"


def against_words(one: Against) -> str:
    """What an article does against a claim."""
    parts = ["says the opposite"] if one.disputes else []
    return " and ".join([*parts, "takes it back"] if one.corrects else parts)


def loop_line(facts: TraceFacts, claim: Claim) -> str:
    """A circle in words: "A takes it from B, B from C, and C from A"."""
    loop = [facts.called(key) for key in claim.circular.loop] if claim.circular else []
    pairs = list(pairwise(loop))
    return listed([f"{one} {'from' if place else 'takes it from'} {other}" for place, (one, other) in enumerate(pairs)])


def scope(facts: TraceFacts, view: View) -> str:
    """How many articles make a claim, and when: "4 articles, 4 to 8 March 2025"."""
    dates = [article.published for key in view.articles if (article := facts.article(key)) and article.published]
    count = len(view.articles)
    told = f"{count} article{'' if count == 1 else 's'}"
    return f"{told}, {days}" if (days := between(dates)) else told


def closed(text: str) -> str:
    """The text with a full stop, where it does not end in one or in "…"."""
    return text if text.endswith((".", "…")) else f"{text}."


def articles_of(count: int) -> str:
    """ "one article", "two articles", "14 articles"."""
    return counted(count, "article")

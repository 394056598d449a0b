"""The words of a claim on the page: its head; below the diagram every article with its sentences and what proves each step."""

from whence.records.spans import Span
from whence.records.trace import Evidence
from whence.report.htmlwords import linked, safe
from whence.report.lanes import Against, Carrier, Lane, Mark, Step, View
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.diagram import Numbers
from whence.report.tracepage.sentences import Marked, cut_middle, sentences
from whence.report.tracepage.svg import COLOURS
from whence.report.tracewords import (
    MARKS,
    against_words,
    articles_of,
    began,
    chain,
    closed,
    count_of,
    dropped,
    held_by,
    how,
    loop_line,
    occasions,
    on_its_own,
    scope,
    words_of,
)
from whence.report.wording import opening, quoted

CHIPS: tuple[Mark, ...] = ("first", "witness", "hedged", "hedge dropped", "circle", "no source")
CHAIN = 3  # names that the step and the lane tell already
MOST_PROOFS = 2  # of one step, in other articles than its own
WORDING = 300  # characters of a claim's wording in its heading
MADE = {
    "exact": "independent {origins}", "at most": "independent {origins} at most", "unknown": "independent origins: not known",
}  # fmt: skip


def head(facts: TraceFacts, view: View, place: str) -> str:
    """What a claim says, on how many origins it rests and why, where it began, and what a reader must know at once."""
    claim = view.claim
    figure, kind = count_of(claim.independent)
    told = MADE[kind].format(origins="origin" if claim.independent.count == 1 else "origins")
    why = "".join(f"<li>{safe(reason)}</li>" for reason in claim.independent.reasons)
    title = f"<h2>{safe(quoted(claim.wording, WORDING))}</h2>"
    return (
        f'<header><p class="kicker">{safe(place)} · {safe(scope(facts, view))}</p>{title}'
        f'<div class="verdict"><p class="count {kind.replace(" ", "-")}"><b>{safe(figure)}</b> <span>{safe(told)}</span></p>'
        f'<div class="why"><p><b>Where it began</b> {safe(opening(began(facts, claim)))}</p>'
        f"{f'<ul>{why}</ul>' if why else ''}</div></div>{_alerts(facts, view)}</header>"
    )


def _alerts(facts: TraceFacts, view: View) -> str:
    claim = view.claim
    found = []
    if claim.circular:
        found.append(("circle", "In a circle", closed(loop_line(facts, claim))))
    for drop in claim.hedges_dropped:
        found.append(("hedge-dropped", "Hedge dropped", " → ".join(dropped(facts, drop, WORDING))))
    for one in view.against:
        words = " ".join(quoted(words_of(each.content), WORDING) for each in one.disputes)
        told = f"{facts.name(one.article)} {against_words(one)}{f': {words}' if words else ''}"
        found.append(("against", "Against it", told))
    several = occasions(facts, view)
    found += [("said", "Said on several occasions", "; ".join(several))] if several else []
    items = "".join(f'<li class="{kind}"><b>{name}</b> {safe(words)}</li>' for kind, name, words in found)
    return f'<ul class="alerts">{items}</ul>' if items else ""


# --- articles ------------------------------------------------------------------------------------------------------------


def lists(facts: TraceFacts, view: View, key: str, numbers: Numbers) -> str:
    """Every lane with its articles, and what stands against the claim."""
    lanes = "".join(_lane(facts, lane, key, numbers) for lane in view.lanes)
    against = "".join(_against(facts, one) for one in view.against)
    rest = f'<section class="lane against"><h3>Against it</h3><ol>{against}</ol></section>' if against else ""
    return f'<div class="lists">{lanes}{rest}</div>'


def _lane(facts: TraceFacts, lane: Lane, key: str, numbers: Numbers) -> str:
    name, kind = held_by(lane)
    what = f' <span class="kind">{safe(kind)}</span>' if kind else ""
    rows = "".join(_carrier(facts, lane, carrier, key, numbers) for carrier in lane.carriers)
    return (
        f'<section class="lane l{(lane.number - 1) % COLOURS}"><h3><span class="label">Origin {lane.number}</span> '
        f'{safe(name)}{what} <span class="facts">{safe(articles_of(len(lane.carriers)))}</span></h3><ol>{rows}</ol></section>'
    )


def _carrier(facts: TraceFacts, lane: Lane, carrier: Carrier, key: str, numbers: Numbers) -> str:
    own = [numbers.get((lane.number, carrier.article, index)) for index in range(len(carrier.steps))]
    shown = [_own_proof(step) for step in carrier.steps]
    marks = [Marked(span, "words") for wording in carrier.wordings for span in wording.content]
    for number, spans in zip(own, shown, strict=True):
        marks += _proofs(spans, key, number)
    steps = "".join(
        _step(facts, lane, step, key, number, bool(spans))
        for step, number, spans in zip(carrier.steps, own, shown, strict=True)
    )
    words = sentences(facts, carrier.article, marks)
    line = article_line(facts, carrier.article, _chips(carrier))
    return f'<li>{line}<blockquote>{words}</blockquote><ul class="steps">{steps}</ul>{_trail(facts, lane, carrier)}</li>'


def _chips(carrier: Carrier) -> str:
    kinds = [(mark.replace(" ", "-"), MARKS[mark]) for mark in CHIPS if mark in carrier.marks]
    if carrier.wordings and on_its_own(carrier) and all(each.statement is None for each in carrier.wordings):
        kinds.append(("own", "in its own voice"))
    return "".join(f'<span class="chip {kind}">{words}</span>' for kind, words in kinds)


def _trail(facts: TraceFacts, lane: Lane, carrier: Carrier) -> str:
    """The way back to the source, where it has more stations than the step and the lane tell."""
    names = chain(facts, lane, carrier)
    return f'<p class="chain">{safe(" ← ".join(names))}</p>' if len(names) > CHAIN and names[-1] != "…" else ""


def _proofs(spans: tuple[Span, ...], key: str, number: int | None) -> list[Marked]:
    """The spans that prove a step as marks: links lead to the first, its number stands behind the last."""
    last = len(spans) - 1
    return [
        Marked(span, "proof", f"{key}-e{number}" if number and not at else None, number if at == last else None)
        for at, span in enumerate(spans)
    ]


def _own_proof(step: Step) -> tuple[Span, ...]:
    """The spans of the article itself that prove a step; those of a copied text are told with the copies."""
    if step.because == "copy":
        return ()
    return tuple(sorted({span for each in step.proof if each.article == step.taker for span in each.spans}))


def _step(facts: TraceFacts, lane: Lane, step: Step, key: str, number: int | None, is_marked: bool) -> str:
    """How an article has the claim, with the proof where it does not stand in its own sentences above."""
    told = safe(closed(opening(how(facts, lane, step))))
    figure = f'<b class="number">{number}</b> ' if number else ""
    place = f' id="{key}-e{number}"' if number and not is_marked else ""
    copy = facts.copy(step.taker, step.giver) if step.because == "copy" and step.giver else None
    shares = copy is not None and copy.relation != "independent"
    link = f' <a href="#{copy_key(copy.a, copy.b, facts)}">What the two texts share</a>' if copy and shares else ""
    rest = "" if is_marked else "".join(_proof(facts, each) for each in _elsewhere(step))
    return f"<li{place}>{figure}{told}{link}{rest}</li>"


def _elsewhere(step: Step) -> list[Evidence]:
    """The proofs of a step that stand in another article; of a word for word copy there are none: the words are the same."""
    if step.because == "copy" and step.relation == "verbatim":
        return []
    return [each for each in step.proof if each.article != step.taker][:MOST_PROOFS]


def _proof(facts: TraceFacts, proof: Evidence) -> str:
    words = cut_middle(" … ".join(span.text for span in proof.spans))
    return f"<blockquote><cite>{safe(facts.called(proof.article))}</cite> <p>{safe(words)}</p></blockquote>" if words else ""


def _against(facts: TraceFacts, one: Against) -> str:
    chips = f'<span class="chip against">{safe(against_words(one))}</span>'
    marks = [Marked(span, "words") for each in one.disputes for span in each.content]
    words = f"<blockquote>{sentences(facts, one.article, marks)}</blockquote>" if marks else ""
    return f"<li>{article_line(facts, one.article, chips)}{words}</li>"


def article_line(facts: TraceFacts, key: str, chips: str = "") -> str:
    """Outlet, date and title of an article, the title linked to its address where it has one."""
    article = facts.article(key)
    title = article.title or article.input if article else key
    named = linked(title, article.url if article else None)
    outlet = f'<b>{safe(facts.name(key))}</b> <span class="date">{safe(facts.when(key))}</span>'
    return f'<p class="article">{outlet} {named} {chips}</p>'


def copy_key(a: str, b: str, facts: TraceFacts) -> str:
    """The id on the page of what two articles share."""
    copies = facts.trace.copies
    return next((f"k{number}" for number, copy in enumerate(copies, 1) if {copy.a, copy.b} == {a, b}), "copies")

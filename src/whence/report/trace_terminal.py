"""A trace as a report on a terminal: every claim as a tree of its origins and their articles, then the copies."""

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from whence.records.reading import Reading
from whence.records.trace import Claim, Trace
from whence.report.copies import groups
from whence.report.copies_terminal import console_of, line, show, without_blanks
from whence.report.lanes import Against, Carrier, Lane, Mark, View, views
from whence.report.tracefacts import TraceFacts
from whence.report.tracewords import (
    MARKS,
    PROOF,
    against_words,
    articles_of,
    began,
    chain,
    count_line,
    dropped,
    held_by,
    how,
    loop_line,
    occasions,
    on_its_own,
    proof_of,
    scope,
    words_of,
)  # fmt: skip
from whence.report.wording import quoted

LONGEST = 240  # characters of a wording
SHOWN: tuple[Mark, ...] = ("first", "witness", "copy", "hedged", "hedge dropped", "circle", "no source")
STYLES: dict[Mark, str] = {"hedge dropped": "yellow", "circle": "red", "no source": "magenta"}
FAR = 3  # names of a chain that are told already: an article, what it cites, and what the lane rests on
GUIDE = "dim"


def render(
    trace: Trace, readings: Mapping[str, Reading], width: int = 100, colour: bool = True, *, verbose: bool = False
) -> str:
    """The trace as text, at most `width` columns wide (at least 60).

    Claims of one article are only counted, unless there are no others or `verbose` asks for them.
    """
    console, out = console_of(width, colour)
    facts = TraceFacts(trace, readings)
    several, single = views(facts)
    shown = several + single if verbose or not several else several
    console.print(Text(line(_summary(trace, several, single)), style="bold"))
    console.print()
    for view in shown:
        console.print(_tree(facts, view))
        console.print()
    if single and shown is several:
        count = len(single)
        console.print(Text(f"{count} more claim{'' if count == 1 else 's'} made in one article only", style="dim"))
        console.print()
    _copies(console, facts)
    return without_blanks(out)


def _summary(trace: Trace, several: list[View], single: list[View]) -> str:
    asked = f"Trace of {quoted(trace.query)}: " if trace.query else "Trace: "
    claims = f"{len(several)} claim{'' if len(several) == 1 else 's'} made in several of them"
    return f"{asked}{articles_of(len(trace.articles))}, {claims}, {len(single)} in one"


def _copies(console: Console, facts: TraceFacts) -> None:
    found = groups(facts)
    if found:
        console.print(Text("Copies", style="bold"))
        console.print()
        show(console, facts, found, with_passages=False)


def _tree(facts: TraceFacts, view: View) -> Tree:
    claim = view.claim
    tree = Tree(_head(facts, view), guide_style=GUIDE)
    for lane in view.lanes:
        branch = tree.add(_lane(lane))
        for carrier in lane.carriers:
            branch.add(_block(_carrier(facts, lane, carrier)))
    for one in view.against:
        tree.add(_block(_against(facts, one)))
    if claim.circular:
        tree.add(_block(_circle(facts, claim)))
    for drop in claim.hedges_dropped:
        hedged, plain = dropped(facts, drop)
        tree.add(_block([Text("hedge dropped", style="yellow"), Text(line(hedged)), Text(line(f"→ {plain}"))]))
    if told := occasions(facts, view):
        tree.add(_block([Text("said on several occasions"), *(Text(line(f"– {each}")) for each in told)]))
    return tree


def _block(lines: list[Text]) -> Text:
    return Text("\n").join(lines)


def _head(facts: TraceFacts, view: View) -> Text:
    claim = view.claim
    lines = [
        Text(quoted(line(claim.wording), LONGEST), style="bold"),
        Text(scope(facts, view), style="dim"),
        Text.assemble("independent origins: ", (count_line(claim.independent), "bold")),
        *(Text(line(f"– {reason}")) for reason in claim.independent.reasons),
        Text(line(f"where it began: {began(facts, claim)}")),
    ]
    return _block(lines)


def _lane(lane: Lane) -> Text:
    name, kind = held_by(lane)
    return Text.assemble(f"origin {lane.number}: ", (line(name), "bold cyan"), f" ({kind})" if kind else "")


def _carrier(facts: TraceFacts, lane: Lane, carrier: Carrier) -> list[Text]:
    head = Text.assemble((line(facts.name(carrier.article)), "bold"), f", {facts.when(carrier.article)}")
    for mark in SHOWN:
        if mark in carrier.marks:
            head.append(" · ")
            head.append(MARKS[mark], style=STYLES.get(mark, ""))
    return [head, *_wordings(carrier), *_steps(facts, lane, carrier)]


def _wordings(carrier: Carrier) -> Iterator[Text]:
    for wording in carrier.wordings:
        own = " (in its own voice)" if wording.statement is None and on_its_own(carrier) else ""
        yield Text(quoted(line(words_of(wording.content)), LONGEST) + own, style="green")


def _steps(facts: TraceFacts, lane: Lane, carrier: Carrier) -> Iterator[Text]:
    said = {quoted(words_of(each.content), PROOF) for each in carrier.wordings}
    for step in carrier.steps:
        proof = proof_of(facts, step)
        proof = "" if proof in said else proof
        yield Text(line(how(facts, lane, step) + (f": {proof}" if proof else "")))
    names = chain(facts, lane, carrier)
    if len(names) > FAR and names[-1] != "…":
        yield Text(line(" ← ".join(names)), style="dim")


def _against(facts: TraceFacts, one: Against) -> list[Text]:
    head = Text.assemble((against_words(one), "red"), f": {line(facts.name(one.article))}, {facts.when(one.article)}")
    return [head, *(Text(quoted(line(words_of(each.content)), LONGEST), style="green") for each in one.disputes)]


def _circle(facts: TraceFacts, claim: Claim) -> list[Text]:
    """The circle, and the sentences that close it."""
    lines = [Text.assemble(("in a circle", "red"), f": {line(loop_line(facts, claim))}")]
    for each in claim.circular.evidence if claim.circular else ():
        for span in each.spans:
            sentence = quoted(line(facts.sentence(each.article, span).text), LONGEST)
            lines.append(Text(f"– {line(facts.called(each.article))}: {sentence}"))
    return lines

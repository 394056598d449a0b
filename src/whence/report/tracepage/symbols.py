"""The signs of a diagram, drawn around a point: one for every kind of source and of node."""

from whence.report.tracepage.layout import RADIUS

BADGE = 13.0
_PERSON = '<circle cx="0" cy="-3.2" r="3"/><path d="M-5.6 6.4c0-3.8 2.4-5.6 5.6-5.6s5.6 1.8 5.6 5.6z"/>'
_GROUP = (
    '<circle cx="-3" cy="-2.8" r="2.4"/><circle cx="3.4" cy="-2.8" r="2.4"/>'
    '<path d="M-7.4 5.6c0-3.2 1.8-4.8 4.4-4.8 1.4 0 2.5.5 3.2 1.3.8-.8 1.9-1.3 3.2-1.3 2.6 0 4.4 1.6 4.4 4.8z"/>'
)
_HALL = "M-6.5-2.6 0-7l6.5 4.4v1.4h-13zM-5.4.2h2v4h-2zM-1 .2h2v4h-2zM3.4.2h2v4h-2zM-6.5 5h13v1.8h-13z"
_PAPER = "M-6-6H6V6H-6zM-4-3.8h8V-2h-8zM-4 0h3.4v1.3H-4zM-4 2.8h3.4v1.3H-4zM.8 0H4v4.1H.8z"
_SHEET = "M-5-7h6l4 4V7H-5zM-3-1h6v1.4h-6zM-3 2h6v1.4h-6z"
_PIN = "M0 7.4C-3.4 3.4-5-.2-5-2.4a5 5 0 0 1 10 0c0 2.2-1.6 5.8-5 9.8zM0-4.4a2 2 0 1 0 0 4 2 2 0 0 0 0-4z"
_EYE = "M-7.6 0C-5.4-3.4-2.8-5 0-5s5.4 1.6 7.6 5C5.4 3.4 2.8 5 0 5S-5.4 3.4-7.6 0zM0-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"


def _shape(path: str) -> str:
    """A path whose inner outlines are holes."""
    return f'<path d="{path}" fill-rule="evenodd"/>'


_SIGNS = {
    "named person": _PERSON, "author": _PERSON, "named organization": _shape(_HALL), "outlet": _shape(_PAPER),
    "document": _shape(_SHEET), "place": _shape(_PIN), "witness": _shape(_EYE) + '<circle cx="0" cy="0" r="1.6"/>',
    "anonymous": f'<g class="veiled">{_PERSON}</g>', "unnamed person": f'<g class="veiled">{_PERSON}</g>',
    "unnamed group": f'<g class="veiled">{_GROUP}</g>',
}  # fmt: skip


def badge(x: float, y: float, kind: str | None) -> str:
    """The source of a lane: a sign in a disc; a question mark where it is not known."""
    sign = _SIGNS.get(kind or "")
    inside = sign if sign else '<text class="ask" y="5.4" text-anchor="middle">?</text>'
    unknown = "" if sign else " unknown"
    return f'<g class="badge{unknown}" transform="translate({x:g} {y:g})"><circle class="disc" r="{BADGE:g}"/>{inside}</g>'


def node(x: float, y: float, kinds: frozenset[str]) -> str:
    """An article: a disc, hollow where it hedges, a question mark in it where it states no source, ringed where it is first."""
    r = RADIUS
    ring = f'<circle class="ring" r="{r + 3.6:g}"/>' if "first" in kinds else ""
    pile = "".join(f'<circle class="dot" cx="{at:g}" cy="{at:g}" r="{r:g}"/>' for at in (5, 2.5)) if "stack" in kinds else ""
    hollow = " hollow" if kinds & {"hedged", "no source"} else ""
    inner = '<text class="ask" y="3.8" text-anchor="middle">?</text>' if "no source" in kinds else ""
    return f'<g transform="translate({x:g} {y:g})">{ring}{pile}<circle class="dot{hollow}" r="{r:g}"/>{inner}</g>'


def opposing(x: float, y: float, corrects: bool) -> str:
    """An article that says the opposite (a cross) or takes the claim back (a bar)."""
    stroke = "M-4 0H4" if corrects else "M-3.4-3.4 3.4 3.4M-3.4 3.4 3.4-3.4"
    return f'<g class="opposing" transform="translate({x:g} {y:g})"><circle r="{RADIUS:g}"/><path d="{stroke}"/></g>'


def legend() -> str:
    """The signs with what they mean, as items of a list."""
    kinds: tuple[tuple[tuple[str, ...], str], ...] = (
        ((), "states it plainly"), (("hedged",), "hedges it"), (("no source",), "states no source"), (("first",), "began here"),
    )  # fmt: skip
    signs = [(f'<svg viewBox="-12 -12 24 24">{node(0, 0, frozenset(each))}</svg>', words) for each, words in kinds]
    arrow = '<path class="line" d="M2 10H33"/><path class="tip" d="M38 10l-6-3.6v7.2z"/>'
    signs += [
        (f'<svg viewBox="0 0 40 20" class="long"><g class="step {kind}">{arrow}</g></svg>', words)
        for kind, words in (("cite", "cited by"), ("copy", "copied by"), ("circle", "in a circle"))
    ]
    return "".join(f"<li>{sign}{words}</li>" for sign, words in signs)

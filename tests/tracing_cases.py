"""The tiny language of the tests on tracing: an article and its statements as surfaces -> a reading, and what is made of it.

`reading("Oda Brandt said the lock was shut.", "Oda Brandt | said | the lock was shut", outlet="Holm Post")` is the reading of
that article if the tagger found that statement; nothing runs a model.  Everything below prints what a stage found as short
lines, so that a case is a text and the lines that it must give.
"""

import re
from itertools import combinations

from msgspec.structs import replace

from whence.interpret.certainty import certainty
from whence.interpret.dates import said_on
from whence.interpret.media import media
from whence.interpret.times import times
from whence.records.article import Article, ArticleDate, ArticleDates, Block, Note, Outlet, Republished
from whence.records.kept import Candidate, candidate_id
from whence.records.provenance import Ground, Provenance
from whence.records.reading import STAGES, Reading
from whence.records.spans import Span, span_of
from whence.trace.assemble import claims_of
from whence.trace.compare import compared
from whence.trace.keeping import in_order, keep
from whence.tracing.copies import copies, text_of
from whence.tracing.origins import Making, origins
from whence.tracing.provenance import Grounds
from worked import case

PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute"}


def reading(text, *links, name="note.txt", outlet=None, published=None, url=None, domain=None, taken=None, correction=None):
    """The reading of one article; `taken` is the outlet that it says it was taken from, `correction` a note in its text."""
    given = {key: value for key, value in (("outlet", outlet), ("published", published), ("url", url)) if value}
    made = case(text, *links, **given)
    article = made.article
    if domain:
        article = replace(article, outlet=Outlet(outlet, domain))
    if taken:
        article = replace(article, republished_from=Republished(taken, None, None, "credit line"))
    if correction:
        article = replace(article, notes=(Note("correction", surface(text, correction)),))
    found = certainty(article, said_on(article, media(article, made.statements), times(article)))
    return Reading(
        input=name, looked_for=STAGES, article=article, statements=found, entities=made.entities, model=None, whence="0"
    )


def surface(text, words):
    """The spans of words in a text, pieces joined by " … "."""
    places = [(text.index(each), len(each)) for each in words.split(" … ")]
    return tuple(span_of(text, start, start + length) for start, length in places)


def place(made, words):
    """The place of an article that says these words: of the statement whose content it lies in, else in its own voice."""
    content = surface(made.article.text, words)
    start, end = content[0].start, content[-1].end
    held = [
        each.id
        for each in made.statements or ()
        if any(span.start <= start and end <= span.end for span in each.content.spans) or each.content.spans == content
    ]
    return Candidate(candidate_id(made.article.id, content), made.article.id, held[-1] if held else None, content)


# --- copies --------------------------------------------------------------------------------------------------------------

SIGNS = {"a": ">", "b": "<", "outside": "=", "unknown": "?", None: "-"}


def kin(*readings):
    """All pairs that share text, compared in the order in which they stand."""
    return copies([text_of(each) for each in readings], list(combinations(range(len(readings)), 2)))


def related(*readings):
    """["1 > 2 edited, credit line"]: from 1 to 2, `<` from 2 to 1, `=` from outside, `?` unknown; reasons beside the text."""
    return [_relation(each) for each in kin(*readings)]


def _relation(each):
    one, other = (at + 1 for at in each.pair)
    reasons = dict.fromkeys(proof.because for proof in each.copy.evidence if proof.because != "shared text")
    return ", ".join((f"{one} {SIGNS[each.copy.origin]} {other} {each.copy.relation}", *reasons))


# --- provenance ----------------------------------------------------------------------------------------------------------


def provenance(made, words, outlets=(), own=0):
    """The Provenance of a place, in the company of other outlets, which stand behind the article's own."""
    others = [each if isinstance(each, Outlet) else Outlet(each) for each in outlets]
    return Grounds(made, own, [made.article.outlet, *others]).of(place(made, words))


def rests_on(made, words, *outlets):
    """["person Oda Brandt", "outlet Quay News 1"]: what a place rests on, with the numbers of the outlets that are meant.

    `+` stands before what is carried on from another sentence, `via` behind what reached the article through an outlet.
    """
    return [_ground(each) for each in provenance(made, words, outlets).grounds]


def _ground(each):
    named = " ".join((each.basis, *([each.name] if each.name else []), *map(str, each.articles)))
    relayed = each.basis not in ("outlet", "none") and not each.direct
    return f"{'+' if each.inherited else ''}{named}{' via' if relayed else ''}"


# --- origins -------------------------------------------------------------------------------------------------------------

PLAIN = "The lock was shut"


class Story:
    """The articles that make a claim, written as lines, and what follows from them.

    a Holm Post 2026-03-04: person Oda Brandt (lock keeper); on 2026-03-02; quoted we shut the lock ourselves
    b Quay News 2026-03-05: cites a; hedged
    b: person Bo Marr                               (a second place of the same article)
    c Tidings 2026-03-06: copies a
    d Herald 2026-03-07: agency Northwire
    e Mail 2026-03-08: outlet Far Paper             (one that is not among the articles)

    Also `document`, `anonymous`, `witness`, `none`, and `via` behind a holder that came through an outlet.  `agency 0`
    is a place outside without a name, `undecided` a copy of which nothing tells which was first.  `silent` tells the places of
    outlets of the set that do not make the claim.
    """

    def __init__(self, text, silent=None):
        self.silent = silent or {}
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        heads = [line.split(":", 1)[0].split() for line in lines]
        self.keys = list(dict.fromkeys(head[0] for head in heads))
        self.outlets = {}
        self.articles = {}
        for key, *told in heads:
            if key not in self.articles:
                day = told.pop() if told and re.match(r"\d{4}", told[-1]) else None
                self.outlets[key] = Outlet(" ".join(told) or f"Paper {key}")
                self.articles[key] = _bare(key, self.outlets[key], day)
        self.makings = [self._making(key, [line.split(":", 1)[1] for line, head in zip(lines, heads, strict=True)
                                           if head[0] == key]) for key in self.keys]  # fmt: skip
        self.found = origins(self.makings)

    def _making(self, key, places):
        article = self.articles[key]
        found = [self._place(article, each) for each in places]
        orders = [order for _, each in found for order in each]
        return Making(
            self.keys.index(key),
            article,
            tuple((span_of(article.text, 0, len(PLAIN)),) for _ in places),
            tuple(f"s{number}" for number in range(len(places))),
            tuple(provenance for provenance, _ in found),
            tuple(self.keys.index(word) for verb, words in orders if verb == "copies" for word in words.split()),
            next(((words, None if words.isdigit() else words) for verb, words in orders if verb == "agency"), None),
            any(verb == "undecided" for verb, _ in orders),
        )

    def _place(self, article, line):
        orders = [each.strip().partition(" ")[::2] for each in line.split(";") if each.strip()]
        told = dict(orders)
        grounds = [ground for verb, words in orders for ground in self._grounds(article, verb, words)]
        day = told.get("on")
        return (
            Provenance(
                tuple(grounds) or (Ground("none", None, None, (), direct=False),), "hedged" in told, False, day,
                PRECISIONS[len(day)] if day else None, told.get("quoted"),
            ),
            orders,
        )  # fmt: skip

    def _grounds(self, article, verb, words):
        spans = (span_of(article.text, 0, 3),)
        direct, words = not words.endswith(" via"), words.removesuffix(" via")
        name, _, role = words.removesuffix(")").partition(" (")
        roles = (role,) if role else ()
        if verb == "cites":
            for key in words.split():
                meant = tuple(at for at, each in enumerate(self.keys) if self.outlets[each] == self.outlets[key])
                yield Ground("outlet", self.outlets[key].name, "outlet", spans, meant, direct=False)
        elif verb == "outlet":
            yield Ground("outlet", words, "outlet", spans, self.silent.get(words, ()), direct=False)
        elif verb in ("person", "document", "anonymous", "witness"):
            kinds = {"person": "named person" if name.istitle() else "unnamed person", "document": "document"}
            yield Ground(verb, name or None, kinds.get(verb, verb), spans, direct=direct, roles=roles)

    @property
    def origins(self):
        """["a b c"]: the articles of every origin."""
        return [" ".join(each.articles) for each in self.found.origins]

    @property
    def holders(self):
        return [each.holder.name if each.holder else None for each in self.found.origins]

    @property
    def count(self):
        """ "exact 1"."""
        return f"{self.found.independent.bound} {self.found.independent.count}"

    @property
    def merges(self):
        """["a citation b"] of all origins."""
        return [f"{each.articles[0]} {each.because} {each.articles[1]}" for one in self.found.origins for each in one.merges]

    @property
    def first(self):
        """ "a cited by the others", "outside", None."""
        first = self.found.first
        if first is None:
            return None
        return "outside" if first.outside else f"{first.article} {first.basis}"

    @property
    def loop(self):
        return " ".join(self.found.circular.loop) if self.found.circular else None

    @property
    def dropped(self):
        return [f"{each.origin.article} -> {each.taker.article}" for each in self.found.hedges_dropped]

    @property
    def utterances(self):
        """["a b 2026-03-02", "c ?"], None where nobody spoke."""
        found = self.found.utterances
        if found is None:
            return None
        return [f"{' '.join(each.articles)} {each.said_on.value if each.said_on else '?'}" for each in found]

    @property
    def witnesses(self):
        return " ".join(self.found.witnesses)


def _bare(key, outlet, day):
    date = ArticleDate(day, PRECISIONS.get(len(day), "second"), "given") if day else None
    text = f"{PLAIN}. It rained."
    return Article(
        id=key, text=text, blocks=(Block(0, len(text), "paragraph"),), outlet=outlet, dates=ArticleDates(published=date)
    )


# --- claims ----------------------------------------------------------------------------------------------------------------


def compared_(*readings):
    """What the stages find about these articles."""
    return compared(in_order(keep(each) for each in readings))


def claims(work, *words):
    """The claims that assembling makes of the places with exactly these words, whatever the pair model thinks of them."""
    said = {" … ".join(span.text for span in node.candidate.content): at for at, node in enumerate(work.nodes)}
    return claims_of(work, tuple(sorted(said[each] for each in words)))


# --- everything that points into a text ----------------------------------------------------------------------------------


def spans_of(part):
    """Every (article, span) of a trace, the article being the nearest that is told around the span."""
    yield from _spans(part, None)


def _spans(part, article):
    if isinstance(part, Span):
        yield article, part
    elif isinstance(part, tuple):
        for each in part:
            yield from _spans(each, article)
    elif hasattr(part, "__struct_fields__"):
        here = getattr(part, "article", None) or article
        for name in part.__struct_fields__:
            yield from _spans(getattr(part, name), here)

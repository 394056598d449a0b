"""The tiny language of the tests on reports of traces: lines of articles and of claims -> a Trace and the readings it needs.

traced('''
    a | Holm Post | 2025-03-04T06:30 | “The lock was shut,” Oda Brandt said.
    b | Quay News | 2025-03-05       | The lock was shut, according to the Holm Post.
    ''', '''
    claim The lock was shut
    a: The lock was shut | Oda Brandt | said      (content, source and cue of the statement; a* is the article's own voice)
    b~: The lock was shut                         (~ is hedged)
    origin Oda Brandt (named person): a b
    b cites a: according to the Holm Post         (cites, copies, agency, document, utterance, holder, quotes)
    first a earliest publication                  (or: first outside; left out: it cannot be told)
    count at_most 1: b hides its source           (exact, at_most, unknown)
    circle a b a: a: …; b: …
    dropped a -> b: may be shut -> is shut
    against b: The lock was open
    corrected b
    witness a
    said 2025-03-02: a
    copy a > b edited: The lock / was shut -> The lock / was shut   (> from a to b, ? unknown, = outside; "/" between passages)
    because credit line b: (Holm Post)            (another reason for the copy above)
    ''')
"""

import json
import re
from textwrap import dedent

import pytest

from whence.records.article import Article, ArticleDate, ArticleDates, Block, Outlet
from whence.records.entity import Entity
from whence.records.reading import Model, Reading
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Source, Statement, statement_id
from whence.records.trace import (
    Circle,
    Claim,
    ClaimStatement,
    Copy,
    CopyEvidence,
    Dispute,
    Evidence,
    First,
    HedgeDropped,
    HedgeEnd,
    Independent,
    Merge,
    Occasion,
    Origin,
    Trace,
    TracedArticle,
    TracedHolder,
    Utterance,
)  # fmt: skip

MERGES = {
    "cites": "citation", "copies": "copy", "agency": "same agency", "document": "same document", "utterance": "same utterance",
    "holder": "same holder", "quotes": "shared quotes",
}  # fmt: skip
PRECISIONS = {4: "year", 7: "month", 10: "day"}


class Draft:
    """A trace being written: articles, their statements and the claims so far."""

    def __init__(self):
        self.texts, self.about, self.statements, self.entities = {}, {}, {}, {}
        self.claims, self.copies = [], []

    def article(self, key, outlet, published, text, url=None, title=None):
        self.texts[key] = text
        date = ArticleDate(published, PRECISIONS.get(len(published), "minute"), "given") if published else None
        self.about[key] = TracedArticle(key, f"{key}.txt", Outlet(outlet) if outlet else None, title, date, url)
        self.statements[key] = []

    def spans(self, key, words):
        """The spans of words in an article, pieces joined by " … "."""
        text = self.texts[key]
        pieces = [each for each in words.split(" … ") if each]
        assert all(each in text for each in pieces), f"not in {key}: {words}"
        return tuple(span_of(text, text.index(each), text.index(each) + len(each)) for each in pieces)

    def statement(self, key, content, source="", cue=""):
        """A statement of an article; the claim's own id for it."""
        cues, contents = self.spans(key, cue), self.spans(key, content)
        name = statement_id(key, cues, contents)
        entity = None
        if source:
            entity = f"e{len(self.entities) + 1}"
            self.entities[entity] = (key, Entity(id=entity, name=source, kind="named person", mentions=self.spans(key, source)))
        self.statements[key].append(
            Statement(
                id=name, source=Source(self.spans(key, source), entity), cue=Cue(cues, cue or None, "say"),
                content=Content(contents), quotation="indirect", hops=(), confidence=0.9,
            )
        )  # fmt: skip
        return name

    def reading(self, key):
        text, about = self.texts[key], self.about[key]
        blocks = tuple(Block(*match.span(), "paragraph") for match in re.finditer(r"[^\n]+", text))
        article = Article(
            id=key, text=text, blocks=blocks, outlet=about.outlet, url=about.url, title=about.title,
            dates=ArticleDates(published=about.published),
        )  # fmt: skip
        mine = tuple({each.id: each for each in self.statements[key]}.values())
        return Reading(
            input=about.input, looked_for=("blocks", "statements", "entities", "hops"), article=article, statements=mine,
            entities=tuple(entity for owner, entity in self.entities.values() if owner == key), model=Model("m", "0" * 64),
            whence="0",
        )  # fmt: skip

    def done(self, query=None):
        trace = Trace(
            query=query, articles=tuple(self.about.values()), copies=tuple(self.copies), claims=tuple(self.claims), whence="0"
        )
        return trace, {key: self.reading(key) for key in self.texts}


def traced(articles, *claims, query=None):
    """The trace and the readings that the tiny language tells of."""
    draft = Draft()
    for line in _lines(articles):
        key, outlet, published, text = (part.strip() for part in line.split("|", 3))
        name, *more = outlet.split(" @ ")
        draft.article(key, name, published, text.replace("\\n", "\n"), *more)
    for claim in claims:
        _claim(draft, _lines(claim))
    return draft.done(query)


def _lines(text):
    return [line.strip() for line in dedent(text).splitlines() if line.strip()]


def _claim(draft, lines):
    """One claim; a line that is no order of the language is a statement."""
    told = {"statements": [], "origins": [], "disputed_by": [], "corrected_by": (), "witnesses": (), "utterances": None}
    told |= {"hedges_dropped": [], "first": None, "circular": None, "independent": Independent(None, "unknown", ())}
    wording = ""
    for line in lines:
        order, _, rest = line.partition(" ")
        if order == "claim":
            wording = rest
        elif order in ORDERS:
            ORDERS[order](draft, told, rest)
        elif rest.split(" ")[0] in MERGES:
            _merge(draft, told, line)
        else:
            told["statements"].append(_wording(draft, line))
    if wording:
        lists = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
        draft.claims.append(Claim(id=f"c{len(draft.claims) + 1}", wording=wording, **lists))


def _wording(draft, line):
    key, content = (part.strip() for part in line.split(":", 1))
    hedged, own, key = "~" in key, "*" in key, key.rstrip("~*")
    content, source, cue = (*(part.strip() for part in content.split("|")), "", "")[:3]
    name = None if own else draft.statement(key, content, source, cue)
    return ClaimStatement(key, name, draft.spans(key, content), hedged)


def _origin(draft, told, rest):
    holder, keys = rest.rsplit(":", 1)
    found = re.fullmatch(r"\s*(.*?) \((.*)\)\s*", holder)
    held = TracedHolder(*found.groups()) if found else None
    told["origins"].append(Origin(f"o{len(told['origins']) + 1}", tuple(keys.split()), held, ()))


def _merge(draft, told, line):
    """A merge belongs to the origin above it."""
    head, _, words = line.partition(":")
    one, verb, other = head.split()
    evidence = (Evidence(one, draft.spans(one, words.strip())),) if words.strip() else ()
    origin = told["origins"].pop()
    merge = Merge((one, other), MERGES[verb], evidence)
    told["origins"].append(Origin(origin.id, origin.articles, origin.holder, (*origin.merges, merge)))


def _first(draft, told, rest):
    key, _, basis = rest.partition(" ")
    told["first"] = First(None if key == "outside" else key, None, key == "outside", basis or None)


def _count(draft, told, rest):
    head, _, reasons = rest.partition(":")
    bound, *count = head.split()
    each = tuple(reason.strip() for reason in reasons.split(";") if reason.strip())
    told["independent"] = Independent(int(count[0]) if count else None, bound, each)


def _circle(draft, told, rest):
    loop, _, words = rest.partition(":")
    pairs = [part.strip().split(":", 1) for part in words.split(";") if part.strip()]
    told["circular"] = Circle(tuple(loop.split()), tuple(Evidence(key, draft.spans(key, each.strip())) for key, each in pairs))


def _dropped(draft, told, rest):
    keys, _, words = rest.partition(":")
    ends = [
        HedgeEnd(key.strip(), None, draft.spans(key.strip(), said.strip()))
        for key, said in zip(keys.split("->"), words.split("->"), strict=True)
    ]
    told["hedges_dropped"].append(HedgeDropped(*ends))


def _against(draft, told, rest):
    key, content = (part.strip() for part in rest.split(":", 1))
    told["disputed_by"].append(Dispute(key, draft.statement(key, content), draft.spans(key, content)))


def _corrected(draft, told, rest):
    told["corrected_by"] = tuple(rest.split())


def _witness(draft, told, rest):
    told["witnesses"] = tuple(rest.split())


def _said(draft, told, rest):
    day, _, keys = rest.partition(":")
    on = None if day == "?" else Occasion(day, "day")
    told["utterances"] = (*(told["utterances"] or ()), Utterance(tuple(keys.split()), on))


def _copy(draft, told, rest):
    head, _, words = rest.partition(":")
    a, sign, b, relation = head.split(maxsplit=3)
    left, _, right = words.partition("->")
    sides = ((a, left), (b, right or left))
    evidence = [
        CopyEvidence("shared text", key, tuple(span for each in side.split("/") for span in draft.spans(key, each.strip())))
        for key, side in sides
        if side.strip()
    ]
    origin = {">": "a", "<": "b", "=": "outside", "?": "unknown"}[sign]
    draft.copies.append(Copy(a, b, relation, origin, tuple(evidence), 0.9))


def _because(draft, told, rest):
    """`because credit line b: (Northwire)` adds a reason to the copy above it."""
    head, _, words = rest.partition(":")
    because, key = head.rsplit(" ", 1)
    last = draft.copies.pop()
    evidence = (*last.evidence, CopyEvidence(because, key, draft.spans(key, words.strip())))
    draft.copies.append(Copy(last.a, last.b, last.relation, last.origin, evidence, last.confidence))


ORDERS = {
    "origin": _origin, "first": _first, "count": _count, "circle": _circle, "dropped": _dropped, "against": _against,
    "corrected": _corrected, "witness": _witness, "said": _said, "copy": _copy, "because": _because,
}  # fmt: skip


# --- the gold stories ----------------------------------------------------------------------------------------------------


def story(folder, holders=None):
    """A gold story as a trace with its readings: the test is skipped, visibly, where the folder is absent.

    `holders` are {wording: [(name, kind), …]} of the origins, which the gold does not name.  What joins two articles of an
    origin is guessed from the names of outlets in their texts and from the copies.
    """
    if not (folder / "story.json").exists():
        pytest.skip(f"the stories are not on this machine: {folder.name}")
    gold = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    draft = Draft()
    for each in gold["articles"]:
        text = (folder / each["file"]).read_text(encoding="utf-8").rstrip("\n")
        draft.article(each["file"], each["outlet"], each["published"], text, each["url"], text.split("\n")[0][:60])
    draft.copies += [_gold_copy(draft, each) for each in gold["copies"] if each["relation"] != "independent"]
    for claim in gold["claims"]:
        _gold_claim(draft, claim, (holders or {}).get(claim["wording"], []))
    return draft.done()


def _gold_copy(draft, told):
    a, b = told["a"], told["b"]
    lines = [each for each in draft.texts[a].split("\n") if len(each) > 60 and each in draft.texts[b]]
    evidence = [CopyEvidence("shared text", key, tuple(draft.spans(key, each)[0] for each in lines)) for key in (a, b) if lines]
    return Copy(a, b, told["relation"], told["origin"], tuple(evidence), 0.95)


def _gold_claim(draft, told, holders):
    statements = tuple(
        ClaimStatement(
            each["article"],
            None if each.get("attributed") is False else draft.statement(each["article"], each["content"]),
            draft.spans(each["article"], each["content"]),
            each.get("hedged", False),
        )
        for each in told["statements"]
    )
    count = str(told["independent"])
    bound = "at_most" if count.startswith("at most") else "exact"
    first = told["first"]
    draft.claims.append(
        Claim(
            id=f"c{len(draft.claims) + 1}",
            wording=statements[0].content[0].text,
            statements=statements,
            disputed_by=tuple(
                Dispute(each["article"], None, draft.spans(each["article"], each["content"]))
                for each in told["disputed_by"]
            ),
            corrected_by=tuple(told.get("corrected_by") or ()),
            first=First(None if first == "outside" else first, None, first == "outside", None) if first else None,
            origins=tuple(
                _gold_origin(draft, number, keys, holders, told)
                for number, keys in enumerate(told["origins"])
            ),
            independent=Independent(int(count.split()[-1]), bound, ()),
            witnesses=tuple(told.get("witnesses") or ()),
            utterances=_gold_occasions(told.get("utterances")),
            circular=Circle(tuple(told["loop"]), ()) if told.get("loop") else None,
            hedges_dropped=tuple(_gold_dropped(draft, statements, each) for each in told.get("hedges_dropped") or ()),
        )
    )  # fmt: skip


def _gold_occasions(told):
    return told and tuple(
        Utterance(tuple(each["articles"]), Occasion(each["said_on"], "day") if each["said_on"] else None) for each in told
    )


def _gold_dropped(draft, statements, told):
    by_article = {each.article: each for each in statements}
    ends = [by_article[key] for key in (told["from"][0], told["to"])]
    return HedgeDropped(*(HedgeEnd(each.article, each.statement, each.content) for each in ends))


def _gold_origin(draft, number, keys, holders, told):
    holder = TracedHolder(*holders[number]) if number < len(holders) and holders[number] else None
    merges = []
    for place, later in enumerate(keys):
        found = [merge for other in keys if other != later if (merge := _citation(draft, later, other))]
        copies = [_gold_merge(copy) for copy in draft.copies if {copy.a, copy.b} <= set(keys) and copy.b == later]
        merges += found or copies[:1]
        if not found and not copies and place and not told.get("loop"):
            merges.append(Merge((keys[0], later), "same document", ()))
    return Origin(f"o{number + 1}", tuple(keys), holder, tuple(merges))


def _gold_merge(copy):
    return Merge((copy.a, copy.b), "shared quotes" if copy.relation == "shared quotes only" else "copy", ())


def _citation(draft, one, other):
    """A citation where an article has the name of another's outlet, whole or without its first word."""
    name = draft.about[other].outlet.name.split(" (")[0]
    for form in (name, name.removeprefix("The "), *([name.split(" ", 1)[1]] if name.count(" ") > 1 else [])):
        if form in draft.texts[one]:
            return Merge((one, other), "citation", (Evidence(one, draft.spans(one, form)),))
    return None

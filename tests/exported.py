"""The tiny language of the tests on formats: a text and what is said in it -> a reading, made by hand.

`reading("Oda said no.", say("Oda", "said", "no", via=["the Gazette"]))` finds every surface at its first place in the text (a
content in pieces is a list), and makes an entity of every name; `holder` names one that the words do not name.
"""

import re

from hypothesis import strategies as st
from msgspec.structs import replace

from whence.exchange.marked import ACTS, CERTAINTIES, POLARITIES, base_of
from whence.records.article import Article, ArticleDate, ArticleDates, Block, Outlet
from whence.records.entity import Entity, NamedRole
from whence.records.reading import STAGES, Model, Reading
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Hop, Medium, SaidOn, Source, Statement, statement_id

ID = "a1b2c3d4e5f60718"
ABOUT = {
    "url": "https://canal.example/lock",
    "outlet": Outlet("The Canal Gazette", "canal.example"),
    "title": "The lock",
    "byline": ("Nel Ovist",),
    "language": "en",
    "dates": ArticleDates(published=ArticleDate("2026-03-12", "day", "given")),
}


def say(source, cue, content, **more):
    """One statement; see the head of the module."""
    return {"source": source, "cue": cue, "content": content, **more}


def found(text, surface):
    surfaces = [surface] if isinstance(surface, str) else surface or []
    return tuple(span_of(text, text.index(each), text.index(each) + len(each)) for each in surfaces)


def reading(text, *told, article=ID, about=ABOUT, name="lock.txt", kinds=None, roles=None, stages=STAGES):
    """The reading of a text; `kinds` tells the kind of a name that is no person, `roles` its role."""
    names = {}

    def entity(called):
        return names.setdefault(called, f"e{len(names) + 1}") if called else None

    statements = tuple(_statement(text, each, article, entity) for each in told)
    entities = tuple(
        Entity(
            id=key, name=called, kind=(kinds or {}).get(called, "named person"),
            mentions=found(text, called) if called in text else (),
            roles=tuple(NamedRole(each.text, (each,)) for each in found(text, (roles or {}).get(called))),
        )
        for called, key in names.items()
    )  # fmt: skip
    blocks = tuple(Block(*match.span(), "paragraph") for match in re.finditer(r"[^\n]+", text))
    return Reading(
        input=name, looked_for=stages, article=Article(id=article, text=text, blocks=blocks, **about), statements=statements,
        entities=entities, timeline=(), positions=(), brief=(), model=Model("hand-1.0", "0" * 64), whence="0.0",
    )  # fmt: skip


def _statement(text, told, article, entity):
    source, cue, content = (found(text, told[part]) for part in ("source", "cue", "content"))
    called = told.get("holder", told["source"] if isinstance(told["source"], str) else None)
    said, medium = told.get("said_on"), told.get("medium")
    return Statement(
        id=told.get("id") or statement_id(article, cue, content),
        source=Source(source, entity(called), (), implied=bool(called and not source)),
        cue=Cue(cue, "say" if cue else None, told.get("act", "say")), content=Content(content),
        quotation=told.get("quotation", "indirect"),
        hops=tuple(Hop(entity(each), found(text, each), (), implied=False) for each in told.get("via", ())),
        said_on=SaidOn(said, "day", "explicit") if said else None, medium=Medium(medium, None) if medium else None,
        inside=told.get("inside"), certainty=told.get("certainty", "asserted"), polarity=told.get("polarity", "positive"),
        confidence=told.get("confidence", 0.9), reasons=told.get("reasons", ()),
    )  # fmt: skip


# A text with all that makes offsets hard: characters beyond U+FFFF, combining marks, a joined emoji, line breaks of both kinds.
HARD = (
    "🐟 The 👩‍👩‍👧 of Zaja\u0328c\r\n“We wait,” Oda 🐟 Brandt sai\u0301d, “and we sing.”\n\n"
    "The Courier, citing Per Lund, wrote that 𝔭rices had risen\nand wages had not. “Nobody slept.”\n"
)


def hard():
    """The reading of HARD: interrupted, relayed, over two lines, and a quotation without cue."""
    return reading(
        HARD,
        say("Oda 🐟 Brandt", "sai\u0301d", ["We wait", "and we sing"], quotation="direct", said_on="2026-03-11"),
        say(None, "wrote", "𝔭rices had risen\nand wages had not", holder="Per Lund", via=["The Courier"], certainty="possible"),
        say(None, None, "Nobody slept", quotation="direct"),
        kinds={"The Courier": "outlet"},
    )


def applied(made, corrections):
    """The reading with corrections made in it, as the archive makes them."""
    entities = list(made.entities)
    statements = {each.id: each for each in made.statements}
    for each in corrections:
        statements.pop(each.target, None)
        statement = each.statement
        if statement and each.holder:
            named = next((one.id for one in entities if one.name == each.holder), None)
            if named is None:
                named = f"p{len(entities)}"
                entities.append(Entity(id=named, name=each.holder, kind="named person"))
            statement = replace(statement, source=replace(statement.source, entity=named))
        if statement:
            statements[statement.id] = statement
    return replace(made, statements=tuple(statements.values()), entities=tuple(entities))


def shown(made):
    """What annotation programs show of a reading, without ids and in no order."""
    return {replace(each, id=None) for each in base_of(made).statements}


# --- readings of any text --------------------------------------------------------------------------------------------------

LETTERS = [*"aeg. ,“”\"'-&#;:|", "\n", "\r\n", "\t", "\u2028", "\x85", "🐟", "👩‍👩‍👧", "e\u0301", "𝔭", "\u200f", "ﬁ"]
NAMES = ("Oda Brandt", "Per Lund", "The Courier", "Zaja\u0328c 🐟")


@st.composite
def texts(draw):
    """A text of several words and lines, with everything that makes offsets hard."""
    return "x" + "".join(draw(st.lists(st.sampled_from(LETTERS), min_size=12, max_size=60))) + "x"


@st.composite
def extents(draw, text, most):
    """Places in a text, in order and apart, none of white space alone."""
    edges = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2 * most, unique=True).map(sorted))
    pairs = [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=False) if text[low:high].strip()]
    return tuple(span_of(text, *pair) for pair in pairs)


@st.composite
def statements(draw, text, cue):
    """A statement with this cue; its other parts anywhere."""
    content = draw(extents(text, 3)) or (span_of(text, 0, 1),)
    hops = tuple(Hop(None, spans, (), implied=False) for spans in draw(st.lists(extents(text, 2), max_size=2)) if spans)
    return Statement(
        id=statement_id(ID, cue, content),
        source=Source(draw(extents(text, 2)), draw(st.sampled_from(["e1", "e2", "e3", "e4", None])), ()),
        cue=Cue(cue, None, draw(st.sampled_from(ACTS))), content=Content(content), quotation="indirect",
        hops=tuple(dict.fromkeys(hops)), certainty=draw(st.sampled_from([*CERTAINTIES, None])),
        polarity=draw(st.sampled_from([*POLARITIES, None])), confidence=0.5,
    )  # fmt: skip


@st.composite
def readings(draw):
    """A reading of any text, every statement with a cue of its own, at most one without."""
    text = draw(texts())
    cues = draw(st.lists(extents(text, 2), max_size=4, unique=True))
    found = [draw(statements(text, cue)) for cue in cues]
    entities = tuple(Entity(id=f"e{number}", name=name, kind="named person") for number, name in enumerate(NAMES, 1))
    article = Article(id=ID, text=text, blocks=(Block(0, len(text), "paragraph"),))
    return Reading(
        input="any", looked_for=STAGES, article=article, statements=tuple(found), entities=entities, model=None, whence="0.0"
    )

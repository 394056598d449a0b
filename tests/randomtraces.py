"""Random traces with their readings, for what must hold of every report: any shape that the records allow."""

from hypothesis import strategies as st

from traces import PRECISIONS, Draft
from whence.records.article import ArticleDate
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
    TracedHolder,
    Utterance,
)  # fmt: skip

NAMES = [
    "Holm Post",
    "Quay <b>News</b>",
    "Das Donaudampfschifffahrtsgesellschaftskapitänsblatt",
    "朝日新聞",
    "a&b\u202e",
    "🐟",
    "",
]
DATES = [
    None,
    "2025",
    "2025-03",
    "2025-03-04",
    "2025-03-04T06:30",
    "2025-03-04T06:30Z",
    "2025-03-04T06:31+01:00",
    "1999-12-31",
    "x",
]
TEXTS = [
    "The lock was shut, Oda said.",
    "Oda 👩‍👩‍👧 said: “The l\u0301ock.” It rained.",
    "<script>x</script> & \u202eit was shut\nno",
]
KINDS = ["named person", "document", "anonymous", "outlet", "place", "unnamed group", "author", "named organization"]
BECAUSE = ["copy", "citation", "same agency", "same document", "same utterance", "same holder", "shared quotes"]


@st.composite
def traces(draw, most=9):
    """(trace, readings): articles with and without dates, names that break lines, origins that overlap, circles, disputes."""
    draft = Draft()
    keys = [f"a{number}" for number in range(draw(st.integers(1, most)))]
    for key in keys:
        date = draw(st.sampled_from(DATES))
        draft.article(key, draw(st.sampled_from(NAMES)), None, draw(st.sampled_from(TEXTS)), "https://x.example/<&>", "t<i>")
        published = ArticleDate(date, PRECISIONS.get(len(date), "minute"), "given") if date else None
        draft.about[key] = replaced(draft.about[key], published)
    draft.copies = [copy(draw, draft, a, b) for a in keys for b in keys if a < b and draw(st.integers(0, 5)) == 0]
    draft.claims = [claim(draw, draft, keys, number) for number in range(draw(st.integers(1, 2)))]
    return draft.done(draw(st.sampled_from([None, "lock <x>"])))


def replaced(article, published):
    return type(article)(article.id, article.input, article.outlet, article.title, published, article.url)


def spans(draw, draft, key):
    """One or two words of an article."""
    words = draft.texts[key].split()
    return draft.spans(key, draw(st.sampled_from(words)))


def copy(draw, draft, a, b):
    relation = draw(st.sampled_from(["verbatim", "edited", "shared quotes only", "independent"]))
    origin = draw(st.sampled_from(["a", "b", "outside", "unknown", None]))
    evidence = tuple(CopyEvidence(because, key, spans(draw, draft, key)) for because, key in (("shared text", a), ("link", b)))
    return Copy(a, b, relation, origin, evidence, 0.5)


def claim(draw, draft, keys, number):
    some = draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    made = [(key, spans(draw, draft, key)) for key in some]
    statements = [
        ClaimStatement(key, draft.statement(key, found[0].text) if draw(st.booleans()) else None, found, draw(st.booleans()))
        for key, found in made
    ]
    origins = tuple(origin(draw, draft, some, place) for place in range(draw(st.integers(0, 3))))
    loop = draw(st.lists(st.sampled_from(some), min_size=2, max_size=4, unique=True)) if len(some) > 1 else []
    ends = [HedgeEnd(key, None, spans(draw, draft, key)) for key in (some[0], some[-1])]
    first = draw(st.sampled_from([None, First(None, None, True, None), First(some[0], None, False, "only one")]))
    count = draw(st.sampled_from([None, 1, 3]))
    disputed, corrected, witnesses = (
        draw(st.lists(st.sampled_from(each), max_size=2, unique=True)) for each in (keys, keys, some)
    )
    occasions = (Utterance(tuple(some), None), Utterance((some[0],), Occasion("2025-03-04", "day")))
    proof = (Evidence(loop[0], spans(draw, draft, loop[0])),) if loop else ()
    return Claim(
        id=f"c{number}", wording=made[0][1][0].text, statements=tuple(statements), origins=origins, first=first,
        disputed_by=tuple(Dispute(key, None, spans(draw, draft, key)) for key in disputed),
        corrected_by=tuple(corrected), witnesses=tuple(witnesses),
        independent=Independent(count, "at_most" if count else "unknown", ("a <reason>",)),
        utterances=draw(st.sampled_from([None, occasions])),
        circular=Circle((*loop, loop[0]), proof) if loop and draw(st.booleans()) else None,
        hedges_dropped=(HedgeDropped(*ends),) if draw(st.booleans()) else (),
    )  # fmt: skip


def origin(draw, draft, some, place):
    articles = draw(st.lists(st.sampled_from(some), min_size=1, unique=True))
    holder = draw(
        st.none() | st.builds(TracedHolder, st.sampled_from(["Oda <b>", "a man", "警察 " * 30]), st.sampled_from(KINDS))
    )
    pairs = [draw(st.permutations(articles))[:2] for _ in range(draw(st.integers(0, 4)))] if len(articles) > 1 else []
    merges = [Merge(tuple(pair), draw(st.sampled_from(BECAUSE)), proof_of(draw, draft, pair)) for pair in pairs]
    return Origin(f"o{place}", tuple(articles), holder, tuple(merges))


def proof_of(draw, draft, pair):
    return tuple(Evidence(key, spans(draw, draft, key)) for key in pair[: draw(st.integers(0, 2))])

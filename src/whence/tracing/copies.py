"""Which articles share text, and who had it first (trace-contract, "Relations", "Origin of a copy").

The relation is decided by the passages that two texts share (reuse.py), apart from words that stand inside quotation marks in
both: what two reporters heard one person say is nobody's copy.  Thresholds were set on the visible stories (131 pairs) and on
near-copies of ECB+ adjudicated by hand (benchmarks/data/ecbplus_copies.tsv, 120 pairs; the figures are in docs/evaluation.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.lexicon.credits import dateline_agency, dateline_of
from whence.lexicon.outlets import named
from whence.records.article import Article, Outlet
from whence.records.reading import Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Statement
from whence.records.trace import Copy, CopyEvidence, CopyOrigin, Relation
from whence.tracing.moments import earlier, moment
from whence.tracing.reuse import Tile, tiles
from whence.tracing.wordings import LEAST_QUOTED, Wording, wording

WHOLE = 0.92  # share of the shorter text that makes it verbatim: nine of ten such pairs of ECB+ have 0.96, no edited one 0.87
CHANGED = 0.005  # share of the shorter text up to which words may differ inside of it: one word of 200
PART, PASSAGE, WORDS = 0.14, 8, 12  # share of the shorter text, longest passage and all shared words from which it is edited
SHOWN = 6  # passages that a Copy quotes, the longest first: enough to see it


@dataclass(frozen=True, slots=True)
class Text:
    """An article as copies see it: its reading and its words."""

    reading: Reading
    wording: Wording

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.reading.article


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: relation, tiles (places of words), and the share of the shorter text."""

    relation: Relation
    tiles: tuple[Tile, ...]
    share: float


def text_of(reading: Reading) -> Text:
    """What `shared` and `copies` compare."""
    return Text(reading, wording(reading.article))


def shared(one: Text, other: Text) -> Shared | None:
    """What two articles share, None when it is nothing that counts."""
    found = _without_footer(one.wording, other.wording, tiles(one.wording, other.wording))
    if not found:
        return None
    shorter = min(len(one.wording.words), len(other.wording.words))
    whole = sum(each.length for each in found)
    if whole >= WHOLE * shorter and shorter > WORDS and _changed(found) <= CHANGED * shorter:
        return Shared("verbatim", found, whole / shorter)
    own = [_unquoted(one.wording, other.wording, each) for each in found]
    if sum(own) >= max(WORDS, PART * shorter) and max(own) >= PASSAGE:
        return Shared("edited", found, sum(own) / shorter)
    quoted = tuple(part for each in found for part in _quoted(one.wording, other.wording, each) if _one_mouth(one, other, part))
    return Shared("shared quotes only", quoted, sum(each.length for each in quoted) / shorter) if quoted else None


def _changed(found: tuple[Tile, ...]) -> int:
    """Words that differ between two shared passages in both texts (a number mended, a name put in), or were moved."""
    count, last = 0, None
    for each in found:  # in the order of the first text
        if last is not None and each.b < last.b:
            count += min(each.length, last.length)
        elif last is not None:
            count += min(each.a - last.a - last.length, each.b - last.b - last.length)
        last = each
    return count


def _unquoted(one: Wording, other: Wording, tile: Tile) -> int:
    return sum(not (one.quoted[tile.a + at] and other.quoted[tile.b + at]) for at in range(tile.length))


def _quoted(one: Wording, other: Wording, tile: Tile) -> list[Tile]:
    """The parts of a tile that stand inside quotation marks in both."""
    inside = [one.quoted[tile.a + at] and other.quoted[tile.b + at] for at in range(tile.length)]
    edges = [at for at, (left, right) in enumerate(pairwise([False, *inside, False])) if left != right]
    parts = [Tile(tile.a + start, tile.b + start, end - start) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [each for each in parts if each.length >= LEAST_QUOTED]


def _without_footer(one: Wording, other: Wording, found: tuple[Tile, ...]) -> tuple[Tile, ...]:
    """The tiles without a closing line of both pages: it belongs to the pages, unless it is most of a text."""
    if _is_text(one, other, found):
        return found
    return tuple(each for each in found if not (_is_foot(one, each.a, each.length) and _is_foot(other, each.b, each.length)))


def _is_foot(text: Wording, start: int, length: int) -> bool:
    """Does a passage reach the end of the text, and is it no more than a third of it?"""
    return start + length == len(text.words) and 3 * length <= len(text.words)


def _is_text(one: Wording, other: Wording, found: tuple[Tile, ...]) -> bool:
    """Is what is shared most of one of the texts?"""
    return 2 * sum(each.length for each in found) > min(len(one.words), len(other.words))


def _one_mouth(one: Text, other: Text, tile: Tile) -> bool:
    """May the shared words have been spoken by one person?  Not when each text gives them to somebody else."""
    speakers = [_speakers(text, start, tile.length) for text, start in ((one, tile.a), (other, tile.b))]
    if not all(speakers):
        return True
    return bool(speakers[0] & speakers[1])


def _speakers(text: Text, start: int, length: int) -> frozenset[str]:
    """The words of the names of whoever is given as the holder of these words; empty when nobody is."""
    low, high = text.wording.starts[start], text.wording.ends[start + length - 1]
    names = {entity.id: entity.name for entity in text.reading.entities or ()}
    held = [
        names.get(each.source.entity or "", "")
        for each in text.reading.statements or ()
        if any(span.start < high and low < span.end for span in each.content.spans)
    ]
    return frozenset(word.casefold() for name in held for word in name.split() if word[:1].isupper())


@dataclass(frozen=True, slots=True)
class Kin:
    """Two articles that share text: their places, what a trace says of them, and all that they share, as offsets in each."""

    pair: tuple[int, int]
    copy: Copy
    passages: tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]


def copies(texts: Sequence[Text], pairs: Iterable[tuple[int, int]]) -> tuple[Kin, ...]:
    """The pairs of articles that share text, in the order of the articles, with relation, origin and evidence.

    `pairs` are places in `texts` of those to be compared; which side is `a` is told by the order of `texts`.
    """
    found = {}
    for low, high in sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}):
        each = shared(texts[low], texts[high])
        if each:
            found[low, high] = each
    origins = Origins(texts, found)
    return tuple(Kin(pair, _copy(texts, pair, each, origins), _extents(texts, pair, each)) for pair, each in found.items())


def _extents(
    texts: Sequence[Text], pair: tuple[int, int], what: Shared
) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """All shared passages as offsets in either article."""
    one, other = (texts[place].wording for place in pair)
    return (
        tuple((one.starts[each.a], one.ends[each.a + each.length - 1]) for each in what.tiles),
        tuple((other.starts[each.b], other.ends[each.b + each.length - 1]) for each in what.tiles),
    )


def _one_address(one: Text, other: Text) -> bool:
    address = one.article.canonical_url or one.article.url
    return bool(address) and address == (other.article.canonical_url or other.article.url)


def _copy(texts: Sequence[Text], pair: tuple[int, int], what: Shared, origins: "Origins") -> Copy:
    one, other = texts[pair[0]], texts[pair[1]]
    origin, evidence = origins.of(pair, what)
    because = [
        CopyEvidence("shared text", text.article.id, _passages(text, what.tiles, first))
        for text, first in ((one, True), (other, False))
    ]
    return Copy(one.article.id, other.article.id, what.relation, origin, (*because, *evidence), _confidence(what))


def _confidence(what: Shared) -> float:
    """How sure the relation is: by the distance of the shared part from the nearest threshold."""
    if what.relation == "shared quotes only":
        return 0.8 if max(each.length for each in what.tiles) < PASSAGE else 0.9
    edge = WHOLE if what.relation == "verbatim" else PART
    return round(min(0.99, 0.8 + abs(what.share - edge) * 0.8), 2)


def _passages(text: Text, found: tuple[Tile, ...], first: bool) -> tuple[Span, ...]:
    """The longest shared passages as spans, in the order of the text."""
    longest = sorted(found, key=lambda each: (-each.length, each.a))[:SHOWN]
    spans = []
    for each in longest:
        start = each.a if first else each.b
        spans.append(span_of(text.article.text, text.wording.starts[start], text.wording.ends[start + each.length - 1]))
    return tuple(sorted(spans))


class Origins:
    """Where the text of copies comes from; credits count before links, links before time."""

    def __init__(self, texts: Sequence[Text], found: dict[tuple[int, int], Shared]) -> None:
        self._texts, self._found = texts, found
        self._outlets: list[Outlet | None] = [text.article.outlet for text in texts]
        self._copied = {pair: what for pair, what in found.items() if what.relation != "shared quotes only"}
        self._near: dict[int, set[int]] = {}
        for low, high in self._copied:
            self._near.setdefault(low, set()).add(high)
            self._near.setdefault(high, set()).add(low)

    def of(self, pair: tuple[int, int], what: Shared) -> tuple[CopyOrigin, tuple[CopyEvidence, ...]]:
        """The origin of a pair, and what shows it beside the shared text."""
        if what.relation == "shared quotes only":
            return "outside", ()
        return (
            self._by_version(pair)
            or self._by_credit(pair)
            or self._by_third(pair, what)
            or self._by_release(pair, what)
            or self._by_time(pair)
            or ("unknown", ())
        )

    def _side(self, pair: tuple[int, int], place: int) -> CopyOrigin:
        return "a" if place == pair[0] else "b"

    def _when(self, place: int) -> str:
        return moment(self._texts[place].article)

    def _earlier(self, pair: tuple[int, int]) -> int | None:
        """The one that was published first; None when a date is missing, or both are as good as equal."""
        found = earlier(*(self._texts[place].article for place in pair))
        return None if found is None else pair[0 if found else 1]

    def _by_version(self, pair: tuple[int, int]) -> tuple[CopyOrigin, tuple[CopyEvidence, ...]] | None:
        if not _one_address(self._texts[pair[0]], self._texts[pair[1]]):
            return None
        earlier = self._earlier(pair)
        if earlier is None:
            return "unknown", ()
        later = self._texts[pair[1] if earlier == pair[0] else pair[0]].article
        notes = tuple(span for note in later.notes if note.kind == "correction" for span in note.spans)
        first = self._texts[earlier].article
        kept = CopyEvidence("correction kept", later.id, notes)
        return self._side(pair, earlier), (kept if notes else CopyEvidence("earlier publication", first.id, ()),)

    def _credited(self, place: int) -> tuple[int, ...]:
        """The places whose outlet an article says it was taken from."""
        taken = self._texts[place].article.republished_from
        if taken is None:
            return ()
        by_url = [
            at
            for at, text in enumerate(self._texts)
            if at != place and taken.url and taken.url in (text.article.url, text.article.canonical_url)
        ]
        names = [each for each in (taken.name, taken.domain) if each]
        return tuple(by_url) or tuple(
            sorted({at for name in names for at in named(name, self._outlets, credit=True) if at != place})
        )

    def _credit_evidence(self, place: int, because: str) -> CopyEvidence:
        article = self._texts[place].article
        taken = article.republished_from
        wanted = [each for each in (taken.url, taken.name, taken.domain) if each] if taken else []
        at = next(((article.text.find(each), len(each)) for each in wanted if each in article.text), None)
        spans = (span_of(article.text, at[0], at[0] + at[1]),) if at else ()
        return CopyEvidence("same agency" if because == "same agency" else "credit line", article.id, spans)

    def _by_credit(self, pair: tuple[int, int]) -> tuple[CopyOrigin, tuple[CopyEvidence, ...]] | None:
        """One credits the other; or both, or one of them, credit a third place."""
        for taker, giver in (pair, pair[::-1]):
            if giver in self._credited(taker):
                return self._side(pair, giver), (self._credit_evidence(taker, "credit line"),)
        taken = [self._texts[place].article.republished_from for place in pair]
        own = [self._credits_itself(place) for place in pair]
        if taken[0] and taken[1] and not any(own):
            same = named(taken[0].name or "", [Outlet(taken[1].name, taken[1].domain)])
            return "outside", tuple(self._credit_evidence(place, "same agency" if same else "credit line") for place in pair)
        for place, each, mine in zip(pair, taken, own, strict=True):
            if each and not mine:  # a credit says otherwise than any date does
                return "outside", (self._credit_evidence(place, "credit line"),)
        for place, mine in zip(pair, own, strict=True):
            if mine:
                return self._side(pair, place), (self._credit_evidence(place, "credit line"),)
        return None

    def _credits_itself(self, place: int) -> bool:
        """An agency's own text: its dateline names the outlet that it stands in."""
        article = self._texts[place].article
        if article.outlet is None:
            return False
        taken = article.republished_from
        return bool(taken and taken.name and named(taken.name, [article.outlet], credit=True)) or _signs(article)

    def _by_third(self, pair: tuple[int, int], what: Shared) -> tuple[CopyOrigin, tuple[CopyEvidence, ...]] | None:
        """An earlier article holds all that the two share: both took it from there."""
        thirds = self._near.get(pair[0], set()) & self._near.get(pair[1], set())
        for third in sorted(thirds, key=lambda place: (not self._credits_itself(place), self._when(place), place)):
            before = all(self._earlier((third, place)) == third for place in pair) or self._credits_itself(third)
            if before and self._holds(third, pair[0], what):
                article = self._texts[third].article
                return "outside", (CopyEvidence("earlier publication", article.id, ()),)
        return None

    def _holds(self, third: int, first: int, what: Shared) -> bool:
        """Does the third share with the first nearly every word that the first shares with the other?"""
        pair = (min(third, first), max(third, first))
        mine = {
            at
            for each in self._copied[pair].tiles
            for at in range(*((each.a, each.a + each.length) if pair[0] == first else (each.b, each.b + each.length)))
        }
        wanted = [at for each in what.tiles for at in range(each.a, each.a + each.length)]
        return sum(at in mine for at in wanted) >= WHOLE * len(wanted)

    def _by_release(self, pair: tuple[int, int], what: Shared) -> tuple[CopyOrigin, tuple[CopyEvidence, ...]] | None:
        """Both give most of what they share as the words of one document or body: what it released is the origin."""
        released = [_released(self._texts[place].reading) for place in pair]
        both = {name for name in released[0] if name in released[1]}
        for place, first in zip(pair, (True, False), strict=True):
            text = self._texts[place]
            statements = [each for name, held in released[pair.index(place)].items() if name in both for each in held]
            written = [span for each in statements for span in each.content.spans]
            starts = [
                text.wording.starts[(each.a if first else each.b) + at] for each in what.tiles for at in range(each.length)
            ]
            if 2 * sum(any(span.start <= at < span.end for span in written) for at in starts) <= len(starts):
                return None
        return "outside", ()

    def _by_time(self, pair: tuple[int, int]) -> tuple[CopyOrigin, tuple[CopyEvidence, ...]] | None:
        earlier = self._earlier(pair)
        if earlier is None:
            return None
        return self._side(pair, earlier), (CopyEvidence("earlier publication", self._texts[earlier].article.id, ()),)


def _released(reading: Reading) -> dict[str, list[Statement]]:
    """The statements of an article that a release may hold: those of documents, of bodies, and what was written; by holder."""
    entities = {entity.id: entity for entity in reading.entities or ()}
    found: dict[str, list[Statement]] = {}
    for each in reading.statements or ():
        entity = entities.get(each.source.entity or "")
        written = each.medium is not None and each.medium.kind in ("written statement", "document", "letter")
        if entity and (written or entity.kind in ("document", "named organization")):
            found.setdefault(entity.name.casefold().removeprefix("the "), []).append(each)
    return found


def _signs(article: Article) -> bool:
    """Does the dateline name the article's own outlet, as an agency's own text does ("DRELLIN (Northwire) —")?"""
    first = next((each for each in article.blocks if each.role == "paragraph"), None)
    line = dateline_of(article.text[first.start : first.end]) if first else None
    agency = dateline_agency(line) if line else None
    return bool(agency and named(agency, [article.outlet], credit=True))

"""Links as character spans of the article, with the edges that the contract gives them."""

import re
import unicodedata
from dataclasses import dataclass, replace

from whence.lexicon.cues import verb_of
from whence.lexicon.frames import begins_like_turn, dateline_end, names_topic
from whence.lexicon.grammar import CALENDAR
from whence.lexicon.marks import mark_of, sentence_breaks, sentence_ends
from whence.lexicon.nouns import classes_of
from whence.lexicon.silences import cue_in_content
from whence.records.article import Article
from whence.records.encoding import Encoding, Extent, Link, Passage

Extents = tuple[tuple[int, int], ...]
_WORD, _WORDS = re.compile(r"\w"), re.compile(r"\w+")
_OPENING_THAT = re.compile(r"that\b(?![’'])[\s,:]*")
_DETERMINED = re.compile(r"(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s+(?:\w[\w’'-]*\s+)?[A-Z][\w’'-]*$")
# "Le Monde newspaper | on November 25": a day at the end of a phrase belongs to the verb.
_DATED = re.compile(
    rf"\s+(?:on|in|late|early)\s+(?:{'|'.join(sorted(CALENDAR, key=len, reverse=True))})\b\.?(?:\s+\d+\w*)?(?:,?\s+\d{{4}})?$",
    re.I,
)
_NOT_OF_VERB = re.compile(r",|\b(?:who|whose|which|that)\b|\w(?:ed|ing)$")  # "a survey published | in January" keeps its month
_NOUN_BEHIND = re.compile(r"\s+([a-z]+)\b(?![’'])")
_NOUN_BEFORE = re.compile(
    r"(?:^|[,;:.!?”\"—–(]\s+|\baccording\s+to\s+)(?P<phrase>(?:[A-Za-z][\w’'-]*\s+){0,3}?(?P<noun>[A-Za-z]+)\s+(?:from|of|by|for)\s+)$"
)
_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", "«": "»", "„": "“", '"': '"'}
_CLITIC = re.compile(r"[’'](?:s|ll|d|re|ve|m)\b")  # "He’ll", "it’s" cut behind the pronoun
_CLOSING = re.compile(r"[.,;:!?…]?([)\]”’»“\"])")
_KEPT_BEFORE, _KEPT_BEHIND = frozenset("$£€#@+"), frozenset("%$£€")
# A word goes on over these: 1,240 · 7.5 · anti-nuclear.  An edge inside such a word is moved to its end.
_GOES_ON = re.compile(r"(?<=\d)[.,](?=\d)|(?<=\w)[-‑](?=\w)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement under construction; offsets are those of the article's text, `block` is the number of its cue's block."""

    block: int
    source: Extents
    cue: Extents
    content: Extents
    confidence: float
    reasons: tuple[str, ...] = ()
    hops: tuple[tuple[Extents, Extents], ...] = ()  # (source, cue) of every relay that was set aside, from the holder outward

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(start for start, _ in (*self.source, *self.cue, *self.content))

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(end for _, end in (*self.source, *self.cue, *self.content))

    def because(self, reason: str) -> "Draft":
        """The same with one more reason."""
        return replace(self, reasons=(*self.reasons, reason))

    def through(self, relay: "Draft") -> "Draft":
        """The same, passed on by the relay and by whoever passed on the relay."""
        return replace(self, hops=(*self.hops, (relay.source, relay.cue), *relay.hops))


def trimmed(text: str, start: int, end: int, content: bool = False) -> tuple[int, int] | None:
    """The extent without white space, punctuation and quotation marks at its edges, nor (contents) the conjunction "that".

    The caller says whether it is the conjunction (`content`).
    A mark or bracket stays when its partner is inside, a sign that belongs to a figure or a name stays ($5, 40%, @name), and
    a word is never cut in two.  None when nothing is left.
    """
    while start < end and not _begins(text, start, end):
        start += 1
    while end > start and not _ends(text, start, end):
        end -= 1
    if start == end or not _WORD.search(text, start, end):
        return None
    if content and (opening := _OPENING_THAT.match(text, start, end)) and opening.end() < end:
        return trimmed(text, opening.end(), end)
    return _whole_words(text, start, _with_partner(text, start, end))


def _begins(text: str, start: int, end: int) -> bool:
    """May a span begin with this character?  A word, a sign, a symbol, or a mark that is closed inside before its end."""
    first = text[start]
    if _WORD.match(first) or first in _KEPT_BEFORE or _is_symbol(first) or _CLITIC.match(text, start, end):
        return True
    closing = _PAIRS.get(first)
    return closing is not None and 0 < text.find(closing, start + 1, end) < end - 1 and _goes_beyond(text, start, end, closing)


def _goes_beyond(text: str, start: int, end: int, closing: str) -> bool:
    """Do words follow the mark that closes what opens at `start`?  Marks around the whole are no part of it."""
    return bool(_WORD.search(text, text.find(closing, start + 1, end) + 1, end))


def _ends(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    if _WORD.match(last) or last in _KEPT_BEHIND or _is_symbol(last):
        return True
    return any(last == closing and _opened(text, start, end, opening, closing) for opening, closing in _PAIRS.items())


def _opened(text: str, start: int, end: int, opening: str, closing: str) -> bool:
    """Is the closing mark at the end the partner of an opening one inside?"""
    inside = text[start : end - 1]
    if opening == closing:
        return inside.count(opening) % 2 == 1
    if closing == "’" and "‘" not in inside:
        return False
    return inside.count(opening) > inside.count(closing)


def _is_symbol(character: str) -> bool:
    """Emoji and other pictures belong to what is said; arrows and box drawings do not matter here."""
    return character >= "\u2600" and unicodedata.category(character) in ("So", "Sk", "Mn", "Cf", "Mc")


def _with_partner(text: str, start: int, end: int) -> int:
    """The end, moved behind the mark or bracket that closes what was opened inside (with the comma before it)."""
    closing = _CLOSING.match(text, end)
    if closing is None:
        return end
    for opening, partner in _PAIRS.items():
        if closing[1] == partner and _opened(text, start, end + 1, opening, partner):
            return closing.end()
    return end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 1 and _GOES_ON.match(text, start - 1):
        start = _word_start(text, start - 2)
    while end < len(text) - 1 and _GOES_ON.match(text, end) and (behind := _WORDS.match(text, end + 1)):
        end = behind.end()
    return start, end


def _word_start(text: str, at: int) -> int:
    while at > 0 and _WORD.match(text[at - 1]):
        at -= 1
    return at


def drafts_of(article: Article, encoding: Encoding) -> list[Draft]:
    """One draft for every link, in the order of the text; a content may still be empty (see quoted.py)."""
    text, found = article.text, []
    script = sum(begins_like_turn(text, block.start, block.end) for block in article.blocks) > 1
    topics = sum(names_topic(text[each.start : each.end]) for each in article.blocks) > 1
    for passage in encoding.passages:
        block = article.blocks[passage.block]
        turn = script and begins_like_turn(text, block.start, block.end)
        dateline = None if turn else dateline_end(text, block.start, block.end)
        for link in passage.links:
            draft = _draft(text, passage, link)
            if (
                draft is not None
                and not _is_placed(draft, block.start, dateline)
                and not (topics and _labels(draft, block.start))
            ):
                found.append(draft)
    return found


def _labels(draft: Draft, start: int) -> bool:
    """Is the source the label that opens its line?"""
    return bool(draft.source) and draft.source[0][0] == start and draft.cue[0][0] == draft.source[-1][1]


def _is_placed(draft: Draft, start: int, dateline: int | None) -> bool:
    """Is the source the place in front of a report ("KELTERSUND, 14 April (Northwire) — ", "MANJAPUR: ")?

    A place and a colon look like the speaker of a script; a script has more than one such line.
    """
    opens = draft.source and draft.source[0][0] == start
    return bool(opens) and dateline is not None and draft.source[-1][1] <= dateline


def _draft(text: str, passage: Passage, link: Link) -> Draft | None:
    def extents(pieces: tuple[Extent, ...], content: bool = False) -> Extents:
        words, found = passage.words, []
        for place, (first, last) in enumerate(pieces):
            start, end = passage.start + words.starts[first], passage.start + words.ends[last]
            cut = trimmed(text, start, end, content and place == 0)
            if cut is not None:
                found.append(cut)
        return tuple(found)

    cue = extents((link.cue,)) or _bare(passage, link.cue)
    if mark_of(text[cue[0][0] : cue[0][1]]):
        return None
    behind = bool(link.content) and _may_open_with_that(text, passage, link)
    source = with_whole_source(text, of_one_sentence(text, extents(link.source), cue))
    content = extents(link.content, content=behind)
    if not any(any(passage.words.quotes[first : last + 1]) for first, last in link.content):
        content = tuple(of_cues_sentence(text, piece, cue) for piece in content)
    draft = Draft(passage.block, source, cue, content, link.confidence)
    return with_whole_cue(text, draft)


def _may_open_with_that(text: str, passage: Passage, link: Link) -> bool:
    """Is a "that" at the head of the content the conjunction?  Not before the cue, nor in marks behind a comma or colon."""
    if link.content[0][0] <= link.cue[1]:
        return False
    starts, ends = passage.words.starts, passage.words.ends
    between = text[passage.start + ends[link.cue[1]] : passage.start + starts[link.content[0][0]] + 1]
    return not (any(mark_of(each) for each in between) and any(each in ",:" for each in between))


def of_cues_sentence(text: str, piece: tuple[int, int], cue: Extents) -> tuple[int, int]:
    """A piece of content without the sentences that follow the cue's own, or stand before it.

    Quoted words may be many sentences, and so may what a colon introduces; what is told in the writer's own syntax ends with
    its sentence (in PolNeAR, 22 of 22 021 contents have no marks and go beyond it: benchmarks/corpus.py).
    """
    start, end = piece
    if text[cue[-1][0] : start].rstrip().endswith(":"):
        return piece
    ends = list(sentence_ends(text, start, end))
    if not ends:
        return piece
    cut = (start, ends[0]) if start >= cue[-1][1] else (ends[-1] + 1, end) if end <= cue[0][0] else piece
    return trimmed(text, *cut) or piece


def of_one_sentence(text: str, source: Extents, cue: Extents) -> Extents:
    """The pieces of a source without those that a sentence's end parts from the piece next to the cue."""
    if len(source) < 2:
        return source
    next_to = min(source, key=lambda piece: max(cue[0][0] - piece[1], piece[0] - cue[-1][1]))

    def apart(piece: tuple[int, int]) -> int:
        return sentence_breaks(text, min(piece[1], next_to[1]), max(piece[0], next_to[0]) + 1)

    return tuple(piece for piece in source if piece == next_to or not apart(piece))


def with_whole_source(text: str, source: Extents) -> Extents:
    """The source with the head noun that a tagger cut off behind or in front of it, and without the day of the saying.

    "The Velmoran | side", "the Trump | campaign": a determiner and an adjective or name ask for the noun.  "preliminary figures
    from | the Election Authority": what a preposition governs is not the subject; the noun before it is.
    """
    if len(source) != 1:
        return source
    start, end = source[0]
    dated = _DATED.search(text, start, end)
    if dated and dated.start() > start and not _NOT_OF_VERB.search(text, start, dated.start()):
        return ((start, dated.start()),)
    behind = _NOUN_BEHIND.match(text, end)
    if behind and _DETERMINED.match(text, start, end) and classes_of(behind[1]) and verb_of(behind[1]) is None:
        end = behind.end()
    before = _NOUN_BEFORE.search(text, max(0, start - 80), start)
    if before and set(classes_of(before["noun"])) & {"document", "speaking", "people"}:
        words = _WORDS.findall(before["phrase"].lower())
        if not any(verb_of(word) for word in words[: words.index(before["noun"].lower())]):
            start = before.start("phrase")
    return ((start, end),)


def _bare(passage: Passage, cue: Extent) -> Extents:
    """A cue of punctuation alone: the colon or dash of a script."""
    return ((passage.start + passage.words.starts[cue[0]], passage.start + passage.words.ends[cue[1]]),)


def with_whole_cue(text: str, draft: Draft) -> Draft:
    """The draft with a cue that reaches as far as the contract wants: "declined to comment on", "said he did not know".

    What stands between ("declined on Friday to comment on") belongs to neither: the cue then has two spans.
    """
    if not draft.content or draft.content[0][0] < draft.cue[-1][1]:
        return draft
    (start, end), *rest = draft.content
    moved = cue_in_content(text[draft.cue[0][0] : draft.cue[-1][1]], text[start:end])
    content = trimmed(text, start + moved, end) if moved else None
    if content is None:
        return draft
    (low, high), stop = draft.cue[-1], start + len(text[start : start + moved].rstrip())
    between = _WORDS.findall(text[high:start])
    cue = ((low, stop),) if between in ([], ["that"]) else ((low, high), (start, stop))
    return replace(draft, cue=(*draft.cue[:-1], *cue), content=(content, *rest))

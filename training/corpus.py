"""PolNeAR as training paragraphs: words, cues, and for every cue the tags of its source and content.

Gold spans get the contract's edges (no quotation marks, no edge punctuation, no opening "that"), because annotators disagree
most about edges: what the product trims, the model need not learn.
"""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from pathlib import Path

from whence.tagger.tokens import CASES, Words, words_of

HERE = Path(__file__).resolve().parent
TAGS = ("O", "B-source", "I-source", "B-content", "I-content")
LONGEST = 360  # words of a paragraph; longer ones are left out of training (benchmarks/corpus.py counts them)


@dataclass(frozen=True)
class Link:
    """A cue (first and last word) with the words of its source and of its content, as pieces (first, last)."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph with its links; `unsure` are words whose cue label the corpus leaves open (see `unsure_words`).

    `lesson` is what a teacher thinks of it (teacher.py); without `annotated`, the links are the teacher's too.
    """

    text: str
    words: Words
    links: tuple[Link, ...]
    unsure: frozenset[int]
    lesson: object = None
    annotated: bool = True


def read_jsonl(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line.strip()]


def is_word(text):
    return text[0].isalnum() or text[0] == "_"


def trimmed(words, first, last, content):
    """(first, last) without punctuation and marks at the edges, nor the opening that of a content; None if nothing is left."""
    while first <= last and not is_word(words.texts[first]):
        first += 1
    while last >= first and not is_word(words.texts[last]):
        last -= 1
    if content and first < last and words.texts[first].lower() == "that" and is_word(words.texts[first + 1]):
        first += 1
    return (first, last) if first <= last else None


def pieces_of(words, spans, content=False):
    """Word pieces that the spans (offsets into the paragraph) touch, edges trimmed, joined where no word stands between."""
    found = []
    for start, end in sorted(spans):
        touched = [i for i in range(len(words.starts)) if words.starts[i] < end and words.ends[i] > start]
        if not touched:
            continue
        first, last = touched[0], touched[-1]
        if found and not any(is_word(words.texts[i]) for i in range(found[-1][1] + 1, first)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    cut = [trimmed(words, first, last, content and place == 0) for place, (first, last) in enumerate(found)]
    return tuple(piece for piece in cut if piece)


def cue_of(words, spans):
    """First and last word of a cue; a cue of punctuation alone (a colon, a dash) keeps it."""
    pieces = pieces_of(words, spans)
    if pieces:
        return pieces[0][0], pieces[-1][1]
    touched = [i for s, e in spans for i in range(len(words.starts)) if words.starts[i] < e and words.ends[i] > s]
    return (touched[0], touched[-1]) if touched else None


def within(spans, start, end):
    return [(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start]


def paragraphs_of(record, cue_words=frozenset()):
    """The paragraphs of one record with their links; lines that are mostly boilerplate or set aside are left out."""
    text = record["text"]
    left_out = [tuple(span) for span in record.get("boilerplate", []) + record.get("discard", [])]
    found, at = [], 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        words = words_of(line)
        hidden = sum(e - s for s, e in within(left_out, start, end))
        if not words.starts or len(words.starts) > LONGEST or 2 * hidden > len(line):
            continue
        links = []
        for attribution in record["attributions"]:
            cue = cue_of(words, within(attribution["cue"], start, end))
            if cue is None:
                continue
            source = pieces_of(words, within(attribution["source"], start, end))
            content = pieces_of(words, within(attribution["content"], start, end), content=True)
            links.append(Link(cue, source, content))
        links = tuple(sorted(links, key=lambda link: link.cue))
        found.append(Paragraph(line, words, links, unsure_words(words, links, cue_words)))
    return found


def unsure_words(words, links, cue_words):
    """Words inside an indirect content that are often cues elsewhere.

    The annotators were told to mark the outermost attribution only, so such a word says nothing about being a cue.
    """
    cues = {index for link in links for index in range(link.cue[0], link.cue[1] + 1)}
    return frozenset(
        index
        for link in links
        for first, last in link.content
        for index in range(first, last + 1)
        if index not in cues and words.quotes[index] == 0 and words.texts[index].lower() in cue_words
    )


def frequent_cue_words(records, least=5, share=0.1):
    """Words that are cues in at least `share` of their places outside contents."""
    seen, cued = {}, {}
    for record in records:
        for paragraph in paragraphs_of(record):
            inside = {i for link in paragraph.links for first, last in link.content for i in range(first, last + 1)}
            cues = {i for link in paragraph.links for i in range(link.cue[0], link.cue[1] + 1)}
            for index, text in enumerate(paragraph.words.texts):
                if index not in inside:
                    seen[text.lower()] = seen.get(text.lower(), 0) + 1
                    cued[text.lower()] = cued.get(text.lower(), 0) + (index in cues)
    return frozenset(w for w, n in cued.items() if n >= least and n >= share * seen[w] and w[0].isalpha())


def tags_of(paragraph, link):
    """One tag (index into TAGS) per word; a piece that the cue or another piece cuts begins anew behind it."""
    taken = set(range(link.cue[0], link.cue[1] + 1))
    tags = [0] * len(paragraph.words.texts)
    for opening, pieces in ((1, link.source), (3, link.content)):
        for first, last in pieces:
            for index in range(first, last + 1):
                if index not in taken:
                    goes_on = index > first and tags[index - 1] in (opening, opening + 1)
                    tags[index] = opening + 1 if goes_on else opening
                    taken.add(index)
    return tags


# --- composed paragraphs ---------------------------------------------------------------------------------------------

STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "they",
        "it",
        "we",
        "his",
        "her",
        "their",
        "its",
        "in",
        "on",
        "at",
        "but",
        "this",
        "that",
        "these",
        "those",
        "some",
        "many",
        "most",
        "several",
        "as",
        "after",
        "when",
        "while",
        "if",
        "there",
        "according",
    ]
)
SUBJECTS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "there",
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "his",
        "her",
        "their",
        "many",
        "most",
        "some",
    ]
)


def lowered(sentence):
    first = re.match(r"[A-Za-z]+", sentence)
    return sentence[0].lower() + sentence[1:] if first and first[0].lower() in STARTERS else sentence


def shifted(link, words, by):
    """The link as character spans, moved by `by`."""

    def spans(pieces):
        return [(words.starts[first] + by, words.ends[last] + by) for first, last in pieces]

    return {"cue": spans([link.cue]), "source": spans(link.source), "content": spans(link.content)}


def rebuilt(text, attributions):
    return paragraphs_of({"text": text, "attributions": attributions})[0]


class Composer:
    """Second-hand and nested sentences, made of annotated ones: PolNeAR itself has none, because it is flat by design.

    A frame is the beginning of an annotated sentence up to its indirect content; an inner sentence is one with exactly one
    attribution and no quotation mark.
    """

    def __init__(self, paragraphs):
        self.frames, self.closers, self.inner, self.told, self.outlets = [], [], [], [], []
        for paragraph in paragraphs:
            self._collect(paragraph)

    def _collect(self, paragraph):
        for link in paragraph.links:
            if len(link.source) == 1 and len(link.content) == 1:
                self._collect_parts(paragraph, link, link.source[0], link.content[0])
        words = paragraph.words
        if any(words.quotes) or len(paragraph.links) != 1 or len(words.texts) > 45 or re.search(r"[.!?]\s", paragraph.text):
            return
        link = paragraph.links[0]
        if len(link.source) == 1 and len(link.content) == 1:
            self._collect_frame(paragraph, link, link.source[0], link.content[0])
            titled = sum(case == CASES.index("title") for case in words.cases)
            if 8 <= len(words.texts) <= 32 and 2 * titled < len(words.texts) and paragraph.text.rstrip().endswith("."):
                self.inner.append(paragraph)

    def _collect_parts(self, paragraph, link, source, content):
        words, cue = paragraph.words, paragraph.words.texts[link.cue[0]].lower()
        ends = source[1] >= len(words.texts) - 2
        if cue == "according" and content[1] < link.cue[0] and source[0] > link.cue[1] and ends:
            at = words.ends[content[1]]
            if not any(words.quotes[content[1] + 1 :]):
                self.closers.append((paragraph.text[at:], shifted(link, words, -at)))
        if cue in ("reported", "reports", "writes") and source[1] - source[0] < 5 and words.cases[source[1]] in (1, 2):
            self.outlets.append(paragraph.text[words.starts[source[0]] : words.ends[source[1]]])

    def _collect_frame(self, paragraph, link, source, content):
        """A sentence of source, cue and content in that order gives a frame; holder and content go to the quoting forms."""
        words, text, cue = paragraph.words, paragraph.text, link.cue
        gap = text[words.ends[cue[1]] : words.starts[content[0]]].strip()
        clause = gap == "that" or words.texts[content[0]].lower() in SUBJECTS
        headline = sum(case == CASES.index("title") for case in words.cases) > 0.5 * len(words.texts)
        if source[0] or not source[1] < cue[0] < content[0] or content[1] < len(words.texts) - 2 or gap not in ("", "that"):
            return
        if not clause or headline:
            return
        self.frames.append((text[: words.starts[content[0]]], shifted(link, words, 0)))
        if content[1] - content[0] > 4:
            self.told.append((text[: words.ends[source[1]]], text[words.starts[content[0]] : words.ends[content[1]]]))

    def compose(self, random):
        """One composed paragraph."""
        return random.choice((self.framed, self.framed, self.closed, self.quoted))(random)

    def framed(self, random):
        """ "Smith said that " + "Jones warned of rain."."""
        frame, outer = random.choice(self.frames)
        inner = random.choice(self.inner)
        text = frame + lowered(inner.text.rstrip())
        outer = {**outer, "content": [(len(frame), len(text) - 1)]}
        return rebuilt(text, [outer, shifted(inner.links[0], inner.words, len(frame))])

    def closed(self, random):
        """ "Jones warned of rain" + ", according to Smith."."""
        closer, outer = random.choice(self.closers)
        inner = random.choice(self.inner)
        body = inner.text.rstrip().rstrip(".")
        moved = {role: [(s + len(body), e + len(body)) for s, e in spans] for role, spans in outer.items()}
        moved["content"] = [(0, len(body))]
        return rebuilt(body + closer, [moved, shifted(inner.links[0], inner.words, 0)])

    def quoted(self, random):
        """ "The Herald quoted Jones as saying it would rain." and "The Herald reported, citing Jones, that it would rain."."""
        holder, content = random.choice(self.told)
        outlet, holder = random.choice(self.outlets), lowered(holder)
        verb = random.choice(("quoted", "quotes", "cited", "has quoted"))
        style = random.randrange(3)
        if style == 0:
            middle, cue = random.choice((" as saying ", " as saying that ", " saying ", " saying that ")), "saying"
            text = f"{outlet} {verb} {holder}{middle}{content}."
        elif style == 1:
            text, cue = f"{outlet} {random.choice(('reported', 'reports', 'said'))}, citing {holder}, that {content}.", "citing"
        else:
            text, cue = f"Citing {holder}, {outlet} reported that {content}.", "Citing"
        at = text.index(holder, 0 if style == 2 else len(outlet))
        cue_at = text.index(f" {cue} ", at) + 1 if style == 0 else text.index(cue)
        said = (len(text) - 1 - len(content), len(text) - 1)
        inner = {"cue": [(cue_at, cue_at + len(cue))], "source": [(at, at + len(holder))], "content": [said]}
        relay_at = text.index(outlet, 0 if style != 2 else at + len(holder))
        relay_cue = re.compile(r"\b(?:has quoted|quoted|quotes|cited|reported|reports|said)\b").search(
            text, relay_at + len(outlet)
        )
        relay = {"cue": [relay_cue.span()], "source": [(relay_at, relay_at + len(outlet))]}
        relay["content"] = [(at, said[1])] if style == 0 else [said]
        return rebuilt(text, [relay, inner])


def with_unsure(paragraph, cue_words):
    return replace(paragraph, unsure=unsure_words(paragraph.words, paragraph.links, cue_words))


def stories():
    """The stories that are learned from, with their texts: training/stories.jsonl, benchmarks/stories/tuned and later.

    `draw` tells when a story was written: t, v, w, n of stories.jsonl, tuned, later; each model tells which it learns from.
    Those of w and n tell origins and counts as well, from which nothing learns yet.
    """
    found = [{**story, "draw": story["name"][0]} for story in read_jsonl(HERE / "stories.jsonl")]
    folder = HERE.parent / "benchmarks" / "stories"
    for path in [*sorted(folder.glob("tuned/*/story.json")), *sorted(folder.glob("later/*/story.json"))]:
        story = json.loads(path.read_text(encoding="utf-8"))
        for each in story["articles"]:
            each["text"] = (path.parent / each["file"]).read_text(encoding="utf-8")
        found.append({**story, "draw": path.parent.parent.name})
    return found


def start_of(told, text):
    """Where the words of a story's statement begin in its article; -1 where they are not in it."""
    if "start" in told:
        return told["start"]
    found = [at for at in range(len(text)) if text.startswith(told["content"], at)]
    return found[told.get("nth", 1) - 1] if len(found) >= told.get("nth", 1) else -1

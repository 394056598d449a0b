"""What an exported model thinks of a paragraph, for the next one to learn from beside the annotation.

Annotators of PolNeAR agree on 61 % of whole statements.  A first model averages over them; a second one that learns from its
probabilities as well as from the labels is taught less of what was chance ("born-again networks", Furlanello et al. 2018), and
can learn from news that nobody annotated, with words hidden from it that its teacher saw (Xie et al. 2020).
"""

from dataclasses import dataclass, replace

import numpy as np

from corpus import LONGEST, Link, Paragraph, read_jsonl
from whence.tagger.decode import best_paths, cues, pieces, probabilities
from whence.tagger.run import Tagger
from whence.tagger.tokens import words_of
from whence.tagger.weights import load

UNANNOTATED = ("dates/tbaq_train.jsonl", "ecbplus/train.jsonl", "newsmtsc/train.jsonl")
FEWEST = 6  # words of an unannotated paragraph worth reading
SUREST = 0.3  # probability from which a teacher's cue is a link of an unannotated paragraph


@dataclass(frozen=True)
class Lesson:
    """Probabilities of the cue tags, (words, 3), and for each of the paragraph's links those of its tags, (words, 5)."""

    cue: np.ndarray
    tags: tuple[np.ndarray, ...]


class Teacher:
    def __init__(self, folder):
        self.tagger = Tagger(load(folder))
        self.moves = np.array(self.tagger.model.moves)

    def annotated(self, paragraph):
        """The paragraph with the teacher's lesson on its links."""
        vectors, scores = self.tagger.cue_scores(paragraph.words)
        spans = [link.cue for link in paragraph.links]
        tags = self.tagger.tag_scores(vectors, spans) if spans else []
        return replace(paragraph, lesson=lesson_of(scores, tags))

    def unannotated(self, text):
        """A paragraph without gold: its links are the teacher's own."""
        words = words_of(text)
        vectors, scores = self.tagger.cue_scores(words)
        spans = [cue for cue, _ in cues(scores, SUREST)]
        tags = self.tagger.tag_scores(vectors, spans) if spans else np.zeros((0, len(words.texts), 5), np.float32)
        paths = best_paths(tags, self.moves)[0].tolist() if spans else []
        links = tuple(Link(cue, pieces(path, 1), pieces(path, 3)) for cue, path in zip(spans, paths, strict=True))
        return Paragraph(text, words, links, frozenset(), lesson_of(scores, tags), annotated=False)


def lesson_of(scores, tags):
    return Lesson(probabilities(scores).astype(np.float16), tuple(probabilities(each).astype(np.float16) for each in tags))


def unannotated_texts(data):
    """Paragraphs of news without annotation of statements, each once, in a fixed order."""
    found = {}
    for name in UNANNOTATED:
        if not (data / name).exists():
            raise SystemExit(f"no {data / name}: the second round of training reads it; give the folder with --data")
        for record in read_jsonl(data / name):
            for line in record["text"].split("\n"):
                if FEWEST <= len(words_of(line).texts) <= LONGEST:
                    found[line] = None
    return list(found)

"""The figures of PolNeAR that comments in the code quote beside a constant: python benchmarks/corpus.py [--shared FOLDER]

Train and dev together where not said otherwise.  Needs the folder of data; without it it says so and stops.
"""

import argparse
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

from accuracy import SHARED
from whence.ingest.anatomy import MOST_DECK_WORDS
from whence.ingest.anatomy import article as article_of
from whence.lexicon.credits import same_outlet
from whence.lexicon.marks import mark_of, sentence_breaks, sentence_ends
from whence.records.article import PROSE, Given
from whence.tagger.passages import MOST_PIECES
from whence.tagger.tokens import WordPieces, words_of
from whence.tagger.weights import packaged


def records_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def share(part, whole):
    return f"{len(part)} of {len(whole)} ({100 * len(part) / len(whole):.2f} %)"


def paragraphs(records):
    """(characters, pieces, words, cues) of every line that has words."""
    pieces, found = WordPieces(packaged().vocabulary).pieces, []
    for record in records:
        at = 0
        for line in record["text"].split("\n"):
            cues = sum(any(at <= start < at + len(line) for start, _ in each["cue"][:1]) for each in record["attributions"])
            if words := words_of(line):
                found.append((len(line), len(pieces(words).ids), len(words.texts), cues))
            at += len(line) + 1
    return [each for each in found if each[1] > 2]


def contents_elsewhere(records):
    """(leaves the paragraph of its cue, is not quoted and goes beyond a sentence) of every content that has a cue."""
    found = []
    for record in records:
        text = record["text"]
        for each in record["attributions"]:
            if each["cue"] and each["content"]:
                cue, spans = each["cue"][0][0], each["content"]
                leaves = any("\n" in text[min(cue, start) : max(cue, end)] for start, end in spans)
                marked = any(mark_of(character) for start, end in spans for character in text[start:end])
                beyond = not marked and any(sentence_breaks(text, start, end) for start, end in spans)
                found.append((leaves, beyond))
    return found


def sentences_of_two(records):
    """Characters of every sentence that holds the cues of two attributions or more."""
    found = []
    for record in records:
        at, text = 0, record["text"]
        for line in text.split("\n"):
            edges = [at, *(end + 1 for end in sentence_ends(text, at, at + len(line))), at + len(line)]
            for start, end in pairwise(edges):
                held = sum(bool(each["cue"]) and start <= each["cue"][0][0] < end for each in record["attributions"])
                if held > 1:
                    found.append(end - start)
            at += len(line) + 1
    return found


def titles(records):
    """The first lines (headlines), whether each is read as the title, and the same of bodies that open with a long line."""
    headlines = [record["text"].partition("\n")[0] for record in records]
    bodies = [record["text"].partition("\n")[2].lstrip() for record in records]
    found = [article_of(Given(name="x", text=record["text"])).blocks[0].role == "title" for record in records]
    prose = [body for body in bodies if len(body.partition("\n")[0].split()) > MOST_DECK_WORDS]  # shorter: a deck, a label
    wrong = [article_of(Given(name="x", text=body)).blocks[0].role == "title" for body in prose]
    return headlines, found, wrong


def furniture(records):
    """(role, gold contents that begin in it) of every block that is neither title nor prose."""
    found = []
    for record in records:
        contents = [each["content"][0][0] for each in record["attributions"] if each["content"]]
        for block in article_of(Given(name="x", text=record["text"])).blocks:
            if block.role not in PROSE and block.role != "title":
                found.append((block.role, sum(block.start <= start < block.end for start in contents)))
    return found


def agencies(records):
    """(right, found, to find) of the agencies whose copy the corpus knows an article to be."""
    right = found = 0
    for record in records:
        told = Given(name="x", text=record["text"], outlet=record["publisher"])
        source = article_of(told).republished_from
        if source and source.basis == "agency credit":
            found += 1
            right += record["wire"] is not None and same_outlet(source.name, record["wire"])
    return right, found, sum(record["wire"] is not None for record in records)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder that holds data/polnear")
    folder = parser.parse_args().shared / "data" / "polnear"
    if not folder.exists():
        raise SystemExit(f"no corpus at {folder}: give the folder that holds data/polnear with --shared")
    records = records_of(folder / "train.jsonl") + records_of(folder / "dev.jsonl")
    lines, contents = paragraphs(records), contents_elsewhere(records)
    print("paragraphs over", MOST_PIECES, "pieces:", share([each for each in lines if each[1] > MOST_PIECES], lines))
    print("paragraphs over 360 words:", share([each for each in lines if each[2] > 360], lines))
    print("characters to a piece:", round(sum(each[0] for each in lines) / sum(each[1] for each in lines), 2))
    print("paragraphs with 12 cues or more:", share([each for each in lines if each[3] >= 12], lines))
    print("contents that leave the paragraph of their cue:", share([each for each in contents if each[0]], contents))
    print("contents without marks that go beyond a sentence:", share([each for each in contents if each[1]], contents))
    long = sorted(sentences_of_two(records))
    print("sentences with two cues or more:", len(long), "99.9 % are shorter than", long[int(0.999 * len(long))], "characters")
    headlines, found, wrong = titles(records)
    print(
        "headlines over 30 words or 200 characters:",
        share([h for h in headlines if len(h.split()) > 30 or len(h) > 200], headlines),
    )
    print("headlines read as titles:", share([each for each in found if each], found))
    blocks = furniture(records)
    print("blocks that are neither title nor prose:", dict(sorted(Counter(role for role, _ in blocks).items())))
    print("gold contents that begin in them:", sum(count for _, count in blocks))
    right, named, known = agencies(records)
    print(f"agencies credited: right {right} of {named} found, {known} to find")
    print("first lines of bodies, longer than a deck, read as titles:", share([each for each in wrong if each], wrong))


if __name__ == "__main__":
    main()

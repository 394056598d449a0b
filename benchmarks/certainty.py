"""Certainty and polarity, judged alone: python benchmarks/certainty.py [--shared FOLDER] [--wrong]

Two sets: the gold cases (statements as the gold has them), and benchmarks/data/certainty.jsonl, statements that the reader
found in training articles of PolNeAR and one annotator judged by the contract before its answers were seen (places and
labels only; the texts come from the folder of data; its first line tells the draws and the figure at first look).
Accuracy beside that of calling everything asserted and positive.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from msgspec.structs import replace

from gold import SHARED, gold_readings
from whence.ingest.anatomy import article as article_of
from whence.interpret.certainty import certainty
from whence.interpret.statements import complement
from whence.interpret.statements.quoted import Marks
from whence.lexicon.cues import sense_of
from whence.records.article import Given
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Source, Statement, statement_id

LABELS = Path(__file__).parent / "data" / "certainty.jsonl"
DRAWS = ("random", "hedged", "fresh")
PLAIN = {"certainty": "asserted", "polarity": "positive"}


def from_cases(shared):
    """(set, article, statements without certainty, labels) of every gold case."""
    for reading, gold in gold_readings(shared):
        bare = tuple(replace(each, certainty=None, polarity=None) for each in reading.statements)
        yield "cases", reading.article, bare, gold["statements"]


def from_labels(shared):
    """The same of the labelled places, one article after the other, by the part of the draw."""
    labels = [json.loads(line) for line in LABELS.read_text().splitlines()[1:]]
    wanted = {each["article"] for each in labels}
    with (shared / "data" / "polnear" / "train.jsonl").open(encoding="utf-8") as lines:
        records = {each["id"]: each for each in map(json.loads, lines) if each["id"] in wanted}
    for draw in DRAWS:
        for name in sorted(wanted):
            mine = [each for each in labels if each["article"] == name and each["draw"] == draw]
            article = article_of(Given(name=name, text=records[name]["text"]))
            yield draw, article, tuple(built(article, each) for each in mine), mine


def built(article, label):
    """The statement at the labelled places, as the reader would make it."""
    source, cue, content = (
        tuple(span_of(article.text, *extent) for extent in label[part]) for part in ("source", "cue", "content")
    )
    sense = sense_of(" ".join(span.text for span in cue), complement(article.text, cue, content))
    return Statement(
        id=statement_id(article.id, cue, content),
        source=Source(source),
        cue=Cue(cue, sense.lemma, sense.act),
        content=Content(content),
        quotation=Marks(article).kind(tuple(map(tuple, label["content"]))),
        confidence=1.0,
    )


def right(value, label, field):
    return value == label[field] or value in label.get("accept", {}).get(field, ())


def figures(sets):
    """Counts by set and field, and the answers that are wrong, as lines."""
    counts, wrong = Counter(), []
    for name, article, bare, labels in sets:
        for statement, label in zip(certainty(article, bare), labels, strict=True):
            for field, plain in PLAIN.items():
                value = getattr(statement, field)
                good = right(value, label, field)
                counts[name, field, "of"] += 1
                counts[name, field, "right"] += good
                counts[name, field, "plain"] += right(plain, label, field)
                if not good:
                    wrong.append(told(name, field, value, label, statement))
    return counts, wrong


def told(name, field, value, label, statement):
    source, cue, content = (
        " … ".join(span.text for span in part.spans) for part in (statement.source, statement.cue, statement.content)
    )
    because = " · ".join(statement.reasons)
    return (
        f"{name} {field} {value}, not {label[field]}: [{source[:30]}] «{cue}» {statement.cue.act} {content[:200]!r} ({because})"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--wrong", action="store_true", help="every wrong answer")
    given = parser.parse_args()
    if not (given.shared / "cases").exists():
        raise SystemExit(f"no cases at {given.shared / 'cases'}: give the folder that holds data and cases with --shared")
    counts, wrong = figures([*from_cases(given.shared), *from_labels(given.shared)])
    for name in ("cases", *DRAWS):
        for field in PLAIN:
            of = counts[name, field, "of"]
            good, plain = (counts[name, field, kind] for kind in ("right", "plain"))
            print(f"{name:7} {field:10} {good / of:.3f} ({good} of {of})   all {PLAIN[field]}: {plain / of:.3f}")
    if given.wrong:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()

"""How often the holder of a statement is the right one, on real articles: python benchmarks/speakers.py [--wrong]

Gold: data/speakers.jsonl, our own labels on 23 articles of PolNeAR dev (offsets and labels only; data/README.md).  Every
labelled source that a reading also has is one question: the same person, body or outlet, or (for the unnamed) anybody
unnamed.
`decided` is the share of answers that name an entity, `precision` the share of these that are right, `overall` right of all.
Sources that the annotator marked unsure, or as no holders, are left out.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from whence.read import Reader
from whence.records.article import Given

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = Path(__file__).parent / "data" / "speakers.jsonl"
NAMED = {"named person", "named organization", "outlet", "place", "author"}


def labels():
    found = defaultdict(dict)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if not label["unsure"] and not label["gold_source_bad"]:
            found[label["id"]][tuple(label["source"])] = label
    return found


def words(name):
    return re.findall(r"\w+", name.casefold().removeprefix("the "))


def right(text, label, entity):
    """Is the entity the one that the label means?"""
    if label["kind"] == "author" or entity.kind == "author":
        return label["kind"] == entity.kind
    if label.get("members"):
        return len(entity.members) == len(label["members"])
    if label["kind"] not in NAMED or label["name"] is None:
        return entity.kind not in ("named person", "place")
    name = {*words(entity.name)}
    options = [{*words(text[slice(*place)])} for place in (label["name"], *label.get("name_also", ()))]
    return entity.kind in NAMED and any(name <= option or option <= name for option in options)


def judge(reading, wanted):
    """(form, verdict, kind verdict, label, entity) of every labelled source that the reading has."""
    entities = {each.id: each for each in reading.entities}
    for statement in reading.statements:
        for span in statement.source.spans[:1]:
            label = wanted.get((span.start, span.end)) or next(
                (each for (start, _), each in wanted.items() if start == span.start), None
            )
            if label is None:
                continue
            entity = entities.get(statement.source.entity)
            verdict = "abstained" if entity is None else "right" if right(reading.article.text, label, entity) else "wrong"
            kind = None if entity is None else entity.kind in (label["kind"], *label.get("kind_also", ()))
            yield label.get("form", ""), verdict, kind, label, entity, statement


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what is wrong or undecided")
    given = parser.parse_args()
    if not (SHARED / "data" / "polnear").is_dir():
        sys.exit("benchmarks/speakers.py needs the corpus folder shared/data/polnear beside the project")
    gold, reader, counts, kinds, confusion = labels(), Reader(), defaultdict(Counter), Counter(), Counter()
    for line in (SHARED / "data" / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] not in gold:
            continue
        told = {name: record[name] for name in ("text", "title", "published")}
        reading = reader.read(Given(name=record["id"], **told))
        for form, verdict, kind, label, entity, statement in judge(reading, gold[record["id"]]):
            counts[form][verdict] += 1
            counts["all"][verdict] += 1
            kinds[kind] += 1
            if kind is False:
                confusion[label["kind"], entity.kind] += 1
            if given.wrong and (verdict != "right" or kind is False):
                want = record["text"][slice(*label["name"])] if label["name"] else "-"
                name = f"{entity.name}/{entity.kind}" if entity else "?"
                src = " + ".join(s.text for s in statement.source.spans)
                print(f"{verdict:9} {record['id'][:30]:30} [{src[:50]}] is {want}/{label['kind']}, read as {name}")
                print(" " * 10, *statement.reasons)
    for form, counted in sorted(counts.items(), key=lambda each: -sum(each[1].values())):
        decided = counted["right"] + counted["wrong"]
        whole = sum(counted.values())
        precision, overall = counted["right"] / max(decided, 1), counted["right"] / whole
        print(f"{form:12} precision {precision:.3f} ({counted['right']} of {decided})   overall {overall:.3f} of {whole}")
    print(f"kind right {kinds[True]} of {kinds[True] + kinds[False]}", confusion.most_common(12))


if __name__ == "__main__":
    main()

"""Credits of agencies and of other outlets on PolNeAR: python benchmarks/credits.py [--shared FOLDER] [--restored] [--all]

Every article is read as a user has it: its text, its day and the name of the outlet that printed it.  `wire` is the agency that
the corpus names, `credit` the outlet that it names in a "h/t" line; the agency that Whence finds in a dateline, a byline or a
sign-off answers the one, what it finds in a credit line the other.  Right is the same agency under any of its names, the same
outlet by its name or its domain.

The corpus keeps bylines and most "h/t" lines apart from the texts; the last column counts the texts that show what is asked:
a name of the agency or a sign-off in its style, any line with "h/t".  --restored puts both back where a page prints them, the
byline under the headline, "h/t: NAME" at the end: it tells what the rules can read, not what is in the texts.
"""

import argparse
import json
import re
from pathlib import Path
from typing import NamedTuple

from whence.ingest.anatomy import article as article_of
from whence.lexicon.credits import same_outlet, sign_off_agency
from whence.lexicon.tables import table
from whence.records.article import Given

SHARED = Path(__file__).resolve().parents[2] / "shared"
KINDS = ("wire", "credit")
HAT_TIP = re.compile(r"(?i)\bh/t\b|\bhat tip\b")


class Answer(NamedTuple):
    """What Whence says of one article, and what the corpus says; `shown` tells whether the text shows that."""

    id: str
    kind: str
    found: str | None
    basis: str | None
    gold: str | None
    shown: bool

    @property
    def right(self) -> bool:
        return same_outlet(self.found, self.gold)


def restored(record):
    """The text with the byline and the "h/t" line that the corpus keeps in columns of their own."""
    head, _, body = record["text"].partition("\n")
    byline = f"\n\nBy {record['author']}\n" if record["author"] else "\n"
    return f"{head}{byline}{body.rstrip()}" + (f"\n\nh/t: {record['credit']}" if record["credit"] else "")


def shows(record, kind):
    """Does the text show the agency, or hold a line of the kind that names the outlet?"""
    if kind == "credit":
        return bool(HAT_TIP.search(record["text"]))
    names = next((group for group in table("anatomy")["agencies"] if record["wire"] in group), [record["wire"]])
    named = any(re.search(rf"\b{re.escape(name)}\b", record["text"]) for name in names)
    return named or any(sign_off_agency(line) == record["wire"] for line in record["text"].splitlines())


def answers_of(record, text):
    """The answer for each kind, empty ones left out."""
    told = Given(name=record["id"], text=text, published=record["published"], outlet=record["publisher"])
    source = article_of(told).republished_from
    for kind in KINDS:
        mine = source if source and (source.basis == "credit line") == (kind == "credit") else None
        if mine or record[kind]:
            found = (mine.name or mine.domain) if mine else None
            shown = record[kind] is not None and shows(record, kind)
            yield Answer(record["id"], kind, found, mine and mine.basis, record[kind], shown)


def figures(name, answers):
    """One line: precision and recall with their counts."""
    right = sum(each.right for each in answers)
    found, gold = (sum(getattr(each, field) is not None for each in answers) for field in ("found", "gold"))
    shown = sum(each.shown for each in answers)
    return (
        f"{name:7} precision {100 * right / max(found, 1):5.1f} %   recall {100 * right / max(gold, 1):5.1f} %   "
        f"{right} right, {found} found, {gold} gold, {shown} of them shown by the text"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder that holds data/polnear")
    parser.add_argument("--restored", action="store_true", help="with the byline and the h/t line put back into the text")
    parser.add_argument("--all", action="store_true", help="every miss - and every invention +")
    given = parser.parse_args()
    folder = given.shared / "data" / "polnear"
    if not folder.exists():
        raise SystemExit(f"skipped: no corpus at {folder}; give the folder that holds data/polnear with --shared")
    lines = [line for part in ("train", "dev") for line in (folder / f"{part}.jsonl").open(encoding="utf-8")]
    records = [json.loads(line) for line in lines]
    answers = [answer for each in records for answer in answers_of(each, restored(each) if given.restored else each["text"])]
    for each in answers if given.all else ():
        if not each.right:
            print("-" if each.gold else "+", each.kind, each.id, f"gold {each.gold}, found {each.found} ({each.basis})")
    print(f"{len(records)} articles" + (", byline and h/t line put back" if given.restored else ""))
    for kind in KINDS:
        print(figures(kind, [each for each in answers if each.kind == kind]))
    print(figures("both", answers))


if __name__ == "__main__":
    main()

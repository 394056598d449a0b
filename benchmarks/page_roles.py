"""Roles of the lines of pages, against 100 labelled pages: python benchmarks/page_roles.py READINGS [--all]

READINGS is what `whence read --only article --jsonl` prints for pages of the extraction set (training/pages.py --folds
writes such a file with models that have not seen the site).  Lines are compared by a hash of their letters
(benchmarks/data/README.md).
"""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from whence.ingest.page.features import letters_of

ROLES = Path(__file__).resolve().parent / "data" / "page-roles.jsonl"
PROSE = {"paragraph", "list", "blockquote", "live item"}
# Which part of a page (ingest/page/parts.py) a labelled role is.
PART_OF = {
    **dict.fromkeys(("paragraph", "list", "blockquote", "heading", "live item"), "body"),
    **dict.fromkeys(("teaser", "boilerplate", "note", "pullquote"), "extra"),
    "title": "title",
    "deck": "deck",
    "caption": "caption",
    "credit": "credit",
}


def hash_of(text):
    return hashlib.sha256(letters_of(text).encode()).hexdigest()[:10]


def keys_of(lines):
    """The key of every line: its hash, with the number of its occurrence from the second on."""
    seen, keys = Counter(), []
    for line in lines:
        key = hash_of(line.text)
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return keys


def gold_pages():
    """Page id -> its record, with `roles` as a dict from key to role."""
    records = map(json.loads, ROLES.read_text(encoding="utf-8").splitlines())
    return {each["page"]: {**each, "roles": dict(each["roles"])} for each in records}


def told_roles(readings):
    """Page id -> [(hash, role, text)] over all articles of the page."""
    found = {}
    for reading in readings:
        article = reading["article"]
        blocks = [(article["text"][each["start"] : each["end"]], each["role"]) for each in article["blocks"] or ()]
        found.setdefault(reading["input"].split("#")[0], []).extend((hash_of(text), role, text) for text, role in blocks)
    return found


def plain(name):
    """A name's letters without the article, for comparing outlets."""
    return letters_of(name or "").removeprefix("the")


def facts_right(readings):
    """(right, of) for titles (the line labelled as one), outlets (one name within the other) and bylines (the same names)."""
    articles = {}
    for reading in readings:
        articles.setdefault(reading["input"], reading["article"])
    counts = {"title": Counter(), "outlet": Counter(), "byline": Counter()}
    for page, gold in gold_pages().items():
        article = articles[page]
        titles = {key.split("#")[0] for key, role in gold["roles"].items() if role == "title"}
        if titles:
            counts["title"][hash_of(article["title"] or "") in titles] += 1
        if gold["outlet"]:
            one, other = plain(gold["outlet"]), plain((article["outlet"] or {}).get("name"))
            counts["outlet"][bool(other) and (one in other or other in one)] += 1
        if gold["byline"]:
            counts["byline"][{each.lower() for each in gold["byline"]} == {each.lower() for each in article["byline"]}] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    parser.add_argument("--all", action="store_true", help="print every block that is prose and should not be")
    given = parser.parse_args()
    readings = [json.loads(line) for line in given.readings.read_text(encoding="utf-8").splitlines()]
    told = told_roles(readings)
    wrong, blocks, table, missed, prose = Counter(), 0, Counter(), 0, 0
    for page, record in gold_pages().items():
        gold = {}
        for key, role in record["roles"].items():
            gold.setdefault(key.split("#")[0], role)
        for key, role, text in told.get(page, ()):
            blocks += 1
            right = gold.get(key, "outside")
            table[right, role] += 1
            if role in PROSE and right not in PROSE | {"heading"}:
                wrong[right] += 1
                if given.all:
                    print(page, right, "as", role, "|", text[:110])
        found = {key for key, _, _ in told.get(page, ())}
        wanted = {key for key, role in gold.items() if role in PROSE}
        prose, missed = prose + len(wanted), missed + len(wanted - found)
    taken = sum(wrong[each] for each in ("teaser", "caption", "credit"))
    print(f"teaser, caption, credit taken for prose: {taken} of {blocks} blocks ({100 * taken / max(blocks, 1):.2f} %)")
    print(f"no prose taken for it: {sum(wrong.values())} {dict(wrong.most_common())}; prose missed: {missed} of {prose}")
    for name, count in facts_right(readings).items():
        print(f"{name}: {count[True]} of {count.total()} as the page shows it")
    for right in sorted({each for each, _ in table}):
        print(f"  {right:12}", ", ".join(f"{role} {n}" for (one, role), n in table.most_common() if one == right))


if __name__ == "__main__":
    main()

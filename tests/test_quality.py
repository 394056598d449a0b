"""The quality gate: floors on a fixed part of dev, and the fingerprint of that part.

The part is every fourth article of PolNeAR dev, scored by the shared scorers.  Skipped, saying so, where the corpus is absent.
A floor is what the released model reached on this part, less the noise of 21 articles (two points).
"""

import hashlib
import importlib
import sys

import pytest

from whence.read import Reader
from whence.records.article import Given

EVERY = 4
FINGERPRINT = "3b830bf6c72fdc26"
FLOORS = {
    "linked_exact.f1": 0.59,
    "linked_overlap.f1": 0.74,
    "content.token.f1": 0.885,
    "source.exact.f1": 0.80,
    "cue.exact.f1": 0.71,
    "content.exact.f1": 0.675,
    "unquoted.rate": 0.63,
    "quoted.rate": 0.91,
}


@pytest.fixture(scope="module")
def scorers(shared):
    sys.path.insert(0, str(shared / "eval"))
    yield importlib.import_module
    sys.path.remove(str(shared / "eval"))


@pytest.fixture(scope="module")
def part(shared, scorers):
    return scorers("attribution").read_jsonl(shared / "data" / "polnear" / "dev.jsonl")[::EVERY]


@pytest.fixture(scope="module")
def figures(part, scorers):
    reader = Reader()
    readings = [reader.read(Given(name=r["id"], text=r["text"], published=r["published"])).to_dict() for r in part]
    return scorers("attribution").score_product(part, readings)


def test_the_part_is_the_one_that_the_floors_were_set_on(part):
    texts = "\n".join(record["id"] + record["text"] for record in part)
    assert hashlib.sha256(texts.encode("utf-8")).hexdigest()[:16] == FINGERPRINT


def test_every_article_is_read(figures):
    assert (figures["unread"], figures["failed"], figures["text_differs"]) == (0, 0, 0)


@pytest.mark.parametrize("keys", FLOORS)
def test_no_figure_falls_below_its_floor(figures, keys):
    found = figures
    for key in keys.split("."):
        found = found[key]
    assert found >= FLOORS[keys]


def test_the_seed_article_is_read_with_most_of_its_statements_found(shared, scorers):
    cases, readings = scorers("cases"), scorers("readings")
    (seed,) = [case for case in cases.load(shared / "cases") if case["id"] == "seed/article"]
    reading = Reader().read(Given(name=seed["id"], text=seed["text"])).to_dict()
    found = readings.score([seed], [reading])
    assert found["statements"]["recall"] >= 0.75

"""Golden readings of whole articles: what a change of model or rules does is seen (tests/golden.py writes them anew)."""

import pytest

from golden import FOLDER, golden


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_a_whole_article_reads_as_it_did(name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert golden(text) == (FOLDER / f"{name}.gold").read_text(encoding="utf-8")


def test_there_are_golden_readings():
    assert len(list(FOLDER.glob("*.gold"))) >= 3

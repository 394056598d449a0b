"""What the tests share: the example article, and the folders that only some machines have."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("whence", deadline=None)  # no test is timed: what is loaded once would fail the first case
settings.load_profile("whence")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def article_text():
    return (ROOT / "examples" / "harbour-talks.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shared():
    """The folder of corpora, cases and scorers; tests that need it are skipped where it is absent."""
    if not (SHARED / "data" / "polnear" / "dev.jsonl").exists():
        pytest.skip("the corpora are not on this machine")
    return SHARED

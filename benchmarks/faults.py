"""Faults of the archive, many rounds: python benchmarks/faults.py [--kills N] [--damages N] [--writers N]

Kills a writer at random moments and checks after every kill that all it had acknowledged is there, once, in a sound file; lets
several writers at once add overlapping sets; lets the disk be full at random places; overwrites bytes of copies and checks that
only clear errors come, that a rescue gives back nothing but what was kept, and how much of it.  Prints JSON; exit status 1 when
anything was lost, twice or wrong.  Linux and macOS (children are forked).
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from archived import dump, filled
from faulty import Writer, article, damage, killed, saved, sound, use

ARTICLES = 120  # of the archive that is damaged


def kills(folder, rounds, chance):
    """Every round goes on where the one before was killed."""
    path, acknowledged, bad, first = folder / "killed.db", [], 0, 0
    for _ in range(rounds):
        told = killed(path, first, 60, chance.uniform(0.0, 0.3))
        acknowledged += told
        first += max(1, len(told) * 2 // 3)  # what was not acknowledged comes again, and a part of what was
        bad += not sound(path, told)
    return {"kills": rounds, "acknowledged": len(set(acknowledged)), "rounds with a loss": bad,
            "sound in the end": sound(path, acknowledged)}  # fmt: skip


def together(folder, count):
    """Several writers at once, each with half of what its neighbour has."""
    path = folder / "together.db"
    writers = [Writer(path, range(turn * 50, turn * 50 + 100), many=bool(turn % 2)) for turn in range(count)]
    statuses = [each.wait() for each in writers]
    alone = filled(folder / "alone.db", map(article, range((count - 1) * 50 + 100)))
    return {"writers": count, "failed": sum(map(bool, statuses)), "same as one after the other": dump(path) == dump(alone)}


def full(folder, rounds, chance):
    """A file that may grow only so far."""
    bad, errors = 0, Counter()
    for turn in range(rounds):
        path = filled(folder / f"full{turn}.db", map(article, range(5)))
        writer = Writer(path, range(5, 300), most_bytes=path.stat().st_size + chance.randrange(1, 600_000))
        status = writer.wait()
        errors[(writer.error or "none").partition(": ")[2].partition(" (")[0]] += 1
        bad += status != 1 or not writer.error or not sound(path, writer.acknowledged)
    return {"full disks": rounds, "bad": bad, "errors": dict(errors)}


def damages(folder, rounds):
    """Bytes overwritten at random places of copies of one archive."""
    made = [article(number) for number in range(ARTICLES)]
    source, whole = filled(folder / "whole.db", made), {each.reading.article.id: each for each in made}
    odd, total, wrong = Counter(), Counter(), 0
    for seed in range(rounds):
        here = folder / f"damaged{seed}"
        here.mkdir()
        copy = damage(source, random.Random(seed), here / "a.db")
        shutil.copyfile(copy, here / "b.db")
        odd.update(use(copy))
        result, changed = saved(here / "b.db", whole)
        wrong += len(changed)
        total["not saved at all"] += result is None
        if result:
            total.update({"whole": result.whole, "without sketch and candidates": result.stale, "lost": result.lost})
        shutil.rmtree(here)
    return {
        "damaged copies": rounds,
        "articles in each": ARTICLES,
        "other errors": dict(odd),
        "saved but wrong": wrong,
        **total,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=6)
    parser.add_argument("--full", type=int, default=30)
    parser.add_argument("--damages", type=int, default=300)
    given = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = {
            "kill": kills(folder, given.kills, chance),
            "writers": together(folder, given.writers),
            "full": full(folder, given.full, chance),
            "damage": damages(folder, given.damages),
        }
    print(json.dumps(found, indent=1))
    sound_all = (
        not found["kill"]["rounds with a loss"] and found["kill"]["sound in the end"]
        and not found["writers"]["failed"] and found["writers"]["same as one after the other"]
        and not found["full"]["bad"] and not found["damage"]["other errors"] and not found["damage"]["saved but wrong"]
    )  # fmt: skip
    sys.exit(0 if sound_all else 1)


if __name__ == "__main__":
    main()

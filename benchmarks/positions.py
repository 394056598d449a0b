"""Positions, judged alone on the gold cases: python benchmarks/positions.py [--shared FOLDER] [--cases FOLDER] [--all]

The gold readings without their positions go through the stage; right is the same holder with the same stance, one to one.
"""

import argparse
from collections import Counter
from pathlib import Path

from gold import SHARED, gold_readings
from whence.interpret.positions import positions


def told(each, names):
    return f"{names[each.entity]} {each.stance} {' … '.join(span.text for span in each.about)!r} ({len(each.statements)})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--cases", type=Path, default=None, help="folder of the cases, by default that of --shared")
    parser.add_argument("--all", action="store_true", help="every position: missed -, invented +, right =")
    given = parser.parse_args()
    right = found = wanted = 0
    for reading, _ in gold_readings(given.shared, given.cases):
        names = {each.id: each.name for each in reading.entities}
        mine = positions(reading.article, reading.statements, reading.entities)
        gold, own = (Counter((each.entity, each.stance) for each in some) for some in (reading.positions, mine))
        right, found, wanted = right + (gold & own).total(), found + own.total(), wanted + gold.total()
        if given.all:
            for mark, some, other in (("-", reading.positions, own), ("+", mine, gold)):
                for each in some:
                    print("=" if (each.entity, each.stance) in other else mark, reading.input, told(each, names))
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * right / max(found + wanted, 1)
    print(f"positions F1 {f1:.3f}   precision {precision:.3f}   recall {recall:.3f}")
    print(f"{right} right, {found} found, {wanted} gold")


if __name__ == "__main__":
    main()

"""The claim model on gold stories: python benchmarks/claims.py [--shared FOLDER]

Of each set of stories (benchmarks/stories.py tells them): how well the guess and the odds order the pairs of gold places of two
articles (average precision; the same claim, another one; denials are left out), how many denials are found among them, how many
of the pairs that are likely and right the guess lets through to be read, and how many claims are counted exactly when their
places are those of the gold.  So it parts what is lost where claims are recognised from what is lost where sources are
understood.  Needs scikit-learn (the extra "train").
"""

import argparse
import importlib.util
import itertools
import json
import sys
from collections import Counter
from pathlib import Path

from sklearn.metrics import average_precision_score

from accuracy import SHARED
from stories import HERE, readings_of
from whence.trace import keep
from whence.trace.assemble import claims_of
from whence.trace.compare import BEHIND, FAR, OPPOSED, compared
from whence.trace.keeping import in_order
from whence.trace.sources import sourced
from whence.tracing import match

LEAST = 0.3  # of the characters of a gold place and of ours that are common to both, where ours stands for it


def nearest(work, text_of, file, content):
    """The place of our own that is nearest to a gold statement; None where none shares LEAST of its characters."""
    best, found = LEAST, None
    for at, node in enumerate(work.nodes):
        if work.article(node.article).id != file:
            continue
        start = text_of[file].find(content)
        mine = set().union(*(range(span.start, span.end) for span in node.candidate.content))
        gold = set(range(start, start + len(content))) if start >= 0 else set()
        share = 2 * len(mine & gold) / (len(mine) + len(gold))
        if share > best:
            best, found = share, at
    return found


def measured(scorer, folders):
    """Figures over the stories of some folders."""
    guesses, odds, same, counts, opposed = [], [], [], Counter(), Counter()
    model = match.packaged()
    for folder in folders:
        story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
        work = compared(in_order(keep(each) for each in readings_of(folder)))
        ids = {each.reading.input: each.reading.article.id for each in work.kept}
        texts = {each.reading.article.id: each.reading.article.text for each in work.kept}
        rows = []
        for number, claim in enumerate(story["claims"]):
            makers = [nearest(work, texts, ids[each["article"]], each["content"]) for each in claim["statements"]]
            against = [nearest(work, texts, ids[each["article"]], each["content"]) for each in claim["disputed_by"]]
            rows += [(at, number, False) for at in makers if at is not None]
            rows += [(at, number, True) for at in against if at is not None]
            counts[_outcome(scorer, work, claim, [at for at in makers if at is not None])] += 1
        for (one, left, denies), (other, right, denied) in itertools.combinations(sorted(set(rows)), 2):
            if work.nodes[one].article == work.nodes[other].article:
                continue
            sides = [match.side_of(model, [work.places[at]]) for at in (one, other)]
            likely, about = (float(each[0, 0]) for each in match.odds_and_about(model, *sides))
            opposes = left == right and denies != denied
            if about > OPPOSED and likely < about - BEHIND:
                opposed["found"] += 1
                opposed["right"] += opposes
            opposed["gold"] += opposes
            if not opposes:
                guesses.append(float(match.guess(model, *sides)[0, 0]))
                odds.append(likely)
                same.append(left == right)
    sure = [guessed for guessed, likely, right in zip(guesses, odds, same, strict=True) if right and likely > 0]
    return {
        "pairs": len(same), "same": sum(same),
        "average precision": {"guess": _precision(same, guesses), "odds": _precision(same, odds)},
        "denials": dict(opposed),
        "likely and right, and worth reading by the guess": f"{len([each for each in sure if each > FAR])} of {len(sure)}",
        "exact with the gold's places": f"{counts['exact']} of {sum(counts.values())}", "else": dict(counts),
    }  # fmt: skip


def _precision(same, scores):
    return round(float(average_precision_score(same, scores)), 3)


def _outcome(scorer, work, claim, makers):
    if not makers:
        return "no place"
    group = tuple(sorted(set(makers)))
    told = claims_of(sourced(work, [group]), group)
    count = max(told, key=lambda each: len(each.statements)).independent
    found, gold = (count.count, count.bound), scorer.gold_count(claim["independent"])
    accepted = [scorer.gold_count(each) for each in claim.get("accept", {}).get("independent", [])]
    return "exact" if found in accepted else scorer.count_outcome(found, gold)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with cases and eval")
    given = parser.parse_args()
    if not (given.shared / "eval" / "stories.py").exists():
        raise SystemExit(f"no scorer at {given.shared / 'eval'}: give the folder that holds it with --shared")
    scorer = _scorer(given.shared / "eval")
    own = {name: HERE / "stories" / name for name in ("tuned", "later", "unseen")}
    for name, place in {"shared": given.shared / "cases" / "stories", **own}.items():
        folders = sorted(path.parent for path in place.glob("*/story.json"))
        print(json.dumps({"set": name, **measured(scorer, folders)}, ensure_ascii=False), flush=True)


def _scorer(folder):
    """The shared scorer, whose file has the name of our own program."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("scorer_of_stories", folder / "stories.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


if __name__ == "__main__":
    main()

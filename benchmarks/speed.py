"""Speed of one core and of all, beside what the bare encoder could do: python benchmarks/speed.py [--articles N]

In one run and in turns: raw text -> JSON Lines with `read_many`, the encoder alone on the same passages, and an encoder of the
size of BERT-base of the same shape (random weights: time does not depend on them).  Articles are composed of this program's
own sentences, 700 words each.  Prints medians of articles per second and ratios; run it on an idle machine.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np

from whence.ingest.anatomy import article as article_of
from whence.read import read_many
from whence.records.article import Given
from whence.runtime import session
from whence.tagger.passages import passages_of
from whence.tagger.run import tagger

NAMES = ("Mara Lindqvist", "Tomas Okafor", "Minister Elke Brandt", "the harbour union", "Northport Council", "a spokeswoman")
SAID = (
    "{0} said the {1} would be ready by {2}.",
    "“The {1} is not what anybody asked for,” {0} said. “We will look at it again on {2}.”",
    "According to {0}, the {1} had been closed since {2}.",
    "The {1} stands at the end of the quay, behind two sheds and a row of old cranes.",
    "{0} declined to comment on the {1}, but promised an answer before {2}.",
    "Nobody was hurt when the {1} lost power on {2}, and the trains ran again within the hour.",
)
THINGS = ("bridge", "ferry timetable", "new ticket hall", "flood report", "school kitchen", "night shift agreement")
DAYS = ("Monday", "Friday", "the end of March", "next week", "the autumn")


def composed(number, words=700):
    """One article of about `words` words in paragraphs of one to three sentences."""
    random, lines, count = Random(number), ["A headline for the council and its quay", ""], 0
    while count < words:
        pick = [random.choice(SAID).format(random.choice(NAMES), random.choice(THINGS), random.choice(DAYS))
                for _ in range(random.randint(2, 3))]  # fmt: skip
        lines += [" ".join(each[0].upper() + each[1:] for each in pick), ""]
        count += len(lines[-2].split())
    return Given(name=f"a{number}", text="\n".join(lines))


def passes(articles):
    """The encoder's inputs for every passage of the articles."""
    pieces = tagger()._pieces
    laid = [pieces(words) for given in articles for _, _, words in passages_of(article_of(given), pieces)]
    names = ("ids", "cases", "quotes", "first")
    return [{name: np.array(getattr(each, name), dtype=np.int64) for name in names} for each in laid]


def encode_only(session, fed, jobs):
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(lambda each: session.run(None, each), fed))


def large_encoder():
    """A graph of BERT-base's size (12 layers of 768, 3072 inside), laid out as ours."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
    import torch

    from export import encoder
    from model import Tagger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.onnx"
        encoder(Tagger(width=768, layers=12, heads=12, inner=3072).state_dict(), path, quantised=False)
        del torch
        return session(path.read_bytes())


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--large", action="store_true", help="also an encoder of BERT-base's size; needs the extra `train`")
    given = parser.parse_args()
    articles = [composed(number) for number in range(given.articles)]
    fed, bare = passes(articles), tagger()._encoder
    pieces = sum(len(each["ids"]) for each in fed)
    seconds = {"whole": [], "encoder": [], "large": []}
    large = large_encoder() if given.large else None
    for _ in range(given.runs):
        seconds["whole"].append(timed(lambda: [each.to_json() for each in read_many(articles, given.jobs)]))
        seconds["encoder"].append(timed(lambda: encode_only(bare, fed, given.jobs)))
        if large:
            part = fed[: max(1, len(fed) // 10)]
            seconds["large"].append(timed(lambda: encode_only(large, part, given.jobs)) * len(fed) / len(part))  # noqa: B023
    rate = {name: round(given.articles / statistics.median(each), 2) for name, each in seconds.items() if each}
    ratios = [e / w for e, w in zip(seconds["encoder"], seconds["whole"], strict=True)]
    print(json.dumps({
        "articles": given.articles, "pieces_per_article": round(pieces / given.articles), "jobs": given.jobs,
        "articles_per_second": rate, "share_of_bare_encoder": round(statistics.median(ratios), 3),
    }))  # fmt: skip


if __name__ == "__main__":
    main()

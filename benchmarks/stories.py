"""Tracing on gold stories: python benchmarks/stories.py [--shared FOLDER] [--set shared|tuned|later|unseen] [--draw i]

Reads the articles of every story, traces each story by itself, and scores the traces with the shared scorer (stories.py):
copies, claims (B-cubed), first report, independent origins, circles, hedges, with its baselines.  Sets: `shared`, the visible
stories that we developed on; `tuned` and `later`, stories of our own writing that the models learn from: the later ones were
scored once before anybody looked at them (docs/evaluation.md); `unseen`, draws that nothing has learned from.
`--draw`: only the stories of one draw, by the letter that their names begin with ("i1-…").
Beside the scorer's figures, `beside_the_gold`: claims of several articles that are in no gold claim and do not come from copied
text; some are right, the gold lists what matters only.
"""

import argparse
import importlib
import itertools
import json
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from whence.read import Reader
from whence.records.article import Given
from whence.trace import trace

HERE = Path(__file__).resolve().parent


def readings_of(folder):
    """The articles of one story folder, read."""
    story = json.loads((folder / "story.json").read_text(encoding="utf-8"))
    reader = Reader()
    return [
        reader.read(
            Given(
                name=each["file"],
                text=(folder / each["file"]).read_text(encoding="utf-8"),
                url=each["url"],
                published=each["published"],
                outlet=each["outlet"],
            )
        )
        for each in story["articles"]
    ]


def beside(scorer, loaded):
    """(claims of several articles without copied text, those of them that no gold claim holds)."""
    several = extra = 0
    for story, found in loaded:
        files = scorer.files_of(story, found)
        texts = {file: scorer.Tokens(text) for file, text in story["texts"].items()}
        used = set(scorer.find_claims(story, found, files, texts).values())
        copied = {frozenset((each["a"], each["b"])) for each in found["copies"] if each["relation"] != "shared quotes only"}
        for number, claim in enumerate(found["claims"]):
            makers = {each["article"] for each in claim["statements"]}
            if len(makers) > 1 and not any(frozenset(pair) in copied for pair in itertools.combinations(makers, 2)):
                several += 1
                extra += number not in used
    return several, extra


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="folder with cases and eval")
    parser.add_argument("--set", default="shared", choices=("shared", "tuned", "later", "unseen"))
    parser.add_argument("--draw", help="only stories of this draw: h, j or k of the later, i, l, m, p or q of the unseen")
    given = parser.parse_args()
    if not (given.shared / "eval" / "stories.py").exists():
        raise SystemExit(f"no scorer at {given.shared / 'eval'}: give the folder that holds it with --shared")
    sys.path.insert(0, str(given.shared / "eval"))
    scorer = importlib.import_module("stories")
    folder = given.shared / "cases" / "stories" if given.set == "shared" else HERE / "stories" / given.set
    wanted = f"{given.draw}[12]-*" if given.draw else "*"
    with tempfile.TemporaryDirectory() as place:
        for path in sorted(folder.glob(f"{wanted}/story.json")):
            (Path(place) / f"{path.parent.name}.json").write_text(trace(readings_of(path.parent)).to_json(), encoding="utf-8")
        loaded = [each for each in scorer.load_stories(folder, place) if fnmatch(each[0]["id"], wanted)]
    several, extra = beside(scorer, loaded)
    print(json.dumps({"set": given.set, **scorer.score(loaded), "beside_the_gold": [extra, several]}, ensure_ascii=False))


if __name__ == "__main__":
    main()

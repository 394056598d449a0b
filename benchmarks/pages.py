"""Pages a second and memory, extraction alone, beside trafilatura: python benchmarks/pages.py [--pages N] [--theirs FOLDER]

Both read the same pages in turns, in one process, so that the ratio holds whatever else the machine does.  Ours is everything
that `whence read --only article` does with a page that was read from disk; theirs is `bare_extraction` with metadata and its
defaults.  `--theirs` writes what trafilatura reads of every page, without comments, for the scorer instead of timing it.
Needs the folder of data and `pip install trafilatura lxml_html_clean`; without either it says so and stops.
"""

import argparse
import gzip
import json
import resource
import statistics
import time
from pathlib import Path

from accuracy import SHARED
from whence.errors import InputError
from whence.ingest.page import articles_of
from whence.read import article_only
from whence.records.article import Page

ROUNDS = 3


def pages_of(folder, most):
    found = []
    for name in ("meta_dev", "text_dev"):
        records = map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
        found += [(each["id"], gzip.decompress((folder / each["page"]).read_bytes())) for each in records]
    return found[:: max(1, len(found) // most)]


def ours(pages):
    for name, data in pages:
        for given in articles_of(Page(name=name, data=data)):
            if not isinstance(given, InputError):
                article_only(given)


def theirs(pages):
    import trafilatura

    for _, data in pages:
        trafilatura.bare_extraction(data, with_metadata=True)


def written(folder, out):
    """What trafilatura reads of every page, in the shape that the scorer compares: OUT/meta_dev.jsonl, OUT/text_dev.jsonl."""
    import trafilatura

    out.mkdir(parents=True, exist_ok=True)
    for name in ("meta_dev", "text_dev"):
        with (out / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            for record in map(json.loads, (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()):
                page = gzip.decompress((folder / record["page"]).read_bytes())
                found = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)
                theirs_ = found.as_dict() if found else {}
                article = {"text": theirs_.get("text") or "", "blocks": [], "title": theirs_.get("title")}
                article["byline"] = [each for each in (theirs_.get("author") or "").split("; ") if each]
                article["dates"] = {"published": {"value": theirs_["date"]} if theirs_.get("date") else None}
                file.write(json.dumps({"input": record["id"], "article": article}) + "\n")


def timed(work, pages):
    begun = time.process_time()
    work(pages)
    return time.process_time() - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--theirs", type=Path, help="write trafilatura's readings here")
    given = parser.parse_args()
    folder = given.shared / "data" / "extraction"
    if not folder.exists():
        raise SystemExit(f"skipped: no pages at {folder}")
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        raise SystemExit("skipped: pip install trafilatura lxml_html_clean") from None
    if given.theirs:
        written(folder, given.theirs)
        return
    pages = pages_of(folder, given.pages)
    ours(pages[:20]), theirs(pages[:20])
    rounds = [(timed(ours, pages), timed(theirs, pages)) for _ in range(ROUNDS)]
    mine, other = (statistics.median(each) for each in zip(*rounds, strict=True))
    size = sum(len(data) for _, data in pages) / 2**20
    print(f"{len(pages)} pages, {size:.0f} MiB, one process, processor time, median of {ROUNDS}")
    print(f"whence       {len(pages) / mine:6.1f} pages a second   {1000 * mine / len(pages):.1f} ms a page")
    print(f"trafilatura  {len(pages) / other:6.1f} pages a second   {1000 * other / len(pages):.1f} ms a page")
    ratios = sorted(theirs_ / mine_ for mine_, theirs_ in rounds)
    print(f"ratio {other / mine:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    print(f"peak memory of both {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()

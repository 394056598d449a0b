"""The real texts of benchmarks/scale.py: articles of the folder of data, read once by the model into a cache.

The articles of the visible stories (cases/stories there, benchmarks/stories/tuned here);
polnear, basil, ecbplus, tbaq, meantime and gum as they are; the pages of the extraction set by their first article, English or
not; the passages of riqua as short texts; the articles of the German set, which are kept but not read.
"""

import gzip
import json
import os
import re
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import msgspec

from whence.errors import InputError
from whence.ingest.page import articles_of
from whence.read import Reader
from whence.records.article import Given, Page
from whence.records.reading import Reading

HERE = Path(__file__).resolve().parent
FILES = (
    "polnear/train", "polnear/dev", "basil/dev", "ecbplus/train", "ecbplus/dev", "dates/tbaq_train", "dates/meantime_dev",
    "gum/train", "gum/dev", "extraction/meta_dev", "extraction/text_dev", "cofenet/riqua_train", "cofenet/riqua_valid",
    "german/train", "german/dev",
)  # fmt: skip
LEAST_WORDS = 40  # of a text; below, a footer is most of it
_SPACED = re.compile(r"\s+(?=[,.;:!?)\]’”])|(?<=[(\[“‘])\s+")


def given(shared):
    """Every text once: the stories, then the folder of data in the order of FILES."""
    yield from _of_stories([shared / "cases" / "stories", HERE / "stories" / "tuned"])
    seen = set()
    for file in FILES:
        with (shared / "data" / f"{file}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for each in _of_page(shared, record) if "page" in record else [_of_record(file, record)]:
                    if len(each.text.split()) >= LEAST_WORDS and each.text not in seen:
                        seen.add(each.text)
                        yield each


def _of_stories(folders):
    for story in sorted(chain(*(folder.glob("*/story.json") for folder in folders))):
        for each in json.loads(story.read_text(encoding="utf-8"))["articles"]:
            told = {key: each.get(key) for key in ("url", "published", "outlet")}
            text = (story.parent / each["file"]).read_text(encoding="utf-8")
            yield Given(name=f"story/{story.parent.name}/{each['file']}", text=text, **told)


def _of_page(shared, record):
    data = gzip.decompress((shared / "data" / "extraction" / record["page"]).read_bytes())
    found = next(iter(articles_of(Page(name=record["id"], data=data))), None)
    return [] if found is None or isinstance(found, InputError) else [found]


def _of_record(file, record):
    text = record["text"] if "text" in record else _SPACED.sub("", " ".join(record["tokens"]))
    name = "/".join(str(each) for each in (file, record["id"], record.get("item")) if each is not None)
    published = (record.get("published") or record.get("created") or "")[:10]
    told = {key: record.get(key) for key in ("url", "title")}
    return Given(name=name, text=text, published=published or None, outlet=record.get("publisher"), **told)


_reader = None


def _begin():
    global _reader
    os.nice(10)
    _reader = Reader()


def _read(each):
    try:
        return _reader.read(each).to_json()
    except InputError as wrong:
        return wrong.args[0] if wrong.args else str(wrong)


def read_all(shared, cache, jobs):
    """Read what the cache does not hold yet; returns the place of the readings, a line each."""
    cache.mkdir(parents=True, exist_ok=True)
    place = cache / "readings.jsonl"
    with place.open("ab") as file, ProcessPoolExecutor(jobs, initializer=_begin) as pool:
        file.truncate(place.read_bytes().rfind(b"\n") + 1)  # a run that was ended leaves half a line
        known = {each.input for each in readings(place)}
        wanted = [each for each in given(shared) if each.name not in known]
        for number, line in enumerate(pool.map(_read, wanted, chunksize=8), 1):
            if line.startswith("{"):
                file.write(line.encode("utf-8") + b"\n")
            if number % 100 == 0:
                file.flush()
                print(f"{number} of {len(wanted)} texts read", flush=True)
    return place


def readings(place):
    """The readings of the cache."""
    decoder = msgspec.json.Decoder(Reading)
    return [decoder.decode(line) for line in place.read_bytes().splitlines()]

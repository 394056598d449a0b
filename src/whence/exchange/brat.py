"""brat standoff: for every article its text (`ID.txt`), the marks on it (`ID.ann`), and what Whence needs to read them back.

Offsets of brat are code points.  A mark may have several pieces; brat asks for that where a mark runs over a line break, and
then leaves the break out.  `annotation.conf` tells brat the types; `ID.json` holds the statements as they were exported.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256

import msgspec

from whence.exchange.marked import ACTS, CERTAINTIES, POLARITIES, Extents, base_of, changed_places
from whence.exchange.regions import LABELS, LINKS, Drawing, Region, drawing_of
from whence.records.reading import Reading

CHOICES = {"Act": ACTS, "Certainty": CERTAINTIES, "Polarity": POLARITIES}
_NAME = re.compile(r"[0-9A-Za-z_-]{1,64}")
# What ends a line for some reader of the files (str.splitlines), and the tab, which parts the fields of a mark.
_BREAK = r"\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
_UNBROKEN = re.compile(rf"[^{_BREAK}]+")
_GAP = re.compile(rf"\s*[{_BREAK}]\s*")
_ANCHORS = "Cue|Content"


def files(readings: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    """Name and text of every file; an article that comes twice is written once."""
    yield "annotation.conf", configuration()
    written: set[str] = set()
    for reading in readings:
        name = file_name(reading.article.id)
        if name not in written:
            written.add(name)
            text = shown(reading.article.text)
            base = changed_places(base_of(reading), partial(normal, text))
            yield f"{name}.txt", text
            yield f"{name}.ann", annotations(text, reading.article.id, drawing_of(base.statements, whole=True))
            yield f"{name}.json", msgspec.json.encode(base).decode("utf-8") + "\n"


def file_name(article: str) -> str:
    """The article's id, or its hash where it holds what names of files may not."""
    return article if _NAME.fullmatch(article) else sha256(article.encode("utf-8")).hexdigest()[:16]


def shown(text: str) -> str:
    """The text of `ID.txt`: as long as the article's, without carriage returns, which some programs drop."""
    return text.replace("\r", " ")


def configuration() -> str:
    """`annotation.conf`: the types of marks, links and choices."""
    links = [f"{name}\tArg1:{_ANCHORS}{'|Relay' * (label == 'Relay')}, Arg2:{label}" for label, name in LINKS.items()]
    choices = [f"{name}\tArg:{_ANCHORS}, Value:{'|'.join(values)}" for name, values in CHOICES.items()]
    parts = {"entities": LABELS, "relations": links, "events": (), "attributes": choices}
    return "\n".join(line for part, lines in parts.items() for line in (f"[{part}]", *lines, ""))


def annotations(text: str, article: str, drawing: Drawing) -> str:
    """The lines of `ID.ann`, marks in the order of the text."""
    regions = sorted(drawing.regions, key=lambda region: (region.extents, region.label, region.key))
    numbers = {region.key: f"T{number}" for number, region in enumerate(regions, 1)}
    lines = [_mark(numbers[region.key], region, text) for region in regions]
    for number, link in enumerate(drawing.links, 1):
        lines.append(f"R{number}\t{link.name} Arg1:{numbers[link.origin]} Arg2:{numbers[link.target]}")
    anchors = [region for region in regions if region.told]
    told = [
        f"{name} {numbers[each.key]} {value}" for each in anchors for name in CHOICES if (value := each.told.get(name.lower()))
    ]
    lines += [f"A{number}\t{each}" for number, each in enumerate(told, 1)]
    for number, each in enumerate(anchors, 1):
        lines.append(f"#{number}\tAnnotatorNotes {numbers[each.key]}\t{note(article, each)}")
    return "".join(f"{line}\n" for line in lines)


def note(article: str, region: Region) -> str:
    """The note on an anchor: the statement's address, and the holder's name for a person to change."""
    holder = region.told.get("holder")
    return f"{article}#{region.told['statement']}" + (f" holder: {holder}" if holder else "")


def _mark(number: str, region: Region, text: str) -> str:
    pieces = pieces_of(text, region.extents)
    places = ";".join(f"{start} {end}" for start, end in pieces)
    words = " ".join(text[start:end] for start, end in pieces)
    return f"{number}\t{region.label} {places}\t{words}"


def pieces_of(text: str, extents: Extents) -> Extents:
    """The pieces of a mark as brat wants them: none runs over a line break, and none is empty."""
    found = []
    for start, end in extents:
        for match in _UNBROKEN.finditer(text[start:end]):
            words = match[0]
            low = start + match.start() + len(words) - len(words.lstrip())
            high = start + match.end() - len(words) + len(words.rstrip())
            found += [(low, high)] if low < high else []
    return tuple(sorted(set(found)))


def normal(text: str, extents: Extents) -> Extents:
    """The places as they come back from brat."""
    return whole_of(text, pieces_of(text, extents))


def whole_of(text: str, pieces: Extents) -> Extents:
    """The places that pieces stand for: pieces with only a line break between them are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and _GAP.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)

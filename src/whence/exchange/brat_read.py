"""brat standoff that came back -> corrections.

Read are the marks, links, choices and notes of the types in `annotation.conf`; what else people keep in the same files (events,
equivalences, marks of other types) is passed over.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

import msgspec

from whence.errors import InputError
from whence.exchange.brat import CHOICES, normal, shown, whole_of
from whence.exchange.corrections import corrections
from whence.exchange.marked import Base, base_in, base_of, changed_places
from whence.exchange.regions import LABELS, Drawing, Link, Region, statements_in
from whence.records.correction import Correction
from whence.records.reading import Reading

MADE_IN = "brat"
_MARK = re.compile(r"T\S+\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", re.DOTALL)
_LINK = re.compile(r"R\S+\t\S+ \w+:(\S+) \w+:(\S+)\s*")
_CHOICE = re.compile(r"[AM]\S+\t(\S+) (\S+)(?: (\S+))?\s*")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (\S+)\t(.*)", re.DOTALL)
_ADDRESS = re.compile(r"(\S+)#(\S+)")
_HOLDER = re.compile(r"holder:\s*(.*)", re.DOTALL)


class Document(NamedTuple):
    """The files of one article; `base` is null where `ID.json` is gone."""

    name: str
    text: str
    marks: str
    base: Base | None


def read(path: Path, readings: Iterable[Reading]) -> list[Correction]:
    """The corrections in a folder or zip of brat files, or in one `.ann` with its `.txt` beside it."""
    documents = {_article(each): each for each in _documents(path)}
    made: list[Correction] = []
    for reading in readings:
        document = documents.pop(reading.article.id, None)
        if document is not None:
            made += of_document(document, reading)
    if documents:
        article, document = min(documents.items())
        raise InputError(document.name, f"there is no article {article} here", "name the archive that it was exported from")
    return sorted(made, key=lambda each: each.article)


def articles(path: Path) -> tuple[str, ...]:
    """The ids of the articles that the files are about."""
    return tuple(sorted({_article(each) for each in _documents(path)}))


def of_document(document: Document, reading: Reading) -> list[Correction]:
    """The corrections of one article."""
    text = shown(reading.article.text)
    if document.text.removeprefix("\ufeff") != text:
        raise InputError(
            document.name, "the text is not the article's", "export it again: offsets of another text mean nothing"
        )
    kept = partial(normal, text)
    base = document.base or changed_places(base_of(reading), kept)
    found = statements_in(drawing_in(document, text), base.statements, whole=True)
    return corrections(reading, base, found, MADE_IN, kept)


def _documents(path: Path) -> Iterator[Document]:
    if path.suffix == ".ann":
        yield _document(path.parent, path.name)
        return
    try:
        folder: Traversable = path if path.is_dir() else zipfile.Path(path)
    except (zipfile.BadZipFile, OSError) as wrong:
        raise InputError(str(path), "neither a folder, nor a zip, nor an .ann file of brat", "name one of them") from wrong
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".ann"))
    if not names:
        raise InputError(str(path), "holds no .ann file", "name the folder that `whence export --format brat` wrote")
    for name in names:
        yield _document(folder, name)


def _document(folder: Traversable, name: str) -> Document:
    stem = name.removesuffix(".ann")
    plain = _content(folder, f"{stem}.json")
    try:
        base = base_in(msgspec.json.decode(plain), f"{stem}.json") if plain is not None else None
    except msgspec.DecodeError as wrong:
        raise InputError(f"{stem}.json", f"no JSON: {wrong}", "put back the file that was exported, or remove it") from wrong
    text = _content(folder, f"{stem}.txt")
    if text is None:
        raise InputError(name, f"{stem}.txt is not beside it", "put text and marks in one folder")
    return Document(name, text, _content(folder, name) or "", base)


def _content(folder: Traversable, name: str) -> str | None:
    """The text of a file, None where there is none."""
    file = folder / name
    if not file.is_file():
        return None
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise InputError(name, "is not UTF-8", "save it as UTF-8") from wrong


def _article(document: Document) -> str:
    """The id of the article: from the exported base, else from a note, else the file's name."""
    if document.base:
        return document.base.article
    notes = (_NOTE.fullmatch(line) for line in document.marks.split("\n"))
    addresses = (_ADDRESS.search(found[2]) for found in notes if found)
    return next((address[1] for address in addresses if address), document.name.removesuffix(".ann"))


def drawing_in(document: Document, text: str) -> Drawing:
    """The regions and links of the marks, with their choices and notes."""
    regions: dict[str, Region] = {}
    links: list[Link] = []
    told: dict[str, dict[str, str]] = {}
    for number, line in enumerate(document.marks.removesuffix("\n").split("\n"), 1):
        line = line.removesuffix("\r")
        if line[:1] == "T":
            _add_mark(regions, line, text, f"{document.name}, line {number}")
        elif found := _LINK.fullmatch(line):
            links.append(Link(found[1], found[2]))
        elif found := _CHOICE.fullmatch(line):
            told.setdefault(found[2], {})[found[1].lower()] = found[3] or ""
        elif found := _NOTE.fullmatch(line):
            told.setdefault(found[1], {}).update(_noted(found[2]))
    choices = {name.lower() for name in CHOICES} | {"statement", "holder"}
    for key in regions.keys() & told.keys():
        kept = {name: value for name, value in told[key].items() if name in choices}
        regions[key] = regions[key]._replace(told=kept)
    return Drawing(tuple(regions.values()), tuple(links))


def _add_mark(regions: dict[str, Region], line: str, text: str, place: str) -> None:
    """Add the region of one mark, unless it is of a type that is not ours."""
    found = _MARK.fullmatch(line)
    if not found:
        raise InputError(place, f"no mark of brat: {line!r}", "a mark is `T1<tab>Type START END<tab>words`")
    label = next((each for each in LABELS if each == found[1]), None)
    if label is None:
        return
    pieces = tuple((int(start), int(end)) for start, end in (piece.split(" ") for piece in found[2].split(";")))
    words = " ".join(text[start:end] for start, end in pieces)
    if words.split() != found[3].split() or not all(0 <= start < end <= len(text) for start, end in pieces):
        raise InputError(place, f"{found[3]!r} is not what stands at {found[2]}: {words!r}", "export the article again")
    key = line.split("\t", 1)[0]
    regions[key] = Region(key, label, whole_of(text, pieces))


def _noted(words: str) -> dict[str, str]:
    """What a note tells: the statement of an address, the holder's name."""
    told: dict[str, str] = {}
    address, holder = _ADDRESS.search(words), _HOLDER.search(words)
    if address:
        told["statement"] = address[2]
    if holder:
        told["holder"] = holder[1]
    return told

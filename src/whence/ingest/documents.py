"""Word documents (.docx) -> text with blocks; and what to do with files of kinds that are not read.

A document is a ZIP of XML that a stranger wrote: what it unpacks to has a limit, and no entity in it is expanded or fetched.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from lzma import LZMAError
from posixpath import dirname
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from lxml import etree

from whence.errors import InputError
from whence.ingest.formats import joined
from whence.ingest.values import date_of, names_of, words_of
from whence.lexicon.tables import table
from whence.records.article import ArticleDates, Given, Role, Shown

MOST_UNPACKED = 16 * 2**20  # bytes of one part: the text of a novel is 5 to 10 MB of Word's XML
# Of one part: a novel has 10,000 paragraphs and 500,000 tags; each element takes 150 bytes of memory, whatever it says.
MOST_PARAGRAPHS, MOST_TAGS = 200_000, 1_000_000
MOST_BASES = 20  # styles that build on one another: Word's own go four deep, and a chain may be a ring

_TABLE = table("records")
_STYLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _TABLE["styles"].items()
)
_NAME = r"[^\W\d_](?:[^\W\d_]|['’.-])*"
_PERSON = re.compile(rf"{_NAME}(?: {_NAME}){{1,3}}")
_NO_PERSON = re.compile(rf"\b(?:{_TABLE['creators']})\b", re.IGNORECASE)
_FAULTS = (
    BadZipFile, LargeZipFile, RuntimeError, ValueError, LookupError, OSError, EOFError, OverflowError,
    zlib.error, struct.error, LZMAError, etree.LxmlError,
)  # fmt: skip
# What is no text of the article: what was deleted or moved away, properties, codes of fields, how a word is pronounced, and
# pictures with the boxes of text in them, which Word writes twice.
_LEFT_OUT = frozenset(
    (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sectPr",
        "drawing",
        "pict",
        "object",
        "Fallback",
        "rt",
        "instrText",
    )
)
_AS_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PARAGRAPH = re.compile(rb"<(?:[\w.-]{1,100}:)?p[\s/>]")  # an encoding that hides them from this does not hide its tags
_WRONG = "save it again as .docx, or as text"

Element = Any  # lxml has no types


@cache
def _hints() -> dict[str, str]:
    return {suffix: each["hint"] for each in _TABLE["unread"] for suffix in each["suffixes"]}


def hint_for(suffix: str) -> str | None:
    """What to do with a file of a kind that is not read, by its suffix (".doc", ".EPUB"); None for other kinds."""
    return _hints().get(suffix.lower())


def docx_of(data: bytes, name: str) -> Given | InputError:
    """The text of a Word document with its title, headings, lists and quotations, without notes, headers and deleted words.

    Its own title, its author and the time it was last saved are shown; when it was published it does not tell.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _given(_Package(archive, name))
    except InputError as wrong:
        return wrong
    except _FAULTS as wrong:
        return InputError(name, f"is no Word document that can be read: {type(wrong).__name__}", _WRONG)


class _Package:
    """The parts of a document, by their names."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive, self.name = archive, name
        self._names = frozenset(archive.namelist())

    def part(self, path: str) -> Element | None:
        """The XML of a part; None where there is none, InputError when it is too long or no plain XML."""
        if path not in self._names:
            return None
        with self._archive.open(path) as stream:
            data = stream.read(MOST_UNPACKED + 1)
        if len(data) > MOST_UNPACKED:
            raise InputError(self.name, f"{path} unpacks to more than {MOST_UNPACKED} bytes", "split the document")
        self._check_tags(path, data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise InputError(self.name, f"{path} declares a document type, as no Word document does", _WRONG)
        return root

    def _check_tags(self, path: str, data: bytes) -> None:
        """InputError for more elements than any article has, before they fill the memory."""
        if sum(1 for _ in _PARAGRAPH.finditer(data)) > MOST_PARAGRAPHS:
            raise InputError(self.name, f"{path} has more than {MOST_PARAGRAPHS} paragraphs", "split the document")
        if data.count(b"<") > MOST_TAGS:
            raise InputError(self.name, f"{path} has more than {MOST_TAGS} tags", "save the article's text by itself")

    def related(self, path: str, kind: str) -> str | None:
        """The part that another one (or "", the package) names as its `kind`."""
        folder, _, file = path.rpartition("/")
        links = self.part(f"{folder}/_rels/{file}.rels".lstrip("/"))
        for each in links if links is not None else ():
            if (_attribute(each, "Type") or "").endswith(f"/{kind}"):
                target = _attribute(each, "Target") or ""
                return target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
        return None


def _given(package: _Package) -> Given | InputError:
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.part(main)
    body = next((each for each in root if _local(each) == "body"), None) if root is not None else None
    if body is None:
        return InputError(package.name, "is no Word document", _WRONG)
    styles = package.part(package.related(main, "styles") or f"{dirname(main)}/styles.xml")
    pieces = list(_pieces(body, _roles(styles) if styles is not None else {}))
    if not pieces:
        return InputError(package.name, "the document has no text", "give a document with the article's text in it")
    if pieces[0][1] == "heading" and all(role != "title" for _, role in pieces):
        pieces[0] = (pieces[0][0], "title")
    text, blocks = joined(pieces)
    structured = any(each.role in ("title", "heading") for each in blocks)  # else its lines must tell, as in plain text
    title, byline, dates = _facts(package)
    title = next((words_of(piece) for piece, role in pieces if role == "title"), title)
    return Given(
        name=package.name,
        text=text,
        shown=Shown(blocks=blocks if structured else None, title=title, byline=byline, dates=dates),
    )


def _facts(package: _Package) -> tuple[str | None, tuple[str, ...], ArticleDates]:
    """Title, author and time of the last change as the file's properties tell them."""
    core = package.part(package.related("", "core-properties") or "docProps/core.xml")
    told = {_local(each): each.text for each in core} if core is not None else {}
    byline = tuple(each for each in names_of([told.get("creator")]) if _is_person(each))
    return words_of(told.get("title")), byline, ArticleDates(modified=date_of(told.get("modified"), "meta"))


def _is_person(name: str) -> bool:
    """Does a name look like a person's, of two to four words in capitals, and not like a program's or an office's?"""
    words = name.split()
    return bool(_PERSON.fullmatch(name) and words[0][0].isupper() and words[-1][0].isupper() and not _NO_PERSON.search(name))


# --- paragraphs ----------------------------------------------------------------------------------------------------------


def _pieces(body: Element, roles: dict[str, Role]) -> Iterator[tuple[str, Role]]:
    """The paragraphs with their roles, in order; one whose mark was deleted goes on in the next."""
    held, titled = "", False
    for paragraph in _paragraphs(body):
        held += "".join(_written(paragraph))
        if _has(paragraph, "pPr", "rPr", "del"):
            continue
        role = _role(paragraph, roles)
        for piece in re.split(r"\n\s*\n", held):
            if piece.strip():
                yield piece.strip(), "heading" if role == "title" and titled else role
                titled = titled or role == "title"
        held = ""
    if held.strip():
        yield held.strip(), "paragraph"


def _paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs below an element, those in the cells of tables too."""
    for each in element:
        if _local(each) == "p":
            yield each
        elif _local(each) not in _LEFT_OUT:
            yield from _paragraphs(each)


def _written(element: Element) -> Iterator[str]:
    """The words of a paragraph as they stand after all changes, without those that are hidden."""
    for each in element:
        local = _local(each)
        if local == "t":
            yield each.text or ""
        elif local in _AS_WRITTEN:
            yield _AS_WRITTEN[local]
        elif local not in _LEFT_OUT and not (local == "r" and _has(each, "rPr", "vanish")):
            yield from _written(each)


def _role(paragraph: Element, roles: dict[str, Role]) -> Role:
    """What a paragraph is, by its own outline level, its style, or its place in a list."""
    level, style = _value(paragraph, "pPr", "outlineLvl"), _value(paragraph, "pPr", "pStyle")
    if level and level in "012345678":
        return "heading"
    role = roles.get(style or "", "paragraph")
    number = _value(paragraph, "pPr", "numPr", "numId")
    return "list" if role == "paragraph" and number not in (None, "0") else role


def _roles(styles: Element) -> dict[str, Role]:
    """The role of every style that has one, by its own name, or by that of the style it builds on."""
    held = {_attribute(each, "styleId") or "": each for each in styles if _local(each) == "style"}
    found: dict[str, Role] = {}
    for identity, style in held.items():
        based: Element | None = style
        for _ in range(MOST_BASES):
            role = _role_of_style(based) if based is not None else None
            if role or based is None:
                break
            based = held.get(_value(based, "basedOn") or "")
        if role:
            found[identity] = role
    return found


def _role_of_style(style: Element) -> Role | None:
    name = _value(style, "name") or ""
    for role, pattern in _STYLES:
        if pattern.fullmatch(name):
            return role
    level = _value(style, "pPr", "outlineLvl")
    return "heading" if level and level in "012345678" else None


# --- XML -----------------------------------------------------------------------------------------------------------------


def _local(element: Element) -> str:
    """The name of an element without its namespace, of which there are two; "" for comments and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Element, name: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _below(element: Element, *path: str) -> Element | None:
    found: Element | None = element
    for step in path:
        found = next((each for each in found if _local(each) == step), None) if found is not None else None
    return found


def _value(element: Element, *path: str) -> str | None:
    """The `val` of an element below."""
    found = _below(element, *path)
    return _attribute(found, "val") if found is not None else None


def _has(element: Element, *path: str) -> bool:
    """Is there an element below, and is it not switched off?"""
    return _below(element, *path) is not None and _value(element, *path) not in ("0", "false", "off")

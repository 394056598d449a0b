"""Other people's formats: readings out to their programs, and what people corrected in those back in.

plain             JSON Lines, CSV, TSV
parquet           typed columns
jsonld            Web Annotation, PROV-O and schema.org (vocabulary, iris)
ftm               FollowTheMoney
linked            Markdown with links to the words on the page (fragments)
brat, labelstudio annotation programs; brat_read, labelstudio_read: corrections (marked, regions, corrections, utf16)
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from whence.exchange import brat, ftm, jsonld, labelstudio, linked, parquet, plain
from whence.exchange.brat_read import read as read_brat
from whence.exchange.labelstudio_read import read as read_labelstudio
from whence.records.reading import Reading

__all__ = ["FORMATS", "Format", "read_brat", "read_labelstudio"]

Readings = Iterable[Reading]
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold: the same files give the same bytes


@dataclass(frozen=True)
class Format:
    """One format: what it is for, and one of three ways to write it.

    `text` gives pieces of a text, `binary` writes bytes, `files` gives name and text of every file of a folder.
    """

    description: str
    text: Callable[[Readings], Iterator[str]] | None = None
    binary: Callable[[Readings, IO[bytes]], None] | None = None
    files: Callable[[Readings], Iterator[tuple[str, str]]] | None = None
    configuration: Callable[[], str] | None = None

    @property
    def needs_folder(self) -> bool:
        """Is it several files?"""
        return self.files is not None

    def export(self, readings: Readings, out: IO[bytes]) -> None:
        """Write all readings, one after the other; a format of several files as a zip of them."""
        if self.binary:
            self.binary(readings, out)
        elif self.files:
            _zip(self.files(readings), out)
        elif self.text:
            for piece in self.text(readings):
                out.write(piece.encode("utf-8"))


def _zip(files: Iterable[tuple[str, str]], out: IO[bytes]) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in files:
            folder.writestr(zipfile.ZipInfo(name, _LONG_AGO), text.encode("utf-8"), zipfile.ZIP_DEFLATED)


FORMATS: dict[str, Format] = {
    "jsonl": Format("everything, one reading a line", plain.jsonlines),
    "csv": Format("statements as rows, for spreadsheets", plain.commas),
    "tsv": Format("the same with tabs", plain.tabs),
    "parquet": Format("statements as typed rows, for pandas, R, DuckDB (extra: parquet)", binary=parquet.export),
    "jsonld": Format("one graph: Web Annotation, PROV-O, schema.org", jsonld.document),
    "jsonld-lines": Format("the same, one document an article and line", jsonld.lines),
    "ftm": Format("FollowTheMoney entities, one a line", ftm.entities),
    "brat": Format("texts and marks for brat, a folder", files=brat.files, configuration=brat.configuration),
    "labelstudio": Format("tasks with pre-annotations", labelstudio.tasks, configuration=labelstudio.configuration),
    "md": Format("Markdown, statements linked to their words on the page", linked.documents),
}

"""`whence trace`, `whence copies` and `whence table`: parse, call one function, print."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click
import msgspec

from whence.archive import Archive
from whence.cli.archive import open_to_read
from whence.cli.common import (
    FAILED,
    SOME_FAILED,
    archive_option,
    check_inputs,
    check_written,
    fetcher_of,
    finish,
    given_of,
    input_options,
    run_options,
    written,
)
from whence.cli_output import error_line, standard_output
from whence.errors import InputError
from whence.read import Reader, in_order
from whence.records.reading import Reading
from whence.report import copies_terminal, counts, counts_page, counts_tables, trace_page, trace_terminal
from whence.settings import Settings, load
from whence.trace import Answer, ask, copies_in, copies_of

HTML = click.Path(dir_okay=False, path_type=Path)


def _options(options: dict[str, Any], *names: str) -> Settings:
    place = options["archive"]
    return load({name: options[name] for name in names} | {"archive": str(place) if place else None})


def _terminal(settings: Settings) -> tuple[int, bool]:
    """Columns, and whether colours are shown."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return settings.width or shutil.get_terminal_size((100, 24)).columns, colour


def _write(text: str, out: IO[str]) -> None:
    out.write(text)
    out.flush()


def _page(path: Path, page: str) -> None:
    path.write_text(page, encoding="utf-8", newline="")


# --- trace ---------------------------------------------------------------------------------------------------------------


@click.command()
@click.argument("question", nargs=-1, metavar="[WORDS|ADDRESS]")
@archive_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object (what a pipe gets).")
@click.option("--html", type=HTML, metavar="FILE", help="One self-contained page with a diagram for every claim.")
@click.option("-v", "--verbose", is_flag=True, help="Also the claims that only one article makes.")
def trace(question: tuple[str, ...], as_json: bool, html: Path | None, verbose: bool, **options: Any) -> None:
    """Where a claim began, who carried it, and how many independent origins stand behind it.

    WORDS find the statements that hold all of them; an ADDRESS is the id of an article, ARTICLE#STATEMENT, or the id of a claim
    (its beginning suffices).  Without either, everything in the archive is traced.
    """
    finish(lambda: _trace(" ".join(question), as_json, html, verbose, options))


def _trace(question: str, as_json: bool, html: Path | None, verbose: bool, options: dict[str, Any]) -> int:
    settings = _options(options)
    check_written((str(settings.archive),), written(html))
    with open_to_read(Path(settings.archive)) as archive:
        found = ask(archive, question or None)
    if html is not None:
        _page(html, trace_page.render(found.trace, found.readings))
        return 0
    out = standard_output()
    if as_json or not sys.stdout.isatty():
        _write(found.trace.to_json() + "\n", out)
    else:
        _write(trace_terminal.render(found.trace, found.readings, *_terminal(settings), verbose=verbose), out)
    return 0


# --- copies --------------------------------------------------------------------------------------------------------------


@click.command()
@input_options
@archive_option
@click.option("--json", "as_json", is_flag=True, help="As one JSON object (what a pipe gets).")
@run_options
def copies(paths: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Which articles are copies of which: how much they share, and who had it first.

    INPUT is what `whence read` takes; nothing is kept.  Without any, the articles of the archive are compared.
    """
    finish(lambda: _copies(paths, as_json, options))


def _copies(paths: tuple[str, ...], as_json: bool, options: dict[str, Any]) -> int:
    settings = _options(options, "jobs", "quiet", "robots", "private")
    failed: list[InputError] = []
    if paths or options["feeds"]:
        check_inputs(options)
        readings = list(_readings(paths, options, settings, failed))
        found = copies_of(readings)
    else:
        with open_to_read(Path(settings.archive)) as archive:
            found = copies_in(archive)
    _copies_out(found, as_json, settings)
    return (SOME_FAILED if found.trace.articles else FAILED) if failed else 0


def _copies_out(found: Answer, as_json: bool, settings: Settings) -> None:
    out = standard_output()
    if as_json or not sys.stdout.isatty():
        plain = found.trace.to_dict()
        _write(msgspec.json.encode({name: plain[name] for name in _COPIES}).decode() + "\n", out)
    else:
        _write(copies_terminal.render(found.trace, found.readings, *_terminal(settings)), out)


_COPIES = ("schema_version", "articles", "copies", "whence")  # fields of a trace that tell of copies


def _readings(
    paths: tuple[str, ...], options: dict[str, Any], settings: Settings, failed: list[InputError]
) -> Iterator[Reading]:
    """The readings of the inputs; what cannot be read is told and counted."""
    given = given_of(paths, options, settings, fetcher_of(settings), [])
    for each in in_order(given, Reader().read, settings.workers()):
        if isinstance(each, InputError):
            failed.append(each)
            _write(error_line(each), sys.stderr)
        else:
            yield each


# --- table ---------------------------------------------------------------------------------------------------------------


@click.command()
@archive_option
@click.option(
    "--by",
    multiple=True,
    type=click.Choice(counts.DIMENSIONS),
    help="What a row is: outlet (default), byline, month; several may be given.",
)
@click.option("--csv", "form", flag_value="csv", help="As CSV, a row of the table a line.")
@click.option("--statements", "form", flag_value="statements", help="As CSV, a line for every statement behind a number.")
@click.option("--json", "form", flag_value="json", help="As JSON, every cell with the statements behind it.")
@click.option("--html", type=HTML, metavar="FILE", help="One page; every number opens the statements behind it.")
def table(by: tuple[str, ...], form: str | None, html: Path | None, **options: Any) -> None:
    """Count what a standards desk counts: kinds of source, unnamed sources with and without a reason, second-hand words."""
    finish(lambda: _table(by, form, html, options))


def _table(by: tuple[str, ...], form: str | None, html: Path | None, options: dict[str, Any]) -> int:
    settings = _options(options)
    check_written((str(settings.archive),), written(html))
    with open_to_read(Path(settings.archive)) as archive:
        counted = counts.count(_all(archive), by or ("outlet",))  # type: ignore[arg-type]  # click has checked them
        if html is not None:
            readings = {each: archive.reading(each) for each in counted.total.articles}
            _page(html, counts_page.render(counted, readings))
            return 0
    _write(_counted(counted, form, settings), standard_output())
    return 0


def _counted(counted: counts.CountTable, form: str | None, settings: Settings) -> str:
    if form == "csv":
        return counts_tables.csv(counted)
    if form == "statements":
        return counts_tables.csv_statements(counted)
    if form == "json":
        return msgspec.json.encode(counted).decode() + "\n"
    return counts_tables.render(counted, *_terminal(settings))


def _all(archive: Archive) -> Iterable[Reading]:
    """Every reading, one at a time."""
    for each in list(archive.articles()):
        yield archive.reading(each.id)

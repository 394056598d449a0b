"""`whence read` and `whence dates`: parse, call one function, print."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from whence.cli.common import (
    FAILED,
    SOME_FAILED,
    check_date,
    check_inputs,
    check_written,
    fetcher_of,
    finish,
    given_of,
    input_options,
    name_of,
    or_stdin,
    run_options,
    subscriptions_of,
    written,
)
from whence.cli_output import FORMATS, Progress, Sink, already_read, error_line, open_sink, standard_output
from whence.errors import InputError, UsageError
from whence.ingest.files import Told, inputs
from whence.ingest.subscriptions import Subscription
from whence.read import read_many, times_in
from whence.records.article import Given
from whence.report import mentions
from whence.settings import Settings, load


@click.command()
@input_options
@click.option("--only", type=click.Choice(["article"]), help="Stop after the text and its facts; no model is needed.")
@click.option("--json", "form", flag_value="json", help="Indented JSON; several readings as a list.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One reading a line (what a pipe gets).")
@click.option("--csv", "form", flag_value="csv", help="One statement a row.")
@click.option("--tsv", "form", flag_value="tsv", help="The same with tabs.")
@click.option("--md", "form", flag_value="md", help="Markdown.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="The same by name; `report` is what a terminal gets.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="One self-contained page.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write there, not to stdout."
)
@click.option("--resume", is_flag=True, help="Skip what FILE of --output holds already (JSON Lines).")
@run_options
def read(paths: tuple[str, ...], **options: Any) -> None:
    """Read articles and print who said what in them.

    INPUT is a text (.txt, .md), a page (.html, .mhtml) or its address, records of crawlers (.jsonl, .json), a table (.csv), a
    web archive (.warc, .wacz), a message (.eml), a feed (.rss, .xml), a document (.docx, .pdf), a folder of these, or -
    for stdin.  Exit status: 0 all read, 1 failed, 2 usage, 3 some inputs failed, 130 interrupted.
    """
    paths = paths if options["feeds"] else or_stdin(paths)
    finish(lambda: _read(paths, options))


def _read(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    flags = {"jobs": options["jobs"], "format": options["form"], "quiet": options["quiet"]}
    settings = load(flags | {"robots": options["robots"], "private": options["private"]})
    _check(paths, options)
    skip = already_read(options["output"], settings.format) if options["resume"] else Counter[str]()
    there = skip.total()
    with ExitStack() as held:
        fetcher = fetcher_of(settings)
        subscriptions = subscriptions_of(options, settings, fetcher, held)
        found = _unskipped(given_of(paths, options, settings, fetcher, subscriptions, frozenset(skip)), skip)
        sink = held.enter_context(
            open_sink(settings, options["output"], options["html"], options["errors"], append=options["resume"])
        )
        _all(found, settings, sink, subscriptions, options)
    if not settings.quiet:
        sink.progress.end(there)
    if sink.failed and not sink.read and not there:
        return FAILED
    return SOME_FAILED if sink.failed else 0


def _unskipped(found: Iterator[Given | InputError], skip: Counter[str]) -> Iterator[Given | InputError]:
    """The inputs without those that were read already; of two with one name the first was."""
    for each in found:
        if skip[name_of(each)] > 0:
            skip[name_of(each)] -= 1
        else:
            yield each


def _all(
    found: Iterator[Given | InputError],
    settings: Settings,
    sink: Sink,
    subscriptions: list[Subscription],
    options: dict[str, Any],
) -> None:
    try:
        for each in read_many(found, settings.workers(), options["only"]):
            if options["verbose"]:
                click.echo(name_of(each), err=True)
            if isinstance(each, InputError):
                sink.error(each)
                continue
            sink.reading(each)
            for one in subscriptions:
                one.done(each.input)
    finally:
        for one in subscriptions:
            one.end()


def _check(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    check_inputs(options)
    if options["resume"] and not options["output"]:
        raise UsageError("--resume needs --output FILE", "name the file to go on with")
    if options["html"] and options["output"]:
        raise UsageError("--html writes a page of its own; --output does not go with it", "leave one of them out")
    files = written(options["html"] or options["output"] or Path("/dev/stdout"), options["errors"])
    if len(files) == 2 and files[0] == files[1]:
        raise UsageError(f"readings and --errors both go to {files[0]}", "name two files")
    check_written(paths, files)


@click.command()
@click.argument("paths", nargs=-1, metavar="[INPUT]...")
@click.option("--published", metavar="DATE", help="When it was published: 2026-03-12, or with a time.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for every input, a line each (what a pipe gets).")
@click.option("--quiet", "-q", is_flag=True, default=None, help="No progress and no counts.")
def dates(paths: tuple[str, ...], published: str | None, as_json: bool, quiet: bool | None) -> None:
    """Print every expression of time with its value.

    INPUT is what `whence read` takes.  Values are TimeML (2026-03-12, 2026-W11, P3D, PAST_REF); day words count from the
    dateline, else from the date of publication.  Exit status as for `whence read`.
    """
    paths = or_stdin(paths)
    finish(lambda: _dates(paths, published, as_json or not sys.stdout.isatty(), quiet))


def _dates(paths: tuple[str, ...], published: str | None, as_json: bool, quiet: bool | None) -> int:
    settings = load({"quiet": quiet})
    check_date(published)
    progress, out = Progress(not settings.quiet), standard_output()
    for each in inputs(paths, settings.max_bytes, fetcher=fetcher_of(settings), told=Told(published=published)):
        found = times_in(each)
        if isinstance(found, InputError):
            (out if as_json else sys.stderr).write(error_line(found))
        else:
            out.write(mentions.line(name_of(each), found) if as_json else mentions.table(name_of(each), found))
        out.flush()
        progress.count(failed=isinstance(found, InputError))
    if not settings.quiet:
        progress.end(0)
    return 0 if not progress.failed else SOME_FAILED if progress.read else FAILED

"""The command `whence`: parse, call one function, print."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any, NoReturn

import click

from whence.cli_output import FORMATS, Progress, Sink, already_read, error_line, open_sink, standard_output
from whence.doctor import examine
from whence.errors import InputError, UsageError, WhenceError
from whence.ingest.feedstate import FeedState
from whence.ingest.fetch import Fetcher, Policy
from whence.ingest.files import Source, Told, inputs
from whence.ingest.kinds import ASSETS, KINDS, suffixes_of
from whence.ingest.records import is_date
from whence.ingest.subscriptions import Subscription
from whence.read import read_many, times_in
from whence.records.article import Given
from whence.report import mentions
from whence.settings import Settings, load
from whence.version import VERSION

FAILED, USAGE, SOME_FAILED, INTERRUPTED = 1, 2, 3, 130
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


@click.group(context_settings=CONTEXT)
@click.version_option(VERSION, prog_name="whence")
def main() -> None:
    """Who said it, by which words, what: every attributed statement of a news article, as exact characters of its text.

    Shell completion: eval "$(_WHENCE_COMPLETE=bash_source whence)" (or zsh_source, fish_source).
    """


def _stop(wrong: WhenceError, status: int) -> NoReturn:
    click.echo(f"whence: {wrong}", err=True)
    sys.exit(status)


@main.command()
@click.argument("paths", nargs=-1, metavar="[INPUT]...")
@click.option("--url", help="Address of the article, where the input does not tell it.")
@click.option("--published", metavar="DATE", help="When it was published: 2026-03-12, or with a time.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--input-format", "kind", type=click.Choice(KINDS), help="What the inputs are; it counts before their names.")
@click.option(
    "--feed", "feeds", multiple=True, metavar="URL|FILE", help="Read the articles of a feed, fetching those it only links to."
)
@click.option(
    "--state",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --feed: what was read already; a second run reads only what is new.",
)
@click.option("--only", type=click.Choice(["article"]), help="Stop after the text and its facts; no model is needed.")
@click.option("--no-robots", "robots", flag_value=False, default=None, help="Fetch pages that robots.txt closes to programs.")
@click.option("--private", is_flag=True, default=None, help="Fetch addresses of private networks and of this machine too.")
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
@click.option(
    "--errors", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Inputs that failed, a line each."
)
@click.option("--jobs", type=int, metavar="N", help="Workers that read at the same time (default: one for every core).")
@click.option("--quiet", "-q", is_flag=True, default=None, help="No progress and no counts.")
@click.option("-v", "--verbose", is_flag=True, help="Name every input on stderr.")
def read(paths: tuple[str, ...], **options: Any) -> None:
    """Read articles and print who said what in them.

    INPUT is a text (.txt, .md), a page (.html, .mhtml) or its address, records of crawlers (.jsonl, .json), a table (.csv), a
    web archive (.warc, .wacz), a message (.eml), a feed (.rss, .xml), a document (.docx, .pdf), a folder of these, or -
    for stdin.  Exit status: 0 all read, 1 failed, 2 usage, 3 some inputs failed, 130 interrupted.
    """
    paths = paths if options["feeds"] else _or_stdin(paths)
    _finish(lambda: _read(paths, options))


def _or_stdin(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that were given; without any, what a pipe brings, and on a terminal the help."""
    if not paths and sys.stdin.isatty():
        click.echo(click.get_current_context().get_help())
        sys.exit(USAGE)
    return paths or ("-",)


def _finish(work: Callable[[], int]) -> NoReturn:
    """Do the work and exit with its status; what goes wrong becomes a line on stderr and the status that belongs to it."""
    try:
        status = work()
    except UsageError as wrong:
        _stop(wrong, USAGE)
    except WhenceError as wrong:
        _stop(wrong, FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains while closing it
        status = 0
    except OSError as wrong:
        _stop(
            WhenceError(f"{wrong.filename or 'output'}: {wrong.strerror or wrong}", "check the path and its permissions"),
            FAILED,
        )
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _read(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    flags = {"jobs": options["jobs"], "format": options["form"], "quiet": options["quiet"]}
    settings = load(flags | {"robots": options["robots"], "private": options["private"]})
    _check(paths, options)
    skip = already_read(options["output"], settings.format) if options["resume"] else Counter[str]()
    there = skip.total()
    with ExitStack() as held:
        fetcher = _fetcher(settings)
        subscriptions = _subscriptions(options, settings, fetcher, held)
        found = _unskipped(_given(paths, options, settings, fetcher, subscriptions, frozenset(skip)), skip)
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
        if skip[_name(each)] > 0:
            skip[_name(each)] -= 1
        else:
            yield each


def _fetcher(settings: Settings) -> Fetcher:
    return Fetcher(Policy(most_bytes=settings.max_bytes, robots=settings.robots, private_allowed=settings.private))


def _subscriptions(options: dict[str, Any], settings: Settings, fetcher: Fetcher, held: ExitStack) -> list[Subscription]:
    """The feeds of --feed, with the state of --state, which is locked until the end."""
    if not options["feeds"]:
        return []
    state = held.enter_context(FeedState.load(options["state"])) if options["state"] else None
    source, told = Source(settings.max_bytes, None, fetcher), Told(published=options["published"], outlet=options["outlet"])
    return [Subscription(feed, source, state, told) for feed in options["feeds"]]


def _given(
    paths: tuple[str, ...],
    options: dict[str, Any],
    settings: Settings,
    fetcher: Fetcher,
    subscriptions: list[Subscription],
    skip: frozenset[str],
) -> Iterator[Given | InputError]:
    """Every input of the run, those of feeds last."""
    told = Told(url=options["url"], published=options["published"], outlet=options["outlet"])
    given = inputs(paths, settings.max_bytes, kind=options["kind"], fetcher=fetcher, told=told, skip=skip)
    yield from _only(given) if told.url else given
    for each in subscriptions:
        yield from each


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
                click.echo(_name(each), err=True)
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
    _check_date(options["published"])
    if options["state"] and not options["feeds"]:
        raise UsageError("--state keeps what was read of feeds, and there is none", "name a feed with --feed")
    if options["resume"] and not options["output"]:
        raise UsageError("--resume needs --output FILE", "name the file to go on with")
    if options["html"] and options["output"]:
        raise UsageError("--html writes a page of its own; --output does not go with it", "leave one of them out")
    files = _written(options["html"] or options["output"] or Path("/dev/stdout"), options["errors"])
    if len(files) == 2 and files[0] == files[1]:
        raise UsageError(f"readings and --errors both go to {files[0]}", "name two files")
    for path, file in product(paths, files):
        if path != "-" and _would_read(Path(path).resolve(), file):
            raise UsageError(f"{file} is written to, and {path} would read it", "write to another place")


def _check_date(published: str | None) -> None:
    if published and not is_date(published):
        raise UsageError(f"--published is not a date: {published}", "write it as 2026-03-12")


def _written(*targets: Path | None) -> list[Path]:
    """The files that are written to; devices and pipes are none."""
    return [each.resolve() for each in targets if each and (each.is_file() or not each.exists())]


def _would_read(source: Path, file: Path) -> bool:
    """Is the file the source itself, or one of those that are read from this folder?"""
    if source == file:
        return True
    if source not in file.parents or any(part.startswith(".") for part in file.relative_to(source).parts):
        return False
    return suffixes_of(file.name)[0] not in ASSETS


def _only(found: Iterator[Given | InputError]) -> Iterator[Given | InputError]:
    """The one input, with the items of its page; UsageError when there are more, because an address is that of one page."""
    name = None
    held = []
    for each in found:
        name = _name(each) if name is None else name
        if _name(each) != name and not _name(each).startswith(f"{name}#"):
            raise UsageError("--url names one article, and there are several inputs", "give the address in each record")
        held.append(each)
    return iter(held)


def _name(each: Any) -> str:
    return str(each.name if isinstance(each, Given | InputError) else each.input)


@main.command()
@click.argument("paths", nargs=-1, metavar="[INPUT]...")
@click.option("--published", metavar="DATE", help="When it was published: 2026-03-12, or with a time.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for every input, a line each (what a pipe gets).")
@click.option("--quiet", "-q", is_flag=True, default=None, help="No progress and no counts.")
def dates(paths: tuple[str, ...], published: str | None, as_json: bool, quiet: bool | None) -> None:
    """Print every expression of time with its value.

    INPUT is what `whence read` takes.  Values are TimeML (2026-03-12, 2026-W11, P3D, PAST_REF); day words count from the
    dateline, else from the date of publication.  Exit status as for `whence read`.
    """
    paths = _or_stdin(paths)
    _finish(lambda: _dates(paths, published, as_json or not sys.stdout.isatty(), quiet))


def _dates(paths: tuple[str, ...], published: str | None, as_json: bool, quiet: bool | None) -> int:
    settings = load({"quiet": quiet})
    _check_date(published)
    progress, out = Progress(not settings.quiet), standard_output()
    for each in inputs(paths, settings.max_bytes, fetcher=_fetcher(settings), told=Told(published=published)):
        found = times_in(each)
        if isinstance(found, InputError):
            (out if as_json else sys.stderr).write(error_line(found))
        else:
            out.write(mentions.line(_name(each), found) if as_json else mentions.table(_name(each), found))
        out.flush()
        progress.count(failed=isinstance(found, InputError))
    if not settings.quiet:
        progress.end(0)
    return 0 if not progress.failed else SOME_FAILED if progress.read else FAILED


@main.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def doctor(as_json: bool) -> None:
    """Look at the model, its checksums, the libraries and the terminal."""
    findings = examine()
    if as_json:
        click.echo(json.dumps({each.name: {"found": each.found, "sound": each.sound} for each in findings}, indent=2))
    else:
        for each in findings:
            click.echo(f"{'ok ' if each.sound else 'BAD'}  {each.name:16}  {each.found}")
    sys.exit(0 if all(each.sound for each in findings) else FAILED)

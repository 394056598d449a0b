"""The command `whence`: parse, call one function, print."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from whence.cli_output import FORMATS, Progress, Sink, already_read, error_line, open_sink, standard_output
from whence.doctor import examine
from whence.errors import InputError, UsageError, WhenceError
from whence.ingest.files import RECORD, RECORDS, TEXT, inputs, is_date
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

    INPUT is a text file (.txt, .md), JSON Lines or JSON of records (id, text, url, title, published, outlet), a folder of
    these, or - for stdin.  Exit status: 0 all read, 1 failed, 2 usage, 3 some inputs failed, 130 interrupted.
    """
    paths = _or_stdin(paths)
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
    settings = load({"jobs": options["jobs"], "format": options["form"], "quiet": options["quiet"]})
    _check(paths, options)
    skip: set[str] = set()
    if options["resume"]:
        skip = already_read(options["output"], settings.format)
    told = {name: options[name] for name in ("url", "published", "outlet")}
    given = inputs(paths, settings.max_bytes)
    found = (_told(each, told) for each in (_only(given) if told["url"] else given) if _name(each) not in skip)
    with open_sink(settings, options["output"], options["html"], options["errors"], append=options["resume"]) as sink:
        _all(found, settings, sink, verbose=options["verbose"])
    if not settings.quiet:
        sink.progress.end(len(skip))
    if sink.failed and not sink.read and not skip:
        return FAILED
    return SOME_FAILED if sink.failed else 0


def _all(found: Iterator[Given | InputError], settings: Settings, sink: Sink, *, verbose: bool) -> None:
    for each in read_many(found, settings.workers()):
        if verbose:
            click.echo(_name(each), err=True)
        if isinstance(each, InputError):
            sink.error(each)
        else:
            sink.reading(each)


def _check(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    _check_date(options["published"])
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
    return bool((TEXT | RECORDS | RECORD) & {each.lower() for each in file.suffixes})


def _only(found: Iterator[Given | InputError]) -> Iterator[Given | InputError]:
    """The one input; UsageError when there are more, because an address is that of one article."""
    first = list(islice(found, 2))
    if len(first) > 1:
        raise UsageError("--url names one article, and there are several inputs", "give the address in each record")
    return iter(first)


def _name(each: Any) -> str:
    return str(each.name if isinstance(each, Given | InputError) else each.input)


def _told(each: Given | InputError, told: dict[str, str | None]) -> Given | InputError:
    """The input with what the command line tells, where the input itself does not."""
    if isinstance(each, InputError):
        return each
    return msgspec.structs.replace(each, **{name: getattr(each, name) or value for name, value in told.items()})


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
    for each in inputs(paths, settings.max_bytes):
        found = times_in(_told(each, {"published": published}))
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

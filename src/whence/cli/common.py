"""What the commands share: exit statuses, the options that tell of inputs, and the inputs themselves."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from whence.errors import InputError, UsageError, WhenceError
from whence.ingest.feedstate import FeedState
from whence.ingest.fetch import Fetcher, Policy
from whence.ingest.files import Source, Told, inputs
from whence.ingest.kinds import ASSETS, KINDS, suffixes_of
from whence.ingest.records import is_date
from whence.ingest.subscriptions import Subscription
from whence.records.article import Given
from whence.settings import Settings

FAILED, USAGE, SOME_FAILED, INTERRUPTED = 1, 2, 3, 130
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}

Command = TypeVar("Command", bound=Callable[..., Any])

_INPUT_OPTIONS = (
    click.argument("paths", nargs=-1, metavar="[INPUT]..."),
    click.option("--url", help="Address of the article, where the input does not tell it."),
    click.option("--published", metavar="DATE", help="When it was published: 2026-03-12, or with a time."),
    click.option("--outlet", metavar="NAME", help="Who published it."),
    click.option("--input-format", "kind", type=click.Choice(KINDS), help="What the inputs are; it counts before their names."),
    click.option(
        "--feed",
        "feeds",
        multiple=True,
        metavar="URL|FILE",
        help="Read the articles of a feed, fetching those it only links to.",
    ),
    click.option(
        "--state",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="With --feed: what was read already; a second run reads only what is new.",
    ),
    click.option(
        "--no-robots", "robots", flag_value=False, default=None, help="Fetch pages that robots.txt closes to programs."
    ),
    click.option("--private", is_flag=True, default=None, help="Fetch addresses of private networks and of this machine too."),
)
_RUN_OPTIONS = (
    click.option(
        "--errors", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Inputs that failed, a line each."
    ),
    click.option("--jobs", type=int, metavar="N", help="Workers that read at the same time (default: one for every core)."),
    click.option("--quiet", "-q", is_flag=True, default=None, help="No progress and no counts."),
    click.option("-v", "--verbose", is_flag=True, help="Name every input on stderr."),
)


def _with(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def input_options(command: Command) -> Command:
    """The inputs of a command, and the options that tell of them."""
    return _with(_INPUT_OPTIONS, command)


def run_options(command: Command) -> Command:
    """The options of a command that goes through many inputs."""
    return _with(_RUN_OPTIONS, command)


def archive_option(command: Command) -> Command:
    """Which archive a command works on."""
    kind = click.Path(dir_okay=False, path_type=Path)
    return click.option("--archive", type=kind, metavar="PATH", help="The archive (default: whence.db here).")(command)


# --- ends ----------------------------------------------------------------------------------------------------------------


def stop(wrong: WhenceError, status: int) -> NoReturn:
    """Say what is wrong and end."""
    click.echo(f"whence: {wrong}", err=True)
    sys.exit(status)


def finish(work: Callable[[], int]) -> NoReturn:
    """Do the work and exit with its status; what goes wrong becomes a line on stderr and the status that belongs to it."""
    try:
        status = work()
    except UsageError as wrong:
        stop(wrong, USAGE)
    except WhenceError as wrong:
        stop(wrong, FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains while closing it
        status = 0
    except OSError as wrong:
        stop(
            WhenceError(f"{wrong.filename or 'output'}: {wrong.strerror or wrong}", "check the path and its permissions"),
            FAILED,
        )
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def or_stdin(paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths that were given; without any, what a pipe brings, and on a terminal the help."""
    if not paths and sys.stdin.isatty():
        click.echo(click.get_current_context().get_help())
        sys.exit(USAGE)
    return paths or ("-",)


# --- inputs --------------------------------------------------------------------------------------------------------------


def fetcher_of(settings: Settings) -> Fetcher:
    """What fetches addresses, within the limits of the settings."""
    return Fetcher(Policy(most_bytes=settings.max_bytes, robots=settings.robots, private_allowed=settings.private))


def subscriptions_of(options: dict[str, Any], settings: Settings, fetcher: Fetcher, held: ExitStack) -> list[Subscription]:
    """The feeds of --feed, with the state of --state, which is locked until the end."""
    if not options["feeds"]:
        return []
    state = held.enter_context(FeedState.load(options["state"])) if options["state"] else None
    source, told = Source(settings.max_bytes, None, fetcher), Told(published=options["published"], outlet=options["outlet"])
    return [Subscription(feed, source, state, told) for feed in options["feeds"]]


def given_of(
    paths: tuple[str, ...],
    options: dict[str, Any],
    settings: Settings,
    fetcher: Fetcher,
    subscriptions: list[Subscription],
    skip: frozenset[str] = frozenset(),
) -> Iterator[Given | InputError]:
    """Every input of the run, those of feeds last."""
    told = Told(url=options["url"], published=options["published"], outlet=options["outlet"])
    given = inputs(paths, settings.max_bytes, kind=options["kind"], fetcher=fetcher, told=told, skip=skip)
    yield from _only(given) if told.url else given
    for each in subscriptions:
        yield from each


def _only(found: Iterator[Given | InputError]) -> Iterator[Given | InputError]:
    """The one input, with the items of its page; UsageError when there are more, because an address is that of one page."""
    name = None
    held = []
    for each in found:
        name = name_of(each) if name is None else name
        if name_of(each) != name and not name_of(each).startswith(f"{name}#"):
            raise UsageError("--url names one article, and there are several inputs", "give the address in each record")
        held.append(each)
    return iter(held)


def name_of(each: Any) -> str:
    """The name of an input, of an error or of a reading."""
    return str(each.name if isinstance(each, Given | InputError) else each.input)


# --- checks --------------------------------------------------------------------------------------------------------------


def check_inputs(options: dict[str, Any]) -> None:
    """Raise UsageError for options that tell of inputs and contradict one another."""
    check_date(options["published"])
    if options["state"] and not options["feeds"]:
        raise UsageError("--state keeps what was read of feeds, and there is none", "name a feed with --feed")


def check_date(published: str | None) -> None:
    """Raise UsageError for what is no date."""
    if published and not is_date(published):
        raise UsageError(f"--published is not a date: {published}", "write it as 2026-03-12")


def check_written(paths: tuple[str, ...], files: list[Path]) -> None:
    """Raise UsageError when a file that is written to would be read."""
    for path, file in product(paths, files):
        if path != "-" and _would_read(Path(path).resolve(), file):
            raise UsageError(f"{file} is written to, and {path} would read it", "write to another place")


def written(*targets: Path | None) -> list[Path]:
    """The files that are written to; devices and pipes are none."""
    return [each.resolve() for each in targets if each and (each.is_file() or not each.exists())]


def _would_read(source: Path, file: Path) -> bool:
    """Is the file the source itself, or one of those that are read from this folder?"""
    if source == file:
        return True
    if source not in file.parents or any(part.startswith(".") for part in file.relative_to(source).parts):
        return False
    return suffixes_of(file.name)[0] not in ASSETS

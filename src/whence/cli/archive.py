"""`whence add`, `whence search` and `whence doctor`: parse, call one function, print."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Lock
from typing import IO, Any, get_args

import click
import msgspec

from whence.archive import Added, Archive, Query
from whence.archive.opening import may_write
from whence.archive.repair import rescue
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
    name_of,
    or_stdin,
    run_options,
    subscriptions_of,
    written,
)
from whence.cli.results import lines
from whence.cli_output import error_line, standard_output
from whence.doctor import examine
from whence.errors import InputError, UsageError
from whence.ingest.subscriptions import Subscription
from whence.read import in_order
from whence.records.article import Given, article_id
from whence.records.entity import Kind
from whence.records.kept import Kept
from whence.records.statement import Act
from whence.settings import Settings, load
from whence.trace import Keeper, keep

Keep = Callable[[Given], Kept]


class Known(msgspec.Struct, frozen=True):
    """An input whose article is in the archive already, so that it is not read again."""

    input: str
    article: str


# --- add -----------------------------------------------------------------------------------------------------------------


@click.command()
@input_options
@archive_option
@click.option("--again", is_flag=True, help="Read what is known already once more and keep the new reading.")
@run_options
def add(paths: tuple[str, ...], **options: Any) -> None:
    """Read articles and keep them in the archive.

    INPUT is what `whence read` takes.  An article that is there already is not read again, so that a run which was ended can
    simply be started again.  The same address with another text is a new version.  Exit status as for `whence read`.
    """
    paths = paths if options["feeds"] else or_stdin(paths)
    finish(lambda: _add(paths, options))


def _add(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    settings = _settings(options, "jobs", "quiet", "robots", "private")
    place = Path(settings.archive)
    check_inputs(options)
    check_written(paths, written(options["errors"]))
    if any(Path(each).resolve() == place.resolve() for each in paths):
        raise UsageError(f"{place} is the archive itself", "name what is to be added")
    with ExitStack() as held:
        archive = held.enter_context(Archive.open(place))
        known = held.enter_context(Archive.open(place, read_only=True))  # asked while the other one writes
        errors = held.enter_context(options["errors"].open("w", encoding="utf-8", newline="")) if options["errors"] else None
        fetcher = fetcher_of(settings)
        subscriptions = subscriptions_of(options, settings, fetcher, held)
        given = _without(place, given_of(paths, options, settings, fetcher, subscriptions))
        found = read_unknown(given, None if options["again"] else known, Keeper().keep, settings.workers())
        held.callback(_end, found)  # before the archives: no worker may ask them then
        done: Iterator[Added | Known | InputError] = archive.add_many(found, again=options["again"])
        held.callback(_end, done)
        tally = Tally(errors, options["verbose"])
        _all(done, tally, subscriptions)
    if not settings.quiet:
        click.echo(tally.line(), err=True)
    if tally.failed and not tally.kept:
        return FAILED
    return SOME_FAILED if tally.failed else 0


def _end(found: Iterator[object]) -> None:
    """Close a stream: what works ahead in it comes to its end."""
    if isinstance(found, Generator):
        found.close()


def _without(archive: Path, given: Iterator[Given | InputError]) -> Iterator[Given | InputError]:
    """The inputs without the archive and what lies beside it under its name, where a folder of inputs holds them."""
    place = archive.resolve()
    for each in given:
        if not (place.name in each.name and Path(each.name).resolve().parent == place.parent):
            yield each


def _settings(options: dict[str, Any], *names: str) -> Settings:
    place = options["archive"]
    return load({name: options[name] for name in names} | {"archive": str(place) if place else None})


def read_unknown(
    given: Iterator[Given | InputError], known: Archive | None, keeper: Keep, jobs: int
) -> Iterator[Kept | Known | InputError]:
    """Every input in its order: read, or Known where its article is in the archive already; errors stay as they are."""

    one = Lock()  # an archive is asked by one worker at a time

    def work(each: Given) -> Kept | Known:
        article = article_id(each.text, each.url, each.outlet, each.published)
        with one:
            if known is not None and known.knows(article):
                return Known(each.name, article)
        return keeper(each)

    return in_order(given, work, jobs)


class Tally:
    """Counts of what became of the inputs; errors go to their file or to stderr, the others to stderr where asked for."""

    def __init__(self, errors: IO[str] | None, verbose: bool) -> None:
        self._errors, self._verbose = errors or sys.stderr, verbose
        self._counts: Counter[str] = Counter()

    @property
    def failed(self) -> int:
        """Inputs that could not be read."""
        return self._counts["failed"]

    @property
    def kept(self) -> int:
        """Inputs that are in the archive now."""
        return self._counts.total() - self.failed

    def count(self, each: Added | Known | InputError) -> None:
        """One more input is done."""
        if isinstance(each, InputError):
            self._counts["failed"] += 1
            self._errors.write(error_line(each))
            self._errors.flush()
            return
        what = each.what if isinstance(each, Added) else "known"
        self._counts[what] += 1
        if self._verbose:
            earlier = f" of {each.version_of}" if isinstance(each, Added) and what == "new version" and each.version_of else ""
            click.echo(f"{each.input}: {what}{earlier} {each.article}", err=True)

    def line(self) -> str:
        """The sum."""
        counts = self._counts
        versions = f"{counts['new version']} new version{'' if counts['new version'] == 1 else 's'}"
        return f"{counts['new']} new, {counts['known']} known, {versions}, {self.failed} failed"


def _all(done: Iterator[Added | Known | InputError], tally: Tally, subscriptions: list[Subscription]) -> None:
    try:
        for each in done:
            tally.count(each)
            for one in subscriptions if not isinstance(each, InputError) else ():
                one.done(name_of(each))
    finally:
        for one in subscriptions:
            one.end()


# --- search --------------------------------------------------------------------------------------------------------------


@click.command()
@click.argument("words", nargs=-1)
@archive_option
@click.option("--holder", metavar="NAME", help="Who says it: words of the name.")
@click.option("--outlet", metavar="NAME", help="Who published it: words of the name, or the domain.")
@click.option("--exact", is_flag=True, help="The names of --holder and --outlet are whole, as --facets shows them.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="What kind of holder.")
@click.option("--act", type=click.Choice(get_args(Act)), help="What is done by saying it.")
@click.option("--said", metavar="DATE", help="When it was said: 2026, 2026-03, 2026-03-12 or FROM..TO.")
@click.option("--published", metavar="FROM..TO", help="When the article was published: the same.")
@click.option("--second-hand/--first-hand", default=None, help="Whether it came through somebody else.")
@click.option("--unnamed", is_flag=True, help="Only what unnamed sources say.")
@click.option("--own-voice", is_flag=True, help="What articles say in their own voice, too.")
@click.option("--relevance", is_flag=True, help="The wording that fits best first (default: the newest article).")
@click.option("--facets", is_flag=True, help="Count holders, outlets, kinds, acts and months, too.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, metavar="N", help="How many at most.")
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(words: tuple[str, ...], as_json: bool, relevance: bool, **options: Any) -> None:
    """Find statements in the archive by words, holder, outlet, date and kind.

    All WORDS must stand in the statement, its holder's name or the title.  "Words in quotation marks" stand together, harb*
    begins a word, and after -- a word with a minus sign must not be there.
    """
    finish(lambda: _search(words, as_json, relevance, options))


def _search(words: tuple[str, ...], as_json: bool, relevance: bool, options: dict[str, Any]) -> int:
    settings = _settings(options)
    told = {name: value for name, value in options.items() if name != "archive"}
    query = Query(words=_one_line(words), order="relevance" if relevance else "newest", **told)
    with open_to_read(Path(settings.archive)) as archive:
        results = archive.search(query)
    out = standard_output()
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    out.write(msgspec.json.encode(results).decode() + "\n" if as_json else lines(results, query.offset, colour))
    return 0


def _one_line(words: tuple[str, ...]) -> str:
    """The words as one search; what the shell kept together as one word was put in quotation marks."""
    return " ".join(f'"{each}"' if " " in each and '"' not in each else each for each in words)


def open_to_read(path: Path) -> Archive:
    """The archive for reading; for writing where that is allowed, so that one of an older version is brought up to date."""
    return Archive.open(path, create=False, read_only=path.exists() and not (may_write(path) and may_write(path.parent)))


# --- doctor --------------------------------------------------------------------------------------------------------------


@click.command()
@archive_option
@click.option(
    "--repair",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[PATH]",
    help="Save what is whole in a damaged archive into a new one; the damaged file is kept.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def doctor(archive: Path | None, repair: str | None, as_json: bool) -> None:
    """Look at the model, its checksums, the libraries and the terminal; with --archive at every byte of the archive, too."""
    finish(lambda: _doctor(archive, as_json) if repair is None else _repair(Path(repair) if repair else archive))


def _doctor(archive: Path | None, as_json: bool) -> int:
    place = archive or Path(load({}).archive)
    findings = examine(place if archive or place.exists() else None, whole=archive is not None)
    if as_json:
        click.echo(json.dumps({each.name: {"found": each.found, "sound": each.sound} for each in findings}, indent=2))
    else:
        for each in findings:
            click.echo(f"{'ok ' if each.sound else 'BAD'}  {each.name:20}  {each.found}")
    return 0 if all(each.sound for each in findings) else FAILED


def _repair(path: Path | None) -> int:
    place = path or Path(load({}).archive)
    saved = rescue(place)
    with Archive.open(place) as archive:
        renewed = archive.renew(keep)
    again = f", {renewed} of them made ready for tracing again" if renewed else ""
    click.echo(f"{saved.whole + saved.stale} articles saved{again}, {saved.lost} lost; the damaged file is {saved.damaged}")
    return SOME_FAILED if saved.lost else 0

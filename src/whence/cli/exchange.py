"""`whence export` and `whence import`: parse, call one function, print."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
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
    name_of,
    run_options,
    subscriptions_of,
    written,
)
from whence.cli_output import Progress, error_line, standard_output
from whence.errors import InputError, UsageError
from whence.exchange import FORMATS, Format, brat_read, labelstudio_read
from whence.read import read_many
from whence.records.correction import Correction
from whence.records.reading import Reading
from whence.settings import Settings, load

_LISTED = "\n".join(f"  {name:13} {each.description}" for name, each in FORMATS.items())


# --- export --------------------------------------------------------------------------------------------------------------


@click.command(epilog=f"\b\nFormats:\n{_LISTED}")
@input_options
@archive_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="jsonl", show_default=True, help="Which format.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="Of the archive only this article; may be repeated.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE|FOLDER", help="Write there, not to stdout.")
@click.option("--config", is_flag=True, help="Print what the annotation program has to be set up with, and nothing else.")
@run_options
def export(paths: tuple[str, ...], **options: Any) -> None:
    """Write readings in other people's formats.

    Without INPUT the archive is written, with corrections; with it, what `whence read` takes is read first.  brat needs a
    folder, or a file that ends in .zip.  Exit status as for `whence read`.
    """
    finish(lambda: _configuration(options["form"]) if options["config"] else _export(paths, options))


def _configuration(form: str) -> int:
    make = FORMATS[form].configuration
    if make is None:
        raise UsageError(f"{form} needs no configuration", "brat and labelstudio do")
    standard_output().write(make())
    return 0


def _export(paths: tuple[str, ...], options: dict[str, Any]) -> int:
    flags = {name: options[name] for name in ("jobs", "quiet", "robots", "private")}
    settings = load(flags | {"archive": str(options["archive"]) if options["archive"] else None})
    _check(paths, options)
    with ExitStack() as held:
        source = _Source(settings, options, held)
        readings = source.of_inputs(paths) if paths or options["feeds"] else source.of_archive()
        _write(FORMATS[options["form"]], readings, options["output"], held)
    if not settings.quiet:
        source.progress.end(0)
    if source.progress.failed:
        return SOME_FAILED if source.progress.read else FAILED
    return 0


def _check(paths: tuple[str, ...], options: dict[str, Any]) -> None:
    check_inputs(options)
    given = bool(paths or options["feeds"])
    if given and (options["archive"] or options["articles"]):
        raise UsageError("inputs and the archive are not exported together", "leave out INPUT, or --archive and --article")
    form, output = options["form"], options["output"]
    if FORMATS[form].needs_folder and output is None:
        raise UsageError(f"{form} is a folder of files", "name one with -o, or a file that ends in .zip")
    if FORMATS[form].binary and output is None and sys.stdout.isatty():
        raise UsageError(f"{form} is not for a terminal", "name a file with -o")
    if output is not None and not FORMATS[form].needs_folder and output.is_dir():
        raise UsageError(f"{output} is a folder, and {form} is one file", "name a file")
    check_written(paths, written(output, options["errors"]))


class _Source:
    """Where the readings come from; counts them, and tells of inputs that could not be read."""

    def __init__(self, settings: Settings, options: dict[str, Any], held: ExitStack) -> None:
        self._settings, self._options, self._held = settings, options, held
        self.progress = Progress(not settings.quiet)
        errors = options["errors"]
        self._errors = held.enter_context(errors.open("w", encoding="utf-8", newline="")) if errors else sys.stderr

    def of_inputs(self, paths: tuple[str, ...]) -> Iterator[Reading]:
        """The readings of inputs, one after the other."""
        fetcher = fetcher_of(self._settings)
        subscriptions = subscriptions_of(self._options, self._settings, fetcher, self._held)
        given = given_of(paths, self._options, self._settings, fetcher, subscriptions)
        try:
            for each in read_many(given, self._settings.workers()):
                if self._options["verbose"]:
                    click.echo(name_of(each), err=True)
                self.progress.count(failed=isinstance(each, InputError))
                if isinstance(each, InputError):
                    self._errors.write(error_line(each))
                    continue
                yield each
                for one in subscriptions:
                    one.done(each.input)
        finally:
            for one in subscriptions:
                one.end()

    def of_archive(self) -> Iterator[Reading]:
        """The readings of the archive, in the order of publication."""
        archive = self._held.enter_context(open_to_read(Path(self._settings.archive)))
        chosen: Iterable[str] = self._options["articles"] or (each.id for each in archive.articles())
        for article in chosen:
            yield archive.reading(article)
            self.progress.count(failed=False)


def _write(form: Format, readings: Iterator[Reading], output: Path | None, held: ExitStack) -> None:
    if form.files is not None and output is not None and output.suffix != ".zip":
        output.mkdir(parents=True, exist_ok=True)
        for name, text in form.files(readings):
            (output / name).write_text(text, encoding="utf-8", newline="")
        return
    out: IO[bytes] = held.enter_context(output.open("wb")) if output else sys.stdout.buffer
    form.export(readings, out)
    out.flush()


# --- import --------------------------------------------------------------------------------------------------------------


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, path_type=Path))
@archive_option
@click.option("--dry-run", is_flag=True, help="Print the corrections, a line of JSON each, and keep none.")
@click.option("--quiet", "-q", is_flag=True, default=None, help="No counts.")
def import_(paths: tuple[Path, ...], archive: Path | None, dry_run: bool, quiet: bool | None) -> None:
    """Take corrections from annotation programs into the archive, where they win over what the machine reads.

    FILE is a JSON export of Label Studio, or a folder, a zip or an .ann file of brat.  All corrections are kept, or none.
    """
    finish(lambda: _import(paths, archive, dry_run, quiet))


def _import(paths: tuple[Path, ...], place: Path | None, dry_run: bool, quiet: bool | None) -> int:
    settings = load({"quiet": quiet, "archive": str(place) if place else None})
    with Archive.open(Path(settings.archive), create=False) as archive:
        made = [each for path in paths for each in corrections_in(path, archive)]
        if dry_run:
            out = standard_output()
            out.writelines(msgspec.json.encode(each).decode("utf-8") + "\n" for each in made)
        else:
            archive.correct(made)
    if not settings.quiet:
        click.echo(_summary(made), err=True)
    return 0


def corrections_in(path: Path, archive: Archive) -> list[Correction]:
    """The corrections of one file or folder against the readings of the archive."""
    if path.suffix == ".json" and path.is_file():
        data = path.read_bytes()
        return labelstudio_read.read(data, _readings(archive, labelstudio_read.articles(data, str(path))), str(path))
    return brat_read.read(path, _readings(archive, brat_read.articles(path)))


def _readings(archive: Archive, articles: Iterable[str]) -> Iterator[Reading]:
    return (archive.reading(each) for each in articles if archive.knows(each))


def _summary(made: list[Correction]) -> str:
    counts, articles = Counter(each.action for each in made), len({each.article for each in made})
    told = f"{counts['replace']} replaced, {counts['add']} added, {counts['remove']} removed"
    return f"{told} in {articles} article{'' if articles == 1 else 's'}"

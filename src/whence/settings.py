"""Settings: one frozen record, read once, from `whence.toml`, then `WHENCE_*` variables, then flags; the later wins."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from whence.errors import UsageError

FILE = "whence.toml"
PREFIX = "WHENCE_"
FORMATS = ("report", "jsonl", "json", "csv", "tsv", "md")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every key, with its default.

    jobs        workers that read at the same time; 0 is one for every core
    format      what is printed: report, jsonl, json, csv, tsv, md; "" is a report on a terminal and jsonl in a pipe
    width       columns of the report; 0 is the terminal's
    quiet       no progress and no counts on stderr
    max_bytes   longest text or page of one input
    robots      addresses that a robots.txt closes to programs are not fetched
    private     addresses of private networks and of this machine may be fetched
    archive     file of the archive
    """

    jobs: int = 0
    format: str = ""
    width: int = 0
    quiet: bool = False
    max_bytes: int = 8 * 2**20
    robots: bool = True
    private: bool = False
    archive: str = "whence.db"

    def workers(self) -> int:
        """The number of workers that `jobs` means on this machine."""
        return (
            self.jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else self.jobs or os.cpu_count() or 1
        )


def _from_file(folder: Path) -> dict[str, Any]:
    """The keys of the nearest whence.toml at or above a folder."""
    for place in (folder, *folder.parents):
        path = place / FILE
        if path.is_file():
            try:
                return tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as wrong:
                raise UsageError(f"{path} cannot be read: {wrong}", "mend it or remove it") from wrong
    return {}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in sorted(environment.items())
        if name.startswith(PREFIX) and name != f"{PREFIX}COMPLETE"
    }


def load(flags: Mapping[str, Any], folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings: file, then environment, then flags (None means not given).  UsageError names the key that is wrong."""
    given = _from_file(folder or Path.cwd()) | _from_environment(os.environ if environment is None else environment)
    given |= {name: value for name, value in flags.items() if value is not None}
    unknown = sorted(set(given) - set(Settings.__struct_fields__))
    if unknown:
        raise UsageError(f"there is no setting {unknown[0]}", f"known are {', '.join(Settings.__struct_fields__)}")
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as wrong:
        raise UsageError(f"a setting has the wrong form: {wrong}", "see docs/command-line.md") from wrong
    if settings.format not in ("", *FORMATS):
        raise UsageError(f"there is no format {settings.format}", f"known are {', '.join(FORMATS)}")
    if settings.jobs < 0 or settings.max_bytes < 1 or settings.width < 0:
        raise UsageError("jobs, width and max_bytes cannot be negative", "leave them out for the defaults")
    return settings

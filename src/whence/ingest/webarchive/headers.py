"""Lines of the form "Name: value", as WARC and HTTP have them."""

import re

MOST_HEADER = 2**16  # bytes of all header lines: servers stop at 8 to 64 KB, archives at no more
_FOLDED = re.compile(r"\r?\n[ \t]+")


def fields_of(lines: bytes) -> dict[str, str]:
    """The values by lower-case name: of a name that comes twice the first, of a folded line all; no line without colon."""
    try:
        text = lines.decode("utf-8")
    except UnicodeDecodeError:
        text = lines.decode("latin-1")
    fields: dict[str, str] = {}
    for line in _FOLDED.sub(" ", text).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def bare(value: str) -> str:
    """A value without the angle brackets that an id has, and an address too where wget wrote it."""
    return value[1:-1].strip() if value.startswith("<") and value.endswith(">") else value

"""Loading of the word lists: TOML files beside this module, each with its source in its head."""

from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name` (file `name.toml` beside this module), read once; a name without a file raises FileNotFoundError."""
    return loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))

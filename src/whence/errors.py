"""Everything that Whence raises on purpose.

WhenceError
├── InputError        one input cannot be read (missing, unreadable, empty, binary, wrong fields); the rest of a batch goes on
├── UsageError        the call itself cannot be carried out (an option that contradicts another, a bad date)
├── ModelError        the model's files are missing, changed or of another format
├── ArchiveError      the file of the archive cannot be opened, read or written
└── ExtraMissing      an optional library is not installed

Every message names the thing; `hint` says what to do next.
"""


class WhenceError(Exception):
    """Base of the tree: `message` names what is wrong, `hint` the next step."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(WhenceError):
    """One input cannot be read; `name` is the path, URL or record id as it was given."""

    def __init__(self, name: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.name = name


class UsageError(WhenceError):
    """The call cannot be carried out as it was given."""


class ModelError(WhenceError):
    """The model's files are missing, changed or not of this format."""


class ArchiveError(WhenceError):
    """The archive's file cannot be opened, read or written."""


class ExtraMissing(WhenceError):  # noqa: N818
    """An optional library is missing; the hint is the install command."""

"""What the archive keeps of an article: its reading, and what tracing looks for it by."""

from collections.abc import Iterable

from whence.read import Reader
from whence.records.article import Given
from whence.records.kept import Kept
from whence.records.reading import Reading
from whence.tracing import match
from whence.tracing.candidates import candidates
from whence.tracing.moments import order
from whence.tracing.terms import terms
from whence.tracing.wordings import sketch


def keep(reading: Reading) -> Kept:
    """A reading with its sketch, its terms and the places that can make a claim; a function of the reading alone."""
    model, article = match.packaged(), reading.article
    names = match.names_of(article.text)
    return Kept(reading, sketch(article), terms(article, names, model.weight), candidates(reading))


class Keeper:
    """Reads inputs and makes ready what the archive keeps of them."""

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = reader or Reader()

    def keep(self, given: Given) -> Kept:
        """Everything that is kept of one input; InputError when it cannot be read."""
        return keep(self._reader.read(given))


def in_order(kept: Iterable[Kept]) -> list[Kept]:
    """Articles in the order of publication, then of ids; those without a date last."""
    return sorted(kept, key=lambda each: order(each.reading.article))

"""One article from text to reading: the stages in their order.  To understand a stage, read `records/` and that stage only."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from whence.errors import InputError
from whence.ingest.anatomy import article as article_of
from whence.interpret.statements import statements as statements_of
from whence.records.article import Article, Given
from whence.records.encoding import Encoding
from whence.records.reading import Model, Reading
from whence.records.statement import Statement
from whence.tagger.run import Tagger, tagger
from whence.version import VERSION

AHEAD = 4  # inputs in work for every worker: keeps workers busy behind a long article, bounds what waits in memory


@dataclass(frozen=True)
class Reader:
    """The stages of a reading; each can be replaced by another callable of the same form."""

    blocks: Callable[[Given], Article] = article_of
    statements: Callable[[Article, Encoding], tuple[Statement, ...]] = statements_of
    tagger: Tagger = field(default_factory=tagger)

    def read(self, given: Given) -> Reading:
        """The reading of one input."""
        article = self.blocks(given)
        encoding = self.tagger.encode(article)
        return Reading(
            input=given.name,
            looked_for=("blocks", "statements"),
            article=article,
            statements=self.statements(article, encoding),
            model=Model(self.tagger.model.name, self.tagger.model.sha256),
            whence=VERSION,
        )


def read(
    text: str,
    *,
    url: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    name: str = "text",
) -> Reading:
    """The reading of one text.

    `published` is an ISO 8601 date or time; `name` becomes the reading's `input`.  Offsets in the reading are code points of
    `text`.  Raises InputError when the text is empty.
    """
    if not text.strip():
        raise InputError(name, "the text is empty", "give the article's text")
    return Reader().read(Given(name=name, text=text, url=url, title=title, published=published, outlet=outlet))


def read_many(inputs: Iterable[Given | InputError], jobs: int = 1) -> Iterator[Reading | InputError]:
    """A reading for every input, in their order; what could not be read comes through as the InputError it was.

    `jobs` workers read at the same time; the output is the same for any number of them, and memory does not grow with the
    number of inputs.
    """
    reader = Reader()
    if jobs <= 1:
        yield from (each if isinstance(each, InputError) else reader.read(each) for each in inputs)
        return
    waiting: deque[Future[Reading] | InputError] = deque()
    with ThreadPoolExecutor(jobs, thread_name_prefix="whence") as pool:
        for each in inputs:
            waiting.append(each if isinstance(each, InputError) else pool.submit(reader.read, each))
            if len(waiting) > AHEAD * jobs:
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())


def _done(each: "Future[Reading] | InputError") -> Reading | InputError:
    return each if isinstance(each, InputError) else each.result()

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

Work = Future[Reading | InputError]


@dataclass(frozen=True)
class Reader:
    """The stages of a reading; each can be replaced by another callable of the same form."""

    blocks: Callable[[Given], Article] = article_of
    statements: Callable[[Article, Encoding], tuple[Statement, ...]] = statements_of
    tagger: Tagger = field(default_factory=tagger)

    def read(self, given: Given) -> Reading:
        """The reading of one input; InputError when there is none."""
        _check(given)
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
    `text`.  Raises InputError when the text is empty, or something told is no proper date or no proper text.
    """
    return Reader().read(Given(name=name, text=text, url=url, title=title, published=published, outlet=outlet))


def read_many(inputs: Iterable[Given | InputError], jobs: int = 1) -> Iterator[Reading | InputError]:
    """A reading for every input, in their order; what could not be read comes through as the InputError it was.

    `jobs` workers read at the same time; the output is the same for any number of them, and memory does not grow with the
    number of inputs.
    """
    reader = Reader()
    if jobs <= 1:
        yield from (_attempt(reader, each) for each in inputs)
        return
    waiting: deque[Work] = deque()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="whence")
    try:
        for work in _begun(pool, reader, inputs):
            waiting.append(work)
            while waiting and (len(waiting) > AHEAD * jobs or waiting[0].done()):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)  # or an interrupt waits for everything that was taken ahead


def _begun(pool: ThreadPoolExecutor, reader: Reader, inputs: Iterable[Given | InputError]) -> Iterator[Work]:
    """Work on every input; what the iterator of inputs raises takes its turn behind them, as it does with one worker."""
    try:
        for each in inputs:
            yield pool.submit(_attempt, reader, each)
    except Exception as wrong:  # noqa: BLE001 - raised again where the result is asked for
        failed: Work = Future()
        failed.set_exception(wrong)
        yield failed


def _attempt(reader: Reader, each: Given | InputError) -> Reading | InputError:
    if isinstance(each, InputError):
        return each
    try:
        return reader.read(each)
    except InputError as wrong:
        return wrong


def _check(given: Given) -> None:
    if not given.text.strip():
        raise InputError(given.name, "the text is empty", "give the article's text")
    for name in given.__struct_fields__:
        try:
            (getattr(given, name) or "").encode("utf-8")
        except UnicodeEncodeError as wrong:
            hint = "write characters beyond U+FFFF as whole ones, names of files in UTF-8"
            raise InputError(given.name, f"{name} holds half a surrogate pair", hint) from wrong

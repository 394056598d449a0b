"""One article from text to reading: the stages in their order.  To understand a stage, read `records/` and that stage only."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from queue import Full, Queue
from threading import Event, Thread
from typing import Literal, TypeVar

from msgspec.structs import replace

from whence.errors import InputError
from whence.ingest.anatomy import article as article_of
from whence.ingest.kinds import SNIFFED, sniffed
from whence.ingest.page import articles_of
from whence.interpret.certainty import certainty as certainty_of
from whence.interpret.chains import chains as chains_of
from whence.interpret.dates import said_on as said_on_of
from whence.interpret.media import media as media_of
from whence.interpret.mentions import mentions as mentions_of
from whence.interpret.positions import positions as positions_of
from whence.interpret.speakers import relevant
from whence.interpret.speakers import speakers as speakers_of
from whence.interpret.statements import statements as statements_of
from whence.interpret.timeline import timeline as timeline_of
from whence.interpret.times import times as times_of
from whence.records.article import Article, Given, Page
from whence.records.encoding import Encoding
from whence.records.entity import BriefSentence, Entity, Position, TimelineEntry
from whence.records.mention import Mention
from whence.records.reading import STAGES, Model, Reading
from whence.records.statement import Statement
from whence.records.time import Time
from whence.report.brief import brief as brief_of
from whence.tagger.run import Tagger, tagger
from whence.version import VERSION

PATIENCE = 0.1  # seconds after which a full queue is looked at again: whoever asked may have left
AHEAD = 4  # inputs in work for every worker: keeps workers busy behind a long article, bounds what waits in memory

Made = TypeVar("Made")

Statements = tuple[Statement, ...]
Entities = tuple[Entity, ...]


@dataclass(frozen=True)
class Reader:
    """The stages of a reading, in their order; each can be replaced by another callable of the same form."""

    blocks: Callable[[Given], Article] = article_of
    tagger: Tagger = field(default_factory=tagger)
    statements: Callable[[Article, Encoding], Statements] = statements_of
    mentions: Callable[[Article, Encoding, Statements], tuple[Mention, ...]] = mentions_of
    speakers: Callable[[Article, Statements, tuple[Mention, ...]], tuple[Statements, Entities]] = speakers_of
    chains: Callable[[Article, Statements, Entities], Statements] = chains_of
    media: Callable[[Article, Statements], Statements] = media_of
    times: Callable[[Article], tuple[Time, ...]] = times_of
    dates: Callable[[Article, Statements, tuple[Time, ...]], Statements] = said_on_of
    certainty: Callable[[Article, Statements], Statements] = certainty_of
    timeline: Callable[[Article, Statements, tuple[Time, ...]], tuple[TimelineEntry, ...]] = timeline_of
    positions: Callable[[Article, Statements, Entities], tuple[Position, ...]] = positions_of
    brief: Callable[[Reading], tuple[BriefSentence, ...]] = brief_of

    def read(self, given: Given) -> Reading:
        """The reading of one input; InputError when there is none."""
        _check(given)
        article = self.blocks(given)
        if article.not_read:
            return _unread(given, article)
        encoding = self.tagger.encode(article)
        statements = self.statements(article, encoding)
        mentions = self.mentions(article, encoding, statements)
        statements, entities = self.speakers(article, statements, mentions)
        statements = self.media(article, self.chains(article, statements, entities))
        times = self.times(article)
        statements = self.certainty(article, self.dates(article, statements, times))
        positions = self.positions(article, statements, entities)
        reading = Reading(
            input=given.name,
            looked_for=STAGES,
            article=article,
            statements=statements,
            entities=relevant(entities, statements, [each.entity for each in positions]),
            positions=positions,
            timeline=self.timeline(article, statements, times),
            model=Model(self.tagger.model.name, self.tagger.model.sha256),
            whence=VERSION,
        )
        return replace(reading, brief=self.brief(reading))


def article_only(given: Given) -> Reading:
    """The text of one input and its facts, without looking for statements: no model is needed."""
    _check(given)
    return _unread(given, article_of(given))


def _unread(given: Given, article: Article) -> Reading:
    return Reading(input=given.name, looked_for=("blocks",), article=article, statements=None, model=None, whence=VERSION)


def read(
    text: str,
    *,
    url: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    name: str = "text",
) -> Reading:
    """The reading of one text, or of the first article of a page of HTML.

    `published` is an ISO 8601 date or time; `name` becomes the reading's `input`.  Offsets in the reading are code points of
    its `article.text`: of a text as it was given, of what was taken from a page.  Raises InputError when the text is empty, or
    something told is no proper date or no proper text.
    """
    told = {"name": name, "url": url, "title": title, "published": published, "outlet": outlet}
    if sniffed(text[:SNIFFED].encode("utf-8", "replace")) != "html":
        return Reader().read(Given(text=text, **told))  # type: ignore[arg-type]  # name is a text
    first = next(iter(articles_of(Page(data=text, **told))))  # type: ignore[arg-type]  # the same
    if isinstance(first, InputError):
        raise first
    return Reader().read(first)


def read_many(
    inputs: Iterable[Given | InputError], jobs: int = 1, only: Literal["article"] | None = None
) -> Iterator[Reading | InputError]:
    """A reading for every input, in their order; what could not be read comes through as the InputError it was.

    `inputs` are those of `whence.inputs(paths)`, or made by hand.  With `only="article"` no statements are looked for.
    `jobs` workers read at the same time; the output is the same for any number of them, and memory does not grow with the
    number of inputs.
    """
    work = article_only if only == "article" else Reader().read
    return in_order(inputs, work, jobs)


def in_order(inputs: Iterable[Given | InputError], work: Callable[[Given], Made], jobs: int = 1) -> Iterator[Made | InputError]:
    """What `work` makes of every input, in their order; an InputError, given or raised, comes through in its place."""
    if jobs <= 1:
        yield from (_attempt(work, each) for each in inputs)
        return
    waiting: Queue[Future[Made | InputError] | None] = Queue(AHEAD * jobs - 1)  # one more is in the feeder's hand
    pool, left = ThreadPoolExecutor(jobs, thread_name_prefix="whence"), Event()
    feeder = Thread(target=_feed, args=(waiting, _begun(pool, work, inputs), left), name="whence-inputs", daemon=True)
    feeder.start()  # what is ready must not wait until the next input comes
    try:
        while (begun := waiting.get()) is not None:
            yield begun.result()
    finally:
        left.set()
        pool.shutdown(cancel_futures=True)  # or an interrupt waits for everything that was taken ahead


def _feed(waiting: "Queue[Future[Made] | None]", begun: Iterator[Future[Made]], left: Event) -> None:
    """Put what is begun into the queue, in order, and None behind it, until nobody asks any more."""
    try:
        for each in begun:
            if not _put(waiting, each, left):
                return
    finally:
        _put(waiting, None, left)


def _put(waiting: "Queue[Future[Made] | None]", each: Future[Made] | None, left: Event) -> bool:
    while not left.is_set():
        try:
            waiting.put(each, timeout=PATIENCE)
        except Full:
            continue
        return True
    return False


def times_in(each: Given | InputError) -> tuple[Time, ...] | InputError:
    """Every expression of time of one input, in the order of the text; what could not be read stays the error it is.

    Day words count from the dateline, else from publication; without either they have no value.  No model is needed.
    """
    if isinstance(each, InputError):
        return each
    try:
        _check(each)
        return times_of(article_of(each))
    except InputError as wrong:
        return wrong


def _begun(
    pool: ThreadPoolExecutor, work: Callable[[Given], Made], inputs: Iterable[Given | InputError]
) -> Iterator[Future[Made | InputError]]:
    """Work on every input; what the iterator of inputs raises takes its turn behind them, as it does with one worker."""
    try:
        for each in inputs:
            yield pool.submit(_attempt, work, each)
    except Exception as wrong:  # noqa: BLE001 - raised again where the result is asked for
        failed: Future[Made | InputError] = Future()
        failed.set_exception(wrong)
        yield failed


def _attempt(work: Callable[[Given], Made], each: Given | InputError) -> Made | InputError:
    if isinstance(each, InputError):
        return each
    try:
        return work(each)
    except InputError as wrong:
        return wrong


def _check(given: Given) -> None:
    if not given.text.strip():
        raise InputError(given.name, "the text is empty", "give the article's text")
    for name in ("name", "text", "url", "title", "published", "outlet"):
        try:
            (getattr(given, name) or "").encode("utf-8")
        except UnicodeEncodeError as wrong:
            hint = "write characters beyond U+FFFF as whole ones, names of files in UTF-8"
            raise InputError(given.name, f"{name} holds half a surrogate pair", hint) from wrong

"""Whence reads news and answers, for every statement in it: who said it, by which words, what, and how surely we know.

    import whence
    reading = whence.read(text, published="2026-03-12")
    for statement in reading.statements:
        print(statement.source.spans, statement.cue.lemma, statement.content.spans)

Reading map, in the order of the data:

errors                  everything raised on purpose, one tree
version                 the version of the package
settings                one frozen Settings, from whence.toml, WHENCE_* and flags
records.spans           exact characters of a text
records.article         the text as given, its blocks, and what is known about it
records.encoding        what the tagger gives: words, scores, links
records.statement       one attributed statement
records.entity          holders, timeline, positions: filled by later stages
records.reading         everything said about one article, and its JSON form
lexicon.tables          loads the word lists (TOML files with their sources)
lexicon.marks           quotation marks: which words stand inside a quotation
lexicon.cues            lemma and act of a cue; silences; relays
lexicon.silences        silences and not-knowing: how far their cues reach
lexicon.frames          what looks like a statement and is none
ingest.files            files, folders, records and stdin -> inputs
ingest.anatomy          an input -> an article with its blocks
tagger.tokens           words and word pieces, with offsets
tagger.passages         what one pass of the encoder reads
tagger.weights          the model's files, verified
tagger.run              the model over passages; the only import of the inference runtime
tagger.decode           scores -> links
interpret.statements    links -> statements (drafts, quoted, nested)
read                    one article or many, from input to reading: the stages in their order
report                  terminal, page, jsonl, csvfile, markdown, table: a reading for people and for programs
doctor                  is this installation sound
cli_output              where the command's readings and errors go
cli                     the command `whence`
"""

from whence.errors import ExtraMissing, InputError, ModelError, UsageError, WhenceError
from whence.read import Reader, read, read_many
from whence.records.article import Article, Given
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.report.page import fragment
from whence.report.table import to_pandas, to_polars
from whence.version import VERSION as __version__  # noqa: N811

Reading._repr_html_ = fragment  # type: ignore[attr-defined]  # records know nothing of reports; notebooks look for this name

__all__ = [
    "Article",
    "ExtraMissing",
    "Given",
    "InputError",
    "ModelError",
    "Reader",
    "Reading",
    "Span",
    "Statement",
    "UsageError",
    "WhenceError",
    "__version__",
    "read",
    "read_many",
    "to_pandas",
    "to_polars",
]

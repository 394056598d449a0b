"""Whence reads news and answers, for every statement in it: who said it, through whom did it reach us, when, how surely.

    import whence
    reading = whence.read(text, published="2026-03-12")
    people = {entity.id: entity for entity in reading.entities}
    for statement in reading.statements:
        print(people.get(statement.source.entity), statement.hops, statement.said_on, statement.certainty)

Reading map, in the order of the data:

errors                  everything raised on purpose, one tree
version                 the version of the package
settings                one frozen Settings, from whence.toml, WHENCE_* and flags
records.spans           exact characters of a text
records.article         the text as given, its blocks, and what is known about it
records.encoding        what the tagger gives: words, scores, links, kinds of names
records.mention         one name, noun or pronoun that can mean somebody
records.time            one expression of time with its value
records.statement       one attributed statement: holder, hops, date, certainty
records.entity          holders, timeline, positions, sentences of the brief
records.reading         everything said about one article, and its JSON form
records.kept            what the archive keeps of an article beside its reading
records.provenance      on what a place of an article rests
records.trace           everything said about many articles, and its JSON form
records.correction      what a person decided about one statement
lexicon.tables          loads the word lists (TOML files with their sources)
lexicon.marks           quotation marks and sentences: where they begin and end
lexicon.grammar         function words and other closed classes
lexicon.cues            lemma and act of a cue; silences; relays
lexicon.silences        silences and not-knowing: how far their cues reach
lexicon.formulas        fixed formulas of silence and hearsay that are always cues
lexicon.frames          what looks like a statement and is none
lexicon.credits         datelines, agencies, credit lines, bylines
lexicon.addresses       dates in addresses, printed dates
lexicon.nouns           what a noun can stand for; states, bodies, outlets
lexicon.anonymity       requests for anonymity and their reasons
lexicon.relays          "told the Herald": words that make an outlet a hop
lexicon.references      "wrote, referring to a letter": what a report rests on
lexicon.media           social networks, interviews, letters: by what means, and where
lexicon.times           the vocabulary of time
lexicon.hedges          modality, condition, denial
lexicon.stances         support, opposition, openness
lexicon.briefing        the wording of the brief
lexicon.printed         dates as pages print them, in a dozen languages
lexicon.numbers         numbers in digits and words
lexicon.outlets         which outlets a phrase names
lexicon.firsthand       the paper as witness, observers, documents, what takes an earlier report back
lexicon.pieces          word pieces of a vocabulary
released                packaged models, checked against their checksums
runtime                 the inference runtime: the only import of it
ingest.kinds            what kind of input a file or stream is
ingest.files            files, folders, addresses, stdin -> articles as inputs
ingest.subscriptions    a feed that is read again: only what is new
ingest.fetch            the only place that opens connections
ingest.urls             parts of addresses
ingest.decoding         bytes of a text -> characters
ingest.values           what other programs write in a field -> words, names, languages, dates
ingest.records          a JSON record of Whence or a crawler -> text, page or address (formats: the table)
ingest.formats          the fields of every crawler's records
ingest.frontmatter      title and date at the head of a Markdown file
ingest.tables           CSV with named columns
ingest.mail             newsletters (.eml) and saved pages (.mhtml)
ingest.documents        Word documents; kinds that are not read
ingest.pdf              PDF, an extra
ingest.feeds            RSS, Atom, JSON Feed -> entries
ingest.feedstate        which entries of a feed were read
ingest.webarchive       WARC, ARC, WACZ -> pages
ingest.page             a page of HTML -> its articles (parse, lines, metadata, features, parts, blocks, items, …)
ingest.anatomy          an input -> an article with its blocks, dates, credits, language (lines, titles, wording, blocks, facts)
tagger.tokens           words and word pieces, with offsets
tagger.passages         what one pass of the encoder reads
tagger.weights          the model's files, verified
tagger.run              the model over passages
tagger.decode           scores -> links
tagger.finder           a place -> the source that the text around it names, for tracing
interpret.statements    links -> statements (drafts, edges, postposed, relayed, quoted, nested)
interpret.mentions      names and holding phrases: head, roles, parts (words, phrases)
interpret.speakers      who they mean -> entities (cast, nouns, discourse, pronouns, nominals, resolve)
interpret.chains        through whom: hops, nested and inherited
interpret.media         by what means and where it was said
interpret.times         expressions of time and their values
interpret.dates         when it was said
interpret.certainty     the holder's own commitment, and denial
interpret.positions     who supports, opposes, is open, keeps silent
interpret.timeline      the dates that the article and its statements mention
tracing.candidates      a reading -> the places that can make a claim
tracing.wordings        the words of an article, and the sketch that finds who has them too
tracing.star            sketches -> pairs worth comparing, without a quadratic step
tracing.reuse           passages that two texts share
tracing.copies          which articles share text, and who had it first
tracing.moments         when an article was published, as something that can be compared
tracing.families        things that hang together, directly or through others
tracing.terms           the names and rare words by which articles on one matter find one another
tracing.match           do two places say the same: model, meaning, features, odds
tracing.claims          odds -> groups of places that make one claim
tracing.papers          the document that a sentence has its words from
tracing.sentences       the sentences of an article, with the outlets that they name
tracing.tellers         who a sentence says has told it
tracing.provenance      what each place rests on: holder, outlets, document, own witness
tracing.holders         who a holder is: its name, what it is, to whom it belongs
tracing.identity        is a holder of one article the holder of another
tracing.origins         on how many independent origins a claim rests
archive                 one SQLite file of readings: schema, adding, corrections, search, repair (the only SQL)
read                    one article or many, from input to reading: the stages in their order
trace                   many articles to a trace: keeping, comparing, assembling, asking an archive
report                  a reading and a trace for people: brief, terminal, page, tables, lane diagrams, counts
exchange                other people's formats out; corrections from annotation programs in
doctor                  is this installation sound
cli_output              where the command's readings and errors go
cli                     the command `whence`
"""

from whence.archive import Archive
from whence.errors import ArchiveError, ExtraMissing, InputError, ModelError, UsageError, WhenceError
from whence.ingest.files import inputs
from whence.read import Reader, read, read_many
from whence.records.article import Article, Given
from whence.records.reading import Reading
from whence.records.spans import Span
from whence.records.statement import Statement
from whence.records.trace import Trace
from whence.report.page import fragment
from whence.report.table import to_pandas, to_polars
from whence.trace import Keeper, ask, trace
from whence.version import VERSION as __version__  # noqa: N811

Reading._repr_html_ = fragment  # type: ignore[attr-defined]  # records know nothing of reports; notebooks look for this name

__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "ExtraMissing",
    "Given",
    "InputError",
    "Keeper",
    "ModelError",
    "Reader",
    "Reading",
    "Span",
    "Statement",
    "Trace",
    "UsageError",
    "WhenceError",
    "__version__",
    "ask",
    "inputs",
    "read",
    "read_many",
    "to_pandas",
    "to_polars",
    "trace",
]

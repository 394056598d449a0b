"""The archive: one SQLite file that keeps readings.  The only package with SQL.

numbers      row numbers in the order of publication, whatever the order in which articles came
schema       tables, full-text index, triggers, views, as numbered migrations
rows         what is kept of an article -> rows of the tables
opening      a file -> a connection: kinds of files, settings, migrations with a copy made before
problems     what SQLite reports -> ArchiveError with the next step
batches      a stream -> small groups that never wait longer than a second
storing      adding: known articles, versions of one address, places in the order
corrections  what persons decided, laid over what the machine read
reading      rows -> what was kept; addresses of articles, statements and claims
finding      articles that share hashes or terms, candidates by words
words        words that people type -> expressions of the full-text index
search       statements by words, holder, outlet, date and kind, with facets
versions     what changed from one version of an article to the next
archive      class Archive: all of it, one method each
pages        records out of the pages of a file that has lost its tree
repair       is the file sound; saving what is whole in a damaged one
"""

from whence.archive.archive import Archive
from whence.archive.reading import Place
from whence.archive.search import Query, Results
from whence.archive.storing import Added
from whence.archive.versions import Change

__all__ = ["Added", "Archive", "Change", "Place", "Query", "Results"]

"""The tables of the archive, as numbered migrations: an entry brings a file from the version before it to its own.

Never change an entry that was released; add one.  Names are for readers who open the file with other tools: `articles`,
`statements` and the views are meant to be read, `readings` holds every reading whole (JSON, compressed with zlib), the other
tables are made from it and serve search and tracing.

The full-text index `words` has no text of its own: it points into `findable`, and triggers keep it in step with every change,
whoever makes it.  What a filter asks for (act, kind, day, exact name) stands in its column `tags` as one word each, so that a
filter is one more word of the query.  The words in `tags` end in digits, which the stemmer leaves alone.
"""

TOKENIZER = "porter unicode61 remove_diacritics 2"  # of the index: stems of words, letters without accents
APPLICATION_ID = 0x57484E43  # "WHNC": a SQLite file that says so is an archive

_TABLES = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,      -- in the order of publication; see the numbers of Whence
    id TEXT NOT NULL UNIQUE,
    input TEXT NOT NULL,             -- path, address or record as it was given
    outlet TEXT,
    domain TEXT,
    title TEXT,
    byline TEXT,
    published TEXT,                  -- ISO 8601
    precision TEXT,                  -- second, minute, hour, day, month, year
    basis TEXT,                      -- where the date was read: given, url, json-ld, dateline, …
    zone TEXT,
    modified TEXT,
    captured TEXT,
    url TEXT,
    canonical_url TEXT,
    address TEXT,                    -- what its versions have in common
    version_of TEXT,                 -- id of the version before this one
    republished_from TEXT,
    language TEXT,
    not_read TEXT,                   -- why it has no statements
    text TEXT NOT NULL
);
CREATE INDEX articles_by_address ON articles (address) WHERE address IS NOT NULL;

CREATE TABLE other_ids (             -- of an article that came again with other facts beside the same text and address
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX other_ids_by_article ON other_ids (article);

CREATE TABLE readings (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    model TEXT,
    whence TEXT NOT NULL,
    kept_version INTEGER,            -- of how sketch, terms and candidates were made; empty where they were lost
    checksum INTEGER NOT NULL,       -- CRC-32 of sketch, terms and candidates
    data BLOB NOT NULL,              -- the reading: JSON, zlib
    machine BLOB                     -- all that the machine gave, where a person corrected it
);

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    key TEXT NOT NULL,               -- ARTICLE#ID
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    position INTEGER NOT NULL,       -- 1, 2, 3 … within the article
    entity TEXT,
    holder TEXT,
    kind TEXT,
    source TEXT,                     -- the holder as written
    cue TEXT,
    lemma TEXT,
    act TEXT NOT NULL,
    content TEXT NOT NULL,
    "start" INTEGER,                 -- of the content, in characters of articles.text
    "end" INTEGER,
    spans TEXT NOT NULL,             -- of the content: [[start, end], …]
    quotation TEXT NOT NULL,
    said_on TEXT,                    -- EDTF
    certainty TEXT,
    polarity TEXT,
    second_hand INTEGER,             -- 1: it reached the article through somebody else
    hops TEXT,                       -- through whom, from the utterer outward: A > B
    inside TEXT,
    reason_unnamed TEXT,
    confidence REAL NOT NULL,
    decided_by TEXT NOT NULL
);
CREATE INDEX statements_by_article ON statements (article);

CREATE TABLE hops (
    statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,       -- 1 is the one next to the utterer
    entity TEXT,
    name TEXT,
    source TEXT,
    cue TEXT,
    implied INTEGER NOT NULL,
    PRIMARY KEY (statement, position)
) WITHOUT ROWID;

CREATE TABLE entities (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    roles TEXT,
    reason_unnamed TEXT,
    mentions INTEGER NOT NULL,       -- how many
    PRIMARY KEY (article, id)
) WITHOUT ROWID;

CREATE TABLE candidates (            -- what can make a claim: a statement's content, a part of it, or the article's own voice
    number INTEGER PRIMARY KEY,      -- that of the statement where it is all that the statement says
    id TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    statement TEXT,                  -- id of the statement; empty in the article's own voice
    position INTEGER NOT NULL,
    whole INTEGER NOT NULL,          -- 1: all that the statement says
    spans TEXT NOT NULL,             -- [[start, end], …]
    text TEXT NOT NULL
);
CREATE INDEX candidates_by_article ON candidates (article);
CREATE INDEX candidates_by_id ON candidates (id);

CREATE TABLE sketches (
    hash INTEGER NOT NULL,           -- 64 bits, as a signed number
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX sketches_by_article ON sketches (article);

CREATE TABLE terms (
    term TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    PRIMARY KEY (term, article)
) WITHOUT ROWID;
CREATE INDEX terms_by_article ON terms (article);

CREATE TABLE corrections (           -- they outlive their article: added again, it is corrected again
    article TEXT NOT NULL,           -- its id
    target TEXT NOT NULL,
    action TEXT NOT NULL,
    statement TEXT,                  -- JSON
    holder TEXT,
    made_in TEXT NOT NULL,
    PRIMARY KEY (article, target)
) WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('kind', 'archive of Whence');
"""

# The comment in the index names the table that Datasette's search box belongs to; SQLite passes over it.
_INDEX = """
CREATE VIEW findable AS
SELECT s.number AS number, s.content AS said, NULL AS own, NULL AS part,
    coalesce(s.holder, s.source) AS holder, a.title AS title,
    coalesce(a.outlet, '') || ' ' || coalesce(a.domain, '') AS outlet,
    'said0 a' || s.act || '0'
    || coalesce(' k' || replace(s.kind, ' ', '') || '0', '')
    || CASE s.second_hand WHEN 1 THEN ' second0' WHEN 0 THEN ' first0' ELSE '' END
    || CASE WHEN s.kind IN ('anonymous', 'unnamed person', 'unnamed group') THEN ' unnamed0' ELSE '' END
    || coalesce(' h' || hex(lower(s.holder)) || '0', '')
    || coalesce(' o' || hex(lower(a.outlet)) || '0', '')
    || coalesce(' o' || hex(lower(a.domain)) || '0', '')
    || CASE WHEN s.said_on GLOB '[0-9][0-9][0-9][0-9]*' AND s.said_on NOT GLOB '*/*'
        THEN ' y' || substr(s.said_on, 1, 4) ELSE '' END
    || CASE WHEN s.said_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]*' AND s.said_on NOT GLOB '*/*'
        THEN ' m' || substr(s.said_on, 1, 4) || substr(s.said_on, 6, 2) ELSE '' END
    || CASE WHEN s.said_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*' AND s.said_on NOT GLOB '*/*'
        THEN ' d' || substr(s.said_on, 1, 4) || substr(s.said_on, 6, 2) || substr(s.said_on, 9, 2) ELSE '' END AS tags
FROM statements s JOIN articles a ON a.number = s.article
UNION ALL
SELECT c.number, NULL, CASE WHEN c.statement IS NULL THEN c.text END, CASE WHEN c.statement IS NOT NULL THEN c.text END,
    NULL, NULL, CASE WHEN c.statement IS NULL THEN coalesce(a.outlet, '') || ' ' || coalesce(a.domain, '') END,
    CASE WHEN c.statement IS NULL THEN 'own0' || coalesce(' o' || hex(lower(a.outlet)) || '0', '')
    || coalesce(' o' || hex(lower(a.domain)) || '0', '') END
FROM candidates c JOIN articles a ON a.number = c.article WHERE c.whole = 0;

CREATE VIRTUAL TABLE words USING fts5 (said /* content="statements" */, own, part, holder, title, outlet, tags,
    content='findable', content_rowid='number', columnsize=0, tokenize='TOKENIZER');
INSERT INTO words (words, rank) VALUES ('usermerge', 2);
""".replace("TOKENIZER", TOKENIZER)

_FOUND = ("candidates", "statements")
_OF_ARTICLE = (*_FOUND, "entities", "sketches", "terms", "other_ids", "readings")
_COLUMNS = "said, own, part, holder, title, outlet, tags"


def _triggers() -> str:
    """The index follows statements and candidates one by one, and an article whose title or outlet changes as a whole.

    Rows are taken out before anything changes, because the index must be told what stood there.  What belongs to an article
    goes with it even where the program that removes it has not turned foreign keys on.
    """
    put = f"INSERT INTO words (rowid, {_COLUMNS}) SELECT number, {_COLUMNS} FROM findable WHERE number "  # noqa: S608
    take = f"INSERT INTO words (words, rowid, {_COLUMNS}) SELECT 'delete', number, {_COLUMNS} FROM findable WHERE number "  # noqa: S608
    made = []
    for table, only in (("statements", ""), ("candidates", "{}.whole = 0")):
        for name, event, row, rows in (
            ("added", "AFTER INSERT", "new", put),
            ("removed", "BEFORE DELETE", "old", take),
            ("changing", "BEFORE UPDATE", "old", take),
            ("changed", "AFTER UPDATE", "new", put),
        ):
            when = f"WHEN {only.format(row)} " if only else ""
            made.append(f"CREATE TRIGGER {table}_{name} {event} ON {table} {when}BEGIN {rows}= {row}.number; END;")
    for name, event, row, rows in (("changing", "BEFORE", "old", take), ("changed", "AFTER", "new", put)):
        both = " UNION ".join(f"SELECT number FROM {table} WHERE article = {row}.number" for table in _FOUND)  # noqa: S608
        made.append(
            f"CREATE TRIGGER articles_{name} {event} UPDATE OF outlet, domain, title ON articles BEGIN {rows}IN ({both}); END;"
        )
    made.append(
        "CREATE TRIGGER hops_removed AFTER DELETE ON statements BEGIN DELETE FROM hops WHERE statement = old.number; END;"
    )
    gone = " ".join(f"DELETE FROM {table} WHERE article = old.number;" for table in _OF_ARTICLE)  # noqa: S608
    made.append(f"CREATE TRIGGER articles_removed BEFORE DELETE ON articles BEGIN {gone} END;")
    return "\n".join(made)


_READABLE = """
CREATE INDEX articles_at_a_glance ON articles (number, id, outlet, domain, published);  -- lists need not pass by the texts
CREATE INDEX readings_at_a_glance ON readings (article, kept_version);

CREATE VIEW second_hand_statements AS
SELECT s.key, a.published, a.outlet, s.holder, s.hops, s.content, s.said_on, s.certainty, a.title
FROM statements s JOIN articles a ON a.number = s.article WHERE s.second_hand = 1;

CREATE VIEW unnamed_sources AS
SELECT s.key, a.published, a.outlet, s.holder, s.kind, s.reason_unnamed, s.hops, s.content, a.title
FROM statements s JOIN articles a ON a.number = s.article WHERE s.kind IN ('anonymous', 'unnamed person', 'unnamed group');

CREATE VIEW denials AS
SELECT s.key, a.published, a.outlet, s.holder, s.act, s.content, s.said_on, a.title
FROM statements s JOIN articles a ON a.number = s.article WHERE s.act = 'deny' OR s.polarity = 'negative';

CREATE VIEW silences AS
SELECT s.key, a.published, a.outlet, s.holder, s.cue, s.content, s.said_on, a.title
FROM statements s JOIN articles a ON a.number = s.article WHERE s.act = 'decline';

CREATE VIEW article_versions AS
SELECT later.address, later.id AS version, later.version_of AS earlier, later.published, later.modified, later.title
FROM articles later WHERE later.version_of IS NOT NULL;

CREATE VIEW decided_by_persons AS
SELECT s.key, s.holder, s.cue, s.content, a.title
FROM statements s JOIN articles a ON a.number = s.article WHERE s.decided_by = 'person';
"""

MIGRATIONS: tuple[str, ...] = (
    _TABLES + _INDEX + _triggers(),
    _READABLE,
)
VERSION = len(MIGRATIONS)  # of the schema that this Whence writes

"""What is known of an article beside its statements, as pairs of a label and what is told: for readings without statements."""

from whence.records.article import Article, ArticleDate, Republished
from whence.records.reading import Reading


def about(article: Article) -> list[tuple[str, str]]:
    """Byline, dates with their basis, origin, notes, language, place in an archive; what is not known is left out."""
    dates = article.dates
    rows = [
        ("by", ", ".join(article.byline)),
        ("published", _date(dates.published)),
        ("changed", _date(dates.modified)),
        ("captured", _date(dates.captured)),
        ("taken from", _origin(article.republished_from)),
        *((note.kind, " … ".join(span.text for span in note.spans)) for note in article.notes),
        ("language", article.language if article.language != "en" else None),
        ("in archive", f"{article.record.file}, from byte {article.record.offset}" if article.record else None),
    ]
    return [(label, told) for label, told in rows if told]


def why_not_read(reading: Reading) -> str:
    """Why a reading has no statements: the page's own reason, or that none were looked for."""
    return reading.article.not_read.reason if reading.article.not_read else "not looked for"


def _date(date: ArticleDate | None) -> str | None:
    return f"{date.value} ({date.basis})" if date else None


def _origin(origin: Republished | None) -> str | None:
    if origin is None:
        return None
    return f"{origin.name or origin.domain or origin.url} ({origin.basis})"

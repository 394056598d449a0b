"""When an article was published, as something that can be compared: moments in UTC where the offset is told, days otherwise."""

from datetime import UTC, datetime

from whence.records.article import Article

UNDATED = "9"  # sorts behind every date
_SECONDS = 19  # characters of a date with its time: 2026-03-12T09:30:00


def moment(article: Article) -> str:
    """The date of publication, in UTC where its offset is told, cut to what is known of it; UNDATED without one."""
    date = article.dates.published
    if date is None:
        return UNDATED
    value = date.value
    if len(value) > len("2026-03-12"):
        try:
            told = datetime.fromisoformat(value)
        except ValueError:
            return value[:_SECONDS]
        if told.tzinfo is not None:
            at = told.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
            return at[: len("2026-03-12T09:30")] if date.precision == "minute" else at
    return value[:_SECONDS]


def order(article: Article) -> tuple[str, str]:
    """The order of a trace: by publication, then by id; articles without a date last."""
    return moment(article), article.id


def earlier(one: Article, other: Article) -> bool | None:
    """Was the first published before the second?  None when a date is missing, or both are as good as equal."""
    left, right = moment(one), moment(other)
    length = min(len(left), len(right))
    if UNDATED in (left, right) or left[:length] == right[:length]:
        return None
    return left[:length] < right[:length]

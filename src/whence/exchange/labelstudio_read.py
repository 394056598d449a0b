"""An export of Label Studio (JSON, with annotations) -> corrections.

Of several annotations of one task the one marked as ground truth counts, else the latest; a task that nobody annotated, or
that was skipped, tells nothing.
"""

from collections.abc import Iterable

import msgspec

from whence.errors import InputError
from whence.exchange.corrections import corrections
from whence.exchange.labelstudio import CHOICES, HOLDER, PARTS, region_id
from whence.exchange.marked import Base, Extent
from whence.exchange.regions import LABELS, Drawing, Link, Region, statements_in
from whence.exchange.utf16 import Units
from whence.records.correction import Correction
from whence.records.reading import Reading

MADE_IN = "label studio"


class _Value(msgspec.Struct, frozen=True):
    start: int | None = None
    end: int | None = None
    text: str | tuple[str, ...] | None = None
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


class _Result(msgspec.Struct, frozen=True):
    type: str
    id: str | None = None
    from_name: str | None = None
    value: _Value = _Value()
    from_id: str | None = None
    to_id: str | None = None
    direction: str | None = None
    labels: tuple[str, ...] | None = None


class _Annotation(msgspec.Struct, frozen=True):
    result: tuple[_Result, ...]
    was_cancelled: bool | None = False
    ground_truth: bool | None = False
    updated_at: str | None = None
    id: int | None = None


class _Data(msgspec.Struct, frozen=True):
    text: str
    whence: Base


class _Task(msgspec.Struct, frozen=True):
    data: _Data
    annotations: tuple[_Annotation, ...] = ()


def read(data: bytes | str, readings: Iterable[Reading], name: str = "label studio") -> list[Correction]:
    """The corrections in an export; InputError where it is none, or its text is not that of the article."""
    tasks = {task.data.whence.article: task for task in _tasks(data, name)}
    made: list[Correction] = []
    for reading in readings:
        task = tasks.pop(reading.article.id, None)
        if task is not None:
            made += _of_task(task, reading, name)
    if tasks:
        raise InputError(name, f"there is no article {min(tasks)} here", "name the archive that it was exported from")
    return sorted(made, key=lambda each: each.article)


def articles(data: bytes | str, name: str = "label studio") -> tuple[str, ...]:
    """The ids of the articles that an export is about."""
    return tuple(sorted({task.data.whence.article for task in _tasks(data, name)}))


def _tasks(data: bytes | str, name: str) -> list[_Task]:
    try:
        found = msgspec.json.decode(data, type=list[_Task] | _Task)
    except (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError) as wrong:
        hint = "export as JSON (not JSON-MIN, CSV or CONLL) a project that began with `whence export`"
        raise InputError(name, f"no export of Label Studio: {wrong}", hint) from wrong
    return found if isinstance(found, list) else [found]


def _of_task(task: _Task, reading: Reading, name: str) -> list[Correction]:
    if task.data.text != reading.article.text:
        raise InputError(
            name,
            f"the text of {reading.article.id} is not the article's",
            "export it again: offsets of another text mean nothing",
        )
    annotation = _chosen(task.annotations)
    if annotation is None:
        return []
    base = task.data.whence
    found = statements_in(drawing_in(annotation, base, reading.article.text, name), base.statements, whole=False)
    return corrections(reading, base, found, MADE_IN)


def _chosen(annotations: tuple[_Annotation, ...]) -> _Annotation | None:
    """The annotation that counts; times are ISO 8601 in UTC, so the latest is the greatest."""
    done = [each for each in annotations if not each.was_cancelled]
    return max(done, key=lambda each: (bool(each.ground_truth), each.updated_at or "", each.id or 0), default=None)


def drawing_in(annotation: _Annotation, base: Base, text: str, name: str) -> Drawing:
    """The regions and links of an annotation, with what is chosen on them."""
    anchors = {region_id(base.article, each.id): each.id for each in base.statements if each.id}
    regions: dict[str, Region] = {}
    links: list[Link] = []
    units = Units(text)
    for result in annotation.result:
        if result.type == "relation" and result.from_id and result.to_id:
            links.append(_link(result, result.from_id, result.to_id))
        elif result.type == "labels" and result.from_name == PARTS and result.id:
            label = next((each for each in LABELS if each in result.value.labels), None)
            if label is not None:
                place = _place(result.value, text, units, name)
                anchor = {"statement": anchors[result.id]} if result.id in anchors else {}
                regions[result.id] = Region(result.id, label, (place,), anchor)
    for result in annotation.result:
        region = regions.get(result.id or "")
        if region:
            regions[region.key] = region._replace(told={**region.told, **_told(result)})
    return Drawing(tuple(regions.values()), tuple(links))


def _link(result: _Result, origin: str, target: str) -> Link:
    name = result.labels[0] if result.labels else ""
    return Link(target, origin, name) if result.direction == "left" else Link(origin, target, name)


def _told(result: _Result) -> dict[str, str]:
    """What a choice or a name on a region tells."""
    if result.type == "choices" and result.from_name in CHOICES and result.value.choices:
        return {result.from_name: result.value.choices[0]}
    if result.type == "textarea" and result.from_name == HOLDER:
        text = result.value.text
        return {HOLDER: text if isinstance(text, str) else " ".join(text or ())}
    return {}


def _place(value: _Value, text: str, units: Units, name: str) -> Extent:
    """The place of a region in code points; where its words tell that UTF-16 units were counted (old editors), from those."""
    if value.start is None or value.end is None:
        raise InputError(name, "a region has no place", "export as JSON with the labelling interface of `whence export`")
    for start, end in ((value.start, value.end), (units.point(value.start), units.point(value.end))):
        if 0 <= start < end <= len(text) and _same(text[start:end], value.text):
            return start, end
    raise InputError(name, f"{value.text!r} is not what stands at {value.start}:{value.end}", "export the article again")


def _same(words: str, told: str | tuple[str, ...] | None) -> bool:
    r"""Are these the words of a region?  The editor writes a line break as "\n" in two characters, and trims."""
    return not isinstance(told, str) or _bare(words) == _bare(told)


def _bare(words: str) -> str:
    return "".join(words.replace("\\n", "").split())

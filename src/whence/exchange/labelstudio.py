"""Label Studio: one task for every article, with its statements as pre-annotations, and the labelling interface for them.

Offsets are code points: the editor cuts texts into code points before it counts (`charsToCodePoints` in its
`selection-tools.js`; seen in Label Studio 1.23).  Ids of regions hold letters, digits and "_" alone, because the editor cuts an
id at its first "#".  What must come back unchanged (the article's id, the statements as they were exported) travels in the
task's `data`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from whence.exchange.marked import ACTS, CERTAINTIES, POLARITIES, base_of
from whence.exchange.regions import LABELS, LINKS, WITH, Drawing, Region, drawing_of
from whence.records.reading import Reading

TEXT, PARTS, HOLDER = "text", "part", "holder"  # names of the controls
CHOICES = {"act": ACTS, "certainty": CERTAINTIES, "polarity": POLARITIES}
_COLOURS = {"Source": "#1f77b4", "Cue": "#2ca02c", "Content": "#ff9900", "Relay": "#9467bd"}


def tasks(readings: Iterable[Reading]) -> Iterator[str]:
    """A JSON array of tasks, one a line."""
    before = "[\n"
    for reading in readings:
        yield before + json.dumps(task(reading), ensure_ascii=False, separators=(",", ":"))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def task(reading: Reading) -> dict[str, Any]:
    """The task of one article."""
    article, base = reading.article, base_of(reading)
    outlet = article.outlet and (article.outlet.name or article.outlet.domain)
    told = {"title": article.title, "url": article.url, "outlet": outlet}
    told["published"] = article.dates.published.value if article.dates.published else None
    about = {name: value or "" for name, value in told.items()}
    drawing = drawing_of(base.statements, whole=False)
    confidence = {each.id: each.confidence for each in reading.statements or ()}
    return {
        "data": {TEXT: article.text, **about, "whence": msgspec.to_builtins(base)},
        "predictions": [{
            "model_version": reading.model.name if reading.model else f"whence {reading.whence}",
            "score": min(confidence.values(), default=1.0),  # tasks can be sorted by it: the least sure first
            "result": list(results(article.text, article.id, drawing, confidence)),
        }],
    }  # fmt: skip


def results(text: str, article: str, drawing: Drawing, confidence: dict[str, float]) -> Iterator[dict[str, Any]]:
    """The results of a pre-annotation: regions in the order of the text, with what is chosen on them, then links."""
    for region in sorted(drawing.regions, key=lambda each: (each.extents, each.label, each.key)):
        yield from _region(text, article, region, confidence)
    for link in drawing.links:
        yield {
            "type": "relation", "from_id": region_id(article, link.origin), "to_id": region_id(article, link.target),
            "direction": "right", "labels": [link.name],
        }  # fmt: skip


def region_id(article: str, key: str) -> str:
    """The id of a region: the article's id and its key, which for an anchor is the statement's id."""
    return "".join(each if each.isascii() and each.isalnum() else "_" for each in f"{article}_{key}")


def _region(text: str, article: str, region: Region, confidence: dict[str, float]) -> Iterator[dict[str, Any]]:
    ((start, end),) = region.extents
    place = {"start": start, "end": end}
    shared = {"id": region_id(article, region.key), "to_name": TEXT}
    score = confidence.get(region.told.get("statement", ""))
    labels = {**place, "text": text[start:end], "labels": [region.label]}
    yield {**shared, "from_name": PARTS, "type": "labels", "value": labels, **({"score": score} if score is not None else {})}
    for name in CHOICES:
        if value := region.told.get(name):
            yield {**shared, "from_name": name, "type": "choices", "value": {**place, "choices": [value]}}
    if holder := region.told.get(HOLDER):
        yield {**shared, "from_name": HOLDER, "type": "textarea", "value": {**place, "text": [holder]}}


def configuration() -> str:
    """The labelling interface (XML) that the tasks are made for."""
    labels = "\n".join(f'    <Label value="{name}" background="{_COLOURS[name]}"/>' for name in LABELS)
    links = "\n".join(f'    <Relation value="{name}"/>' for name in (*LINKS.values(), WITH))
    choices = "\n".join(_choices(name, values) for name, values in CHOICES.items())
    return f"""<View>
  <Header value="$title"/>
  <Labels name="{PARTS}" toName="{TEXT}">
{labels}
  </Labels>
  <Text name="{TEXT}" value="${TEXT}" granularity="word" saveTextResult="yes"/>
  <Relations>
{links}
  </Relations>
  <View visibleWhen="region-selected">
{choices}
    <Header value="Holder: who said it" size="5"/>
    <TextArea name="{HOLDER}" toName="{TEXT}" perRegion="true" editable="true" maxSubmissions="1" rows="1"/>
  </View>
</View>
"""


def _choices(name: str, values: tuple[str, ...]) -> str:
    options = "\n".join(f'      <Choice value="{value}"/>' for value in values)
    head = f'    <Header value="{name.capitalize()}" size="5"/>\n'
    return (
        f'{head}    <Choices name="{name}" toName="{TEXT}" perRegion="true" choice="single-radio">\n{options}\n    </Choices>'
    )

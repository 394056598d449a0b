"""Where in the page a block stands: an XPath as `lxml` writes it, without counting the siblings anew for each."""

from collections import Counter

from lxml.html import HtmlElement


class Places:
    """XPaths of elements; what is known of a parent's children is kept."""

    def __init__(self) -> None:
        self._steps: dict[HtmlElement, str] = {}
        self._paths: dict[HtmlElement, str] = {}

    def of(self, element: HtmlElement | None) -> str | None:
        """The XPath of an element, None for none."""
        if element is None:
            return None
        around: list[HtmlElement] = []
        while element is not None and element not in self._paths:
            around.append(element)
            element = element.getparent()
        path = "" if element is None else self._paths[element]
        for each in reversed(around):
            path += f"/{self._step(each)}"
            self._paths[each] = path
        return path

    def _step(self, element: HtmlElement) -> str:
        parent = element.getparent()
        if parent is None:
            return str(element.tag)
        if element not in self._steps:
            self._number(parent)
        return self._steps[element]

    def _number(self, parent: HtmlElement) -> None:
        """The steps of all children: "p[2]", or "p" where it is the only one; "*[4]" where a path cannot hold the name."""
        children = list(parent.iterchildren("*"))
        counts, seen = Counter(child.tag for child in children), Counter[str]()
        for number, child in enumerate(children, 1):
            seen[child.tag] += 1
            if ":" in child.tag:
                self._steps[child] = f"*[{number}]"
            else:
                self._steps[child] = child.tag if counts[child.tag] == 1 else f"{child.tag}[{seen[child.tag]}]"

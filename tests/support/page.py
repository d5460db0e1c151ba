"""A small browser for tests of the page: it reads the HTML, presses buttons and fills in fields, with no script, and shows what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from starlette.testclient import TestClient

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """An element of a page: its tag, its attributes, and what stands in it."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """This one and all in it, in the order of the page."""
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one

    @property
    def text(self) -> str:
        """All its words, one space between."""
        return " ".join("".join(_words(self)).split())

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")

    def having(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements in it with this tag and these attributes; `class_` for one of its classes."""
        kind = attributes.pop("class_", "")
        return [
            each
            for each in self
            if tag in ("", each.tag)
            and (not kind or kind in each.get("class").split())
            and all(each.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]


def _words(element: Element) -> Iterator[str]:
    """The words of an element; between those of blocks there is space."""
    for one in element.inside:
        if isinstance(one, str):
            yield one
        else:
            space = "" if one.tag in ("strong", "a", "span", "small") else " "
            yield from (space, *_words(one), space)


class _Reader(HTMLParser):
    """Builds the elements. Raises AssertionError where they are not nested as they should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self._open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}: {names}"
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"{tag} ends {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def done(self) -> Element:
        assert len(self._open) == 1, f"not ended: {self._open[-1].tag}"
        return self.top


def read(html: str) -> Element:
    """A page as elements."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.done()


class Browser:
    """Whoever reads the page and presses its buttons."""

    def __init__(self, client: TestClient, address: str = "/") -> None:
        self._client = client
        self.seen: list[str] = []
        self._show(client.get(address))

    def _show(self, answer: object) -> None:
        assert getattr(answer, "status_code", 0) == 200, getattr(answer, "text", "")
        self.html: str = getattr(answer, "text", "")
        self.page = read(self.html)
        self.seen.append(self.page.having("main")[0].text)

    @property
    def text(self) -> str:
        """What is said on the page."""
        return self.page.having("main")[0].text

    def form_of(self, control: Element) -> Element:
        """The form that a button or a field belongs to."""
        if named := control.get("form"):
            (form,) = self.page.having("form", id=named)
            return form
        return next(form for form in self.page.having("form") if any(each is control for each in form))

    def fields(self, form: Element) -> list[tuple[str, str]]:
        """What a form sends as it stands, without any button."""
        found = []
        for each in self.page:
            if each.get("name") and each.tag in ("input", "select", "textarea") and self.form_of(each) is form:
                if each.get("type") == "checkbox" and "checked" not in each.attributes:
                    continue
                if each.tag == "select":
                    options = each.having("option")
                    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
                    found += [(each.get("name"), option.get("value")) for option in chosen]
                else:
                    found.append((each.get("name"), each.get("value")))
        return found

    def button(self, do: str) -> Element:
        """The first button that does this."""
        return next(each for each in self.page.having("button") if each.get("value") == do)

    def can(self, do: str) -> bool:
        """Whether there is a button that does this."""
        return any(each.get("value") == do for each in self.page.having("button"))

    def press(self, button: Element | str, **filled: str | list[str]) -> None:
        """Press a button, by what it does; some fields of its form filled in."""
        control = self.button(button) if isinstance(button, str) else button
        form = self.form_of(control)
        sent = [(name, value) for name, value in self.fields(form) if name not in filled]
        for name, values in filled.items():
            sent += [(name, value) for value in ([values] if isinstance(values, str) else values)]
        if name := control.get("name"):
            sent.append((name, control.get("value")))
        self.send((control.get("formaction") or form.get("action")).partition("#")[0], sent)

    def send(self, address: str, sent: list[tuple[str, str]]) -> None:
        """Send fields to an address."""
        headers = {"content-type": "application/x-www-form-urlencoded", "origin": "http://testserver"}
        self._show(self._client.post(address, content=urlencode(sent), headers=headers))

    def write(self, line: str) -> None:
        """Write into the line, and send it."""
        self.press("line", line=line)

    def answer(self, value: str) -> None:
        """Choose an answer to the open question by its id; a number is written."""
        if value.isdigit():
            self.press("number", number=value)
        else:
            self.press(f"answer:{value}")

    @property
    def statements(self) -> list[str]:
        """What the answer says, from top to bottom, folded or not; not the words explained, nor the sources in full."""
        apart = {
            id(each) for kind in ("kind-terms", "kind-sources") for one in self.page.having(class_=kind) for each in one
        }
        return [each.text for each in self.page.having("span", class_="said") + self.leads if id(each) not in apart]

    @property
    def leads(self) -> list[Element]:
        """What answers."""
        return self.page.having("p", class_="said")

"""The picture of the house is of the house as it is."""

from __future__ import annotations

from xml.etree import ElementTree

from tests.support.here import ROOT
from tools import picture


def test_the_drawing_and_the_list_of_rooms_are_of_this_code() -> None:
    assert picture.DRAWING.read_text(encoding="utf-8") == picture.drawing(), "python tools/picture.py"
    text = picture.PAGE.read_text(encoding="utf-8")
    assert text == picture.page(text), "python tools/picture.py"


def test_every_room_is_drawn_and_says_what_it_is() -> None:
    rooms = {
        path.stem for path in (ROOT / "assistant").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    drawn = {name for floor in picture.floors() for name in floor}
    assert drawn == rooms - {"__init__"}
    texts = [element.text for element in ElementTree.fromstring(picture.drawing()).iter()]
    assert all(name in texts and picture.room(name).says for name in drawn)

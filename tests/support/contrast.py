"""The contrast of what stands on the screen, as WCAG 2 counts it."""

from __future__ import annotations

from functools import cache

from textual.color import Color

from assistant.tui.app import VardlotsApp
from tests.support.textual_internals import strips

AA = 4.5


DRAWN = set(" ▁▂▃▄▅▆▇█▊▎▏▔│─╭╮╰╯┃━⎸")
"""Borders and scroll bars: no text."""


@cache
def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours as WCAG 2 defines it."""

    def luminance(color: Color) -> float:
        parts = [part / 255 for part in (color.r, color.g, color.b)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(app: VardlotsApp) -> list[str]:
    """The texts on the screen whose contrast is below AA."""
    found = []
    above = app.screen.query("#dialog")  # what lies behind a dialog is dimmed, and out of use
    region = above.first().region if above else app.screen.region
    for strip in strips(app.screen)[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            if not set(segment.text) - DRAWN or style is None or style.color is None or style.bgcolor is None:
                continue
            if style.color.triplet is None or style.bgcolor.triplet is None:
                continue
            front, back = Color(*style.color.triplet), Color(*style.bgcolor.triplet)
            if style.reverse:
                front, back = back, front
            if ratio(front, back) < AA or style.dim:
                found.append(f"{segment.text!r} {front.hex} on {back.hex}: {ratio(front, back):.2f}")
    return found

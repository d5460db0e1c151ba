"""The themes. Every text colour has at least the contrast that WCAG AA asks for (4.5 : 1); a test computes it on the screens.

Colours of our own: `muted` for what stands behind (notes, sources), `cursor-on` and `cursor` for the highlighted line.
"""

from __future__ import annotations

from textual.theme import Theme


def _theme(
    name: str,
    dark: bool,
    text: str,
    muted: str,
    ground: str,
    raised: str,
    bar: str,
    blue: str,
    green: str,
    amber: str,
    red: str,
) -> Theme:
    return Theme(
        name=name, dark=dark, foreground=text, background=ground, surface=raised, panel=bar,
        primary=blue, secondary=blue, accent=blue, success=green, warning=amber, error=red,
        variables={
            "muted": muted,
            "cursor": blue,
            "cursor-on": ground,
            "footer-background": bar,
            "footer-foreground": text,
            "footer-description-foreground": text,
            "footer-key-foreground": blue,
            "block-cursor-background": blue,
            "block-cursor-foreground": ground,
            "block-cursor-blurred-background": blue,
            "block-cursor-blurred-foreground": ground,
            "input-cursor-background": text,
            "input-cursor-foreground": ground,
            "input-selection-background": blue,
            "input-selection-foreground": ground,
            "border": blue,
            "border-blurred": muted,
            "scrollbar": muted,
            "scrollbar-hover": blue,
            "scrollbar-background": raised,
        },
    )  # fmt: skip


DARK = _theme(
    "vardlots-dark",
    True,
    "#e8edf2",
    "#aab6c2",
    "#10161c",
    "#18212a",
    "#202b36",
    "#7cc0ff",
    "#82dba0",
    "#ffc46b",
    "#ff9d9d",
)
LIGHT = _theme(
    "vardlots-light",
    False,
    "#16202a",
    "#4b5763",
    "#ffffff",
    "#f1f4f7",
    "#e3e9ef",
    "#0b4f8a",
    "#0d5a2b",
    "#7a3d00",
    "#9b1c1c",
)
HIGH_CONTRAST = _theme(
    "vardlots-high-contrast",
    True,
    "#ffffff",
    "#ffffff",
    "#000000",
    "#000000",
    "#1a1a1a",
    "#ffff00",
    "#66ff66",
    "#ffd000",
    "#ffb0b0",
)
THEMES = (DARK, LIGHT, HIGH_CONTRAST)
BY_SETTING = {"dark": DARK.name, "light": LIGHT.name, "high_contrast": HIGH_CONTRAST.name}
"""The themes by the words of the settings."""

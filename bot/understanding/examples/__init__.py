"""Example patterns, one plain file an intent and a language: the place to add a phrasing.

A line is words, {slots}, (either|or|nothing|); `#` begins a comment. A state of the talk in square
brackets says when a line can be said: "[list film+list] the third one". The label is the file's
name. What fills the slots stands in slots.txt. `python -m bot train` learns from all of it.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable

_CODE = 2


def languages() -> list[Traversable]:
    """The folders of examples, one a language by its two-letter code, in order."""
    folders = files("bot.understanding").joinpath("examples").iterdir()
    found = [one for one in folders if one.is_dir() and len(one.name) == _CODE]
    return sorted(found, key=lambda one: one.name)

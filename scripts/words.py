"""The words of the interface in one language, as templates use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from scripts.model import Library


GAP = re.compile(r"\{(\w+)\}")


class Wording(str):
    """A text of the interface, with gaps by name: `{n} paths`."""

    __slots__ = ()

    def format(self, *_: object, **values: object) -> str:
        """Return the text with values in its gaps, as HTML if one of them is.

        Other braces stay: those of `str` reach into Python's objects, and raise for unknown names.
        """
        is_html = any(isinstance(value, Markup) for value in values.values())
        text, make = (escape(self), escape) if is_html else (str(self), str)
        filled = GAP.sub(lambda gap: make(values.get(gap[1], Markup(gap[0]))), text)  # noqa: S704 - letters
        return Markup(filled) if is_html else filled  # noqa: S704 - escaped above


class Words:
    """The texts of docs/_data/words.yml in one language, as attributes or items."""

    def __init__(self, library: Library, locale: str) -> None:
        self._library = library
        self.locale = locale

    def __getattr__(self, name: str) -> Wording:
        """Return the text `name`; AttributeError when docs/_data/words.yml has none."""
        if name not in self._library.words:
            raise AttributeError(f'docs/_data/words.yml has no "{name}"')
        found = Wording(self._library.words[name].value[self.locale])
        setattr(self, name, found)  # pages show the same words again and again
        return found

    def __getitem__(self, name: str) -> Wording:
        """Return the text `name`; AttributeError when docs/_data/words.yml has none."""
        found: Wording = getattr(self, name)
        return found

"""The words of the interface in one language, as templates use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.model import Library


class Words:
    """The texts of docs/_data/words.yml in one language, as attributes or items."""

    def __init__(self, library: Library, locale: str) -> None:
        self._library = library
        self.locale = locale

    def __getattr__(self, name: str) -> str:
        """Return the text `name`; AttributeError when docs/_data/words.yml has none."""
        if name not in self._library.words:
            raise AttributeError(f'docs/_data/words.yml has no "{name}"')
        return self._library.words[name].value[self.locale]

    def __getitem__(self, name: str) -> str:
        """Return the text `name`; AttributeError when docs/_data/words.yml has none."""
        return self.__getattr__(name)

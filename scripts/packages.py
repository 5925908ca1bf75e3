"""Installed packages, as they describe themselves: names, licences, places."""

from __future__ import annotations

import re
from importlib import metadata
from typing import NamedTuple

PROJECT = "siap-wawancara"
NAME = re.compile(r"[\w.-]+")
LICENCE = "License :: "
HOMES = ("homepage", "home", "source", "sourcecode", "repository", "github", "code")
"""What a package may call the address where it is at home, the best first."""


class Package(NamedTuple):
    """A package: its name, version and licence, and an address of the web, or an empty string."""

    name: str
    version: str
    licence: str
    home: str


def described(name: str) -> Package:
    """Return what an installed package says of itself.

    Raises importlib.metadata.PackageNotFoundError when it is not installed.
    """
    about = metadata.metadata(name)
    return Package(about["Name"], about["Version"], _licence(about), _home(about))


def required(name: str = PROJECT) -> tuple[str, ...]:
    """Return the names of the packages that an installed one asks for itself, sorted."""
    found = (NAME.match(requirement) for requirement in metadata.requires(name) or ())
    return tuple(sorted((match[0] for match in found if match), key=str.lower))


def _licence(about: metadata.PackageMetadata) -> str:
    """Return a licence as an SPDX expression where there is one, or in the package's words."""
    for field in ("License-Expression", "License"):
        for said in about.get_all(field) or ():
            if said != "UNKNOWN" and "\n" not in said:
                return str(said)
    kinds = (kind for kind in about.get_all("Classifier") or () if kind.startswith(LICENCE))
    return ", ".join(kind.rpartition(" :: ")[2] for kind in kinds)


def _home(about: metadata.PackageMetadata) -> str:
    pairs = (entry.partition(",") for entry in about.get_all("Project-URL") or ())
    homes = {re.sub(r"\W", "", label).lower(): url.strip() for label, _, url in pairs}
    found = (*(about.get_all("Home-page") or ()), *(homes.get(name, "") for name in HOMES))
    return next((url for url in found if url.startswith("https://")), "")

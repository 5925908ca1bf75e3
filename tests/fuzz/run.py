"""One harness, guided by the coverage that its inputs reach: `python -m tests.fuzz.run yaml …`.

What follows the name are arguments of libFuzzer.
"""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    """Run a harness until its time is over or it finds something."""
    name, *arguments = sys.argv[1:]
    with atheris.instrument_imports(include=["scripts"]):
        from tests.fuzz.harnesses import HARNESSES, cues, library  # noqa: PLC0415 - instrumented

    library()
    cues()
    atheris.Setup([sys.argv[0], *arguments], HARNESSES[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Grafts: a mutant's code in the place of a module's, in a process that has read the module."""

from __future__ import annotations

import gc
import re
import sys
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def functions_of(path: Path) -> list[FunctionType]:
    """Return the functions of a module, also methods and decorated ones, but none inside others."""
    functions = (it for it in gc.get_objects() if isinstance(it, FunctionType))
    own = (it for it in functions if it.__code__.co_filename == str(path))
    return [it for it in own if "<" not in it.__code__.co_qualname]


def graft(functions: Sequence[FunctionType], path: Path, source: str) -> bool:
    """Put a mutant's code into a module's functions, or its constants into all modules.

    Return whether anything has changed by that.
    """
    mutant = compile(source, str(path), "exec", dont_inherit=True)
    code = dict(_code(mutant))
    changed = [it for it in functions if code.get(it.__code__.co_qualname) != it.__code__]
    for function in changed:
        function.__code__ = code[function.__code__.co_qualname]
    return bool(changed) or _graft_constants(path, mutant)


def _graft_constants(path: Path, mutant: CodeType) -> bool:
    name = f"{path.parent.name}.{path.stem}"
    values = {"__name__": name, "__file__": str(path)}
    exec(mutant, values)  # noqa: S102 - the project's own code, but for one fault
    old = {key: value for key, value in vars(sys.modules[name]).items() if _is_constant(key, value)}
    changed = [key for key, value in old.items() if repr(values.get(key)) != repr(value)]
    ours = [vars(it) for key, it in sys.modules.items() if key.startswith(("scripts.", "tests."))]
    for names in ours:
        for key in changed:
            if names.get(key) is old[key]:
                names[key] = values.get(key)
    return bool(changed)


def _is_constant(name: str, value: object) -> bool:
    plain = isinstance(value, str | int | float | bytes | tuple | frozenset | dict | re.Pattern)
    return plain and not name.startswith("__") and " at 0x" not in repr(value)


def _code(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """Yield the code of every function in some code, by its name."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from _code(constant)

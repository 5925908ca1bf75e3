"""What `mkdocs.yml` may say of a site: its languages, and the extensions of Markdown that rules know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scripts.allowed import EXTENSIONS
from scripts.model import Locale
from scripts.problem import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.document import Document

CONFIG = "mkdocs.yml"
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
OPTIONS = {
    ("tables", "use_align_attribute"): re.compile("True"),
    ("toc", "marker"): re.compile(""),
    ("toc", "toc_depth"): re.compile("[1-6]|1-[1-6]|2-[2-6]|3-[3-6]|4-[4-6]|5-[56]|6-6"),
}
"""The options of extensions, each with the values that it may have."""


def locales(document: Document) -> tuple[Locale, ...]:
    """Return the languages that the i18n plugin is to build, the default first."""
    found = [item for _, item in _languages(document.data) if not _misfit(item)]
    found.sort(key=lambda item: item.get("default") is not True)
    unique = {item["locale"]: item for item in reversed(found)}
    return tuple(
        Locale(code, str(item.get("name") or code)) for code, item in reversed(unique.items())
    )


def faults(document: Document) -> Iterator[Problem]:
    """Yield what is wrong with the languages and the extensions of a configuration."""
    yield from _language_faults(document)
    data = document.data if isinstance(document.data, dict) else {}
    given = data.get("markdown_extensions") or []
    if not isinstance(given, list):
        line = document.lines.get(("markdown_extensions",), 0)
        message = "`markdown_extensions` must be a list, one `- name` a line"
        yield Problem(document.path, line, message, "languages")
        return
    for at, entry in enumerate(given):
        line = document.lines.get(("markdown_extensions", at), 0)
        for message in _extension_faults(entry):
            yield Problem(document.path, line, message, "languages")


def _language_faults(document: Document) -> Iterator[Problem]:
    languages = list(_languages(document.data))
    if not any(not _misfit(item) for _, item in languages):
        message = (
            "the plugin `i18n` lists no `languages`; list one with `locale: …`, `default: true`"
        )
        yield Problem(document.path, 0, message, "languages")
    seen: set[str] = set()
    for keys, item in languages:
        line = document.lines.get(keys, 0)
        if misfit := _misfit(item):
            yield Problem(document.path, line, misfit, "languages")
        elif (code := item["locale"]) in seen:
            message = f'the language "{code}" is there twice; keep one of the two'
            yield Problem(document.path, line, message, "languages")
        else:
            seen.add(code)


def _languages(config: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield what stands in the list of languages, each with the keys that lead to it."""
    plugins = config.get("plugins") if isinstance(config, dict) else None
    for number, plugin in enumerate(plugins if isinstance(plugins, list) else []):
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        languages = options.get("languages") if isinstance(options, dict) else None
        for at, item in enumerate(languages if isinstance(languages, list) else []):
            yield ("plugins", number, "i18n", "languages", at), item


def _misfit(item: Any) -> str:
    """Return what is wrong with an entry in the list of languages, or an empty string."""
    code = item.get("locale") if isinstance(item, dict) else item
    if not isinstance(item, dict) or not isinstance(code, str) or not CODE.fullmatch(code):
        return f'"{code}" is not the code of a language; write `{{locale: id, name: …}}`, as in docs/id'
    if not isinstance(item.get("name", ""), str):
        return f'the name of the language "{code}" is not a text; write it in its own words'
    return ""


def _extension_faults(entry: Any) -> Iterator[str]:
    named = entry if isinstance(entry, dict) else {entry if isinstance(entry, str) else None: {}}
    for name, options in named.items():
        if name not in EXTENSIONS:
            shown = name or entry
            hint = did_you_mean(str(shown), EXTENSIONS)
            yield f'the extension "{shown}" is not one that the rules for pages know{hint}'
        elif not isinstance(options or {}, dict):
            yield f'the options of the extension "{name}" must be fields, as `name: …` lines'
        else:
            yield from _option_faults(name, options or {})


def _option_faults(extension: str, options: dict[str, Any]) -> Iterator[str]:
    for name, value in options.items():
        allowed = OPTIONS.get((extension, name))
        if not allowed:
            yield f'the option "{name}" of the extension "{extension}" is not one that the rules for pages know; remove it'
        elif not allowed.fullmatch(str(value)):
            yield f'"{value}" is no value for the option "{name}" of the extension "{extension}"; correct it'

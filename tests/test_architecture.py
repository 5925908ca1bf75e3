"""Who may import whom, and who may touch YAML, Jinja, MkDocs and HTML parsers."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"
MODULES = sorted(path.stem for path in SCRIPTS.glob("*.py") if path.stem != "__init__")

# Module -> the modules of ours it may import. A new module has to find its place here.
MAY_IMPORT = {
    "records": set(),
    "model": {"records"},
    "problem": set(),
    "markup": {"model"},
    "limits": set(),
    "allowed": set(),
    "document": {"limits", "problem"},
    "sentences": {"document", "model", "problem"},
    "files": {"digest", "document", "limits", "pack", "problem"},
    "config": {"allowed", "document", "model", "problem"},
    "source": {
        *(
            "config",
            "document",
            "files",
            "limits",
            "markup",
            "model",
            "pack",
            "pool",
            "problem",
            "records",
            "same",
            "sentences",
        ),
    },
    "fingerprint": {"records"},
    "glossary": {"records"},
    "pack": set(),
    "same": set(),
    "prints": {"fingerprint", "model", "pack", "passages"},
    "passages": {"document", "markup", "model", "pack", "records", "same"},
    "carriers": {"model"},
    "coverage": {"model", "records"},
    "desk": {"document", "intake_line", "model", "scaffold"},
    "intake": {
        *("desk", "fingerprint", "intake_cues", "intake_html", "intake_line", "intake_outline"),
        *("intake_read", "intake_text", "limits", "model", "problem", "records", "validate_page"),
    },
    "intake_around": {"intake_line", "intake_noise", "records"},
    "intake_byline": {"intake_cues", "intake_line"},
    "intake_cues": {"intake_line", "records"},
    "intake_facts": {"intake_line"},
    "intake_head": {
        *("intake_byline", "intake_cues", "intake_facts", "intake_line", "intake_noise"),
        "intake_reading",
    },
    "intake_headings": {"intake_line", "intake_noise", "intake_reading"},
    "intake_html": {"intake_facts", "intake_line", "intake_main", "intake_zone"},
    "intake_line": {"records"},
    "intake_main": {"intake_line", "intake_zone", "records"},
    "intake_name": {"intake_cues"},
    "intake_noise": {"intake_cues", "intake_line", "records"},
    "intake_outline": {
        *("intake_around", "intake_cues", "intake_head", "intake_headings", "intake_line"),
        *("intake_noise", "intake_people", "intake_reading"),
    },
    "intake_people": {"intake_cues", "intake_line", "intake_name"},
    "intake_read": {"limits"},
    "intake_reading": {"intake_cues", "intake_line", "records"},
    "intake_text": {"document", "intake_facts", "intake_html", "intake_line", "intake_read"},
    "intake_zone": {"records"},
    "scaffold": {"document", "model", "records"},
    "starting": {"model", "problem", "scaffold", "validate_page"},
    "flow": {"records"},
    "validate_links": {"model", "problem", "records"},
    "validate_markup": {"allowed", "model", "pack", "passages", "problem", "records"},
    "validate_page": {"model", "problem", "records", "validate_links"},
    "validate_checklist": {"model", "problem", "records", "validate_links"},
    "validate_coverage": {
        *("carriers", "coverage", "fingerprint", "model", "problem", "records"),
        *("validate_links", "validate_originality"),
    },
    "validate_flow": {"flow", "model", "problem", "records"},
    "validate_flow_links": {"model", "problem", "records", "validate_links"},
    "validate_gaps": {"model", "passages", "problem", "validate_links"},
    "validate_glossary": {
        *("glossary", "model", "pack", "passages", "problem", "records"),
    },
    "validate_originality": {
        *("fingerprint", "model", "pack", "passages", "prints", "problem"),
    },
    "validate_poster": {"model", "problem", "records", "validate_links"},
    "validate_repeats": {
        *("fingerprint", "model", "pack", "passages", "prints", "problem"),
        "validate_originality",
    },
    "moves": {"model", "validate_links"},
    "short": {"model", "moves", "records"},
    "validate_names": {"model", "problem"},
    "validate_moved": {"model", "moves", "problem", "validate_links"},
    "validate": {
        *("model", "pack", "prints", "problem", "records", "same"),
        *("validate_links", "validate_page"),
        *("validate_checklist", "validate_flow", "validate_flow_links", "validate_moved"),
        *("validate_coverage", "validate_glossary", "validate_originality", "validate_poster"),
        *(
            "validate_gaps",
            "validate_markup",
            "validate_names",
            "validate_repeats",
            "validate_search",
        ),
    },
    "words": {"model"},
    "packages": set(),
    "licences": {"packages"},
    "sbom": {"licences", "packages"},
    "navigation": {"markup", "model", "records", "short"},
    "offline": {"digest", "stamp"},
    "redirects": {"model", "moves", "navigation", "problem", "short"},
    "former": {"model", "moves", "navigation"},
    "improve": {"model", "records", "words"},
    "linked_data": {"model", "records"},
    "proof": {"flow", "records"},
    "proof_page": {"model", "navigation", "proof", "records", "words"},
    "share": {"catalogue", "words"},
    "webapp": {"icons", "navigation", "words"},
    "compiled": {"cache", "pack"},
    "templates": {"compiled", "navigation", "pool"},
    "body": {
        *(
            "catalogue",
            "contents",
            "flow",
            "licences",
            "listing",
            "markup",
            "model",
            "navigation",
        ),
        *("notices", "offline", "parts", "proof_page", "records", "share", "templates", "words"),
    },
    "pages": {
        *("body", "card", "former", "improve", "linked_data", "model", "moves", "navigation"),
        *("redirects", "units", "words"),
    },
    "embed": {"body", "model", "navigation", "pages", "records"},
    "search_words": set(),
    "search_page": {"navigation"},
    "search_families": {"records"},
    "search_counts": {"records", "search_page", "search_words"},
    "search_index": {"model", "records", "search_counts", "search_families", "search_page"},
    "search": {
        *("model", "navigation", "pages", "records"),
        *("search_counts", "search_index", "search_page"),
    },
    "contents": {"model", "navigation", "parts"},
    "validate_search": {"model", "problem", "records", "search_words"},
    "lean": set(),
    "onefile": {"body", "digest", "embed", "lean", "minify", "model", "pages"},
    "qr": {"png"},
    "handout": {"body", "model", "navigation", "qr", "records", "words"},
    "handout_flow": {"flow", "handout", "model", "navigation", "records", "words"},
    "handout_poster": {"handout", "model", "navigation", "records", "words"},
    "handouts": {
        *("handout", "handout_flow", "handout_poster"),
        *("model", "pages", "records"),
    },
    "icons": set(),
    "cache": set(),
    "png": set(),
    "lettering": set(),
    "card_picture": {"card", "lettering", "png"},
    "card": {"card_picture", "model", "navigation", "words"},
    "apart": {"pool"},
    "typeset": {"apart", "cache"},
    "svg": set(),
    "logo": {"svg"},
    "handout_centre": {"model", "records", "words"},
    "centre": {
        *("handout_centre", "handouts", "logo", "model", "pages", "pool", "problem"),
        *("records", "source", "typeset", "validate"),
    },
    "parts": {"model", "navigation", "records", "words"},
    "catalogue": {"parts", "records"},
    "listing": {"body", "catalogue", "linked_data", "model", "navigation", "parts", "records"},
    "feed": {"catalogue", "words"},
    "bundle": set(),
    "kit": {"bundle", "catalogue", "feed", "listing", "model", "pages", "qr", "words"},
    "maker": {
        *("card", "embed", "handouts", "icons", "kit", "licences", "model", "onefile"),
        *("pages", "problem", "search", "templates", "typeset", "webapp", "words"),
    },
    "settings": {"config", "files"},
    "shortcuts": set(),
    "render": {"maker", "model", "navigation", "settings", "shortcuts", "templates"},
    "pool": set(),
    "store": set(),
    "works": {
        *(
            "assets",
            "cache",
            "card_picture",
            "finish",
            "hosts",
            "maker",
            "model",
            "pool",
            "problem",
        ),
        *("qr", "render", "settings", "stamp", "templates", "typeset"),
    },
    "plan": {"cache", "model", "records", "same", "stamp", "works"},
    "making": {"assets", "finish", "plan", "pool", "problem", "stamp", "works"},
    "edition": {
        *("making", "model", "plan", "pool", "problem", "receipt", "settings", "spare", "stamp"),
        *("store", "works"),
    },
    "spare": {"cache", "digest", "stamp", "works"},
    "standing": {"stamp", "works"},
    "renewal": {
        *("assets", "digest", "edition", "plan", "pool", "problem", "stamp", "standing", "works"),
    },
    "upkeep": {
        *("digest", "edition", "model", "plan", "pool", "problem", "receipt", "renewal"),
        *("settings", "standing", "store", "works"),
    },
    "plain": {"assets", "finish", "problem", "stamp"},
    "schema": {"records"},
    "check_text": {"problem"},
    "check_address": set(),
    "check_page": {"check_address", "check_text", "problem"},
    "check_element": {"check_page"},
    "check_reading": {"check_address", "check_element", "check_page"},
    "check_page_rules": {"check_address", "check_reading", "problem"},
    "check_folder": set(),
    "check_judge": {
        *("check_code", "check_folder", "check_known", "check_page", "check_page_rules"),
        *("check_reading", "check_text", "pack", "problem"),
    },
    "check_known": {"check_folder", "pack"},
    "check_flow": {"check_page", "problem"},
    "check_embed": {"built", "check_page", "check_reading", "problem"},
    "check_offline": {"built", "check_page", "problem"},
    "check_file": {"built", "check_address", "check_page", "check_reading", "problem"},
    "built": {
        *("check_address", "check_folder", "check_judge", "check_known", "check_page"),
        *("check_text", "pack", "problem"),
    },
    "check_catalogue": {"built", "check_page", "check_text", "problem"},
    "check_feed": {"built", "check_text", "problem"},
    "check_bundle": {"built", "problem"},
    "check_search": {
        *("built", "check_catalogue", "check_folder", "check_known", "check_page", "pack"),
        "problem",
    },
    "check": {
        *("built", "check_bundle", "check_catalogue", "check_embed", "check_feed", "check_flow"),
        *(
            "check_address",
            "check_asking",
            "check_code",
            "check_file",
            "check_folder",
            "check_known",
        ),
        *("check_ledger", "check_offline", "check_page", "check_reading", "check_search"),
        *("check_text", "check_verdict", "pack", "problem"),
    },
    "check_ahead": {
        *("built", "check_code", "check_folder", "check_judge", "check_known", "check_search"),
    },
    "check_asking": {"built", "check_known", "check_verdict", "problem"},
    "check_verdict": {"built", "check_folder", "pack", "problem"},
    "check_code": {"built", "check_folder", "check_known", "check_reading", "problem", "svg"},
    "check_ledger": {"built", "check_page", "problem"},
    "units": {"markup", "model", "passages", "records", "same"},
    "drift": {"model", "moves", "units"},
    "notices": {"drift", "model", "units"},
    "pairs": {"document", "drift", "model", "units", "problem"},
    "readability": {"markup", "units", "records"},
    "status": {"problem"},
    "survey": {
        *("coverage", "drift", "model", "pack", "units", "readability", "records", "status"),
    },
    "status_page": {"body", "status", "words"},
    "status_table": {"status"},
    "ledger": {"check_ledger", "document", "model", "records", "short"},
    "lock": set(),
    "build": {"lock", "problem"},
    "digest": set(),
    "minify": set(),
    "modules": set(),
    "assets": {"digest", "minify", "modules"},
    "policy": set(),
    "stamp": {"policy"},
    "hosts": {"assets", "policy", "stamp"},
    "finish": {"hosts", "offline", "stamp"},
    "snippets": {"hosts"},
    "receipt": {"digest"},
    "compress": {"cache"},
    "release": {"compress", "digest", "hosts", "snippets"},
    "history": set(),
    "git": set(),
    "publish_folder": {"digest", "history", "lock", "release"},
    "publish_git": {"digest", "git", "history", "release"},
    "publish_rsync": {"digest", "history", "release"},
    "publish": {
        *("compress", "digest", "limits", "publish_folder", "publish_git", "publish_rsync"),
        *("receipt", "release"),
    },
    "progress": set(),
    "preview_page": {"problem"},
    "preview": {"preview_page", "problem", "renewal", "upkeep", "watch"},
    "report": {"problem"},
    "watch": set(),
    "hooks": {"maker", "model", "problem", "render", "source", "templates", "validate"},
    "command": {"model", "pack", "problem", "settings", "source", "validate"},
    "command_build": {
        *(
            "build",
            "check",
            "check_ahead",
            "check_known",
            "command",
            "digest",
            "edition",
            "hosts",
            "ledger",
        ),
        *(
            "model",
            "pack",
            "plain",
            "pool",
            "problem",
            "progress",
            "receipt",
            "settings",
            "snippets",
        ),
        *("source", "stamp", "validate", "works"),
    },
    "command_desk": {"command", "config", "intake", "model", "source", "starting"},
    "command_handouts": {"centre", "command", "pages", "problem", "release"},
    "command_publish": {"command", "progress", "publish", "release", "snippets"},
    "command_serve": {"command", "edition", "pack", "pool", "preview", "renewal", "upkeep"},
    "command_records": {
        *("built", "check_ledger", "command", "command_build", "ledger", "pairs", "proof"),
        *("sbom", "schema"),
    },
    "command_status": {
        *("command", "drift", "model", "pages", "pairs", "source", "status", "status_page"),
        *("status_table", "survey", "validate"),
    },
    "command_validate": {"command", "report", "validate", "watch"},
    "__main__": set(),  # it reads commands by their names, when they are called
}

# Library -> the only modules that may import it.
ONLY_IN = {
    "yaml": {"document"},
    "jinja2": {"compiled", "templates", "hooks"},  # hooks for the name of a type alone
    "mkdocs": {"hooks", "plain"},
    "markdown": {"allowed", "intake_text", "render"},
    "concurrent": {"compress", "pool"},  # compress for threads
    "multiprocessing": {"apart", "pool"},
    "selectolax": {
        *("check_element", "check_flow", "check_reading", "search_page"),
        *("intake_facts", "intake_html", "intake_main", "intake_zone"),
        *("allowed", "policy"),
    },
    "charset_normalizer": {"intake_read"},
    "jsonschema": {"check_catalogue"},
    "jsonschema_rs": {"check_catalogue"},
    "segno": {"qr"},
    "typst": {"typeset"},
    "filelock": {"lock"},
    "watchdog": {"watch"},
    "PIL": {"card_picture", "logo"},
    "uharfbuzz": {"lettering"},
    "click": {"__main__", "progress", *(m for m in MODULES if m.split("_")[0] == "command")},
    "brotli": {"compress"},
    "packaging": {"sbom"},
    "rcssmin": {"minify"},
    "msgspec": {
        *("files", "handout", "handout_flow", "handout_poster", "model", "pack", "plan", "prints"),
        *("search_index", "source", "spare"),
        *("survey", "typeset", "validate_markup", "validate_repeats", "works"),
        *(
            "built",
            "check_element",
            "check_judge",
            "check_known",
            "check_page",
            "check_search",
            "check_verdict",
        ),
    },
}


def imports(module: str) -> set[str]:
    tree = ast.parse((SCRIPTS / f"{module}.py").read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "scripts":
            names |= {f"scripts.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_every_module_has_its_place() -> None:
    assert set(MODULES) == MAY_IMPORT.keys()


@pytest.mark.parametrize("module", MODULES)
def test_imports_only_what_it_may(module: str) -> None:
    ours = {
        name.removeprefix("scripts.") for name in imports(module) if name.startswith("scripts.")
    }
    assert ours <= MAY_IMPORT[module]


@pytest.mark.parametrize("library", ONLY_IN)
def test_library_stays_in_its_room(library: str) -> None:
    users = {m for m in MODULES if any(n.split(".")[0] == library for n in imports(m))}
    assert users == ONLY_IN[library]


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_test_file(module: str) -> None:
    name = "main" if module == "__main__" else module
    assert (SCRIPTS.parent / "tests" / f"test_{name}.py").is_file()


def test_typst_runs_in_copies_of_processes_alone() -> None:
    calls = (
        (path.name, line.strip())
        for path in (*SCRIPTS.glob("*.py"), *Path(__file__).parent.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\btypst\.(compile|Compiler)\b", line) and path != Path(__file__)
    )
    assert {name for name, _ in calls} == {"typeset.py", "codes.py"}  # both hand it to `apart`

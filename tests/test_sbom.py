"""The bill of materials, as CycloneDX's own library judges it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.licences import FONT
from scripts.sbom import REACHES, completed
from tests.test_install import LOCK
from tests.tree import ROOT

UV = Path(sys.executable).with_name("uv")
EXPORT = (
    *("export", "--quiet", "--frozen", "--preview-features", "sbom-export"),
    *("--format", "cyclonedx1.5"),
)


def export() -> Any:
    return json.loads(
        subprocess.run([UV, *EXPORT], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    )


@pytest.fixture(scope="module")
def bill() -> Any:
    return json.loads(completed(export()))


def by_name(bill: Any) -> dict[str, Any]:
    return {component["name"]: component for component in bill["components"]}


def judged(bill: Any) -> object:
    """Return what is wrong with a bill; of each package's files, the first: addresses take long."""
    parts = [
        each | {"externalReferences": each["externalReferences"][:1]} for each in bill["components"]
    ]
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - it takes two seconds, in each worker
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415 - as above

    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(
        json.dumps(bill | {"components": parts})
    )


def test_it_has_the_form_of_cyclonedx(bill: Any) -> None:
    assert judged(bill) is None


def test_the_judge_sees_what_is_wrong(bill: Any) -> None:
    assert judged(bill | {"serialNumber": "1"})


def test_two_are_the_same(bill: Any) -> None:
    again = completed(export())
    assert json.loads(again) == bill
    assert "timestamp" not in again


def test_another_lock_has_another_number(bill: Any) -> None:
    other = export()
    other["components"][0]["version"] = "0"
    assert json.loads(completed(other))["serialNumber"] != bill["serialNumber"]


def test_it_lists_what_a_build_runs_and_no_tools_of_tests(bill: Any) -> None:
    names = by_name(bill)
    assert {"babel", "mkdocs", "urllib3", FONT} <= names.keys()
    assert not {"pytest", "ruff", "properdocs"} & names.keys()
    locked = {(package["name"], package["version"]) for package in LOCK["package"]}
    assert {(each["name"], each["version"]) for each in bill["components"]} < locked


def test_every_component_has_hashes_and_an_address(bill: Any) -> None:
    for name, component in by_name(bill).items():
        assert component["purl"] == f"pkg:pypi/{name}@{component['version']}"
        files = component["externalReferences"]
        assert all(file["hashes"][0]["alg"] == "SHA-256" for file in files)


def test_every_component_says_its_licence_as_its_package_does(bill: Any) -> None:
    found = {name: component["licenses"] for name, component in by_name(bill).items()}
    assert all(found.values())
    assert found["click"] == [{"expression": "BSD-3-Clause", "acknowledgement": "declared"}]
    assert found["jinja2"] == [{"license": {"name": "BSD License", "acknowledgement": "declared"}}]


def test_a_package_that_is_not_installed_here_is_listed_all_the_same() -> None:
    other = export()
    other["components"] = [{"type": "library", "name": "hanya-di-tempat-lain", "version": "1"}]
    (component,) = json.loads(completed(other))["components"]
    assert component["licenses"] == []


def test_only_the_font_reaches_readers(bill: Any) -> None:
    reach = {"name": REACHES, "value": "readers"}
    assert [n for n, each in by_name(bill).items() if reach in each["properties"]] == [FONT]


def test_the_site_itself_has_two_licences(bill: Any) -> None:
    site = bill["metadata"]["component"]
    assert (site["name"], site["type"]) == ("siap-wawancara", "application")
    assert [each["license"]["id"] for each in site["licenses"]] == ["MIT", "CC-BY-4.0"]


def test_make_prints_it(bill: Any) -> None:
    """The command of the Makefile is that of this test."""
    assert f"uv {' '.join(EXPORT)} | " in (ROOT / "Makefile").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scripts", "sbom", "-"],
        cwd=ROOT,
        input=json.dumps(export()),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == bill

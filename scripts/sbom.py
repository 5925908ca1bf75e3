"""The bill of materials: every package that a build runs, and what of them reaches readers.

uv exports what is locked, with hashes and who needs whom, as CycloneDX 1.5. Added here are the
licences; the time and the random number of the export go, so that the same lock and packages give
the same bill.
"""

from __future__ import annotations

import json
import uuid
from importlib.metadata import PackageNotFoundError
from typing import Any

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from scripts.licences import SHIPPED
from scripts.packages import described

VERSION = "1.6"
REACHES = "siap-wawancara:reaches"
"""The property that says whom a component gets to: readers, or the build alone."""

TEXTS = {"license": {"id": "CC-BY-4.0", "acknowledgement": "declared"}}
"""The licence of the site's texts, beside that of its code."""


def completed(export: dict[str, Any]) -> str:
    """Return the bill of materials as CycloneDX 1.6 JSON, from uv's export of the lock."""
    project = export["metadata"]["component"]
    code = {"license": {"id": described(project["name"]).licence, "acknowledgement": "declared"}}
    bill = {
        "bomFormat": export["bomFormat"],
        "specVersion": VERSION,
        "version": 1,
        "metadata": {"component": project | {"type": "application", "licenses": [code, TEXTS]}},
        "components": [_component(component) for component in export["components"]],
        "dependencies": export["dependencies"],
    }
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(bill, sort_keys=True))
    return json.dumps(bill | {"serialNumber": f"urn:uuid:{number}"}, indent=2)


def _component(component: dict[str, Any]) -> dict[str, Any]:
    name = component["name"]
    reach = {"name": REACHES, "value": "readers" if name in SHIPPED else "build"}
    properties = [*component.get("properties", []), reach]
    return component | {"licenses": _licences(name), "properties": properties}


def _licences(name: str) -> list[dict[str, Any]]:
    """Return a package's licences; none when another system needs it and it is not installed here."""
    try:
        said = described(name).licence
    except PackageNotFoundError:
        return []
    try:
        expression = canonicalize_license_expression(said)
    except InvalidLicenseExpression:
        return [{"license": {"name": said, "acknowledgement": "declared"}}] if said else []
    return [{"expression": expression, "acknowledgement": "declared"}]

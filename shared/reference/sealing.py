"""Writes into a manifest what its tables are now: after they were edited, and before the package is checked."""

import csv
import io
import json
from hashlib import sha256
from pathlib import Path

from shared.reference.package import MANIFEST, SCHEMA, SCHEMAS


def seal(folder: Path) -> None:
    """Hash, rows and columns of each table. Raises OSError, KeyError or ValueError where there is no manifest."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["schema"] = SCHEMA
    manifest["tables"] = {file: _told(folder / file) for file in SCHEMAS[manifest["name"]]}
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _told(file: Path) -> dict[str, object]:
    content = file.read_bytes()
    heading, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return {"sha256": sha256(content).hexdigest(), "rows": len(rows), "columns": heading}

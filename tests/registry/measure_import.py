"""Reads one file as registry does and tells what it came to, and the most memory that this process had, in MB."""

import json
import sys
from datetime import date
from pathlib import Path

import services.registry.main
from services.registry.adapters.places_file import gazetteer
from services.registry.adapters.spreadsheets import Spreadsheets
from services.registry.domain.sheet import read_sheet
from services.registry.import_work import READINGS
from shared.kernel.errors import DomainError
from shared.reference.reference import Reference
from shared.reference.shipped import shipped


def main() -> None:
    """The file is named by the argument."""
    file = Path(sys.argv[1])
    assert services.registry.main.SERVICE.name == "registry"
    places = gazetteer(Reference((shipped("places"), shipped("dialects"))))
    try:
        reading = read_sheet(Spreadsheets().read(file.name, file.read_bytes()), places, date(2026, 11, 30))
        told = f"{reading.rows} rows, {len(reading.problems)} problems"
        READINGS.dump_json(reading)
    except DomainError as refused:
        told = refused.slug
    status = Path("/proc/self/status").read_text("ascii")
    most = int(status.partition("VmHWM:")[2].split()[0]) // 1024  # getrusage would count whoever started this, too
    sys.stdout.write(json.dumps({"told": told, "mb": most}))


if __name__ == "__main__":
    main()

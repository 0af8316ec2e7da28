"""Forty invented people of the talent pool; one is a woman from Fuyang who lives in Fenghua, as in the article."""

import tomllib
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("talents.toml")


def talents() -> list[dict[str, Any]]:
    """The bodies for registry's ``POST /talents``, in the order of the file."""
    people = tomllib.loads(_FILE.read_text(encoding="utf-8"))["person"]
    return [
        {
            "display_name": person["name"],
            "phone": f"1000000{number:04d}",
            "skills": person["skills"],
            "dialects": person["dialects"],
            "native_code": person["native"],
            "availability": person.get("availability", "available"),
            "note": "示例人物",
            "invented": True,
        }
        for number, person in enumerate(people, start=1)
    ]

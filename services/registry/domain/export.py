"""The register as a file (导出名录): what was asked for, and what a job remembers of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.registry.domain.export_errors import ExportWhyMissing
from services.registry.domain.kinds import SheetFormat

FILE_KEPT_FOR = timedelta(days=3)
"""How long the file of an export, and the rows that it is made of, are kept after they were written."""
NAMES = {"zh": "组织名录", "en": "Register of organisations"}


@dataclass(frozen=True)
class Export:
    """What somebody asked for: ``wanted`` are the list's filters and order, by name.

    With ``with_contacts`` the file names people (the legal representatives), and ``why`` says what for.
    """

    wanted: Mapping[str, object]
    format: SheetFormat
    with_contacts: bool
    why: str
    language: str

    def require_reason(self) -> None:
        """Raise ExportWhyMissing where people are to be named for no purpose (个人信息保护法 第六条)."""
        if self.with_contacts and not self.why:
            raise ExportWhyMissing

    def parameters(self, today: date) -> dict[str, str]:
        """What a job keeps of it, with the file's name."""
        return {
            "file_name": f"{NAMES[self.language]} {today.isoformat()}.{self.format}",
            "wanted": json.dumps(dict(self.wanted), ensure_ascii=False, sort_keys=True),
            "format": self.format.value,
            "with_contacts": "yes" if self.with_contacts else "no",
            "why": self.why,
            "language": self.language,
        }

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> "Export":
        """What a job kept of it."""
        wanted, named = json.loads(kept["wanted"]), kept["with_contacts"] == "yes"
        return cls(wanted, SheetFormat(kept["format"]), named, kept["why"], kept["language"])

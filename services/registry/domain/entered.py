"""How an organisation came into the register, where a file brought it (批量导入)."""

from dataclasses import dataclass

from services.registry.domain.noted import Noted


@dataclass(frozen=True)
class Entered:
    """The import that entered it, the row of its file as the spreadsheet counts it, who sent that file and when."""

    import_id: str
    file_name: str
    row: int
    told: Noted

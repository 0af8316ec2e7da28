"""What waits for a second person: a wrong entry to be taken back, and a project to be closed."""

from __future__ import annotations

import secrets
from datetime import date

from tests.browser.scene import Office
from tests.builders_registry import a_code

SIGNED = date(2026, 3, 2)


async def waiting(office: Office) -> dict[str, str]:
    """An organisation of which an entry is said to be wrong, and a project that is to be terminated."""
    body = {
        "uscc": a_code(95_000 + secrets.randbelow(4_000)),
        "name": f"奉化区待批准示例协会{secrets.token_hex(2)}",
        "kind": "association",
        "street_code": "330213001",
        "founded_on": "2015-05-04",
    }
    organisation = str((await office.give("registrar", "registry", "/organisations", json=body))["id"])
    agreement = {
        "organisation_id": organisation,
        "title": "邻里互助示例",
        "round": SIGNED.year,
        "field": "elders",
        "contract_fen": 1_000_000,
        "signed_on": SIGNED.isoformat(),
    }
    project = str((await office.give("grants_officer", "grants", "/projects", json=agreement))["id"])
    closing = {"kind": "terminated", "reason": "服务对象搬离，双方同意不再进行。"}
    await office.give("grants_officer", "grants", f"/projects/{project}/closing", json=closing)
    path = f"/organisations/{organisation}"
    listing = {"code": "unreachable", "note": "两次邮寄无人签收"}
    await office.give("registrar", "registry", f"{path}/abnormal-reasons", json=listing)
    entry = (await office.get("registrar", "registry", path))["retractable"][0]["entry"]
    wrong = {"entry": entry, "reason": "寄错了地址，联系得上。"}
    await office.give("registrar", "registry", f"{path}/retraction", json=wrong)
    return {"doubted": organisation, "closing": project}

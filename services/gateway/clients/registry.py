"""What the gateway asks of registry: organisations, imports and the talent pool."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.clients.registry_answers import (
    ImportLine,
    ImportResult,
    Organisation,
    OrganisationList,
    PlaceChoice,
    Reference,
    Statistics,
    Talent,
    TalentList,
    TalentPage,
)
from services.gateway.clients.service import Accepted, Calls


class Registry:
    """Typed calls to registry."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def organisations(self, **wanted: Any) -> OrganisationList:
        """Organisations that fit the filter, one page."""
        return OrganisationList.model_validate(await self._calls.get("/organisations", wanted))

    async def organisation(self, organisation_id: str) -> Organisation:
        """One organisation. Raises ServiceRefused 404."""
        return Organisation.model_validate(await self._calls.get(f"/organisations/{organisation_id}"))

    async def reference(self) -> Reference:
        """Streets and dialects to choose from."""
        return Reference.model_validate(await self._calls.get("/reference"))

    async def register(self, body: Mapping[str, Any], key: str) -> Accepted:
        """Register an organisation."""
        return Accepted.model_validate(await self._calls.command("/organisations", body, key))

    async def list_abnormal(self, organisation_id: str, body: Mapping[str, Any], key: str) -> Accepted:
        """列入活动异常名录: one reason."""
        path = f"/organisations/{organisation_id}/abnormal-reasons"
        return Accepted.model_validate(await self._calls.command(path, body, key))

    async def clear_reason(self, organisation_id: str, reason_id: str, note: str, key: str) -> Accepted:
        """移出: clear one reason."""
        path = f"/organisations/{organisation_id}/abnormal-reasons/{reason_id}/clearing"
        return Accepted.model_validate(await self._calls.command(path, {"note": note}, key))

    async def decide(self, organisation_id: str, step: str, body: Mapping[str, Any], key: str) -> Accepted:
        """A step of the legal life: suspension, resumption, deregistration or revocation."""
        path = f"/organisations/{organisation_id}/{step}"
        return Accepted.model_validate(await self._calls.command(path, body, key))

    async def correct(
        self, organisation_id: str, particulars: Mapping[str, Any], reason: str, key: str, version: int | None
    ) -> Accepted:
        """Put wrong particulars right, unless they were changed since that version."""
        path, body = f"/organisations/{organisation_id}/particulars", {**particulars, "reason": reason}
        return Accepted.model_validate(await self._calls.command(path, body, key, version=version, method="PUT"))

    async def statistics(self) -> Statistics:
        """Figures of the register."""
        return Statistics.model_validate(await self._calls.get("/statistics"))

    async def imports(self) -> list[ImportLine]:
        """The latest imports."""
        return [ImportLine.model_validate(line) for line in (await self._calls.get("/imports"))["items"]]

    async def import_result(self, import_id: str) -> ImportResult:
        """One import with its problems."""
        return ImportResult.model_validate(await self._calls.get(f"/imports/{import_id}"))

    async def import_file(
        self, name: str, content: bytes, *, dry_run: bool, update_existing: bool, key: str
    ) -> Accepted:
        """Read a file; a dry run changes nothing."""
        fields = {"dry_run": str(dry_run).lower(), "update_existing": str(update_existing).lower()}
        return Accepted.model_validate(await self._calls.upload("/imports", {"file": (name, content)}, fields, key))

    async def talents(self, ids: Sequence[str], reason: str) -> dict[str, Talent]:
        """Some people of the talent pool by id; the reading is logged with its reason."""
        if not ids:
            return {}
        found = await self._calls.get("/talents/by-id", {"id": list(ids), "why": reason})
        people = [Talent.model_validate(item) for item in found["items"]]
        return {person.id: person for person in people}

    async def talent_list(self, reason: str, **wanted: Any) -> TalentList:
        """People of the pool that fit the filter, one page; the reading is logged with its reason."""
        return TalentList.model_validate(await self._calls.get("/talents", {**wanted, "why": reason}))

    async def talent(self, talent_id: str, reason: str) -> TalentPage:
        """One person, the phone number masked; the reading is logged with its reason. Raises ServiceRefused 404."""
        return TalentPage.model_validate(await self._calls.get(f"/talents/{talent_id}", {"why": reason}))

    async def talent_phone(self, talent_id: str, reason: str) -> TalentPage:
        """One person with the whole phone number; the reading is logged with its reason."""
        return TalentPage.model_validate(await self._calls.get(f"/talents/{talent_id}/phone", {"why": reason}))

    async def add_talent(self, body: Mapping[str, Any], key: str) -> Accepted:
        """Take a person into the pool."""
        return Accepted.model_validate(await self._calls.command("/talents", body, key))

    async def update_talent(self, talent_id: str, body: Mapping[str, Any], key: str, version: int | None) -> Accepted:
        """Replace what is known of a person, unless it was changed since that version."""
        path = f"/talents/{talent_id}"
        return Accepted.model_validate(await self._calls.command(path, body, key, version=version, method="PUT"))

    async def withdraw_talent(self, talent_id: str, key: str) -> Accepted:
        """退出人才库: erase what is known of a person."""
        return Accepted.model_validate(await self._calls.command(f"/talents/{talent_id}/withdrawal", {}, key))

    async def places(self, words: str) -> list[PlaceChoice]:
        """Places that the words name, or that begin with them."""
        return [PlaceChoice.model_validate(one) for one in (await self._calls.get("/places", {"q": words}))["items"]]

"""One organisation and its projects in a running centre: what people do, and what they come to see."""

from dataclasses import dataclass
from typing import Any

from tests.running_services import Office, until

REGISTRAR, OFFICER, OPERATOR = "registrar", "grants_officer", "operator"
HEAD, FINANCE = "grants_head", "finance"


@dataclass
class Story:
    """One organisation and its projects in the running centre."""

    centre: Office
    organisation_id: str
    name: str

    async def open_project(self) -> str:
        """A project of 20,000.00 yuan in two instalments, the first of them paid."""
        grants = self.centre.grants
        opening = {
            "organisation_id": self.organisation_id,
            "title": "山区义诊",
            "round": 2026,
            "field": "elders",
            "contract_fen": 2_000_000,
            "signed_on": "2020-03-02",
        }
        await self.is_known()
        project_id: str = (await grants.post("/projects", opening, OFFICER))["id"]
        plan = {"parts": [{"amount_fen": 1_000_000, "due_on": "2026-06-30", "report_need": "none"}] * 2}
        await grants.post(f"/projects/{project_id}/instalments", plan, OFFICER)
        await grants.post(f"/projects/{project_id}/plan-approval", {}, HEAD)
        return project_id

    async def is_known(self) -> None:
        """Wait until grants has heard of the organisation."""
        standings = self.centre.grants.host.stores["standings"].collection
        await until(lambda: standings.find_one({"_id": self.organisation_id}))

    async def end(self, how: str) -> None:
        """``suspension``, ``deregistration`` or ``revocation``, by a decision."""
        path = f"/organisations/{self.organisation_id}/{how}"
        await self.centre.registry.post(path, {"decision_no": "奉民决1号"}, REGISTRAR)

    async def has_account(self, project_id: str) -> None:
        """See to it that the organisation has a verified account."""
        grants = self.centre.grants
        if (await grants.get(f"/projects/{project_id}", OFFICER))["payee_account"]["state"] == "missing":
            account = {"holder": self.name, "bank": "中国银行奉化支行", "number": "39011200092000", "paper": "许可证 1"}
            await grants.post(f"/projects/{project_id}/payee-account", account, OFFICER)
            seen = {"number": account["number"], "paper": account["paper"]}
            await grants.post(f"/projects/{project_id}/payee-account/verification", seen, FINANCE)

    async def pay(self, project_id: str, no: int, status: int = 201) -> Any:
        """Record a payment, or be refused."""
        await self.has_account(project_id)
        return await self.centre.grants.post(
            f"/projects/{project_id}/instalments/{no}/payment",
            {"voucher_no": "PZ-1", "account_id": f"{self.organisation_id}-1"},
            FINANCE,
            status=status,
        )

    async def list_abnormal(self, code: str = "unreachable") -> str:
        """List the organisation for one reason; answers the reason's id."""
        await self.list_abnormal_unread(code)
        return str((await self.events("registry", "registry.organisation.listed_abnormal.v1"))[-1]["data"]["reason_id"])

    async def list_abnormal_unread(self, code: str = "unreachable") -> None:
        """List it, and do not look whether that was sent."""
        path = f"/organisations/{self.organisation_id}/abnormal-reasons"
        await self.centre.registry.post(path, {"code": code, "decision_no": "奉民罚1号"}, REGISTRAR)

    async def clear_reason(self, reason_id: str) -> None:
        """Clear one reason."""
        path = f"/organisations/{self.organisation_id}/abnormal-reasons/{reason_id}/clearing"
        await self.centre.registry.post(path, {"note": "已核实地址"}, REGISTRAR)

    async def events(self, service: str, *types: str) -> list[dict[str, Any]]:
        """What the service sent of this organisation, oldest first, once its outbox is empty."""
        host = self.centre.services[service].host
        stores = list(host.stores.values())

        async def all_sent() -> bool:
            waiting = [await store.collection.count_documents({"outbox.0": {"$exists": True}}) for store in stores]
            return not any(waiting)

        await until(all_sent)
        where = {"type": {"$in": types}, "data.organisation_id": self.organisation_id}
        return await host.reader.every("events", where, [("_id", 1)])

    async def is_frozen(self, project_id: str) -> bool:
        """Whether the project page says so."""
        return bool((await self.centre.grants.get(f"/projects/{project_id}", OFFICER))["frozen"])

    async def becomes(self, frozen: bool, *project_ids: str) -> None:
        """Wait until all these projects are frozen, or all released."""

        async def so() -> bool:
            return all([await self.is_frozen(one) is frozen for one in project_ids])

        await until(so)

    async def told(self, project_id: str) -> list[str]:
        """The subjects of the officers' items about this project, oldest first."""
        items = (await self.centre.notify.get("/inbox", OFFICER, limit=200))["items"]
        return [item["subject"] for item in reversed(items) if item["about"] == {"kind": "project", "id": project_id}]

    async def officers_are_told(self, project_id: str, *subjects: str) -> None:
        """Wait until they were told exactly this."""

        async def so() -> bool:
            return await self.told(project_id) == list(subjects)

        await until(so)

    async def standing_absorbs(self, sequence: int) -> None:
        """Wait until grants has absorbed the registry's message with this sequence."""

        async def so() -> bool:
            found = await self.centre.grants.host.stores["standings"].collection.find_one({"_id": self.organisation_id})
            return found is not None and any(entry.get("sequence") == sequence for entry in found["handled"])

        await until(so)

    async def unfinished(self, state: str) -> list[dict[str, Any]]:
        """Grants' unfinished messages about this organisation."""
        items = (await self.centre.grants.get("/ops/unfinished", OPERATOR, state=state))["items"]
        return [item for item in items if item["subject"] == self.organisation_id]

    async def are_unfinished(self, state: str, number: int) -> list[dict[str, Any]]:
        """Wait until there are so many."""

        async def so() -> bool:
            return len(await self.unfinished(state)) == number

        await until(so)
        return await self.unfinished(state)

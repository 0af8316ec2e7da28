"""The journals of an upgraded installation, against what it stored before."""

from shared.storage.journal import AS_MIGRATED, JOURNAL
from shared.storage.journal_reading import JournalReader, faults_in
from tests.deploy.upgrading import SPECS, OldInstallation
from tests.running_services import Office


async def wrong_in_journals(office: Office, old: OldInstallation) -> list[str]:
    """Everything of before that does not begin as it was stored, and every fault of a chain."""
    wrong: list[str] = []
    for spec in SPECS:
        database = office.services[spec.name].host.database
        for collection in spec.indexes:
            entries = database[JOURNAL].find({"collection": collection, "no": 1})
            first = {entry["subject"]: entry["what"] async for entry in entries}
            older = old.documents(spec.name, collection) if collection in old.stored[spec.name] else {}
            wrong += [f"{id_}: {first.get(id_)}" for id_ in older if first.get(id_) != AS_MIGRATED]
            wrong += [f"{one.subject}: {one.fault}" async for one in faults_in(database, collection)]
    erased = old.content["cases"]["erased"]
    entry = await office.rescue.host.database[JOURNAL].find_one({"_id": f"cases/{erased}/1"}) or {}
    wrong += [f"{erased}: something is kept"] if entry.get("data", "") is not None else []
    register = JournalReader(office.registry.host.database)
    for id_, one in old.documents("registry", "organisations").items():
        [begun, *_] = await register.of("organisations", id_)
        wrong += [] if begun.data == {"state": one["state"]} else [f"{id_}: {begun.data}"]
    return wrong

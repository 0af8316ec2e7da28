"""What search engines may know of: the numbers of public notices and the codes of organisations."""

from dataclasses import dataclass

from shared.storage.reading import Reader

MOST = 20_000
"""How many of each are told at most; a sitemap may have 50,000 addresses, and each page has two."""


@dataclass(frozen=True)
class PublicAddresses:
    """The numbers of the notices that are public now, and the credit codes of the register."""

    notices: list[str]
    organisations: list[str]


async def public_addresses(reader: Reader) -> PublicAddresses:
    """The newest notices, and organisations by code."""
    newest = [("view.published_at", -1)]
    notices = await reader.every("notices", {"view.public": True}, newest, MOST, {"_id": 1})
    coded = {"view.uscc": {"$exists": True}}
    listed = await reader.every("organisations", coded, [("view.uscc", 1)], MOST, {"view.uscc": 1})
    return PublicAddresses([one["_id"] for one in notices], [one["view"]["uscc"] for one in listed])

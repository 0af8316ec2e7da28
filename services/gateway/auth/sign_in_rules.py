"""Which roles must show a second step when they sign in; operators choose."""

from collections.abc import Iterable

from services.gateway.collection import Collection

KEY = "second-factor"


class SignInRules:
    """One small document; without it no role must."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    async def required_roles(self) -> frozenset[str]:
        """The roles that cannot be used without a second step."""
        body = await self._collection.get(KEY)
        given = body.get("roles", []) if body else []
        return frozenset(map(str, given)) if isinstance(given, list) else frozenset()

    async def require(self, roles: Iterable[str]) -> None:
        """Let exactly these roles need one."""
        chosen = sorted(roles)
        await self._collection.change(KEY, lambda _: {"roles": chosen})

"""Static files under addresses that carry a hash of their content, so that browsers may keep them for ever."""

import hashlib
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"


class Assets:
    """Knows the address of each static file: ``/static/<first 12 of sha256>/<path>``."""

    def __init__(self, root: Path = STATIC) -> None:
        self._hashes = {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def url(self, path: str) -> str:
        """The address of a file. Raises KeyError for a file that is not there, so that a page cannot name one."""
        return f"/static/{self._hashes[path]}/{path}"

    def holds(self, fingerprint: str, path: str) -> bool:
        """Whether the file is there with exactly this content."""
        return self._hashes.get(path) == fingerprint


class HashedFiles(StaticFiles):
    """Serves ``<hash>/<path>``; an address with another hash is answered 404 rather than with other content."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)
        self._assets = Assets()

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file with a year of caching, or 404."""
        fingerprint, _, rest = path.partition("/")
        if not self._assets.holds(fingerprint, rest):
            return Response(status_code=404)
        response = await super().get_response(rest, scope)
        response.headers["Cache-Control"] = FOREVER
        return response

"""Stand-ins for the four services: answers by method and path, with data as the services give it."""

import httpx

NAMES = ("registry", "grants", "rescue", "notify")


def standin_clients() -> dict[str, httpx.AsyncClient]:
    """A client for each service that answers from memory."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json={"slug": "not-found", "zh": "没有找到。", "en": "Not found."})

    return {name: httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url=f"http://{name}") for name in NAMES}

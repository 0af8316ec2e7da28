"""What a person does with a browser: sign in, read a form, send it."""

from html.parser import HTMLParser

import httpx

from tests.gateway.assembled import PASSWORDS, Browser

HERE = {"Sec-Fetch-Site": "same-origin"}


class Html(HTMLParser):
    """The parts of a page that a test looks at."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.links: list[str] = []
        self.ids: list[str] = []
        self.focusable: set[str] = set()
        self._select: str | None = None
        self._area: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
            if tag in ("input", "select", "textarea") or "tabindex" in given:
                self.focusable.add(given["id"])
        if tag == "a" and "href" in given and "download" not in given:
            self.links.append(given["href"])
        if tag == "input" and "name" in given and given.get("type") not in ("radio", "checkbox", "file"):
            self.fields[given["name"]] = given.get("value", "")
        if tag == "select":
            self._select = given.get("name")
        if tag == "option" and self._select and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given.get("value", "")
        if tag == "textarea":
            self._area = given.get("name", "")
            self.fields[self._area] = ""
        if tag == "input" and "checked" in given:
            self.fields[given["name"]] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None


async def sign_in(browser: Browser, name: str) -> None:
    """Open a session as the sign-in page does once it knows the password; whoever has one already changes to this."""
    gateway = browser.gateway
    now = gateway.clock.now()
    await gateway.accounts.visited(name, now)
    token, _session = await gateway.sessions.open(name, now)
    browser.cookies.set(gateway.cookies.session_name, token, domain="localhost.local", path="/")


async def sign_in_by_form(browser: Browser, name: str, password: str | None = None) -> httpx.Response:
    """Fill in the sign-in form and send it."""
    form = Html((await browser.get("/sign-in")).text).fields
    given = {**form, "name": name, "password": password or PASSWORDS[name]}
    return await browser.post("/sign-in", data=given, headers=HERE)


async def send(browser: httpx.AsyncClient, path: str, *, to: str | None = None, **values: str) -> httpx.Response:
    """Open the page with a form, fill in values, and send it as our page would."""
    form = Html((await browser.get(path)).text).fields
    return await browser.post(to or path, data={**form, **values}, headers=HERE)

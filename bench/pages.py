"""Server time and size of the gateway's pages, with 769 organisations and 10,000 cases in a whole installation.

Run by ``make bench-pages``. Starts all services with the example data on loopback, adds copies of the example
cases as the store wrote them, and asks for each page as somebody signed in, one request after the other.
"""

import argparse
import asyncio
import json
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from pymongo import MongoClient

from bench.installation import installation
from bench.verdict import percentile
from deploy.rebuild import rebuild_all
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS
from services.rescue.adapters.case_numbers import case_number
from services.rescue.domain.kinds import CustodyState, IdentityState

SEED = 20201223
YEARS, IN_CARE = range(2016, 2026), 0.005
"""A thousand cases a year, of whom about fifty are in care at a time."""
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Place:
    """A page, and as whom it is looked at; ``path`` takes the ids of one organisation, project and case."""

    name: str
    role: str
    path: str


PLACES = (
    Place("today, rescue worker", "rescue_worker", "/today"),
    Place("today, centre admin", "centre_admin", "/today"),
    Place("organisations", "registrar", "/orgs"),
    Place("organisations, found", "registrar", "/orgs?q=志愿"),
    Place("organisation", "registrar", "/orgs/{organisation}"),
    Place("palette", "registrar", "/search?q=示例"),
    Place("projects", "grants_officer", "/grants/projects"),
    Place("project", "grants_officer", "/grants/projects/{project}"),
    Place("cases", "rescue_worker", "/rescue/cases"),
    Place("due", "rescue_worker", "/rescue/due"),
    Place("case", "rescue_worker", "/rescue/case/{case}"),
    Place("interviews", "rescue_worker", "/rescue/case/{case}/interviews"),
    Place("timeline", "rescue_worker", "/rescue/case/{case}/timeline"),
    Place("inbox", "rescue_worker", "/inbox"),
    Place("messages", "operator", "/ops/messages"),
)


def add_cases(cases: Any, count: int, seed: int) -> None:
    """Copies of the cases that are there, spread over years; few of them are still in care and have limits to keep."""
    chance, originals = random.Random(seed), list(cases.find())
    copies = []
    for number in range(count):
        case = chance.choice(originals)
        year = chance.choice(YEARS)
        at = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(365))
        view = {**case["view"], "case_no": case_number(year, 10_000 + number), "opened_at": at, "entered_at": at}
        if chance.random() > IN_CARE:
            view |= {"custody": CustodyState.DEPARTED.value, "identity": IdentityState.STATED_BY_SELF.value}
            view |= {"deadlines": [], "next_end": None}
        made: dict[str, Any] = {
            "_id": f"{chance.getrandbits(128):032x}",
            "outbox": [],
            "handled": [],
            "next_due_at": None,
        }
        copies.append({**case, **made, "view": view, "state": {**case["state"], "case_no": view["case_no"]}})
    cases.insert_many(copies, ordered=False)


def sign_in(address: str, role: str) -> httpx.Client:
    """A browser in which the demo account with this role is signed in. Raises RuntimeError when it is let in not."""
    account = next(one for one in DEMO_ACCOUNTS if one.role == role)
    browser = httpx.Client(base_url=address, headers=SAME_SITE, trust_env=False, timeout=60)
    token = re.search(r'name="_csrf" value="([^"]+)"', browser.get("/sign-in").text)
    form = {"name": account.staff_id, "password": account.password, "_csrf": token[1] if token else ""}
    answer = browser.post("/sign-in", data=form)
    if answer.status_code != 303:
        raise RuntimeError(f"{account.staff_id} could not sign in: {answer.status_code}")
    return browser


def measure(browser: httpx.Client, path: str, times: int) -> tuple[list[float], int]:
    """Milliseconds of each answer after three to warm up, and the bytes of the last. Raises RuntimeError unless 200."""
    taken: list[float] = []
    for _ in range(3 + times):
        began = time.perf_counter()
        answer = browser.get(path)
        taken.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return taken[3:], len(answer.content)


def bench(address: str, environment: Mapping[str, str], cases: int, times: int) -> list[dict[str, Any]]:
    """Add the cases, then measure page after page and print a table."""
    prefix = environment["TONGXIN_DATABASE_PREFIX"]
    with MongoClient[dict[str, Any]](environment["TONGXIN_MONGO_URL"]) as client:
        stored = client[f"{prefix}rescue"].cases
        case = stored.find_one({}, {"_id": 1}) or {}
        add_cases(stored, cases - stored.count_documents({}), SEED)
        asyncio.run(rebuild_all(environment["TONGXIN_MONGO_URL"], prefix, "rescue", None, compare=False))
        organisations = client[f"{prefix}registry"].organisations
        ids = {
            "case": case["_id"],
            "organisation": (organisations.find_one({}, {"_id": 1}) or {})["_id"],
            "project": (client[f"{prefix}grants"].projects.find_one({}, {"_id": 1}) or {})["_id"],
        }
        print(f"{organisations.count_documents({})} organisations, {stored.count_documents({})} cases, seed {SEED}")
    browsers = {role: sign_in(address, role) for role in {place.role for place in PLACES}}
    print(f"\n{'page':<24}{'p50 ms':>8}{'p95 ms':>8}{'KB':>8}      to reach: p95 100 ms, 150 KB")
    rows = []
    for place in PLACES:
        taken, size = measure(browsers[place.role], place.path.format(**ids), times)
        p95, kb = percentile(taken, 0.95), size / 1000
        print(f"{place.name:<24}{percentile(taken, 0.5):>8.1f}{p95:>8.1f}{kb:>8.1f}")
        rows.append({"page": place.name, "p95_ms": round(p95, 1), "kb": round(kb, 1)})
    return rows


def main() -> None:
    """Start an installation, measure, print the figures as one JSON list on the last line; all ends with this."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=100, help="requests for each page")
    asked = parser.parse_args()
    with installation() as running:
        result = bench(running.address, running.environment, asked.cases, asked.times)
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()

"""版本与健康 shows the reference data of each service, and warns where two have different versions."""

from copy import deepcopy

import httpx
import pytest

from services.gateway.gateway import Gateway
from tests.gateway.standin import StandIn
from tests.gateway.standin.ops import REFERENCE
from tests.gateway.visiting import sign_in


@pytest.mark.parametrize(("language", "said"), [("zh", "方言与语言"), ("en", "Dialects and languages")])
async def test_the_packages_of_each_service_are_shown(
    gateway: Gateway, browser: httpx.AsyncClient, language: str, said: str
) -> None:
    await gateway.accounts.prefer("yunwei", language=language)
    await sign_in(browser, "yunwei")
    text = (await browser.get("/ops/about")).text
    assert said in text
    assert text.count("2026.11") == sum(map(len, REFERENCE.values()))
    assert {"zh": "版本不一样", "en": "Versions differ"}[language] not in text


async def test_different_versions_of_a_package_are_a_warning(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    newer = deepcopy(REFERENCE["registry"])
    newer[0]["version"] = "2027.1"
    told = {"service": "registry", "version": "0.1.0", "started_at": "2026-11-23T00:00:00Z", "reference": newer}
    services["registry"].instead["GET /version"] = (200, told)
    await sign_in(browser, "yunwei")
    text = (await browser.get("/ops/about")).text
    assert "各服务装载的“地名”版本不一样，请重新启动版本较旧的服务。" in text
    assert "各服务装载的“方言与语言”" not in text


async def test_a_service_of_an_earlier_version_tells_of_no_packages(
    browser: httpx.AsyncClient, services: dict[str, StandIn]
) -> None:
    told = {"service": "rescue", "version": "0.1.0", "started_at": "2026-11-23T00:00:00Z"}
    services["rescue"].instead["GET /version"] = (200, told)
    await sign_in(browser, "yunwei")
    assert "工作日历</th>" not in (await browser.get("/ops/about")).text

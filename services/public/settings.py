"""What the public site is told by its environment (``TONGXIN_*``)."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal

from annotated_types import Interval, MaxLen
from pydantic import computed_field, field_validator

from shared.web.settings import HostSettings, Port, WebAddress


class Settings(HostSettings):
    """The site's environment. It holds no key: whoever breaks in finds only what is public anyway."""

    port: Port = 8090
    site_url: WebAddress | Literal[""] = ""
    """The address people type; https here adds HSTS. Empty means that the site knows no address of its own, and then
    has no sitemap."""
    office_name_zh: str = "奉化区社会组织服务中心 · 救助管理站"
    office_name_en: str = "Fenghua Social Organisation Service Centre and Rescue Station"
    station_phone: Annotated[str, MaxLen(40)] = ""
    """The station's phone that the pages name for reports; empty, they name the contact of each notice alone."""
    site_requests_per_minute: Annotated[int, Interval(ge=10, le=100_000)] = 240
    """How many requests one address (of IPv6: one /64) may make in a minute."""
    site_proxies: str = ""
    """Networks of the reverse proxies before the site, separated by commas: from them alone ``X-Forwarded-For`` is
    believed. Empty: nobody is, and the address of the connection counts."""

    @field_validator("site_proxies")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for one in filter(None, (part.strip() for part in value.split(","))):
            ip_network(one)
        return value

    @property
    def proxies(self) -> list[IPv4Network | IPv6Network]:
        """The networks of the proxies."""
        return [ip_network(one) for one in filter(None, (part.strip() for part in self.site_proxies.split(",")))]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def secure(self) -> bool:
        """Whether people reach the site by https."""
        return self.site_url.startswith("https:")

"""What the gateway is told by its environment (TONGXIN_*)."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from annotated_types import Interval, MaxLen
from pydantic import computed_field

from shared.web.settings import HostSettings, Port, WebAddress

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(HostSettings):
    """The gateway's environment. Every value but the services' addresses and the key has a safe default."""

    port: Port = 8080
    public_url: WebAddress | Literal[""] = ""
    """The address people type; https here makes the cookies __Host- and Secure. Empty means plain http."""
    actor_private_key: Path
    """PEM of the Ed25519 key that signs actor tokens; services hold the public half."""
    registry_url: WebAddress
    grants_url: WebAddress
    rescue_url: WebAddress
    notify_url: WebAddress
    printing_url: WebAddress
    demo_accounts: bool | None = None
    """Left out: demo accounts exist exactly when ``host`` is loopback. True is for a container whose port is
    published on loopback: the gateway then answers to loopback names alone. False switches them off, and so does a
    ``public_url`` that names another host."""
    office_name_zh: str = "奉化区社会组织服务中心 · 救助管理站"
    office_name_en: str = "Fenghua Social Organisation Service Centre and Rescue Station"
    station_phone: Annotated[str, MaxLen(40)] = ""
    audit_days: Annotated[int, Interval(ge=180)] = 730
    """So long sign-ins and changes of accounts stay in the trail. Network logs are kept for six months at least
    (《网络安全法》, duty of security protection by levels)."""
    """The station's phone that a search notice begins with; empty leaves it to whoever drafts."""
    site_url: WebAddress | Literal[""] = ""
    """The public site's address as people type it; pages of cases link to a notice there. Empty: no link."""
    session_minutes: Annotated[int, Interval(ge=1, le=720)] = 30
    session_warning_minutes: Annotated[int, Interval(ge=1, le=720)] = 5

    @computed_field  # type: ignore[prop-decorator]
    @property
    def bound_to_loopback(self) -> bool:
        """Whether only this machine can reach the gateway."""
        return self.host in LOOPBACK

    @computed_field  # type: ignore[prop-decorator]
    @property
    def with_demo_accounts(self) -> bool:
        """Whether the demo accounts can sign in: never where others are told to reach the gateway."""
        if self.public_url and urlsplit(self.public_url).hostname not in LOOPBACK:
            return False
        return self.bound_to_loopback if self.demo_accounts is None else self.demo_accounts

    @computed_field  # type: ignore[prop-decorator]
    @property
    def secure(self) -> bool:
        """Whether people reach the gateway by https."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def service_urls(self) -> dict[str, str]:
        """The address of each service by its name."""
        return {
            "registry": self.registry_url,
            "grants": self.grants_url,
            "rescue": self.rescue_url,
            "notify": self.notify_url,
            "printing": self.printing_url,
        }

"""All that the public site needs from outside, besides the time that comes with each cause."""

from dataclasses import dataclass

from services.public.domain.notice import PublicNotice
from services.public.domain.organisation import ListedOrganisation
from shared.kernel.repository import Repository


@dataclass(frozen=True)
class Ports:
    """What reactions may use."""

    notices: Repository[PublicNotice]
    organisations: Repository[ListedOrganisation]

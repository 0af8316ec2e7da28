"""An erasure was carried out, declined or taken back: nobody need decide about it any more."""

from services.notify.domain.erasure_subject import ERASURE
from services.notify.ports import Ports
from services.notify.settling import settle_reminders
from shared.contracts.rescue import ErasureDecided
from shared.kernel.cause import Cause


async def when_erasure_decided(event: ErasureDecided, cause: Cause, ports: Ports) -> None:
    """Settle what asked for the decision."""
    await settle_reminders(event.case_id, ERASURE, cause, ports)

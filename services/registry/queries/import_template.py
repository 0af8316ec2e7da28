"""The sheet to fill in before an import (导入模板)."""

import asyncio

from services.registry.domain.kinds import SheetFormat
from services.registry.domain.permissions import IMPORT_READERS
from services.registry.sheet_files import SheetFile, template
from shared.kernel.cause import Actor


async def import_template(actor: Actor, form: SheetFormat) -> SheetFile:
    """As CSV or XLSX. Raises RoleRequired."""
    actor.require(*sorted(IMPORT_READERS))
    return await asyncio.to_thread(template, form)

"""A database that was restored without its master key is refused, before anything new is sealed under another one."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.keys import MASTER_KEY_BYTES, KeyFiles, ensure_keys
from deploy.local.home import PROJECT
from deploy.local.operator_error import TOLD, OperatorError, told_in
from deploy.prepare import prepare_keys
from services.rescue.main import SERVICE
from services.rescue.settings import RescueSettings
from shared.host import service_of
from shared.storage.mongo import connect
from shared.storage.vault import MasterKeyWrong, Vault
from shared.web.readiness import MasterKeyFits

pytestmark = pytest.mark.servers


@pytest.fixture
def files(tmp_path: Path) -> KeyFiles:
    """Keys of an installation."""
    made = KeyFiles.below(tmp_path)
    ensure_keys(made, sealed_data=False)
    return made


@pytest.fixture
async def sealed(mongo_url: str, database: str, files: KeyFiles) -> AsyncIterator[Vault]:
    """A database in which one person is kept, sealed under these keys."""
    client = connect(mongo_url)
    vault = Vault.from_file(client, f"{database}rescue", files.master)
    await vault.make_key("case-1")
    yield vault
    client.close()


async def test_prepare_keys_on_a_fresh_database_makes_all_three(mongo_url: str, database: str, tmp_path: Path) -> None:
    files = KeyFiles.below(tmp_path / "keys")
    await prepare_keys(mongo_url, database, files)
    assert len(files.master.read_bytes()) == MASTER_KEY_BYTES


async def test_prepare_keys_beside_sealed_data_makes_no_new_master_key(
    mongo_url: str, database: str, files: KeyFiles, sealed: Vault
) -> None:
    original = files.master.read_bytes()
    for path in (files.master, files.actor_private, files.actor_public):
        path.unlink()
    with pytest.raises(OperatorError, match="Restore the original") as refused:
        await prepare_keys(mongo_url, database, files)
    assert str(files.master) in refused.value.zh
    assert not files.master.exists()
    files.master.write_bytes(original)
    await prepare_keys(mongo_url, database, files)
    assert files.master.read_bytes() == original


async def test_prepare_keys_with_a_master_key_of_other_data_is_refused(
    mongo_url: str, database: str, files: KeyFiles, sealed: Vault
) -> None:
    files.master.write_bytes(secrets.token_bytes(MASTER_KEY_BYTES))
    with pytest.raises(OperatorError, match="does not open"):
        await prepare_keys(mongo_url, database, files)


async def test_rescue_with_a_master_key_of_other_data_does_not_start(
    mongo_url: str, vhost_url: str, database: str, files: KeyFiles, sealed: Vault
) -> None:
    files.master.write_bytes(secrets.token_bytes(MASTER_KEY_BYTES))
    settings = RescueSettings(
        mongo_url=mongo_url,
        amqp_url=vhost_url,
        database_prefix=database,
        actor_public_key=files.actor_public,
        master_key=files.master,
    )
    api = service_of(SERVICE, settings)
    with pytest.raises(MasterKeyWrong, match="put back"):
        async with api.router.lifespan_context(api):
            pass


async def test_master_key_of_other_data_is_no_readiness_and_seals_nobody(
    mongo_url: str, database: str, files: KeyFiles, sealed: Vault
) -> None:
    client = connect(mongo_url)
    stranger = Vault(client, f"{database}rescue", secrets.token_bytes(MASTER_KEY_BYTES))
    assert (await MasterKeyFits(sealed).check()).ok
    told = await MasterKeyFits(stranger).check()
    assert (told.ok, "put back" in told.why) == (False, True)
    with pytest.raises(MasterKeyWrong):
        await stranger.make_key("case-2")
    client.close()


def test_prepare_tells_what_is_missing_so_that_make_up_can_pass_it_on(
    mongo_url: str, vhost_url: str, database: str, files: KeyFiles, sealed: Vault, tmp_path: Path
) -> None:
    files.master.unlink()
    told = {"TONGXIN_MONGO_URL": mongo_url, "TONGXIN_AMQP_URL": vhost_url, "TONGXIN_DATABASE_PREFIX": database}
    with (tmp_path / "log").open("wb") as log:
        command = [sys.executable, "-m", "deploy.prepare"]
        environment = {**os.environ, **told, **files.environment()}
        ended = subprocess.run(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
    assert ended.returncode == TOLD
    trouble = told_in(tmp_path / "log")
    assert trouble.zh.startswith("数据库中已有加密的个人信息")
    assert trouble.en.startswith("The database holds sealed personal data")

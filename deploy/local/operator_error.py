"""What can go wrong before the services run, each as one clear sentence in Chinese and in English."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

TOLD = 2
"""Exit code of a program whose last two lines are a OperatorError, in Chinese and in English."""


class OperatorError(Exception):
    """Something that a person must know or mend; `zh` and `en` say what and how."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


def say(zh: str, en: str) -> None:
    """One line of progress, both languages."""
    print(f"{zh} · {en}", flush=True)


def complain(error: OperatorError) -> None:
    """Tell the person at the terminal what went wrong."""
    print(f"\n✗ {error.zh}\n  {error.en}", file=sys.stderr, flush=True)


def told_in(log: Path) -> OperatorError:
    """The OperatorError that a program told in its log before it ended with TOLD."""
    zh, en = log.read_text(errors="replace").strip().splitlines()[-2:]
    return OperatorError(zh.removeprefix("✗ "), en.strip())


def ended(name: str, log: Path) -> OperatorError:
    """A program that ended while it should start: the two sentences that it told last, or its last line."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    if lines[-2:-1] and lines[-2].startswith("✗ "):
        return told_in(log)
    return did_not_start(name, lines[-1][:300] if lines else "it said nothing", log)


def home_unusable(home: Path, why: str) -> OperatorError:
    """Nothing can be written where data, keys and logs are to lie."""
    return OperatorError(
        f"不能在 {home} 写入（{why}）。请检查 TONGXIN_HOME 和该目录的权限。",
        f"Nothing can be written at {home} ({why}). Check TONGXIN_HOME and who may write there.",
    )


def servers_away(why: str) -> OperatorError:
    """MongoDB or RabbitMQ did not answer for as long as is waited."""
    return OperatorError(
        f"等了一分钟，数据库或消息服务器仍然联系不上：{why}。请检查它们是否在运行，以及 TONGXIN_MONGO_URL 和 "
        "TONGXIN_AMQP_URL。",
        f"MongoDB or RabbitMQ did not answer for a minute: {why}. Check that they run, and TONGXIN_MONGO_URL and "
        "TONGXIN_AMQP_URL.",
    )


def already_running(pid: int, home: Path) -> OperatorError:
    """A second `make up` in the same home."""
    return OperatorError(
        f"同心已经在运行（进程 {pid}，数据在 {home}）。先执行 make down，或者直接打开已有的页面。",
        f"Tongxin is already running (process {pid}, data in {home}). Run make down first, or use the open page.",
    )


def port_taken(port: int, variable: str) -> OperatorError:
    """Another program listens where the gateway should."""
    return OperatorError(
        f"端口 {port} 已被其他程序占用。换一个端口：{variable}={port + 10} make up",
        f"Port {port} is taken by another program. Choose another one: {variable}={port + 10} make up",
    )


def not_a_port(value: str, variable: str) -> OperatorError:
    """The environment names something that cannot be a port."""
    return OperatorError(
        f"{variable}={value} 不是有效的端口（1-65535）。",
        f"{variable}={value} is not a valid port (1-65535).",
    )


def port_needs_root(port: int, variable: str) -> OperatorError:
    """The system keeps low ports to itself."""
    return OperatorError(
        f"当前用户不能使用端口 {port}。换一个 1024 以上的端口：{variable}=8080 make up；对外用反向代理。",
        f"You may not listen on port {port}. Choose one above 1024: {variable}=8080 make up; "
        "put a reverse proxy before it for others.",
    )


def not_our_address(host: str, variable: str) -> OperatorError:
    """The environment names an interface that this machine does not have."""
    return OperatorError(
        f"{variable}={host} 不是本机的地址。只在本机使用就不要设置它；所有网卡用 0.0.0.0。",
        f"{variable}={host} is no address of this machine. Leave it out for this machine alone; "
        "0.0.0.0 is every interface.",
    )


def no_apt(packages: Sequence[str]) -> OperatorError:
    """Packages are missing on a system without apt."""
    names = " ".join(packages)
    return OperatorError(
        f"缺少 {names}，而本机没有 apt-get。请用系统自带的方式安装，"
        "或者设置 TONGXIN_AMQP_URL 和 TONGXIN_MONGO_URL 使用现有的服务器。",
        f"{names} missing and there is no apt-get here. Install by your system's own means, "
        "or set TONGXIN_AMQP_URL and TONGXIN_MONGO_URL to use existing servers.",
    )


def not_root(packages: Sequence[str]) -> OperatorError:
    """Packages are missing, and nobody here may install any."""
    names = " ".join(packages)
    return OperatorError(
        f"缺少 {names}，当前用户不是 root，也没有 sudo。"
        f"请让管理员执行：apt-get install --no-install-recommends {names}",
        f"{names} missing, and you are neither root nor have sudo. "
        f"Ask an administrator to run: apt-get install --no-install-recommends {names}",
    )


def sudo_refused(packages: Sequence[str]) -> OperatorError:
    """Packages are missing, and sudo does not let this person install them."""
    names = " ".join(packages)
    return OperatorError(
        f"缺少 {names}，而 sudo 没有允许安装。请让管理员执行：apt-get install --no-install-recommends {names}",
        f"{names} missing, and sudo did not let you install anything. "
        f"Ask an administrator to run: apt-get install --no-install-recommends {names}",
    )


def no_network(what: str, log: Path) -> OperatorError:
    """Nothing can be downloaded."""
    return OperatorError(
        f"安装{what}时连不上网络。首次安装需要联网（或内网镜像）；检查网络和代理后再执行一次。详情见 {log}",
        f"No network while installing {what}. The first installation needs it (or a mirror); "
        f"check network and proxy, then run again. Details: {log}",
    )


def install_failed(what: str, log: Path) -> OperatorError:
    """An installer ended badly for a reason of its own."""
    return OperatorError(f"安装{what}没有成功。详情见 {log}", f"Installing {what} failed. Details: {log}")


def python_too_old(found: str) -> OperatorError:
    """The interpreter cannot run the product."""
    return OperatorError(
        f"需要 Python 3.11 或更新的版本，当前是 {found}。如果本机另有新版本：make up PYTHON=python3.12",
        f"Python 3.11 or newer is needed, this is {found}. If a newer one is installed: make up PYTHON=python3.12",
    )


def disk_nearly_full(folder: Path, free_mb: int, needed_mb: int) -> OperatorError:
    """Installing would fill the disk."""
    return OperatorError(
        f"磁盘空间不足：{folder} 只剩 {free_mb} MB，需要约 {needed_mb} MB。",
        f"The disk is nearly full: {free_mb} MB left at {folder}, about {needed_mb} MB needed.",
    )


def did_not_start(name: str, why: str, log: Path) -> OperatorError:
    """A server or service did not become ready."""
    return OperatorError(f"{name} 没有启动成功，日志：{log}", f"{name} did not start: {why}. Log: {log}")


def master_key_missing(path: Path) -> OperatorError:
    """Sealed data, for instance of a restored database, without the key it was sealed under."""
    return OperatorError(
        f"数据库中已有加密的个人信息，但没有主密钥 {path}。请先恢复原来的主密钥；换一把新的，这些信息就再也读不出来。",
        f"The database holds sealed personal data, but the master key {path} is missing. Restore the original "
        "master key first: a new one can never open this data.",
    )


def master_key_wrong(path: Path) -> OperatorError:
    """Sealed data beside a master key of another installation."""
    return OperatorError(
        f"主密钥 {path} 打不开数据库中已加密的个人信息。请恢复与这份数据一起备份的主密钥。",
        f"The master key {path} does not open the sealed personal data in the database. "
        "Restore the master key that belongs to this data.",
    )


def no_avx() -> OperatorError:
    """MongoDB's own build refuses this processor."""
    return OperatorError(
        "这台机器的处理器不支持 MongoDB 需要的 AVX 指令。请设置 TONGXIN_MONGO_URL 使用另一台机器上的 MongoDB。",
        "This machine's processor lacks the AVX instructions that MongoDB needs. "
        "Set TONGXIN_MONGO_URL to use a MongoDB on another machine.",
    )

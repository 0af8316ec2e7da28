"""Inside `.venv`: start servers and services of one installation, watch them, stop everything on Ctrl-C or SIGTERM."""

from __future__ import annotations

import os
import signal
import sys
import time
from types import FrameType

from deploy.local.home import Home
from deploy.local.leftovers import end_leftovers, tidy_up
from deploy.local.mongod import Mongod
from deploy.local.operator_error import TOLD, OperatorError, complain, did_not_start, ended, no_avx, say, told_in
from deploy.local.ports import gateway_host, gateway_port, reachable, site_port
from deploy.local.process import DidNotStart, spawn, stop
from deploy.local.rabbitmq import RabbitMQ
from deploy.local.server import Server
from deploy.local.services import (
    GATEWAY,
    Service,
    choose_ports,
    common_environment,
    has_demo_accounts,
    marked_environment,
    services_of,
)
from deploy.local.supervisor import Supervisor
from services.gateway.auth.demo_accounts import DEMO_ACCOUNTS

SERVICES_STOP_WITHIN_S = 5.5
SERVERS_STOP_WITHIN_S = 3.5
READY_WITHIN_S = 90.0
LONGEST_LOG_BYTES = 10 * 2**20


class Installation:
    """Everything that `make up` starts, in the order in which it must start and stop."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.servers = Supervisor()
        self.services = Supervisor()
        self.private: list[Server] = []
        self.demo_accounts = False
        self.site = ""
        self.for_operators: dict[str, str] = {}
        """What commands of operators are told and no service is."""

    def start(self) -> str:
        """Bring all up and answer the gateway's address; raises OperatorError or DidNotStart."""
        began = time.monotonic()
        ports = choose_ports(gateway_port(os.environ), site_port(os.environ))
        mongo_url, amqp_url = self._start_servers()
        self.home.reference.mkdir(exist_ok=True)
        common = common_environment(self.home, mongo_url, amqp_url, ports)
        self._run("deploy.prepare", common, "密钥、交换机、队列和索引", "keys, exchanges, queues and indexes")
        services = services_of(self.home, common, ports)
        self.demo_accounts = has_demo_accounts(services)
        for service in services:
            self._launch(service)
        self._wait_for(services)
        address = reachable(gateway_host(os.environ), ports[GATEWAY])
        self.home.write_run({"pid": os.getpid(), "address": address, "environment": common | self.for_operators})
        say(
            f"七个服务已就绪，用时 {time.monotonic() - began:.1f} 秒",
            f"all seven ready in {time.monotonic() - began:.1f} s",
        )
        self.site = common["TONGXIN_SITE_URL"]
        self._load_demo(common)
        return address

    def watch(self) -> None:
        """Look after everything until a signal ends it."""
        while True:
            time.sleep(0.5)
            self.servers.look()
            self.services.look()

    def stop(self) -> None:
        """End services first, so that they can finish and say so, then the servers; within ten seconds."""
        self.services.stop(SERVICES_STOP_WITHIN_S)
        self.servers.stop(SERVERS_STOP_WITHIN_S)
        for server in self.private:
            server.stop()
        self.home.run_file.unlink(missing_ok=True)
        end_leftovers(self.home, patience=0.5)

    def _start_servers(self) -> tuple[str, str]:
        """Addresses of MongoDB and RabbitMQ; both are started side by side unless the environment names others."""
        environment = marked_environment(self.home)
        mongo_url, amqp_url = os.environ.get("TONGXIN_MONGO_URL"), os.environ.get("TONGXIN_AMQP_URL")
        if not mongo_url:
            mongod = Mongod(self.home.mongod, environment=environment)
            mongo_url = mongod.url
            self.private.append(mongod)
        if not amqp_url:
            rabbitmq = RabbitMQ(self.home.rabbitmq, management=True, environment=environment)
            amqp_url = rabbitmq.url
            self.for_operators["TONGXIN_AMQP_MANAGEMENT_URL"] = rabbitmq.management_url
            self.private.append(rabbitmq)
        for server in self.private:
            say(f"启动 {server.name}", f"starting {server.name}")
            self.servers.run(server.name, server.launch, server.log)
        for server in self.private:
            server.wait()
        return mongo_url, amqp_url

    def _launch(self, service: Service) -> None:
        log = self.home.log(service.name)
        if log.exists() and log.stat().st_size > LONGEST_LOG_BYTES:
            log.rename(log.with_suffix(".log.1"))
        command = [sys.executable, "-m", service.module]
        self.services.run(service.name, lambda: spawn(command, service.environment, log), log)

    def _wait_for(self, services: list[Service]) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        waiting = list(services)
        while waiting:
            time.sleep(0.1)
            for one in self.services.watched:
                if one.child.poll() is not None:
                    raise ended(one.name, one.log)
            for service in [one for one in waiting if one.is_ready()]:
                waiting.remove(service)
                say(f"  {service.name} 就绪", "ready")
            if waiting and time.monotonic() > deadline:
                name = waiting[0].name
                raise did_not_start(name, f"not ready within {READY_WITHIN_S:.0f} s", self.home.log(name))

    def _load_demo(self, common: dict[str, str]) -> None:
        if self.home.demo_marker.exists() or os.environ.get("TONGXIN_DEMO") == "0":
            return
        try:
            self._run("deploy.demo", common, "演示数据（只在第一次）", "example data, this first time only", shown=True)
        except OperatorError as error:
            complain(error)
        else:
            self.home.demo_marker.touch()

    def _run(self, module: str, common: dict[str, str], zh: str, en: str, *, shown: bool = False) -> None:
        """Run one Python module to its end, its words `shown` or logged; raises OperatorError when it fails."""
        say(f"准备{zh}", f"preparing {en}")
        log = self.home.log(module.rpartition(".")[2])
        environment = {**marked_environment(self.home), **common}
        child = spawn([sys.executable, "-m", module], environment, None if shown else log)
        try:
            code = child.wait()
            if code == TOLD and not shown:
                raise told_in(log)
            if code != 0:
                raise did_not_start(module, "see above", log) if shown else ended(module, log)
        finally:
            stop(child, patience=1)


def main() -> int:
    """Exit code 0 after Ctrl-C or SIGTERM, 1 when something did not start."""
    home = Home.find()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        with home.locked():
            tidy_up(home)
            return _run_until_told(Installation(home))
    except OperatorError as error:
        complain(error)
        return 1


def _run_until_told(installation: Installation) -> int:
    code = 0
    try:
        _greet(installation.start(), installation)
        installation.watch()
    except KeyboardInterrupt:
        pass
    except OperatorError as error:
        complain(error)
        code = 1
    except DidNotStart as silence:
        complain(no_avx() if "code -4" in str(silence) else OperatorError(f"启动失败：{silence}", str(silence)))
        code = 1
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        say("正在停止", "stopping")
        installation.stop()
        say("已停止，数据保留在 " + str(installation.home.root), "stopped, data kept")
    return code


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _greet(address: str, installation: Installation) -> None:
    say(f"\n同心已启动：{address}", "Tongxin is up")
    say(f"公众网站：{installation.site}", "the public site, for everybody")
    if installation.demo_accounts:
        say("演示账号，只能在本机使用", "demo accounts, for this machine only")
        for account in DEMO_ACCOUNTS:
            print(f"  {account.staff_id:<10} {account.password:<24} {account.role.label.zh} {account.name}")
    say("按 Ctrl-C 停止", "Ctrl-C stops it")


if __name__ == "__main__":
    sys.exit(main())

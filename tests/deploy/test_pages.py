"""What the pages say exists: links, settings, metrics and make targets."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from deploy.wiring import BACKEND
from shared.observability import metrics
from tests.architecture.source import ROOT

PAGES = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *(ROOT / "services").glob("*/README.md"),
    *(ROOT / "deploy").rglob("README.md"),
    ROOT / "shared/README.md",
]
OPERATORS = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
ALL = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("service", [*BACKEND, "gateway"])
def test_every_setting_is_told_to_operators(service: str) -> None:
    settings = import_module(f"services.{service}.settings")
    models = [kind for kind in vars(settings).values() if getattr(kind, "model_fields", None)]
    told = re.sub(
        r"TONGXIN_\{([A-Z,]+)\}_URL", lambda found: " ".join(f"TONGXIN_{n}_URL" for n in found[1].split(",")), OPERATORS
    )
    for name in {name for model in models for name in model.model_fields}:
        assert f"TONGXIN_{name.upper()}" in told, name


def test_every_metric_told_to_operators_exists_and_every_alarm_is_told() -> None:
    exposed = {sample.name for family in metrics.REGISTRY.collect() for sample in family.samples}
    exposed |= {f"{family.name}{end}" for family in metrics.REGISTRY.collect() for end in ("", "_total")}
    told = set(re.findall(r"`(tongxin_[a-z_]+)", OPERATORS)) - {"tongxin_registry", "tongxin_"}
    assert told <= exposed, told - exposed
    assert {"tongxin_unfinished", "tongxin_outbox_oldest_seconds", "tongxin_order_breaks_total"} <= told


def test_every_make_target_on_the_pages_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = {word for line in re.findall(r"make ([a-z][a-z -]+)", ALL) for word in line.split() if "-" in word}
    told |= set(re.findall(r"`make ([a-z-]+)", ALL))
    assert told <= targets, told - targets


def test_every_alert_asks_for_metrics_that_exist_and_says_what_to_do() -> None:
    rules = yaml.safe_load((ROOT / "deploy/observability/alerts.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    exposed = {sample.name for family in metrics.REGISTRY.collect() for sample in family.samples}
    exposed |= {f"{family.name}{end}" for family in metrics.REGISTRY.collect() for end in ("", "_total", "_bucket")}
    for rule in rules:
        assert set(re.findall(r"tongxin_\w+", rule["expr"])) <= exposed, rule["expr"]
        assert rule["annotations"]["summary"].strip()


def test_every_module_that_a_page_runs_exists() -> None:
    named = set(re.findall(r"-m ((?:deploy|services|shared|bench)\.[a-z_.]+[a-z])", ALL))
    named |= set(re.findall(r"deploy\.local\.within ([a-z_.]+[a-z])", ALL))
    assert {"deploy.messages", "deploy.resend", "services.gateway.add_staff"} <= named
    assert [name for name in sorted(named) if find_spec(name) is None] == []

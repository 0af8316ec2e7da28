"""Dashboards and alerts ask only for metrics that exist, and every metric of ours is looked at by somebody."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from deploy.local.home import PROJECT
from shared.observability.metrics import REGISTRY

FOLDER = PROJECT / "deploy" / "observability"
NAME = re.compile(r"\b(?:tongxin|process)_[a-z_]+")


def published() -> set[str]:
    """Every sample name of the services, buckets included."""
    names = set()
    for metric in REGISTRY.collect():
        names.add(metric.name)
        suffixes = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}.get(metric.type, ("",))
        names |= {metric.name + suffix for suffix in suffixes}
    return names


def alerts() -> list[dict[str, Any]]:
    """All alert rules."""
    content = yaml.safe_load((FOLDER / "alerts.yml").read_text("utf-8"))
    return [rule for group in content["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    """All panels that show something."""
    content = json.loads((FOLDER / "dashboard.json").read_text("utf-8"))
    return [panel for panel in content["panels"] if panel["type"] != "row"]


def expressions() -> list[str]:
    """Every query of alerts and dashboard."""
    return [rule["expr"] for rule in alerts()] + [target["expr"] for panel in panels() for target in panel["targets"]]


def test_every_metric_asked_for_is_published() -> None:
    asked = {name for expression in expressions() for name in NAME.findall(expression)}
    assert asked - published() == set()


def test_every_metric_of_ours_is_looked_at() -> None:
    text = " ".join(expressions())
    ours = {metric.name for metric in REGISTRY.collect() if metric.name.startswith("tongxin_")}
    assert {name for name in ours if name not in text} == set()


def test_every_alert_says_in_both_languages_what_happened_and_what_to_do() -> None:
    for rule in alerts():
        assert re.search(r"[\u4e00-\u9fff].* · .*[a-z]", rule["annotations"]["summary"]), rule["alert"]
        assert rule["annotations"]["action"], rule["alert"]
        assert rule["labels"]["severity"] in {"page", "warn"}


def test_every_panel_has_its_own_place_and_title() -> None:
    places = [tuple(panel["gridPos"][side] for side in "xy") for panel in panels()]
    assert len(set(places)) == len(places)
    assert len({panel["title"] for panel in panels()}) == len(panels())


def test_prometheus_scrapes_exactly_the_services_of_the_compose_file() -> None:
    scraped = yaml.safe_load((FOLDER / "prometheus.yml").read_text())["scrape_configs"][0]["static_configs"][0][
        "targets"
    ]
    compose = yaml.safe_load((Path(PROJECT) / "docker-compose.yml").read_text())["services"]
    ours = {name for name, service in compose.items() if "image" in service and service["image"] == f"tongxin-{name}"}
    assert {target.split(":")[0] for target in scraped} == ours - {"prepare"}

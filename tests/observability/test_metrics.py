"""The metrics are all ours by name, and no label can grow without bound."""

from shared.observability import metrics

LABELS = {
    "type",
    "outcome",
    "reason",
    "state",
    "method",
    "route",
    "status",
    "service",
    "version",
    "part",
    "le",
    "projection",
    "role",
}


def test_every_metric_carries_our_prefix_and_only_bounded_labels() -> None:
    for family in metrics.REGISTRY.collect():
        assert family.name.startswith(("tongxin_", "process_", "python_")), family.name
        if family.name.startswith("tongxin_"):
            assert {label for sample in family.samples for label in sample.labels} <= LABELS


def test_the_exposition_is_prometheus_text() -> None:
    text, content_type = metrics.exposition()
    assert content_type.startswith("text/plain")
    assert b"# TYPE tongxin_outbox_pending gauge" in text

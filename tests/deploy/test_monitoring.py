"""Alerts and dashboard speak of metrics and labels that the bridge has."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import Counter, Histogram
from prometheus_client.metrics import MetricWrapperBase

from bot.channels.core import metrics

ALERTS = Path("deploy/prometheus/alerts.yml")
BOARD = Path("deploy/grafana/assistant.json")
OWN = {"job", "le"}
"""Labels of Prometheus itself."""


def known() -> dict[str, set[str]]:
    """Return series -> labels, as Prometheus gets them."""
    found: dict[str, set[str]] = {}
    for metric in vars(metrics).values():
        if isinstance(metric, MetricWrapperBase):
            endings = ["_total"] if isinstance(metric, Counter) else [""]
            if isinstance(metric, Histogram):
                endings = ["_bucket", "_sum", "_count"]
            found.update({metric._name + ending: set(metric._labelnames) for ending in endings})
    return found


def rules() -> list[dict[str, Any]]:
    return [rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    return list(json.loads(BOARD.read_text(encoding="utf-8"))["panels"])


def expressions() -> list[tuple[str, str]]:
    asked = [(panel["title"], target["expr"]) for panel in panels() for target in panel["targets"]]
    return [*((rule["alert"], rule["expr"]) for rule in rules()), *asked]


@pytest.mark.parametrize(("where", "expression"), expressions())
def test_each_expression_asks_for_what_there_is(where: str, expression: str) -> None:
    named = set(re.findall(r"assistant_\w+", expression))
    assert named <= set(known()), f"{where}: no such metric"
    labels = {label for name in named for label in known()[name]} | OWN
    said = re.findall(r"(\w+)=~?\"", expression) + re.findall(
        r"\w+", " ".join(re.findall(r"by \(([^)]*)\)", expression))
    )
    assert set(said) <= labels, f"{where}: no such label"


def test_the_dashboard_shows_every_metric() -> None:
    shown = " ".join(expression for _, expression in expressions())
    families = {re.sub(r"_(bucket|sum|count)$", "", name) for name in known()}
    assert [name for name in sorted(families) if name not in shown] == []


def test_each_alert_says_what_is_noticed_and_where_to_look() -> None:
    for rule in rules():
        assert set(rule["annotations"]) == {"summary", "look"}, rule["alert"]
        assert rule["labels"]["severity"] in ("page", "ticket")


def test_panels_do_not_lie_over_each_other() -> None:
    places = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in panels()]
    assert len(set(places)) == len(places) == len({p["id"] for p in panels()})


def promtool(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is missing: apt-get install prometheus")
    return subprocess.run(["promtool", *arguments], capture_output=True, text=True, check=False)


def test_prometheus_takes_rules_and_configuration() -> None:
    said = promtool("check", "config", "deploy/prometheus/prometheus.yml")
    assert said.returncode == 0, said.stderr


def test_prometheus_takes_every_expression_of_the_dashboard(tmp_path: Path) -> None:
    asked = [expression.replace("$__rate_interval", "5m") for _, expression in expressions()]
    shown = [{"record": f"board:{number}", "expr": expression} for number, expression in enumerate(asked)]
    file = tmp_path / "board.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "board", "rules": shown}]}), encoding="utf-8")
    said = promtool("check", "rules", str(file))
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_dashboard_is_of_panels_that_grafana_draws_from_one_source() -> None:
    board = json.loads(BOARD.read_text(encoding="utf-8"))
    (source,) = board["templating"]["list"]
    assert (source["type"], source["query"]) == ("datasource", "prometheus")
    for panel in panels():
        assert panel["type"] in ("stat", "timeseries"), panel["title"]
        assert panel["datasource"] == {"type": "prometheus", "uid": f"${{{source['name']}}}"}, panel["title"]
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"]), panel["title"]
        place = panel["gridPos"]
        assert 0 <= place["x"] < place["x"] + place["w"] <= 24, panel["title"]


def test_the_alerts_fire_when_they_should() -> None:
    said = promtool("test", "rules", "tests/deploy/alerts.yml")
    assert said.returncode == 0, said.stdout + said.stderr

"""Trains a component as Rasa does, and opens it again as a running assistant does."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData

Component = TypeVar("Component", bound=GraphComponent)


def trained(kind: type[Component], data: TrainingData, folder: Path) -> Component:
    """Return a component trained on `data`, saved in `folder` and loaded from there."""
    storage, resource = LocalModelStorage(folder), Resource("component")
    context = ExecutionContext(GraphSchema({}), node_name="component")
    settings = kind.get_default_config()
    kind.create(settings, storage, resource, context).train(data)  # type: ignore[attr-defined]
    return cast(Component, kind.load(settings, storage, resource, context))

"""What the components that train one model have in common: it is kept in one file of Rasa's model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

Model = TypeVar("Model")
Component = TypeVar("Component", bound="StoredModel[Any]")


class StoredModel(GraphComponent, Generic[Model]):
    """A component of the pipeline with its settings and its model; None until it is trained or loaded."""

    MODEL_FILE: str
    as_applied: Callable[[Any], Any] = staticmethod(lambda model: model)
    """Returns a model that was loaded without what only learning needs."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Model | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """See the parent class."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Component:
        """See the parent class."""
        with model_storage.read_from(resource) as folder:
            model = cls.as_applied(joblib.load(folder / cls.MODEL_FILE))
        return cls(config, model_storage, resource, model)

    def _keep(self, model: Model) -> Resource:
        """Take a model that has learned, and write it into its file."""
        self._model = model
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(model, folder / self.MODEL_FILE)
        return self._resource

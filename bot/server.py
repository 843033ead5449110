"""Rasa's own command as a server needs it: `python -m bot.server run ...` takes what `rasa run ...` takes.

Rasa imports TensorFlow at every start, for extractors and policies that config.yml does not name, and spaCy's thinc
takes it where it is installed: more than half of the memory and of the start, for nothing (docs/performance.md).
`bot.lean_rasa` spares a message what Rasa would do again for each. `rasa train` stays as it is.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import Any

from common import private_files

LEFT_OUT = "tensorflow"
NEEDS_IT = "rasa.utils.train_utils"
"""Rasa's module by which every extractor imports TensorFlow, and which those of config.yml never call."""


class StandIn(ModuleType):
    """Stands for a module that is not to be loaded."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python's import asks of every module
            raise AttributeError(name)
        raise ImportError(
            f"{self.__name__}.{name} needs {LEFT_OUT}, which bot/server.py leaves out: "
            "start with `rasa run` in the place of `python -m bot.server run` (Procfile)"
        )


def leave_out() -> None:
    """Keep TensorFlow out of this process; a component that needs it fails with an ImportError that names it."""
    sys.modules[NEEDS_IT] = StandIn(NEEDS_IT)
    sys.modules[LEFT_OUT] = None  # type: ignore[assignment]  # what Python itself takes for "not to be imported"
    from rasa.engine.storage.storage import ModelMetadata

    of_rasa = ModelMetadata.from_dict

    def from_dict(serialised: dict[str, Any]) -> ModelMetadata:
        # The graph of the training, which only another training would use; its checks import every component there is.
        return of_rasa({**serialised, "train_schema": {"nodes": {}}})

    ModelMetadata.from_dict = staticmethod(from_dict)


def main() -> None:
    """Run Rasa's command."""
    # One message is too small for two threads, and those of numpy burn a core each while they wait for work.
    for pool in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(pool, "1")
    private_files.protect()
    leave_out()
    from rasa.__main__ import main as run

    from bot import lean_rasa

    lean_rasa.install()
    run()


if __name__ == "__main__":
    main()

"""The last result of a method is kept: the same question is searched for several times while a message is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt

Owner = TypeVar("Owner")
Arguments = ParamSpec("Arguments")
Floats = npt.NDArray[np.float32]


def kept(
    method: Callable[Concatenate[Owner, Arguments], Floats],
) -> Callable[Concatenate[Owner, Arguments], Floats]:
    """Return `method` with a memory of its last result, which nobody can change."""
    name = f"_kept_{method.__name__}"

    @wraps(method)
    def remembering(owner: Owner, *arguments: Arguments.args, **named: Arguments.kwargs) -> Floats:
        asked = [value.tobytes() if isinstance(value, np.ndarray) else value for value in (*arguments, *named.items())]
        memory: dict[str, tuple[object, Floats]] = vars(owner)
        if name not in memory or memory[name][0] != asked:
            result = method(owner, *arguments, **named)
            result.flags.writeable = False
            memory[name] = (asked, result)
        return memory[name][1]

    return cast("Callable[Concatenate[Owner, Arguments], Floats]", remembering)

"""The last result of a method is kept: the same question is searched for several times while a message is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt

Owner = TypeVar("Owner")
Arguments = ParamSpec("Arguments")
Floats = npt.NDArray[np.float32]


_NOTHING: tuple[Any, Floats | None] = (None, None)


def kept(
    method: Callable[Concatenate[Owner, Arguments], Floats],
) -> Callable[Concatenate[Owner, Arguments], Floats]:
    """Return `method` with a memory of its last result, which nobody can change."""
    name = f"_kept_{method.__name__}"

    @wraps(method)
    def remembering(owner: Owner, *arguments: Arguments.args, **named: Arguments.kwargs) -> Floats:
        asked = [value.tobytes() if isinstance(value, np.ndarray) else value for value in (*arguments, *named.items())]
        last, result = vars(owner).get(name, _NOTHING)
        if last != asked or result is None:
            result = method(owner, *arguments, **named)
            result.flags.writeable = False
            vars(owner)[name] = (asked, result)
        kept_result: Floats = result
        return kept_result

    return cast(Callable[Concatenate[Owner, Arguments], Floats], remembering)

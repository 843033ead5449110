"""The process that reads one file: bytes in, JSON out, within limits. `apart.read` starts it."""

from __future__ import annotations

import resource
import sys

from actions.sources.reading import read
from actions.sources.reading.apart import REFUSED
from actions.sources.reading.blocks import UnreadableError


def main(suffix: str, memory: str, seconds: str, *options: str) -> int:
    """Read standard input as a file of `suffix`; say what is in it, or why it cannot be read."""
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    data = sys.stdin.buffer.read()
    try:
        content = read(data, suffix, ocr="--ocr" in options)
    except UnreadableError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return REFUSED
    sys.stdout.write(content.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

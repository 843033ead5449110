#!/usr/bin/env bash
# Makes one of the two Python environments: environment.sh FOLDER PYTHON_VERSION REQUIREMENTS...
# Uses pythonX.Y where there is one; else uv, which can fetch it; else says what is needed.
set -euo pipefail
folder=$1 version=$2
shift 2

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

if [ ! -x "$folder/bin/python" ]; then
  if command -v "python$version" >/dev/null && "python$version" -c 'import venv, ensurepip' 2>/dev/null; then
    "python$version" -m venv "$folder"
  elif command -v uv >/dev/null; then
    say "python$version is not here: uv fetches it"
    uv venv --quiet --seed --python "$version" "$folder"
  else
    cat >&2 <<EOF
Python $version is missing (or lacks its venv module).
Rasa 3.6 needs Python 3.10, the action server Python 3.11. Any one of these helps:
  - pyenv:  pyenv install $version      (the file .python-version then makes python$version reachable)
  - uv:     install uv, then run make again; it fetches Python $version by itself
  - Debian or Ubuntu with the package: apt-get install python$version python$version-venv
EOF
    exit 1
  fi
fi

say "Installing Python packages for ${folder#.venv/} (Python $version); the first time takes some minutes"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check "setuptools<80" wheel 2>&1 | grep -v -i -E 'warning|deprecat' || true
for requirements in "$@"; do
  "$folder/bin/python" -m pip install --disable-pip-version-check --progress-bar on --no-input -r "$requirements" \
    > "$folder/install.log" 2>&1 &
  pip=$!
  while kill -0 "$pip" 2>/dev/null; do printf '.'; sleep 5; done
  if ! wait "$pip"; then
    printf '\n'; tail -n 20 "$folder/install.log" >&2
    echo "Installing $requirements failed; the whole log is $folder/install.log." >&2
    echo "If it names a missing compiler or header: apt-get install build-essential python3-dev." >&2
    exit 1
  fi
  printf '\n'
done

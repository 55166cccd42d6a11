#!/bin/sh
# Create .venv from the hash-pinned locks, then link the project's own packages into it.
set -eu
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; $("$python" --version) was found. Set PYTHON to another one." >&2
    exit 1
}
if [ ! -x .venv/bin/uv ]; then
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/local/bootstrap.lock
fi

export VIRTUAL_ENV="$PWD/.venv"
echo "Installing the locked packages ..."
.venv/bin/uv pip sync --quiet --require-hashes requirements.lock deploy/local/binaries.lock deploy/local/bootstrap.lock
set --
for package in libs/common services/*/ deploy/local deploy/gateway clients/python clients/cli tools; do
    [ -f "$package/pyproject.toml" ] && set -- "$@" -e "$package"
done
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation "$@"
echo "The environment is ready in .venv."

#!/usr/bin/env bash
# Builds the module as it is and runs its tests with the Python and the command (NEWSX) that are there. Skipped with a
# message where Python has no pytest.
set -euo pipefail
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" -c 'import pytest, sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null ||
    { echo "tests of the Python module skipped: they need Python 3.11 with pytest"; exit 0; }
target=${CARGO_TARGET_DIR:-$PWD/../target}
PYO3_BUILD_EXTENSION_MODULE=1 PYO3_PYTHON=$(command -v "$python") cargo build --locked --target-dir "$target"
for built in "$target"/debug/lib_newsx.{so,dylib}; do
    [ ! -f "$built" ] || cp "$built" newsx/_newsx.abi3.so
done
export NEWSX=${NEWSX:-$target/debug/newsx}
PYTHONPATH=$PWD "$python" -m pytest -q
if "$python" -c 'import mypy' 2> /dev/null; then
    "$python" -m mypy newsx
fi

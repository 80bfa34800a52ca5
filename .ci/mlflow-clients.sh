#!/usr/bin/env bash
# Real MLflow clients for the tests: the oldest and the newest that Slipway promises to serve, each with scikit-learn; the newest is a
# whole server too, which imports and benchmarks run against. Prints what to export; what cannot be installed here is said on stderr, and
# its tests do not run. Every package is pinned; what was installed is found again in the cache folder, outside of the repository.
set -uo pipefail
cd "$(dirname "$0")"

cache="${SLIPWAY_CI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/slipway-ci}"
mkdir -p "$cache"

apt_install() {
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >&2
}

# $1: which client, $2: the variable that names its interpreter
client() {
  local pins="mlflow-$1.txt" digest place
  digest="$(sha256sum "$pins" | cut -c1-12)"
  place="$cache/mlflow-$1-$digest"
  if [ ! -e "$place/complete" ]; then
    python3 -m venv --clear "$place" >/dev/null 2>&1 ||
      { apt_install python3-venv && python3 -m venv --clear "$place" >&2; }
    "$place/bin/pip" install -q --disable-pip-version-check -r "$pins" >&2 &&
      "$place/bin/python" -c 'import mlflow.sklearn' >&2 &&
      touch "$place/complete"
  fi
  if [ -e "$place/complete" ]; then echo "export $2='$place/bin/python'"; else echo "The $1 MLflow client could not be installed here." >&2; fi
}

client oldest SLIPWAY_TEST_MLFLOW_OLD
client newest SLIPWAY_TEST_MLFLOW_NEW

#!/usr/bin/env bash
# Real S3 servers for the tests: versitygw, which checks signatures (Go module proxy), and moto (Python package index).
# Prints what to export; what cannot be installed here is said on stderr, and its tests do not run. Versions are pinned; once
# built they are found again in the cache folder, outside of the repository.
set -uo pipefail

VERSITYGW=v1.8.0
MOTO=5.2.5
cache="${SLIPWAY_CI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/slipway-ci}"
mkdir -p "$cache"

apt_install() {
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >&2
}

gateway="$cache/versitygw-$VERSITYGW/versitygw"
if [ ! -x "$gateway" ]; then
  command -v go >/dev/null 2>&1 || apt_install golang-go
  GOFLAGS=-trimpath CGO_ENABLED=0 GOBIN="$(dirname "$gateway")" go install "github.com/versity/versitygw/cmd/versitygw@$VERSITYGW" >&2
fi
if [ -x "$gateway" ]; then echo "export SLIPWAY_TEST_VERSITYGW='$gateway'"; else echo 'versitygw could not be built here.' >&2; fi

moto="$cache/moto-$MOTO/bin/moto_server"
if [ ! -x "$moto" ]; then
  python3 -m venv "$cache/moto-$MOTO" >/dev/null 2>&1 ||
    { apt_install python3-venv && python3 -m venv --clear "$cache/moto-$MOTO" >&2; }
  "$cache/moto-$MOTO/bin/pip" install -q --disable-pip-version-check "moto[server]==$MOTO" >&2
fi
if [ -x "$moto" ]; then echo "export SLIPWAY_TEST_MOTO='$moto'"; else echo 'moto could not be installed here.' >&2; fi

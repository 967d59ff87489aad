#!/bin/sh
# Runs a command where only the loopback interface exists: nothing it does can reach the network.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
export PATH

if unshare -rn ip link set lo up 2>/dev/null; then
  isolate='unshare -rn'
elif [ "$(id -u)" = 0 ] && unshare -n ip link set lo up 2>/dev/null; then
  isolate='unshare -n'
else
  echo '断网测试未运行 · the tests without a network were left out:' >&2
  echo '  unshare and ip (util-linux, iproute2) are missing or not permitted here' >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi
exec $isolate sh -c 'ip link set lo up && exec "$@"' without-network "$@"

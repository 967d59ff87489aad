#!/bin/sh
# Runs a command where only the loopback interface exists: nothing it does can reach the network.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
export PATH

if unshare -rn true 2>/dev/null; then
  isolate='unshare -rn'
elif [ "$(id -u)" = 0 ] && unshare -n true 2>/dev/null; then
  isolate='unshare -n'
else
  echo '本机不允许 unshare，断网测试未运行 · unshare is not permitted here: left out' >&2
  [ -z "${CI:-}" ] || exit 1
  exit 0
fi
exec $isolate sh -c 'ip link set lo up && exec "$@"' without-network "$@"

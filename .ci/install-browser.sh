#!/bin/sh
# Makes sure of Chromium, a CJK font, `ip` and nginx: installs them with apt where it may, else says
# what to install. Without them it fails in CI; elsewhere the browser tests report themselves as left
# out.
set -eu

missing=
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
  command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
[ -n "$(fc-list ':lang=zh' 2>/dev/null | head -n 1)" ] || missing="$missing fontconfig fonts-noto-cjk"
PATH="$PATH:/usr/sbin:/sbin" command -v ip >/dev/null 2>&1 || missing="$missing iproute2"
PATH="$PATH:/usr/sbin:/sbin" command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
command -v openssl >/dev/null 2>&1 || missing="$missing openssl"
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
  as_root=
  [ "$(id -u)" = 0 ] || as_root='sudo -n'
  if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
    echo "apt 安装 · installing with apt:$missing"
    if $as_root apt-get update -qq </dev/null &&
      $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing </dev/null; then
      exit 0
    fi
  fi
fi

echo "浏览器测试还需要安装 · the browser tests need these packages installed:$missing" >&2
echo "  sudo apt-get install$missing" >&2
[ -z "${CI:-}" ] || exit 1

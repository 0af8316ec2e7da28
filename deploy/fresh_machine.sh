#!/usr/bin/env bash
# Acceptance on a bare machine: a fresh Debian 12 root with python3, git and make, no Docker; clone, `make up`, look, stop, start again.
# Usage (as root): deploy/fresh_machine.sh [--test]      --test also runs `make test` there
# FRESH_HOME keeps the root between runs (default /tmp/tongxin-fresh); the clone inside is always new. Prints times in seconds.
# Exits with 1 after naming what failed: a start, a page, a stop, a process left behind, the tests.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
home=${FRESH_HOME:-/tmp/tongxin-fresh}
port=${TONGXIN_PORT:-8080}
root=$home/root
mkdir -p "$home"

command -v debootstrap >/dev/null || { apt-get update -qq; apt-get install -y -qq --no-install-recommends debootstrap >/dev/null; }
if [ ! -f "$home/base.tar" ]; then
  rm -rf "$home/base"
  debootstrap --variant=minbase --include=python3,git,make,ca-certificates bookworm "$home/base" >"$home/debootstrap.log" 2>&1
  tar -C "$home/base" -cf "$home/base.tar" .
  rm -rf "$home/base"
fi
rm -rf "$root"
mkdir -p "$root"
tar -C "$root" -xf "$home/base.tar"
mkdir -p "$root/mnt/project"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

cat >"$root/root/walk" <<'INSIDE'
#!/bin/bash
# Inside the fresh machine: PORT TEST
set -u
port=$1 with_test=$2
now() { python3 -c 'import time; print(time.monotonic())'; }
since() { python3 -c "import time; print(round(time.monotonic() - $1, 1))"; }
failures=0
failed() { echo "FAILED: $*"; failures=$((failures + 1)); }
look() { python3 - "$port" "$1" "$2" <<'P' # PAGE WORD: 1 unless the page answers 200 and holds the word
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
try:
    with opener.open(f"http://127.0.0.1:{sys.argv[1]}{sys.argv[2]}", timeout=5) as answer:
        text = answer.read().decode()
        print(answer.status, len(text), "bytes")
        sys.exit(answer.status != 200 or sys.argv[3] not in text)
except OSError as error:
    print(getattr(error, "code", error)); sys.exit(1)
P
}
others() { for p in /proc/[0-9]*; do [ "${p#/proc/}" = 1 ] || [ "${p#/proc/}" = $$ ] || tr '\0' ' ' <"$p/cmdline" 2>/dev/null | grep -v '^$'; done | grep -vE 'root/walk|^(tr|grep|wc) |^ *$'; }
up() { # LABEL: make up until the accounts are printed
  local began log=/root/$1.log
  began=$(now)
  TONGXIN_PORT=$port make up >"$log" 2>&1 & make_pid=$!
  until grep -q "Ctrl-C" "$log"; do
    kill -0 $make_pid 2>/dev/null || { tail -n 20 "$log"; failed "$1: make up ended early"; exit 1; }
    sleep 0.2
  done
  echo "$1_seconds $(since "$began")"
}
down() { # Ctrl-C
  local began; began=$(now)
  kill -INT "$(cat /root/tongxin/.local/up.lock)"
  wait $make_pid || failed "make up ended with $? after Ctrl-C"
  echo "stop_seconds $(since "$began")"
  nothing_left_behind
}
nothing_left_behind() {
  local left; left=$(others)
  [ -z "$left" ] || failed "left behind: $left"
}
began=$(now)
git clone -q file:///mnt/project /root/tongxin && cd /root/tongxin || exit 1
echo "clone_seconds $(since "$began") commit $(git rev-parse --short HEAD)"
up first_up
cat /root/first_up.log
while read -r page word; do
  told=$(look "$page" "$word") || failed "$page: $told"
  echo "$page $told"
done <<'PAGES'
/health/ready "ready":true
/sign-in 同心
PAGES
down
up warm_up
grep -E "就绪|ready" /root/warm_up.log || failed "the second make up did not say that it is ready"
for pid in $(ls /proc | grep -E '^[0-9]+$'); do
  [ -r "/proc/$pid/cmdline" ] || continue
  name=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -oE 'services\.[a-z]+\.main') && echo "$name $(grep -m1 VmRSS "/proc/$pid/status" | tr -dc 0-9) kB"
done
down
if [ "$with_test" = --test ]; then
  began=$(now)
  make test >/root/test.log 2>&1; code=$?
  tail -n 15 /root/test.log
  [ $code = 0 ] || failed "make test ended with $code"
  echo "test_exit $code test_seconds $(since "$began")"
  nothing_left_behind
fi
[ $failures = 0 ] && echo "all well" || { echo "$failures failed"; exit 1; }
INSIDE
chmod +x "$root/root/walk"

keep=(HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for name in PIP_CERT SSL_CERT_FILE NODE_EXTRA_CA_CERTS http_proxy https_proxy no_proxy; do
  [ -n "${!name:-}" ] && keep+=("$name=${!name}")
done
exec unshare --mount --pid --fork --kill-child bash -euc '
  root=$1; project=$2; port=$3; test=$4; shift 4
  mount --bind "$project" "$root/mnt/project"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  exec env -i "$@" chroot "$root" /root/walk "$port" "$test"
' fresh "$root" "$project" "$port" "${1:-}" "${keep[@]}"

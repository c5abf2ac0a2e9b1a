#!/usr/bin/env bash
# The hall's screen on a panel that nobody sees: deploy/screen.sh in the system of deploy/trixie.sh,
# as a user without rights and without a network. Everything that it started ends with it.
#
#   deploy/headless.sh SHARED PROGRAM [ARGUMENT…]
#
# The program finds this project in /opt/metok, METOK_PACKAGES (a folder of Python packages) in
# /opt/packages, both unchangeable, and in /srv the folder SHARED, where it may write.
set -euo pipefail
project=$(dirname "$(dirname "$(readlink -f "$0")")")
root=$(bash "$project/deploy/trixie.sh")
shared=$(readlink -f "$1")
shift
if [ "$(id -u)" -ne 0 ]; then
    echo "headless: going into $root needs root" >&2
    exit 2
fi
export root shared project packages="${METOK_PACKAGES:-}"
chmod 1777 "$shared"
# shellcheck disable=SC2016 # the inner shell expands
exec unshare --mount --net --ipc --pid --fork --kill-child --propagation private bash -euc '
    mount --bind "$root" "$root"
    mount --bind "$shared" "$root/srv"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmpfs "$root/dev/shm"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/tmp"
    mount -t tmpfs tmpfs "$root/run"
    mount -t tmpfs tmpfs "$root/opt"
    mkdir -p "$root/opt/metok" "$root/opt/packages"
    install -d -o 990 -g 990 -m 0700 "$root/run/metok"
    mount --bind "$project" "$root/opt/metok"
    mount -o remount,bind,ro "$root/opt/metok"
    if [ -n "$packages" ]; then
        mount --bind "$packages" "$root/opt/packages"
        mount -o remount,bind,ro "$root/opt/packages"
    fi
    mount -o remount,bind,ro "$root"
    cd "$root/opt/metok"
    exec chroot "$root" setpriv --reuid 990 --regid 990 --clear-groups --no-new-privs \
        env -i -C /opt/metok PATH=/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 XDG_RUNTIME_DIR=/run/metok \
        PYTHONPATH=/opt/metok:/opt/packages PYTHONDONTWRITEBYTECODE=1 \
        WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 \
        sh deploy/screen.sh "$@"
' _ "$@"

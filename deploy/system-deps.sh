#!/usr/bin/env bash
# Optional system packages. Every one is optional: a test that needs a missing piece skips and says so.
set -u
packages=(fonts-dejavu-core fonts-noto-cjk fonts-ddc-uchen libfribidi0 mmdebstrap strace tmux zbar-tools)
missing=()
for p in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
status=0
for p in "${missing[@]}"; do
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$p" >/dev/null || { echo "system-deps: $p could not be installed" >&2; status=1; }
done
exit $status

#!/usr/bin/env bash
# The hall's own system in a folder: Debian 13 with cage, foot, its fonts, and what takes pictures of
# a screen that nobody sees. Built once and kept; `bash deploy/trixie.sh` prints where it is, and with
# --if-there builds nothing.
#
#   METOK_TRIXIE   where to keep it (otherwise in the user's cache)
#   METOK_MIRROR   which mirror to take it from (otherwise the one that this machine's apt uses)
#
# Exit codes: 0 it is there, 2 something is missing and stderr says what.
set -euo pipefail

# The first line is what the hall's machine needs, the second is for tests only.
packages=(
    cage foot foot-terminfo wlr-randr python3 fontconfig fonts-dejavu-core fonts-noto-cjk fonts-ddc-uchen
    grim wtype
)
root=${METOK_TRIXIE:-${XDG_CACHE_HOME:-$HOME/.cache}/metok/trixie}
ready="$root/.metok-packages" # written last: an interrupted building is begun anew

missing() {
    echo "trixie: $*" >&2
    exit 2
}

is_ready() { [ -f "$ready" ] && [ "$(cat "$ready")" = "${packages[*]}" ]; }

mirror() {
    local found
    found=${METOK_MIRROR:-$(
        # shellcheck disable=SC2016 # apt expands
        apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Identifier: Packages' 2>/dev/null |
            awk '$1 == "Debian" && $2 !~ /-/ {print $3; exit}'
    )}
    [ -n "$found" ] || missing "no mirror known: run apt-get update, or set METOK_MIRROR"
    echo "$found"
}

build() {
    local from list tool
    from=$(mirror)
    list=$(IFS=,; echo "${packages[*]}")
    tool=$(command -v mmdebstrap || command -v debootstrap) ||
        missing "neither mmdebstrap nor debootstrap is installed: run make system-deps"
    echo "trixie: building $root, which takes minutes and about 1 GB" >&2
    rm -rf --one-file-system "$root.new" "$root"
    mkdir -p "$(dirname "$root")"
    # Mounts of a building that is interrupted go with its namespace.
    case $tool in
    *mmdebstrap)
        unshare --mount "$tool" --quiet --variant=apt --include="$list" \
            --aptopt='APT::Install-Recommends "false"' trixie "$root.new" "$from"
        ;;
    *)
        # shellcheck disable=SC2016 # the inner shell expands
        unshare --mount bash -euc '
            "$1" --variant=minbase trixie "$2" "$3" >&2
            mount -t proc proc "$2/proc"
            DEBIAN_FRONTEND=noninteractive chroot "$2" \
                apt-get install -y -qq --no-install-recommends ${4//,/ } >&2
        ' _ "$tool" "$root.new" "$from" "$list"
        ;;
    esac
    # The hall's screen is not run by root, and whoever runs it cannot log in.
    echo 'metok:x:990:990::/tmp:/usr/sbin/nologin' >>"$root.new/etc/passwd"
    echo 'metok:x:990:' >>"$root.new/etc/group"
    echo "${packages[*]}" >"$root.new/.metok-packages"
    mv "$root.new" "$root"
}

if ! is_ready; then
    [ "${1:-}" != --if-there ] || missing "the hall's terminal is not built: run make real-shots as root"
    [ "$(id -u)" -eq 0 ] || missing "building it needs root"
    mkdir -p "$(dirname "$root")"
    exec 9>"$root.lock"
    flock 9
    is_ready || build >&2
fi
echo "$root"

# shellcheck shell=bash
# Shell functions shared by ./quickstart, ./run-tests and .ci/run. Source it; do not run it.
# The list of packages is .ci/packages.

colead_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# missing_packages NEED...: the packages of these needs that are not installed, one per line.
missing_packages() {
    local need package rest wanted
    while read -r need package rest; do
        for wanted in "$@"; do
            [ "$need" = "$wanted" ] || continue
            [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
                echo "$package"
        done
    done <"$colead_root/.ci/packages"
}

# install_packages NEED...: installs what is missing; silent if nothing is.
install_packages() {
    local missing as_root=() answer
    if ! command -v dpkg-query >/dev/null; then
        echo "No dpkg here: the packages of .ci/packages are taken to be installed." >&2
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "Needed, and not installed: ${missing[*]}" >&2
        if ! command -v sudo >/dev/null || [ ! -t 0 ]; then
            echo "Please have installed, as root: apt-get install ${missing[*]}" >&2
            return 1
        fi
        read -r -p "Install with sudo apt-get? [Y/n] " answer
        case $answer in
            "" | [Yy]*) as_root=(sudo) ;;
            *) return 1 ;;
        esac
    fi
    apt_install "${missing[@]}" && return
    # An earlier installation may have been interrupted.
    "${as_root[@]}" dpkg --configure -a >&2 && apt_install "${missing[@]}"
}

# apt_install PACKAGE...: quiet; its words are shown only if it fails. Reads as_root.
apt_install() {
    local log
    log=$(mktemp) || return
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    if "${apt[@]}" update >"$log" 2>&1 </dev/null &&
        "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    return 1
}

# configure_release OPTION...: configures build/release, the folder of the preset `release`.
# (Plain options, since Ubuntu 22.04's CMake does not read these presets.)
configure_release() {
    local log
    log=$(mktemp) || return
    if cmake -S "$colead_root" -B "$colead_root/build/release" -G Ninja \
        -DCMAKE_BUILD_TYPE=Release "$@" >"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    cat "$log" >&2
    rm -f "$log"
    return 1
}

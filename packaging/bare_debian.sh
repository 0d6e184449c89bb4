#!/usr/bin/env bash
# Try the commands of packaging/dev.py where nothing is installed: a fresh Debian with python3 and not one thing more,
# and a clone of this checkout's last commit.
#
#   packaging/bare_debian.sh                     setup, run, test
#   packaging/bare_debian.sh run                 only these commands, in this order
#
# It needs root, debootstrap and git. The machine's own way to the network is carried over as it stands (sources and
# settings of apt, name servers, certificates, pip's settings, proxy variables); nothing of it is written here.
#
#   SUITE=trixie     another release (bookworm)
#   ROOM=/path       another folder (/var/tmp/depeche-bare-$SUITE)
#   KEEP=1           keep the room and start from what it has; without it, it is made anew and removed
set -euo pipefail

suite=${SUITE:-bookworm}
room=${ROOM:-/var/tmp/depeche-bare-$suite}
checkout=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
[ $# -gt 0 ] || set -- setup run test

[ "$(id -u)" = 0 ] || { echo "this needs root: chroot and apt" >&2; exit 1; }
for tool in debootstrap git; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed" >&2; exit 1; }
done

leave() {
    umount --recursive "$room/dev" 2>/dev/null || true
    umount "$room/proc" 2>/dev/null || true
    [ -n "${KEEP:-}" ] || rm -rf --one-file-system "$room"
}
trap leave EXIT

# The first Debian mirror that apt is told of, whichever that is.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m 1 -v -e security -e '^file:' || true)

if [ ! -x "$room/usr/bin/python3" ]; then
    rm -rf --one-file-system "$room"
    debootstrap --variant=minbase --include=python3 "$suite" "$room" $mirror
fi

# The machine's way to the network.
cp -L /etc/resolv.conf /etc/hosts "$room/etc/"
network=()
for name in http_proxy https_proxy no_proxy; do
    [ -z "${!name:-}" ] || network+=("$name=${!name}")
done
if [ -n "${SSL_CERT_FILE:-}" ]; then
    # Beside the system's own bundle, which ca-certificates will write over.
    install -m 644 "$SSL_CERT_FILE" "$room/etc/machine-certificates.pem"
    network+=(SSL_CERT_FILE=/etc/machine-certificates.pem PIP_CERT=/etc/machine-certificates.pem)
fi
[ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$room/etc/"
apt-config dump | grep -i -e '^Acquire::.*proxy' >"$room/etc/apt/apt.conf.d/90machine" || true

mountpoint -q "$room/proc" || mount -t proc proc "$room/proc"
mountpoint -q "$room/dev" || { mount --rbind /dev "$room/dev" && mount --make-rslave "$room/dev"; }

rm -rf "$room/root/depeche"
git clone --quiet --no-hardlinks "$checkout" "$room/root/depeche"
# The client's own sample is no part of the clone; the tests that use it skip where it is not beside the checkout.
[ -z "${SEEDS:-}" ] || { mkdir -p "$room/root/shared/seeds" && cp "$SEEDS"/*.txt "$room/root/shared/seeds/"; }

inside() {
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" \
        "${network[@]}" chroot "$room" "$@"
}

echo "in the room: $(inside /usr/bin/python3 --version), $(inside sh -c '. /etc/os-release; echo $PRETTY_NAME'), uv: $(inside sh -c 'command -v uv || echo none')"
for command in "$@"; do
    echo "== python3 packaging/dev.py $command"
    begun=$SECONDS
    inside sh -c "cd /root/depeche && python3 packaging/dev.py $command"
    echo "== $command: $((SECONDS - begun)) s"
done

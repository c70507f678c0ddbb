# Debian packages, in one place: what builds and runs the programs, what the tests and the bench use besides.
# postgresql starts a cluster of its own when it is installed; the tests use another, in a temporary folder, on a socket only.
PACKAGES_BUILD = gcc make pkg-config libsdl2-dev libsdl2-ttf-dev libsodium-dev libsqlite3-dev libfribidi-dev \
	libunibreak-dev libharfbuzz-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libcsv-dev libjansson-dev libpng-dev libqrencode-dev \
	libzxcvbn-dev libapriltag-dev libpq-dev libzip-dev libxml2-dev libdrm-dev libinput-dev libssl-dev \
	libespeak-ng1 libopusfile0 librsvg2-bin gettext
PACKAGES_DEB = dpkg-dev
# What `make cross-arm64` uses besides.
PACKAGES_CROSS = gcc-aarch64-linux-gnu qemu-user-static mmdebstrap $(PACKAGES_DEB)
PACKAGES_TEST = libcriterion-dev zlib1g-dev clang libclang-rt-14-dev age minisign xvfb xdotool systemd $(PACKAGES_DEB) sqlite3 postgresql procps \
	cryptsetup-bin squashfs-tools mtools dosfstools fdisk e2fsprogs device-tree-compiler expect zbar-tools chromium poppler-utils python3 rauc \
	openssl pylint
PACKAGES_BENCH = valgrind libxcb1-dev libxcb-damage0-dev libxcb-xtest0-dev
# The card image: what makes it, and what is on it besides the kiosk's own package (arm64, unpacked, not installed).
PACKAGES_IMAGE = device-tree-compiler squashfs-tools cryptsetup-bin fdisk mtools dosfstools e2fsprogs kmod cpio zstd systemd openssl
# What makes and signs an update.
PACKAGES_UPDATE = rauc openssl
# The last lines: what the kiosk's own package depends on, so that all can be fetched while it is built (image/holds compares).
PACKAGES_ROOT = systemd udev kmod mount e2fsprogs busybox-static dmsetup linux-image-arm64 raspi-firmware base-files base-passwd \
	libc-bin libsdl2-2.0-0 libsdl2-ttf-2.0-0 libsodium23 libespeak-ng1 libopusfile0 alsa-utils \
	libapriltag3 libcmark-gfm0.29.0.gfm.6 libcmark-gfm-extensions0.29.0.gfm.6 libcsv3 libdrm2 libfribidi0 libharfbuzz0b libinput10 libjansson4 \
	libpng16-16 libqrencode4 libsqlite3-0 libssl3 libunibreak1 libxml2 libzip4 libzxcvbn0
# What SDL's own way to the console needs besides: only in the image that compares it (tests/device/compare).
PACKAGES_SDL_CONSOLE = libegl1 libgles2 libgl1-mesa-dri
PACKAGES_DEVICE = qemu-system-arm qemu-utils exfatprogs python3

# Installing, packaging and cross building. Included by the Makefile.

DESTDIR ?=
PREFIX ?= /usr
STRIP ?= strip
INSTALL_BUILD ?= build/release
SHARE = $(DESTDIR)$(PREFIX)/share

# ---- make install [DESTDIR=] [PREFIX=/usr] --------------------------------------------------------------------------
# Enables and starts nothing, and puts nothing into /etc: share/escale/device/etc holds what a kiosk adds there
# (firmware-notes/kiosque.md).

.PHONY: install install-files
install:
	@$(MAKE) --no-print-directory VARIANT=release all
	@$(MAKE) --no-print-directory install-files

install-files:
	@for p in kiosk author coordinator; do \
		install -D -s --strip-program=$(STRIP) -m 755 $(INSTALL_BUILD)/bin/escale-$$p $(DESTDIR)$(PREFIX)/bin/escale-$$p; done
	@install -D -s --strip-program=$(STRIP) -m 755 $(INSTALL_BUILD)/bin/escale-ports $(DESTDIR)$(PREFIX)/lib/escale/escale-ports
	@install -D -s --strip-program=$(STRIP) -m 755 $(INSTALL_BUILD)/bin/escale-update $(DESTDIR)$(PREFIX)/lib/escale/escale-update
	@rm -rf $(SHARE)/escale && mkdir -p $(SHARE)/escale/device $(SHARE)/doc/escale
	@cp -R $(INSTALL_BUILD)/content $(INSTALL_BUILD)/assets $(SHARE)/escale
	@cp -R firmware-notes/etc $(SHARE)/escale/device
	@cp -R $(wildcard firmware-notes/*.md) firmware-notes/drawings THIRD-PARTY.md $(SHARE)/doc/escale
	@cp content/LICENCE $(SHARE)/doc/escale/LICENCE-content
	@mkdir -p $(DESTDIR)$(PREFIX)/lib/systemd/system $(DESTDIR)$(PREFIX)/lib/sysusers.d
	@sed 's#/usr/bin/escale#$(PREFIX)/bin/escale#g; s#/usr/share/#$(PREFIX)/share/#g' firmware-notes/escale-kiosk.service \
		>$(DESTDIR)$(PREFIX)/lib/systemd/system/escale-kiosk.service
	@cp firmware-notes/escale.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/escale.conf
	@chmod -R u+rwX,go+rX,go-w $(SHARE)/escale $(SHARE)/doc/escale $(DESTDIR)$(PREFIX)/lib/systemd/system/escale-kiosk.service \
		$(DESTDIR)$(PREFIX)/lib/sysusers.d/escale.conf

# ---- make deb: build/escale_VERSION_ARCH.deb for this machine's architecture ------------------------------------------

ARCH ?= $(shell dpkg --print-architecture)
DEB = build/escale_$(VERSION)_$(ARCH).deb
DEB_MAINTAINER ?= Escale maintainers <maintainers@escale.invalid>
DEB_SHLIBDEPS ?= dpkg-shlibdeps

.PHONY: deb deb-files deps-deb
deps-deb:
	@firmware-notes/install-packages $(PACKAGES_BUILD) $(PACKAGES_DEB)

deb: deps-deb
	@$(MAKE) --no-print-directory -j2 VARIANT=release all
	@$(MAKE) --no-print-directory deb-files

deb-files:
	@firmware-notes/build-deb "$(DEB)" "$(VERSION)" "$(ARCH)" "$(DEB_MAINTAINER)" "$(MAKE)" "$(DEB_SHLIBDEPS)"

# ---- make cross-arm64: programs and pure tests for the Raspberry Pi, built and run here ---------------------------------
# Not part of `make test`: the first time takes some minutes (a sysroot of 600 MB is unpacked and kept). `make deb-arm64`
# packs what was built.

SYSROOT = $(CURDIR)/build/sysroot-arm64
SYSROOT_LIB = $(SYSROOT)/usr/lib/aarch64-linux-gnu
CROSS_BUILD = build/arm64
CROSS_TESTS_BUILD = build/arm64-debug
CROSS_ROOMS = base metrics seal session content ui sync
CROSS_TESTS = $(patsubst tests/%.c,$(CROSS_TESTS_BUILD)/tests/%,$(foreach r,$(CROSS_ROOMS),$(wildcard tests/$(r)/test_*.c)))
CROSS_MAKE = PKG_CONFIG_SYSROOT_DIR=$(SYSROOT) PKG_CONFIG_LIBDIR=$(SYSROOT_LIB)/pkgconfig:$(SYSROOT)/usr/lib/pkgconfig:$(SYSROOT)/usr/share/pkgconfig \
	LDFLAGS="-Wl,-rpath-link,$(SYSROOT_LIB):$(SYSROOT_LIB)/pulseaudio:$(SYSROOT)/usr/lib" \
	$(MAKE) --no-print-directory CC="aarch64-linux-gnu-gcc --sysroot=$(SYSROOT)" \
	BAKER=build/release/bin/escale-author
CROSS_RUN = QEMU_LD_PREFIX=$(SYSROOT) SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy qemu-aarch64-static

.PHONY: sysroot-arm64 cross-programs cross-arm64 deb-arm64 deb-arm64-files deps-cross
deps-cross:
	@firmware-notes/install-packages $(PACKAGES_BUILD) $(PACKAGES_CROSS)

sysroot-arm64:
	@firmware-notes/make-sysroot arm64 $(SYSROOT) libc6-dev libcriterion-dev zlib1g-dev libespeak-ng1 \
		$(filter %-dev,$(PACKAGES_BUILD))

cross-programs: deps-cross sysroot-arm64
	@$(MAKE) --no-print-directory VARIANT=release -j2 programs
	@$(CROSS_MAKE) -j2 VARIANT=release BUILD=$(CROSS_BUILD) all

cross-arm64: cross-programs
	@$(MAKE) --no-print-directory $(CROSS_TESTS_BUILD)/qemu_exec.so
	@$(CROSS_MAKE) -j2 VARIANT=debug BUILD=$(CROSS_TESTS_BUILD) $(CROSS_TESTS) # release's linker drops tests: nothing calls them
	@for p in kiosk author coordinator; do $(CROSS_RUN) $(CROSS_BUILD)/bin/escale-$$p --version || exit 1; done
	@$(CROSS_RUN) $(CROSS_BUILD)/bin/escale-kiosk --content $(CROSS_BUILD)/content --assets $(CROSS_BUILD)/assets \
		--data $(CROSS_BUILD)/data --simulate 2
	@for t in $(CROSS_TESTS); do echo "$$t"; \
		QEMU=$$(command -v qemu-aarch64-static) $(CROSS_RUN) -E LD_PRELOAD=$(CROSS_TESTS_BUILD)/qemu_exec.so $$t --jobs 2 2>&1 | \
			sed 's/\x1b\[[0-9;]*m//g' >build/arm64.log; \
		grep -E 'Tested: [1-9][0-9]* .*Failing: 0 \| Crashing: 0' build/arm64.log || { cat build/arm64.log; exit 1; }; done

$(CROSS_TESTS_BUILD)/qemu_exec.so: tests/device/qemu_exec.c
	@mkdir -p $(@D)
	@aarch64-linux-gnu-gcc --sysroot=$(SYSROOT) -shared -fPIC -o $@ $<

deb-arm64: cross-arm64
	@$(MAKE) --no-print-directory deb-arm64-files

deb-arm64-files:
	@$(MAKE) --no-print-directory deb-files ARCH=arm64 INSTALL_BUILD=$(CROSS_BUILD) STRIP=aarch64-linux-gnu-strip \
		DEB_SHLIBDEPS="env DEB_HOST_ARCH=arm64 dpkg-shlibdeps --admindir=$(SYSROOT)/var/lib/dpkg -l$(SYSROOT_LIB) -l$(SYSROOT)/lib/aarch64-linux-gnu -l$(SYSROOT)/usr/lib"

include firmware-notes/image/image.mk

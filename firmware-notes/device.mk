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
	@rm -rf $(SHARE)/escale && mkdir -p $(SHARE)/escale/device $(SHARE)/doc/escale
	@cp -R $(INSTALL_BUILD)/content $(INSTALL_BUILD)/assets $(SHARE)/escale
	@cp -R firmware-notes/etc $(SHARE)/escale/device
	@cp $(wildcard firmware-notes/*.md) THIRD-PARTY.md $(SHARE)/doc/escale
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

.PHONY: deb deb-files
deb:
	@$(MAKE) --no-print-directory VARIANT=release all
	@$(MAKE) --no-print-directory deb-files

deb-files:
	@firmware-notes/build-deb "$(DEB)" "$(VERSION)" "$(ARCH)" "$(DEB_MAINTAINER)" "$(MAKE)" "$(DEB_SHLIBDEPS)"

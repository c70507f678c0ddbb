# make image: a card for Raspberry Pi 3, 4 and Zero 2 W. Everything it makes is under build/image; what comes from Debian
# is unpacked once and kept there. Included by device.mk; what it is made of is told in firmware-notes/image.md.

IMAGE = build/image
IMAGE_CARD = $(IMAGE)/escale-$(VERSION).img
IMAGE_TOOLS = firmware-notes/image

.PHONY: image image-packages image-files deps-image
deps-image: deps-cross
	@firmware-notes/install-packages $(PACKAGES_IMAGE)

# Packages come while programs are built.
image: deps-image
	@$(MAKE) --no-print-directory image-packages & packages=$$!; \
	$(MAKE) --no-print-directory cross-programs; built=$$?; \
	wait $$packages && exit $$built
	@$(MAKE) --no-print-directory deb-arm64-files
	@$(MAKE) --no-print-directory image-files

image-packages:
	@mkdir -p $(IMAGE)
	@$(IMAGE_TOOLS)/sources main non-free-firmware >$(IMAGE)/sources.$$$$ && mv $(IMAGE)/sources.$$$$ $(IMAGE)/sources.list
	@$(IMAGE_TOOLS)/fetch $(IMAGE)/packages arm64 $(IMAGE)/sources.list $(PACKAGES_ROOT)

image-files: image-packages
	@$(IMAGE_TOOLS)/holds $(IMAGE)/packages.list build/escale_$(VERSION)_arm64.deb
	@$(IMAGE_TOOLS)/build $(IMAGE) build/escale_$(VERSION)_arm64.deb $(IMAGE_CARD) $(VERSION) $(UPDATE_CERT)
	@[ -n "$(UPDATE_CERT)" ] || echo "Sans UPDATE_CERT : cette borne ne prendra aucune mise à jour par clé USB (firmware-notes/image.md)."

# ---- make update UPDATE_KEY=key.pem UPDATE_CERT=certificate.pem: the same root as a bundle for a stick ----------------------
# Without a key: one for trials, made under build/; only an image made with its certificate takes what it signs, and says so.

UPDATE_BUNDLE = $(IMAGE)/escale-$(VERSION).raucb
UPDATE_TRIAL = build/update-development

.PHONY: update deps-update
deps-update:
	@firmware-notes/install-packages $(PACKAGES_UPDATE)

ifeq ($(UPDATE_KEY),)
update: deps-update
	@$(IMAGE_TOOLS)/development-key $(UPDATE_TRIAL)
	@echo "Sans UPDATE_KEY : clé d'essai $(UPDATE_TRIAL). Ne distribuez pas ce fichier."
	@$(MAKE) --no-print-directory update UPDATE_KEY=$(UPDATE_TRIAL)/key.pem UPDATE_CERT=$(UPDATE_TRIAL)/certificate.pem
else
update: deps-update image
	@$(IMAGE_TOOLS)/bundle $(IMAGE) $(VERSION) $(UPDATE_KEY) $(UPDATE_CERT) $(UPDATE_BUNDLE)
endif

# ---- make device-test: the image in an emulator --------------------------------------------------------------------------
# Not part of `make test`. QEMU 10 comes from Debian's backports and is unpacked beside this machine's Debian.
# tests/device/cases says what is tried, tests/device/run tries it on two cores.

.PHONY: device-test device-night deps-device device-fetch device-image emulator
deps-device: deps-image
	@firmware-notes/install-packages $(PACKAGES_DEVICE) $(PACKAGES_UPDATE)

emulator:
	@mkdir -p $(IMAGE)
	@BACKPORTS=1 $(IMAGE_TOOLS)/sources >$(IMAGE)/qemu.sources
	@$(IMAGE_TOOLS)/fetch $(IMAGE)/qemu amd64 $(IMAGE)/qemu.sources qemu-system-arm

# All that comes from Debian's mirror, in the order in which it is waited for.
device-fetch: sysroot-arm64
	@$(MAKE) --no-print-directory image-packages
	@$(MAKE) --no-print-directory emulator

device-image: deps-device
	@$(MAKE) --no-print-directory device-fetch & fetched=$$!; \
	$(MAKE) --no-print-directory VARIANT=release -j2 all build/release/tests/screens/tool_compare build/release/tests/device/tool_power && \
	$(MAKE) --no-print-directory image; built=$$?; \
	wait $$fetched && exit $$built

device-test: device-image
	@tests/device/run quick $(IMAGE_CARD)

# ---- make compare: SDL's way to the console against the kiosk's own, in one image that has both ----
.PHONY: compare
compare: device-image
	@$(MAKE) --no-print-directory image-files IMAGE=$(IMAGE)-compare PACKAGES_ROOT="$(PACKAGES_ROOT) $(PACKAGES_SDL_CONSOLE)"
	@tests/device/compare $(IMAGE)-compare/escale-$(VERSION).img $(IMAGE_CARD)

# ---- make device-night: every case, ten times as many power cuts; then the page of faults says what was seen ----
device-night: device-image
	@rm -f build/device-test/faults.tsv
	@tests/device/run night $(IMAGE_CARD)
	@bash tests/house/faults.sh --results

# ---- make device-ci: the same for continuous integration, which ends at DEVICE_END (seconds since 1970) ----
# Where Debian's packages for the Raspberry Pi or its backports cannot be had, or there is no time, it says so and is no failure; all
# else is.
.PHONY: device-ci
device-ci:
	@left=$$(($(DEVICE_END) - $$(date +%s))); \
	if [ $$left -lt 420 ]; then \
		echo "NOT RUN: the card's image in an emulator. Only $$left s are left."; \
	elif ! $(MAKE) --no-print-directory deps-device || ! timeout 300 $(MAKE) --no-print-directory device-fetch; then \
		echo "NOT RUN: the card's image in an emulator. Its packages cannot be had here: said above."; \
	else \
		$(MAKE) --no-print-directory device-image && DEVICE_END=$(DEVICE_END) BOOT_S=300 tests/device/run quick $(IMAGE_CARD); \
	fi

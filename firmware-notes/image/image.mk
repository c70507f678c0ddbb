# make image: a card for Raspberry Pi 3, 4 and Zero 2 W. Everything it makes is under build/image; what comes from Debian
# is unpacked once and kept there. Included by device.mk; what it is made of is told in firmware-notes/image.md.

IMAGE = build/image
IMAGE_CARD = $(IMAGE)/escale-$(VERSION).img
IMAGE_TOOLS = firmware-notes/image

.PHONY: image image-files deps-image
deps-image: deps-cross
	@firmware-notes/install-packages $(PACKAGES_IMAGE)

image: deps-image
	@$(MAKE) --no-print-directory cross-programs
	@$(MAKE) --no-print-directory deb-arm64-files
	@$(MAKE) --no-print-directory image-files

image-files:
	@mkdir -p $(IMAGE)
	@$(IMAGE_TOOLS)/sources main non-free-firmware >$(IMAGE)/sources.list
	@$(IMAGE_TOOLS)/fetch $(IMAGE)/packages arm64 $(IMAGE)/sources.list $(PACKAGES_ROOT) \
		$$(dpkg-deb -f build/escale_$(VERSION)_arm64.deb Depends | sed 's/([^)]*)//g; s/,/ /g')
	@$(IMAGE_TOOLS)/build $(IMAGE) build/escale_$(VERSION)_arm64.deb $(IMAGE_CARD)

# ---- make device-test: the image in an emulator --------------------------------------------------------------------------
# Not part of `make test`. QEMU 10 comes from Debian's backports and is unpacked beside this machine's Debian.

.PHONY: device-test deps-device emulator
deps-device: deps-image
	@firmware-notes/install-packages $(PACKAGES_DEVICE)

emulator:
	@mkdir -p $(IMAGE)
	@BACKPORTS=1 $(IMAGE_TOOLS)/sources >$(IMAGE)/qemu.sources
	@$(IMAGE_TOOLS)/fetch $(IMAGE)/qemu amd64 $(IMAGE)/qemu.sources qemu-system-arm

device-test: deps-device image emulator
	@$(MAKE) --no-print-directory VARIANT=release -j2 all build/release/tests/screens/tool_compare
	@tests/device/no_network.sh $(IMAGE)/root
	@tests/device/boot $(IMAGE_CARD)
	@tests/device/doors $(IMAGE_CARD)
	@tests/device/slots $(IMAGE_CARD)
	@tests/device/power $(IMAGE_CARD) 200

# ---- make device-night: ten times as many power cuts ----
.PHONY: device-night
device-night: device-test
	@tests/device/power $(IMAGE_CARD) 2000

# Escale. Two commands do everything: `make run` and `make test`. `make help` lists the others.
# Everything built goes to build/$(VARIANT); VARIANT is debug (default), san (sanitizers) or release.

VARIANT ?= debug
CC = gcc
BUILD = build/$(VARIANT)
PKG_CONFIG ?= pkg-config

include firmware-notes/packages.mk

VERSION := 0.1.0

# ---- flags ---------------------------------------------------------------------------------------------

WARN = -Wall -Wextra -Wshadow -Wconversion -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wundef \
	-Wno-sign-conversion
CFLAGS_debug = -O1 -g
CFLAGS_san = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
# The last: two folders give the same bytes (reproducible-builds.org, "Build path").
CFLAGS_release = -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -ffunction-sections -fdata-sections -ffile-prefix-map=$(CURDIR)=.
LDFLAGS_debug =
LDFLAGS_san = -fsanitize=address,undefined
LDFLAGS_release = -pie -Wl,-z,relro,-z,now -Wl,--gc-sections -Wl,--as-needed

CPPFLAGS += -Ikiosk -D_GNU_SOURCE -DESCALE_VERSION='"$(VERSION)"' -MMD -MP
CFLAGS += -std=c11 $(WARN) $(CFLAGS_$(VARIANT))
LDFLAGS += $(LDFLAGS_$(VARIANT))

# ---- what is being made, in one short line; V=1 shows the commands ---------------------------------------------------

V ?= 0
say = $(if $(filter 1,$(V)),,@printf '  %-4s %s\n' $(1) $(2);)

# ---- rooms: one foreign library lives in one room (tests/house/rooms.sh keeps it true) -----------------------

ROOMS = base ports update qr judge ballots content metrics session papers ui seal packs store sync screen hands platform coordinator author app
LIBS_content := libcmark-gfm
BARE_content := -lcsv # these two have no .pc file
BARE_judge := -lzxcvbn
LIBS_ballots := apriltag
LIBS_ui := fribidi libunibreak harfbuzz
LIBS_seal := libsodium
LIBS_update := libcrypto
LIBS_store := sqlite3
LIBS_sync := jansson
LIBS_platform := sdl2 SDL2_ttf libpng
LIBS_screen := libdrm
LIBS_hands := libinput
LIBS_qr := libqrencode
LIBS_author := jansson libzip libxml-2.0

# The rooms each program links, in the order of the linker: users before what they use.
KIOSK_ROOMS = app judge ballots sync store platform screen hands ui qr papers session content metrics packs seal base
AUTHOR_ROOMS = author ballots platform screen hands ui qr session content metrics packs seal base
COORDINATOR_ROOMS = coordinator qr sync store packs metrics seal base
PORTS_ROOMS = ports base
UPDATE_ROOMS = update base

lib = $(patsubst %,$(BUILD)/lib/%.a,$(1))
pkgs = $(foreach r,$(1),$(LIBS_$(r)))
cflags = $(if $(LIBS_$(1)),$(shell $(PKG_CONFIG) --cflags $(LIBS_$(1))))
bare = $(foreach r,$(1),$(BARE_$(r)))
libs = $(if $(strip $(call pkgs,$(1))),$(shell $(PKG_CONFIG) --libs $(call pkgs,$(1)))) $(call bare,$(1))

# ---- programs -----------------------------------------------------------------------------------------------

.PHONY: all programs
all: programs content assets

programs: $(BUILD)/bin/escale-kiosk $(BUILD)/bin/escale-author $(BUILD)/bin/escale-coordinator $(BUILD)/bin/escale-ports \
	$(BUILD)/bin/escale-update

$(BUILD)/bin/escale-kiosk: $(BUILD)/obj/kiosk.o $(call lib,$(KIOSK_ROOMS))
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(call lib,$(KIOSK_ROOMS)) -Wl,--end-group $(call libs,$(KIOSK_ROOMS)) -lm -ldl -lpthread

$(BUILD)/bin/escale-author: $(BUILD)/obj/author.o $(call lib,$(AUTHOR_ROOMS))
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(call lib,$(AUTHOR_ROOMS)) -Wl,--end-group $(call libs,$(AUTHOR_ROOMS)) -lm -ldl -lpthread

$(BUILD)/bin/escale-coordinator: $(BUILD)/obj/coordinator.o $(call lib,$(COORDINATOR_ROOMS))
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(call lib,$(COORDINATOR_ROOMS)) -Wl,--end-group $(call libs,$(COORDINATOR_ROOMS)) -lm

# What runs as root on a kiosk: no library but the C library.
$(BUILD)/bin/escale-ports: $(BUILD)/obj/ports.o $(call lib,$(PORTS_ROOMS))
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(call lib,$(PORTS_ROOMS)) -Wl,--end-group

$(BUILD)/bin/escale-update: $(BUILD)/obj/update.o $(call lib,$(UPDATE_ROOMS))
	@mkdir -p $(@D)
	$(call say,LINK,$@)$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(call lib,$(UPDATE_ROOMS)) -Wl,--end-group $(call libs,$(UPDATE_ROOMS))

define ROOM
$(BUILD)/lib/$(1).a: $$(patsubst kiosk/%.c,$(BUILD)/obj/%.o,$$(wildcard kiosk/$(1)/*.c))
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(call say,AR,$$@)ar rcs $$@ $$^

$(BUILD)/obj/$(1)/%.o: kiosk/$(1)/%.c
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)$$(CC) $$(CPPFLAGS) $$(call cflags,$(1)) $$(CFLAGS) -c -o $$@ $$<
endef
$(foreach r,$(ROOMS),$(eval $(call ROOM,$(r))))

$(BUILD)/obj/%.o: kiosk/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# ---- content: Markdown as it is, SVG drawn once into PNG ----------------------------------------------------------

# A cross build gives a baker that runs on this machine.
BAKER ?= $(BUILD)/bin/escale-author

.PHONY: content
content: $(BAKER)
	@$(BAKER) bake content $(BUILD)/content

# ---- assets: $(BUILD)/assets is complete in itself (--assets): icons and drawings as PNG, the rest as it is ----------

ASSET_ICONS := $(patsubst assets/%.svg,$(BUILD)/assets/%.png,$(wildcard assets/icons/*.svg))
ASSET_PICTURES := $(patsubst assets/%.svg,$(BUILD)/assets/%.png,$(wildcard assets/pictures/*.svg))
ASSET_FILES := $(patsubst assets/%,$(BUILD)/assets/%,$(shell find assets -type f ! -path 'assets/icons/*.svg' \
	! -path 'assets/pictures/*.svg' ! -name '.*'))

.PHONY: assets
assets: $(ASSET_ICONS) $(ASSET_PICTURES) $(ASSET_FILES)

# Only the alpha of an icon counts: the painter tints it.
$(BUILD)/assets/icons/%.png: assets/icons/%.svg | $(BAKER)
	@mkdir -p $(@D)
	@sed 's/currentColor/#ffffff/g' $< | rsvg-convert -w 160 -h 160 -o $@
	@$(BAKER) repack --masque $@

$(BUILD)/assets/pictures/%.png: assets/pictures/%.svg | $(BAKER)
	@mkdir -p $(@D)
	@rsvg-convert -w 960 -h 960 --keep-aspect-ratio -o $@ $<
	@$(BAKER) repack $@

$(BUILD)/assets/%: assets/%
	@mkdir -p $(@D)
	@ln -f $< $@ 2>/dev/null || cp -f $< $@

# ---- tests: tests/ROOM/test_X.c is one Criterion program, tests/ROOM/X.sh one script --------------------------------
# tests/helpers/*.c is linked into every one, tests/ROOM/helpers/*.c into that room's.

TEST_SOURCES := $(wildcard tests/*/test_*.c)
TEST_PROGRAMS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(TEST_SOURCES) $(wildcard tests/*/tool_*.c tests/bench/bench_*.c)) # tools: small programs for scripts
TEST_ROOMS = $(filter-out coordinator author app,$(ROOMS))

$(BUILD)/tests/%: tests/%.c $(wildcard tests/helpers/*.c) $(call lib,$(ROOMS))
	@mkdir -p $(@D)
	$(call say,TEST,$<)$(CC) $(CPPFLAGS) -Itests $(call cflags,$(firstword $(subst /, ,$*))) $(CFLAGS) $(LDFLAGS) -o $@ $< $(wildcard tests/helpers/*.c $(dir $<)helpers/*.c) -Wl,--start-group $(call lib,$(ROOMS)) -Wl,--end-group \
		$(call libs,$(ROOMS)) -lcriterion -lz -lm -ldl -lpthread

# ---- bench: tests/bench/bench_NAME.c measures rooms, tests/bench/screen/ what a person sees; tests/bench/run asks all ----

.PHONY: bench bench-programs
bench: deps-bench
	@$(MAKE) --no-print-directory -j2 VARIANT=release all bench-programs
	@tests/bench/run

bench-programs: $(BUILD)/tests/bench/screen $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/bench/bench_*.c))

$(BUILD)/tests/bench/screen: $(wildcard tests/bench/screen/*.c tests/bench/helpers/*.c)
	@mkdir -p $(@D)
	$(call say,TEST,$@)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -o $@ $^ -lxcb -lxcb-damage -lxcb-xtest

# ---- fuzzing: tests/ROOM/fuzz_NAME.c is one libFuzzer target, tests/ROOM/corpus/NAME/ its kept inputs --------------
# A room gets a target by adding the file, a few inputs and "coverage floor: N" in the file's first comment; nothing is
# named here. Only what the room may use is linked. tests/house/fuzz.sh is the gate; FUZZ_SECONDS=60 make fuzz looks longer.

USES_base = base
USES_content = content base
USES_metrics = metrics base
USES_session = session content metrics base
USES_papers = papers session content metrics base
USES_qr = qr base
USES_ports = ports base
USES_update = update base
USES_judge = judge base
USES_ballots = ballots base
USES_ui = ui qr session content metrics base
USES_seal = seal base
USES_packs = packs seal base
USES_store = store metrics base
USES_sync = sync store seal metrics base
USES_screen = screen base
USES_hands = hands base
USES_platform = platform screen hands ui qr session content metrics base
USES_coordinator = $(COORDINATOR_ROOMS)
USES_author = $(AUTHOR_ROOMS)
USES_app = $(KIOSK_ROOMS)

ifeq ($(VARIANT),fuzz)
CC = clang # gcc has no libFuzzer
WARN = -w
endif
CFLAGS_fuzz = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS_fuzz = -fsanitize=fuzzer,address,undefined

define FUZZ
build/fuzz/tests/$(1)/fuzz_%: tests/$(1)/fuzz_%.c $$(patsubst %,build/fuzz/lib/%.a,$$(USES_$(1)))
	@mkdir -p $$(@D)
	$$(call say,FUZZ,$$<)$$(CC) $$(CPPFLAGS) -Itests $$(CFLAGS) $$(LDFLAGS) -o $$@ $$< -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(call libs,$$(USES_$(1))) -lm -ldl -lpthread
endef
$(foreach r,$(ROOMS),$(eval $(call FUZZ,$(r))))

.PHONY: fuzz fuzz-programs
fuzz-programs: $(patsubst tests/%.c,build/fuzz/tests/%,$(wildcard tests/*/fuzz_*.c))

fuzz: deps-test
	@tests/house/fuzz.sh

.PHONY: test test-only tests
tests: $(TEST_PROGRAMS)

test: deps-test
	@$(MAKE) --no-print-directory test-only

test-only:
	@$(MAKE) --no-print-directory -j2 VARIANT=san tests
	@$(MAKE) --no-print-directory -j2 VARIANT=debug all
	@tests/run

# ---- soak: thirty days of visits, and four hundred moments without memory; some minutes -------------------------------------

.PHONY: soak
soak: deps-test
	@$(MAKE) --no-print-directory -j2 VARIANT=debug all
	@SOAK_VISITS=6000 tests/kiosk/soak.sh
	@MEMORY_POINTS=400 tests/kiosk/memory.sh

# ---- run: a window, the console, or with neither the demonstration in pictures (the kiosk then says so and exits 3) --------

.PHONY: run demo
run: deps
	@$(MAKE) --no-print-directory VARIANT=release -j2 all
	@build/release/bin/escale-kiosk --content build/release/content --assets build/release/assets --data build/kiosk-data; \
	status=$$?; [ $$status = 3 ] || exit $$status; echo "Sans écran, voici la démonstration, en images :"; tests/demo/demo build/release

demo: deps
	@$(MAKE) --no-print-directory VARIANT=release -j2 all
	@tests/demo/demo build/release

# The pictures of README.md, taken by the program itself.
.PHONY: pictures
pictures: deps
	@$(MAKE) --no-print-directory VARIANT=release -j2 all
	@rm -rf build/pictures
	@for visit in tour kinds room; do \
		build/release/bin/escale-kiosk --content build/release/content --assets build/release/assets --data build/pictures/data \
			--replay tests/screens/$$visit.taps --shots build/pictures || exit 1; done
	@for p in firmware-notes/pictures/*.png; do cp build/pictures/$${p##*/} $$p; done

# ---- system packages ------------------------------------------------------------------------------------------------------

.PHONY: deps deps-test deps-bench
deps:
	@firmware-notes/install-packages $(PACKAGES_BUILD)
deps-test:
	@firmware-notes/install-packages $(PACKAGES_BUILD) $(PACKAGES_TEST)
deps-bench:
	@firmware-notes/install-packages $(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES_BENCH)

include firmware-notes/device.mk

.PHONY: clean help
clean:
	rm -rf build

help:
	@echo "make run       install what is missing, build, start the kiosk"
	@echo "make demo      the whole chain without a display: pictures and report in build/demo"
	@echo "make test      install what is missing, build, pass every test"
	@echo "make bench     speed, memory and idle cost against their goals; make pictures takes README's screens again"
	@echo "make soak      thirty days of visits, and every kind of moment without memory: some minutes"
	@echo "make fuzz      fuzz every parser that has a target; FUZZ_SECONDS=60 for longer"
	@echo "make deb       build/escale_VERSION_ARCH.deb; make deb-arm64: the one for a Raspberry Pi, cross built and tried under qemu"
	@echo "make image     build/image/escale-VERSION.img: the card for a Raspberry Pi, ready to be written (firmware-notes/image.md)"
	@echo "make update    build/image/escale-VERSION.raucb: the same system for a stick, signed: UPDATE_KEY=, UPDATE_CERT="
	@echo "make device-test  that card in an emulator: touch, stick, bad root, update, 200 power cuts; make device-night: 2,000 cuts"
	@echo "make install   the same files without a package: [DESTDIR=] [PREFIX=/usr]"
	@echo "make           build/debug/bin/escale-{kiosk,author,coordinator}; VARIANT=release|san, V=1 for the whole commands"

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
.DELETE_ON_ERROR:
.SECONDARY:

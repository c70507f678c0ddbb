# Sourced by scripts: `lots` becomes the path of the tool that makes bundles, built once from the debug libraries.
lots=$(dirname "$ESCALE_BIN")/tests/coordinator/lots
if [ ! -x "$lots" ] || [ tests/coordinator/tools/lots.c -nt "$lots" ]; then
	mkdir -p "$(dirname "$lots")"
	lib=$(dirname "$ESCALE_BIN")/lib
	gcc -std=c11 -O2 -Ikiosk -D_GNU_SOURCE -DESCALE_VERSION='"0.1.0"' -o "$lots" tests/coordinator/tools/lots.c \
		-Wl,--start-group "$lib"/{sync,store,metrics,seal,base}.a -Wl,--end-group \
		$(pkg-config --libs jansson sqlite3 libsodium)
fi

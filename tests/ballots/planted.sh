#!/bin/bash
# Mistakes planted in the room, one at a time: the tests of single cards must fail on each, and pass without any.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/lib/base.a
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Compiled once, with the headers as they are: what is planted does not change what is expected.
flags="-std=c11 -O1 -D_GNU_SOURCE"
for test in tests/ballots/test_box tests/ballots/test_ballots tests/helpers/card_scene; do
	gcc $flags -Ikiosk -Itests -c -o "$work/${test##*/}.o" $test.c
done

passes() { # FOLDER: the room's sources there pass the room's tests
	gcc $flags -I"$1" -Ikiosk -o "$1/all" "$1"/ballots/*.c "$work"/*.o build/debug/lib/base.a -lapriltag -lcriterion -lm
	"$1/all" --jobs 2 >"$1/log" 2>&1
}
plant() { # NAME FILE SED
	mkdir -p "$work/$1"
	cp -r kiosk/ballots "$work/$1/"
	sed -i "$3" "$work/$1/ballots/$2"
	! cmp -s "kiosk/ballots/$2" "$work/$1/ballots/$2" || { echo "$1: nothing was planted"; exit 1; }
	! passes "$work/$1" || { echo "$1: the planted mistake is not noticed"; exit 1; }
}

mkdir "$work/none"
cp -r kiosk/ballots "$work/none/"
passes "$work/none" || { echo "the room fails as it is"; cat "$work/none/log"; exit 1; }
plant backwards ballots.c 's/(BALLOTS_ANSWERS - quarters)/(BALLOTS_ANSWERS + quarters)/'
plant upside-down ballots.c 's/(BALLOTS_ANSWERS - quarters)/(BALLOTS_ANSWERS + 2 - quarters)/'
plant too-tilted ballots.h 's/BALLOTS_TILT_MAX = 30/BALLOTS_TILT_MAX = 45/'
plant doubles ballots.c 's/if (out\[i\].card == card)/if (0)/'
plant strangers ballots.c 's/(uint32_t)cards + 1;/BALLOTS_CARDS_MAX + 1;/'
plant hasty internal.h 's/BOX_FRAMES = 30/BOX_FRAMES = 3000/'
plant first-wins box.c 's/answer != ANSWER_NONE && same/c->answer == ANSWER_NONE \&\& same/'
plant remembers ballots.c '/^void ballots_restart/,/^}/s/box_empty.*;/(void)b;/'

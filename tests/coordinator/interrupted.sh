#!/bin/bash
# importer killed at any moment: what was counted is counted whole, doing it again gives the same result, no reader stays behind,
# and no half copy is in lots/. Long work tells how far it is and how long it takes: one line on a terminal, nothing on a pipe.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
bin=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || tail -20 said; exit 1; }

"$bin" init >/dev/null
"$bin" cles nouvelle une >/dev/null
key=$(age-keygen -y escale-coordination/cles/une.txt)
stranger=$(age-keygen 2>/dev/null | age-keygen -y)
"$lots" stick "$key" "$key" 8 4 14 21 3 >keys # 64 bundles with the copied cards' own
"$lots" unread "$stranger" "$key" 2 4 12 22 >>keys # verified, not read: copies are kept
mkdir all && for f in stick/ESCALE/*.escale; do cp "$f" "all/a-${f##*/}"; done
for f in stick/clone/ESCALE/*.escale; do cp "$f" "all/c-${f##*/}"; done
for f in unread/ESCALE/*.escale; do cp "$f" "all/u-${f##*/}"; done
i=0
while read -r k; do i=$((i + 1)); "$bin" borne inscrire --mots-compares --nom "Borne $i" --lieu bus --commune 23096 "$k" >/dev/null; done <keys
cp -r escale-coordination fresh
state() { # everything but the rows' numbers
	sqlite3 "$1/coordinator.db" "SELECT lower(hex(b.sha)), b.counted, b.diverging, b.broken, b.sessions,
		(SELECT group_concat(x) FROM (SELECT f.line || c.n AS x FROM cell c JOIN fact f ON f.id = c.fact WHERE c.bundle = b.id ORDER BY 1)) FROM standing b ORDER BY b.sha"
}
whole() { # the copies in lots/ are the files that came
	local f
	for f in "$1"/lots/*.escale; do
		[ -e "$f" ] || continue
		[ "$(grep -c "$(sha256sum <"$f" | cut -d" " -f1)" sums)" -ge 1 ] || fail "$f is not one of the files that came"
	done
}
sha256sum all/*.escale >sums
"$bin" importer all >said 2>&1 || :
grep -q "mis de côté" said || fail "nothing is contested: the test is too easy"
state escale-coordination >want
[ "$(wc -l <want)" = "$(ls all/*.escale | wc -l)" ] || fail "not every bundle is in"

reached=0
for round in 1 2 3 4 5 6; do
	rm -rf hurt && cp -r fresh hurt
	for again in 1 2 3; do
		"$bin" --dir hurt importer all >said 2>&1 & pid=$!
		sleep "0.0$((RANDOM % 90 + 10))"
		kill -9 $pid 2>/dev/null && reached=$((reached + 1)) || :
		wait $pid 2>/dev/null || :
	done
	for _ in $(seq 100); do pgrep -f "$dir/hurt|--dir hurt importer" >/dev/null || break; sleep 0.05; done
	pgrep -f -- "--dir hurt importer" >/dev/null && fail "readers of a killed import are still there"
	[ -z "$(comm -23 <(state hurt | cut -d'|' -f1,6 | sort) <(cut -d'|' -f1,6 want | sort) | grep -v '|$')" ] || fail "a bundle is counted otherwise, or in part"
	whole hurt
	"$bin" --dir hurt importer all >said 2>&1 || :
	state hurt | cmp -s - want || fail "round $round: killed and resumed, another result"
	whole hurt
	[ "$(ls hurt/lots/*.escale | wc -l)" = "$(ls escale-coordination/lots/*.escale | wc -l)" ] || fail "a copy is missing after all"
done
[ "$reached" -gt 5 ] || fail "only $reached kills came before the end"

# ---- progress
rm -rf hurt && cp -r fresh hurt
"$bin" --dir hurt importer all >out 2>err || :
[ ! -s err ] || fail "a pipe gets progress: $(head -c 200 err)"
LC_ALL=C grep -q $'\r\|\033' out && fail "a pipe gets control characters"
cat >slow.c <<'C'
#include <time.h>
/* Every look at the clock takes a second. */
time_t time(time_t *t)
{
	static time_t now = 1800000000;
	now++;
	if (t)
		*t = now;
	return now;
}
C
gcc -shared -fPIC -o slow.so slow.c
rm -rf hurt && cp -r fresh hurt
LD_PRELOAD=$PWD/slow.so script -qec "$bin --dir hurt importer all" typed >/dev/null 2>&1 </dev/null || :
tr '\r' '\n' <typed | grep -q "Lot 20 sur $(ls all/*.escale | wc -l), encore [0-9]* s" || fail "a terminal does not see how long: $(tr '\r' '\n' <typed | grep Lot | head -3)"
tr -d '\r' <typed | sed 's/\x1b\[K/\n/g' | grep -qE '^[0-9]+ fichiers lus' || fail "the summary does not stand on a line of its own"

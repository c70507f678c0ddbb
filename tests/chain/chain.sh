#!/bin/bash
# The whole chain with the real programs: two kiosks, visits, sticks, one coordination; and with nothing of ours at the joints:
# age, minisign, tar and sha256sum open, verify and count what we wrote. Nothing of what residents did is anywhere in clear.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh
at() { # NAME OPTIONS...
	data=$1 stick=cle-$1 kiosk "${@:2}"
}

# ---- a coordination: some people count, others carry
coordinator init --territoire "Pays des Essais" || fail "init"
for person in comptage comptage-coffre transport transport-coffre; do coordinator cles nouvelle $person || fail "key $person"; done
count=escale-coordination/cles/comptage.txt
carry=escale-coordination/cles/transport.txt

# ---- two kiosks: set up from the stick, visited, exported
day=20700
for name in mairie bus; do
	mkdir "cle-$name"
	coordinator destinataires --evaluation comptage --evaluation comptage-coffre --coordination transport \
		--coordination transport-coffre "cle-$name" || fail "recipients for $name"
	minisign -q -V -m "cle-$name/ESCALE/destinataires.txt" -p escale-coordination/autorite.pub || fail "minisign refuses our list"
	at $name --replay "$taps/setup.taps" --day $day
	[ $name = mairie ] && panel=10.1 || panel=7
	at $name --panel $panel --simulate 14 --seed ${#name} --day $((day + 1))
done
# Nothing is written before the month is over.
"$bin/escale-kiosk" --content "$content" --assets "$build/assets" --data bus --usb cle-bus --authority escale-coordination/autorite.pub \
	--replay "$taps/export.taps" --day $((day + 2)) >said 2>&1 && fail "a bundle of three days was exported"
ls cle-bus/ESCALE/*.escale >/dev/null 2>&1 && fail "a bundle of three days is on the stick"
for name in mairie bus; do
	at $name --replay "$taps/export.taps" --day $((day + 12))
	[ "$(ls cle-$name/ESCALE/*.escale | wc -l)" = 1 ] || fail "not one bundle on the stick of $name: $(ls -R cle-$name)"
	coordinator borne inscrire --mots-compares --nom "$name" --lieu "$name" --commune 73001 "$(tail -n 1 cle-$name/ESCALE/borne-*.pub)" ||
		fail "enrolling $name"
done

# ---- opened with stock tools only
lot=$(echo cle-mairie/ESCALE/*.escale)
age -d -i $carry -o lot.tar "$lot" || fail "age does not open the bundle"
age -d -i $count "$lot" >/dev/null 2>&1 && fail "the counting key alone opens the bundle: two lists were one"
mkdir open && tar xf lot.tar -C open
minisign -q -V -m open/manifest.json -p cle-mairie/ESCALE/borne-*.pub || fail "minisign refuses the manifest"
get() { sed -n "s/^  \"$1\": \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},\\{0,1\\}$/\\1/p" open/manifest.json; }
[ "$(sha256sum <open/facts.bin | cut -d' ' -f1)" = "$(get facts_sha256)" ] || fail "facts.bin has another hash"
slot=$(get envelope_size) kept=$(get facts_kept)
sessions=$(get sessions) # somebody may leave before choosing a language: that is no visit
[ "$sessions" -ge 11 ] && [ "$sessions" -le 14 ] || fail "$sessions visits, of 14"
[ "$kept" -ge $((sessions * 16)) ] || fail "only $kept envelopes for $sessions visits"
[ $((kept % 16)) = 0 ] || fail "$kept envelopes: a visit is not a multiple of 16"
for ((i = 0; i < kept; i++)); do
	dd if=open/facts.bin of=slot bs="$slot" skip=$i count=1 status=none
	age -d -i $count slot >>facts 2>>said || { # a smaller envelope is followed by zeros
		perl -0777 -pe 's/\0+\z//' slot | age -d -i $count >>facts 2>>said || fail "age does not open fact $i"
	}
done
[ "$(stat -c %s facts)" = $((kept * 64)) ] || fail "the facts are not lines of 64 bytes"
counted=$(grep -vc '^decoy' facts)
grep -q '^module_start cybersecurite' facts || fail "no module was started in 14 visits"

# ---- counted by the coordinator: the same number, whatever is imported again
coordinator importer cle-mairie || fail "import"
grep -q "$sessions utilisations, $counted faits" said || fail "age counts $counted facts, and import says: $(cat said)"
coordinator importer cle-bus || fail "import of the second kiosk"
coordinator rapport --titres "$content/titles.tsv" --sortie one.html || fail "report"
coordinator importer cle-bus && coordinator importer cle-mairie || fail "importing again is refused"
grep -q "déjà" said || fail "a second import does not say that it is one"
coordinator rapport --titres "$content/titles.tsv" --sortie two.html || fail "report"
cmp -s one.html two.html || fail "importing twice changes the report: $(diff one.html two.html | head -5)"
grep -q "Se protéger" one.html || fail "the report does not name the modules"

# ---- the next month: only the new bundle counts; a damaged copy is named and loses nothing else
at mairie --simulate 12 --seed 99 --day $((day + 20))
at mairie --replay "$taps/export.taps" --day $((day + 30))
new= # the first month goes along until the kiosk has a receipt for it
for file in cle-mairie/ESCALE/*.escale; do age -d -i $carry "$file" | grep -aq '"number": 2' && new=$file; done
[ -n "$new" ] || fail "the second month is not beside the first: $(ls cle-mairie/ESCALE)"
mkdir -p damaged/ESCALE && cp "$new" damaged/ESCALE/ && printf 'XXXXXXXX' |
	dd of="damaged/ESCALE/$(basename "$new")" bs=1 seek=5000 conv=notrunc status=none
for size in 0 100 20000 $(($(stat -c %s "$new") - 1)); do head -c "$size" "$new" >"damaged/ESCALE/00000000000$((10000 + size % 9999)).escale"; done
coordinator importer damaged && fail "a damaged bundle is accepted"
[ "$(grep -c "REFUSÉ" said)" = 5 ] || fail "each damaged copy is named: one byte, and four cut short"
coordinator importer cle-mairie || fail "the second month after a damaged copy"
grep -q "1 compté" said || fail "the second month is not counted once"

# ---- the canary: no module, no question, no kind of fact is in clear on the card or on the stick
sed -n 's/^<!-- [a-z-]*: *\([a-z0-9-]\{6,\}\) *-->$/\1/p' "$content"/*/fr.md >canaries
(cd "$content" && ls -d */) | tr -d / | grep '......' >>canaries
printf 'module_start\nmodule_end\nlt5 alone\n' >>canaries
[ "$(wc -l <canaries)" -gt 20 ] || fail "too few canaries"
in_clear() { grep -rlaFf canaries "$@"; }
for place in mairie bus cle-mairie cle-bus; do
	found=$(in_clear $place) && fail "residents' answers are in clear in $place: $found $(grep -raoFf canaries $place | sort | uniq -c | head -3)"
done
cp -r bus leak && head -c 64 facts >>leak/escale.db && printf 'item cybersecurite numero-33700 during right' >>leak/escale.db
in_clear leak >/dev/null || fail "the canary's control: a fact in clear was not found"

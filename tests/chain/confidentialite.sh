#!/bin/bash
# The page for the data protection officer says nothing that is not so: every command of firmware-notes/confidentialite.md is
# run as it is written there, on a real kiosk's data, and must answer what the page says. Leaks are planted: the page's own
# commands must find them.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh
page=$root/firmware-notes/confidentialite.md
export LC_ALL=C.UTF-8

cp "$(dirname "$page")/escale-kiosk.service" .

# ---- a month of a kiosk, with roles apart
coordinator init
for key in eva evb porte coffre; do coordinator cles nouvelle $key; done
mkdir cle
coordinator destinataires --evaluation eva --evaluation evb --coordination porte --coordination coffre cle
cp escale-coordination/cles/eva.txt evaluation.txt
cp escale-coordination/cles/porte.txt coordination.txt
kiosk --replay "$taps/setup.taps" --day $day
kiosk --simulate 14 --seed 3 --day $((day + 1))
kiosk --replay "$taps/export.taps" --day $((day + 12))
enrol Bus
coordinator importer cle
coordinator recus recus
cp -r carte kept
mkdir stick && cp -r cle/. stick/ && rm cle/ESCALE/*.escale && cp recus/ESCALE/* cle/ESCALE/
kiosk --replay "$taps/export.taps" --day $((day + 12))
mv carte carte-apres && mv kept carte
rm -r cle && mv stick cle

# The keys in clear of this rehearsal go behind a passphrase, at a terminal.
rm escale-coordination/cles/*.html escale-coordination/cles/{eva,evb,coffre}.txt
cat >protect.exp <<'X'
set timeout 20
log_user 0
foreach what {{autorite proteger} {cles proteger porte}} {
	eval spawn -noecho $env(COORDINATOR) $what
	expect "Phrase de passe :" { send "une phrase assez longue\r" } timeout { exit 1 }
	expect "deuxi" { send "une phrase assez longue\r" } timeout { exit 1 }
	expect eof {} timeout { exit 1 }
	if {[lindex [wait] 3] != 0} { exit 1 }
}
X
COORDINATOR=$bin/escale-coordinator expect protect.exp || fail "protecting the keys"

# ---- the page's commands: "# →" lines are what the one before must answer, in that order
awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$page" >commands
[ "$(grep -c '^# → ' commands)" -ge 18 ] || fail "the page has lost its commands"
check() { # every command of the page; prints those that answer otherwise
	local command='' out='' line
	while IFS= read -r line || [ -n "$line" ]; do
		if [ "${line#\# → }" != "$line" ]; then
			[ "$out" = "${line#\# → }" ] || { echo "$command"; echo "    answers « $out », the page says « ${line#\# → } »"; }
			command=
		else
			command=$line
			out=$(bash -c "$command" 2>&1) || :
		fi
	done <commands
}
check >wrong
[ ! -s wrong ] || { cat wrong; fail "the page says what is not so"; }

# ---- and they would tell: each planted fault is found by a command of the page
plant() { # WHAT COMMAND: after COMMAND the page's commands must object
	rm -rf "$dir/sound" && mkdir "$dir/sound" && cp -r carte carte-apres cle recus escale-coordination ./*.txt "$dir/sound/"
	eval "$2"
	check >wrong
	[ -s wrong ] || fail "the page does not find: $1"
	rm -rf carte carte-apres cle recus escale-coordination
	cp -r "$dir/sound/." .
}
plant "a fact in clear on the card" 'printf "module_start cybersecurite   " >>carte/escale.db'
plant "a fact in clear on the stick" 'printf "visit 5to15 alone    " >"cle/ESCALE/zz.escale"'
plant "an envelope that shows" 'sqlite3 carte/escale.db "INSERT INTO envelope VALUES(7, zeroblob(99), zeroblob(8))"'
plant "a column with the hour" 'sqlite3 carte/escale.db "ALTER TABLE envelope ADD COLUMN hour"'
plant "a secret key on the card" 'grep AGE-SECRET evaluation.txt >>carte/escale.db'
plant "a list that nobody signed" 'sed -i "s/version 1/version 2/" cle/ESCALE/destinataires.txt'
plant "a key in clear" 'cp evaluation.txt escale-coordination/cles/eva.txt'
plant "one key for both roles" 'cp evaluation.txt coordination.txt'
plant "receipts that nobody signed" 'echo >>recus/ESCALE/recus.txt'
check >wrong
[ ! -s wrong ] || { cat wrong; fail "planting left something behind"; }
exit 0

#!/bin/bash
# A kiosk is enrolled by eight words, and only once somebody at a terminal has said that they are the same.
set -eu
cd "$(dirname "$0")/../.."
make -s build/debug/tests/coordinator/tool_lots build/debug/bin/escale-coordinator
lots=$PWD/build/debug/tests/coordinator/tool_lots
export BIN=$PWD/build/debug/bin/escale-coordinator
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
fail() { echo "$*"; [ ! -f said ] || cat said; exit 1; }
"$BIN" init >/dev/null
"$BIN" cles nouvelle a >/dev/null
recipient=$(age-keygen -y escale-coordination/cles/a.txt)
"$lots" stick "$recipient" "$recipient" 1 1 20 3 >key
export KEY=$(ls stick/ESCALE/borne-*.pub)
enrolled() { "$BIN" bornes | grep -c "^Bus (" || true; }

answer() { # ANSWER STATUS
	expect -c 'set timeout 20; log_user 0
		spawn -noecho $env(BIN) borne inscrire --nom Bus --lieu bus --commune 23096 $env(KEY)
		expect -re "oui ou non" {} default { exit 90 }
		send -- "'"$1"'\r"
		expect eof {} timeout { exit 91 }
		exit [lindex [wait] 3]' >said || { [ $? = "$2" ] || fail "« $1 »: status $?"; return 0; }
	[ "$2" = 0 ] || fail "« $1 » is a yes"
}
got=0
"$BIN" borne inscrire --nom Bus --lieu bus --commune 23096 "$KEY" >said 2>&1 </dev/null || got=$?
[ $got = 2 ] && grep -q -- "--mots-compares" said || fail "nobody was there to compare the words"
for no in non "" "je ne sais pas"; do
	answer "$no" 1
	[ "$(enrolled)" = 0 ] || fail "enrolled after « $no »"
done
answer oui 0
[ "$(enrolled)" = 1 ] || fail "not enrolled after « oui »"
"$BIN" borne revoquer Bus >/dev/null

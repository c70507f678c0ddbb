#!/bin/bash
# A forgotten code, with the real programs and stock minisign: the kiosk shows a number, the coordination signs it for that
# kiosk, a new code is chosen. Files for another kiosk, for another number, by another authority, altered, or used before open
# nothing.
cd "$(dirname "$0")/../.."
. tests/chain/helpers/lib.sh
refuses() { # SENTENCE COMMAND...
	local sentence=$1
	shift
	coordinator "$@" && fail "accepted: $*"
	grep -q -- "$sentence" said || fail "it does not say: $sentence"
}
plays() { # DATA, commands on standard input
	data=$1 behind_door --day 20720
}
number_of() { # DATA
	plays "$1" <<-'END'
		tap Code oublié ?
		print
	END
	sed -n 's/^ *\([0-9]\{4\}\) \([0-9]\{4\}\)$/\1\2/p' shown | head -1
}

coordination cle
for which in bus mairie; do # two kiosks that sent once, so that their keys are known
	data=$which kiosk --replay "$taps/setup.taps" --day 20700
	data=$which kiosk --simulate 14 --seed 3 --day 20701
	data=$which kiosk --replay "$taps/export.taps" --day 20712
	enrol "$which"
	rm -f cle/ESCALE/borne-*.pub cle/ESCALE/*.escale
done

rm -rf cle/ESCALE

# ---- the number
number=$(number_of bus)
[ ${#number} = 8 ] || fail "no number of eight digits: $number"
[ "$(number_of bus)" = "$number" ] || fail "another number at each look"
other=$(number_of mairie)
[ "$other" != "$number" ] || fail "two kiosks show one number"
shows "gardés ici seront effacés"

# ---- the coordinator's side
typo=$(((${number:0:1} + 1) % 10))${number:1}
refuses "Un chiffre de ce nombre est faux" code bus "$typo" cle
refuses "huit chiffres" code bus 1234567 cle
refuses "Aucune borne ne s'appelle" code car "$number" cle
refuses "Usage" code bus "$number"
[ ! -e cle/ESCALE ] || fail "something was written"
coordinator code bus "${number:0:4}" "${number:4}" cle || fail "code"
file=$(ls cle/ESCALE/code-*.txt)
minisign -q -Vm "$file" -p escale-coordination/autorite.pub || fail "minisign refuses the file"
[ "$(minisign -Q -Vm "$file" -p escale-coordination/autorite.pub)" = "escale code 1" ] || fail "another trusted comment"
[ "$(sed -n 3p "$file")" = "number $number" ] && [ "$(wc -l <"$file")" = 3 ] || fail "not the three lines"
cp -r cle/ESCALE right

# ---- what opens nothing
stays() { # WHY SENTENCE
	plays bus <<-'END'
		tap Code oublié ?
		tap Lire le fichier de la clé
		print
	END
	shows "$2"
	plays bus <<-'END'
		code 280419
		print
	END
	shows "Espace conseiller" || fail "$1: the old code is gone"
}
with() { rm -rf cle/ESCALE && cp -r right cle/ESCALE; }
rm -rf cle/ESCALE && mkdir cle/ESCALE
stays "no file" "ne porte pas de fichier"
with && rm "$file.minisig"
stays "no signature" "La signature de ce fichier est fausse"
with && sed -i "s/^number .*/number $other/" "$file"
stays "altered" "La signature de ce fichier est fausse"
with && truncate -s 5000 "$file"
stays "too long" "est abîmé"
"$bin/escale-coordinator" --dir thief init >/dev/null
cp escale-coordination/autorite.secret mine && cp thief/autorite.secret escale-coordination/
with && coordinator code bus "$number" cle && cp mine escale-coordination/autorite.secret || fail "the thief's file"
stays "another authority" "La signature de ce fichier est fausse"
with && coordinator code bus "$other" cle || fail "another number"
stays "another number" "répond à un autre nombre"
rm -rf cle/ESCALE && coordinator code mairie "$number" cle || fail "for the other kiosk"
stays "another kiosk" "pour une autre borne"
mv cle/ESCALE/code-*.txt "$file" && mv cle/ESCALE/code-*.txt.minisig "$file.minisig"
stays "another kiosk's under our name" "pour une autre borne"

# ---- the right one: a new code, and the old one is gone
with
plays bus <<-'END'
	tap Code oublié ?
	tap Lire le fichier de la clé
	print
	code 730519
	code 730519
	print
END
shows "Espace conseiller"
plays bus <<-'END'
	code 280419
	print
END
shows "Code faux"
plays bus <<-'END'
	code 730519
	print
END
shows "Espace conseiller"

# ---- once: the same file again opens nothing, and the next number is another one
plays bus <<-'END'
	tap Code oublié ?
	tap Lire le fichier de la clé
	print
END
shows "a déjà servi"
[ "$(number_of bus)" != "$number" ] || fail "the same number again"

# ---- a revoked kiosk gets nothing
coordinator borne revoquer bus || fail "revoking"
refuses "révoquée" code bus "$number" cle

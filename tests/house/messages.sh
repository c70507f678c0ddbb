#!/bin/sh
# What the screen says when something is wrong, the technician's page explains, in French and in English: a sentence that is
# new or changed in the code and not in firmware-notes/technici{en,an}.md fails here.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The sentences of the code, apostrophes made plain. A sentence with a hole in it is cut there: its longest piece is looked for.
sentences() { # folder of the sources
	{
		sed -n 's/.*\[RESULT_[A-Z_]*\] = F_("\([^"]*\)").*/\1/p; s/.*return F_("\([^"]*\)");.*/\1/p' \
			"$1/ui/view_staff.c" "$1/ui/view_staff_codes.c" "$1/ui/view_contents.c" "$1/ui/view_update.c"
		sed -n 's/.*F_("\([^"]*\)").*/\1/p' "$1/ui/view_staff.c" "$1/ui/view_staff_codes.c" "$1/ui/view_update.c" |
			grep -E 'Attention|abîmée?s?\.|s’effacent|non enregistrées|ne sont pas bons|La carte|Code faux|a pas marché|a pas démarré|Borne d’essai|La borne redémarre'
		sed -n 's/.*W_("\(Cette borne[^"]*\)").*/\1/p' "$1/ui/view_empty.c"
		sed -n 's/.*\(WRONG([^"]*\|card_mistake([^"]*\|return \)"\([^"]*\)".*/\2/p' "$1/app/card.c" "$1/app/setup.c"
	} | sed "s/’/'/g" | sed 's/{[0-9]}.*//; s/%[.*0-9]*[ds]/\n/g' |
		sed 's/^[« »]*//; s/[« »]*$//; s/\. Écrivez.*//; s/\. Gardez.*//; s/\. Recopiez.*//; s/\. Les réglages.*//
			s/\. Enregistrez.*//; /^[a-z]/s/ :.*//; s/ : *$//; s/, ou ce n.*//; s/, dans ce dossier.*//' |
		grep -E '.{9}' | grep -vE "^(escale.txt|untrusted|C'est fait|signes d'autorite)" | sort -u
}

# pages SOURCES PAGE: the sentences that PAGE does not have, one a line
missing() {
	sentences "$1" >"$work/said"
	sed "s/’/'/g" "$2" >"$work/page"
	while read -r line; do
		grep -qF -- "$line" "$work/page" || printf '%s\n' "$line"
	done <"$work/said"
}

bad=0
for page in firmware-notes/technicien.md firmware-notes/technician.md; do
	missing kiosk "$page" >"$work/missing"
	if [ -s "$work/missing" ]; then
		echo "$page does not explain:"
		cat "$work/missing"
		bad=1
	fi
done
[ "$(sentences kiosk | wc -l)" -ge 50 ] || { echo "only $(sentences kiosk | wc -l) sentences were found in the code"; bad=1; }

# Controls: a sentence changed in the code, and one taken out of the page, are seen.
mkdir "$work/kiosk"
cp -R kiosk/ui kiosk/app "$work/kiosk"
sed -i 's/La clé est pleine\./La clé déborde./' "$work/kiosk/ui/view_staff.c"
missing "$work/kiosk" firmware-notes/technicien.md | grep -q 'La clé déborde' || { echo "a new sentence was not seen"; bad=1; }
sed 's/est déjà dit/est dit/' firmware-notes/technicien.md >"$work/short.md"
missing kiosk "$work/short.md" | grep -q 'est déjà dit' || { echo "a row that is gone was not seen"; bad=1; }
exit $bad

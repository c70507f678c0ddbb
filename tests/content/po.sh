#!/bin/bash
# The interface's translations: well-formed for gettext (msgfmt --check), and complete. Every sentence marked W_("...") has its
# translation in English, Arabic and Ukrainian; the key is the French sentence. Sentences for staff, F_("..."), are French only.
# Plants a missing translation and a broken file first: a gate that cannot catch them is no gate.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

keys() { # SOURCES... -> a template with every key
	xgettext --language=C --from-code=UTF-8 --keyword=W_ --no-wrap -o "$work/keys.pot" "$@" 2>"$work/talk" ||
		{ cat "$work/talk"; return 1; } # its warnings say that French is not ASCII
	sed -i 's/charset=CHARSET/charset=UTF-8/' "$work/keys.pot"
	[ -s "$work/keys.pot" ] || { echo "no sentence marked W_ in the sources"; return 1; }
}

key_of() { # entries -> their keys, one a line, without the head's
	awk 'BEGIN { RS = "" } { sub(/\nmsgstr .*/, ""); sub(/^(#[^\n]*\n)*msgid /, ""); gsub(/"\n"/, ""); if ($0 != "\"\"") print }'
}

missing() { # PO -> the keys that it does not translate, "" when complete
	msgfmt --check -o /dev/null "$1" || { echo "$1: msgfmt refuses this file"; return; }
	# Merged without guessing: what is not translated has an empty msgstr.
	msgmerge --quiet --no-fuzzy-matching --no-wrap -o - "$1" "$work/keys.pot" |
		msgattrib --no-wrap --untranslated --no-obsolete --no-location | key_of
	msgattrib --no-wrap --only-fuzzy --no-obsolete --no-location "$1" | key_of | sed 's/^/fuzzy: /'
}

echo 'const char *a = W_("Un"), *b = W_("Déjà");' >"$work/plant.c"
keys "$work/plant.c"
head='msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
printf "$head"'msgid "Un"\nmsgstr "One"\n' >"$work/plant.po"
[ "$(missing "$work/plant.po" 2>/dev/null)" = '"Déjà"' ] || { echo "the gate missed a missing translation"; exit 1; }
printf "$head"'msgid "Un"\nmsgstr "One\n' >"$work/broken.po"
missing "$work/broken.po" 2>/dev/null | grep -q refuses || { echo "the gate missed a broken file"; exit 1; }

mapfile -t sources < <(grep -rlE '\bW_\("' kiosk --include='*.c' --include='*.h' | sort)
if [ ! -d assets/i18n ]; then
	echo "no assets/i18n yet"
	exit 0
fi
keys "${sources[@]}"
status=0
for lang in en ar uk; do
	if [ ! -f "assets/i18n/$lang.po" ]; then
		echo "assets/i18n/$lang.po is missing"
		status=1
		continue
	fi
	left=$(missing "assets/i18n/$lang.po")
	[ -z "$left" ] || { printf 'assets/i18n/%s.po lacks:\n%s\n' "$lang" "$left"; status=1; }
done
# French is in the sources; its file may reword and must be well-formed when it is there.
[ ! -f assets/i18n/fr.po ] || msgfmt --check -o /dev/null assets/i18n/fr.po || status=1
exit $status

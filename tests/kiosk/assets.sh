#!/bin/bash
# What comes with the program and is missing or broken: without letters it cannot run and says what to reinstall; without
# anything else it runs, and says in its log what is missing.
cd "$(dirname "$0")/../.."
. tests/kiosk/helpers/lib.sh

original=$assets
copy() { # fresh `parts`, ours to break
	rm -rf parts
	mkdir parts
	cp -r "$original/." parts/
	assets=$dir/parts
}
printf 'wake\ndo lang 0\nshot home\nprint\n' >home.taps
printf 'wake\ndo lang 2\nshot arabic\nprint\n' >arabic.taps

assets=$dir/absent
kiosk 4 --replay visit.taps
says "police .*Andika-Regular.ttf manque. Réinstallez"

copy
rm parts/fonts/Andika-Regular.ttf
kiosk 4 --replay visit.taps && says "Andika-Regular.ttf"
copy
head -c 1000 /dev/urandom >parts/fonts/Andika-Regular.ttf
kiosk 4 --replay visit.taps && says "Andika-Regular.ttf"

# The other families: a warning, and the screens go on.
copy
rm parts/fonts/NotoSansArabic-*.ttf
kiosk 0 --replay arabic.taps --shots shots && says "NotoSansArabic"
kiosk 0 --replay visit.taps
copy
rm parts/fonts/Andika-Bold.ttf
kiosk 0 --replay visit.taps && says "Andika-Bold"
copy
echo broken >parts/fonts/NotoSansArabic-Regular.ttf
kiosk 0 --replay arabic.taps --shots shots && says "NotoSansArabic"

# Icons and drawings.
copy
rm -r parts/icons parts/pictures
kiosk 0 --replay home.taps --shots shots --trace trace && says "icon\|icône\|pictures\|image"
grep -q "\[Se protéger\]" trace || fail "the words are gone with the icons"
copy
for p in parts/icons/*.png; do echo broken >"$p"; done
kiosk 0 --replay home.taps --shots shots

# Translations: French sentences in place of what cannot be read.
for how in 'rm parts/i18n/ar.po' 'truncate -s $(($(grep -abo "msgstr .م" parts/i18n/ar.po | head -1 | cut -d: -f1) + 12)) parts/i18n/ar.po' 'echo "msgid \"a" >parts/i18n/ar.po' \
	'head -c 5000 /dev/urandom >parts/i18n/ar.po' 'truncate -s 3M parts/i18n/ar.po'; do
	copy
	sh -c "$how"
	kiosk 0 --replay arabic.taps --trace trace
	says "ar.po"
	grep -q "Que voulez-vous apprendre" trace || fail "$how: no French in place of the translation"
done

# The voice's lexicon: pronunciation is worse, nothing else.
copy
rm -r parts/voice
kiosk 0 --replay visit.taps

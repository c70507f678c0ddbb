#!/bin/bash
# The 45 faults that a kiosk must stand, and the test that injects each. firmware-notes/pannes.md is made from this table:
#   tests/house/faults.sh --write             after a change here
#   tests/house/faults.sh --results [FILE]    with what the emulator's cases said of the faults they tried (tests/device/machine.py, fault)
# Kept true: no fault without a row, no test that does not exist, a page that is this table's. Plants each of those first.
set -eu
cd "$(dirname "$0")/../.."
page=firmware-notes/pannes.md

# number | fault | what is promised | tests: FILE WORDS ("-": the file itself), several separated by ";" | what remains for hardware
# A file under tests/device without .sh runs in the emulator (make device-test); the others run in every `make test`.
table() {
	cat <<'T'
1 | Courant coupé pendant une écriture dans la base | Ce qui était confirmé reste ; le reste disparaît en entier | store/test_crash.c what_was_acknowledged_survives_and_the_rest_is_whole_or_absent | mille coupures au relais
2 | La même chose sur un vrai ext4 | La borne redémarre, même promesse | device/power - | mille coupures au relais
3 | Deuxième coupure pendant la réparation | Même promesse | store/test_crash.c a_second_cut_during_recovery_changes_nothing |
4 | Coupure pendant l'installation d'un lot de contenus | L'ancien ou le nouveau, entier | packs/test_shelf_crash.c the_first_installation_is_all_or_nothing ; packs/test_shelf_crash.c a_later_installation_is_all_or_nothing ; device/power content packs |
5 | Coupure pendant l'envoi | Aucun envoi à moitié accepté ; rien d'effacé, ni sur la clé ce qui y était | sync/test_export.c a_cut_at_any_call_leaves_whole_bundles_only_and_loses_nothing ; sync/test_export.c a_cut_on_fat_leaves_no_empty_bundle ; device/power the stick, during exports | clé retirée à la main
6 | Coupure pendant une migration ou la création d'une clé | L'ancienne base ou la nouvelle, jamais sans sa clé | store/test_before.c the_program_before_finds_its_database_again ; store/test_crash.c a_migration_is_done_or_not_begun ; device/power keys and codes created |
7 | Programme tué à tout moment | Revient seul, base entière | kiosk/killed.sh - ; store/test_crash.c what_was_acknowledged_survives_and_the_rest_is_whole_or_absent |
8 | Carte qui n'écrit pas ce qu'elle dit avoir écrit | Vu, mis de côté, base neuve, la borne sert | store/test_crash.c planted_a_card_that_does_not_flush_is_noticed ; store/test_damage.c what_is_no_database_is_set_aside_whole_with_its_log ; device/power barrier=0 | les cartes choisies
9 | Superbloc déchiré | Réparé au démarrage | device/superblock.sh - ; device/failures bs=1024 seek=1 |
10 | Disque plein | Les écrans marchent, la perte est comptée | store/test_faults.c a_full_disk_pauses_the_statistics_and_counts_the_loss ; kiosk/disk.sh Full: not one more byte ; device/failures fallocate |
11 | Disque passé en lecture seule | Pareil, et le conseiller le lit | store/test_faults.c a_disk_that_became_read_only_does_the_same ; kiosk/disk.sh Read-only from now on ; device/failures trigger_fs_error |
12 | Erreur de lecture ou d'écriture | Signalée, base entière | store/test_faults.c a_disk_that_fails_for_long_is_reported_and_nothing_is_half_there ; store/test_faults.c a_card_that_cannot_be_read_for_a_moment_loses_nothing |
13 | Erreur au moment de confirmer | Rouvert, vérifié, réécrit | store/test_faults.c one_failed_write_or_flush_loses_nothing |
14 | Plus de mémoire | Arrêt net, redémarrage ; rien de promis n'est perdu | kiosk/memory.sh every moment |
15 | Un bit change dans la base | Ligne refusée et comptée | store/test_damage.c flipped_bits ; device/failures bs=4096 seek |
16 | Un secteur de la base est effacé | Ligne refusée et comptée | store/test_damage.c zeroed_sectors_and_pages ; device/failures bs=4096 seek |
17 | Un bit change dans un lot de contenus | Refusé ; le précédent reste ; sans aucun, un écran le dit | app/test_contents.c an_installed_pack_that_is_damaged_gives_way_to_the_one_before ; packs/test_packfile.c one_bit_flipped_anywhere_it_is_refused ; kiosk/content.sh pas encore de contenu ; device/sticks flipped |
18 | Un envoi changé ou coupé | Nommé ; les autres sont comptés | sync/test_bundle.c no_flipped_bit_and_no_cut_is_ever_accepted ; coordinator/cli.sh empty:not-age |
19 | Horloge fausse de dix ans, ou 1970 | Ordre par démarrage ; marqué sans date | store/test_expire.c a_date_in_1970_makes_nothing_older ; store/test_expire.c a_bundle_born_in_2099_counts_from_the_true_date_once_it_has_held_a_week ; app/test_world.c a_battery_that_is_empty_makes_staff_confirm_again ; kiosk/clock.sh the clock has lost its time ; device/clock an empty battery is noticed | avec et sans pile
20 | L'heure saute pendant une visite | Les durées restent justes | platform/test_clock.c milliseconds_never_go_back | avec et sans pile
21 | Clé retirée pendant l'envoi | Dit ; recommencer suffit | app/test_world.c a_stick_that_went_away_loses_nothing ; device/boot pulled in the middle ; device/sticks Pulled in each phase | clé retirée à la main
22 | Clé pleine | Vu avant ; rien ne traîne | sync/test_export.c too_little_space_is_seen_before_writing ; sync/test_export.c a_stick_that_fills_up ; app/test_world.c a_full_stick_is_told_and_another_one_gets_all ; device/sticks filled |
23 | Clé protégée en écriture | Dit clairement | sync/test_export.c a_write_protected_stick ; device/stick.sh a stick with a lock ; device/sticks locked | une clé à loquet
24 | Clé à fausse capacité | Relue avant de dire « terminé » | sync/test_export.c a_stick_that_changes_a_byte |
25 | Cent mille fichiers, dossiers profonds | Un seul dossier connu est lu, avec des bornes | app/test_contents.c ten_thousand_names_are_looked_at_within_bounds ; device/sticks three thousand names |
26 | Lien, chemin qui remonte, périphérique | Refusé | packs/test_packfile.c a_link_a_pipe_a_folder_and_a_device_are_refused ; sync/test_export.c a_link_instead_of_the_folder_leads_nowhere ; device/sticks fault(26 |
27 | Archive qui gonfle | Taille vue avant | packs/test_packfile.c a_list_that_lies_is_refused_even_when_it_is_signed ; author/test_import_h5p.c bomb ; device/sticks liste qui ment |
28 | Fichier de quatre Go | Taille vue avant | app/test_contents.c cut_altered_and_giant_files_are_refused ; coordinator/cli.sh huge:too-big ; device/sticks four_gigabytes |
29 | Noms en mauvais UTF-8, ou trompeurs | Refusés | packs/fuzz_packfile.c coverage floor ; sync/fuzz_tar.c coverage floor ; device/sticks (names, "good") |
30 | Image qui se dit immense | Refusée avant d'être décodée | platform/test_picture.c a_huge_header_is_refused_before_anything_is_decoded |
31 | Système de fichiers hostile | Lecture seule, nosuid, nodev, noexec ; écrite pendant l'envoi seulement. Le lecteur du noyau n'en est pas protégé | device/stick.sh mounted without ; device/doors the stick is mounted without ; device/sticks no_file_systems |
32 | Clé qui est aussi un clavier, carte réseau, appareil inconnu | Reste éteint | ports/test_admit.c a_stick_that_is_also_something_else ; ports/test_admit.c nothing_hides_behind_a_short_descriptor ; device/usb.sh badusb 0 ; device/doors usb-net ; device/sticks odd_devices | un clavier inconnu
33 | Alt+F4, Ctrl+Alt+F2, Super | Rien | platform/xvfb.sh alt+F4 ; kiosk/xvfb.sh ctrl+alt+F2 ; device/doors ctrl alt f2 | au clavier
34 | SysRq, autre console | Rien | device/no_network.sh kernel.sysrq ; device/doors alt sysrq b | au clavier
35 | Ctrl+Alt+Suppr, bouton d'alimentation | Rien | device/no_network.sh ctrl-alt-del.target ; device/doors ctrl alt delete | au clavier, au bouton
36 | Cinq mille touches | La borne répond ; peu de faits | flows/test_storm.c five_thousand_taps_in_ten_minutes_leave_few_facts |
37 | Touche bloquée | Ignorée après trente secondes | ui/test_input.c a_stuck_touch_is_nothing_after_thirty_seconds |
38 | Plusieurs doigts | Le premier seulement | ui/test_input.c the_first_finger_only ; platform/test_press.c a_second_finger_is_never_a_tap ; device/screen a second finger was taken ; device/boot fingers(m | deux doigts sur l'écran
39 | Écran perdu | La borne continue et l'attend ; si c'est la carte graphique, elle se relance ; cinq fois, la machine redémarre | screen/test_screen.c unplugged_the_picture_is_kept_and_plugged_again_it_is_shown ; screen/test_screen.c a_card_that_is_gone_or_taken_away_is_lost ; screen/test_screen.c a_card_that_has_left_is_lost_before_anything_is_shown ; device/screen a display that left and came back ; platform/xvfb.sh a lost display ends the program ; device/failures virtio_gpu/unbind ; device/failures kill -SEGV | câble débranché
40 | Pas de son | La borne continue, en texte | platform/test_voice.c without_a_device_everything_else_goes_on ; platform/test_voice.c a_device_that_fails_later_is_told_once ; device/boot headphones(m | casque débranché
41 | Programme bloqué | Tué en vingt secondes, puis la puce | platform/test_watchdog.c pings_twice_in_the_time_systemd_allows ; device/doors kill -STOP ; device/watchdogs HANG | kill -STOP, noyau arrêté
42 | Deux bornes du même nom | Signalées, jamais mêlées | coordinator/test_merge.c two_contents_under_one_number_are_both_put_aside |
43 | Vieille copie de carte remise | Vue dans la chaîne | coordinator/test_merge.c a_restored_card_breaks_the_chain |
44 | Même envoi deux fois, en désordre | Même bilan | coordinator/test_merge.c twelve_random_orders_with_duplicates_give_one_result |
45 | Trente jours de service | Mémoire et fichiers stables | kiosk/soak.sh everything must be level | une semaine allumée
T
}

clean() { sed 's/^ *//; s/ *$//'; }
column() { cut -d'|' -f"$1" <<<"$2" | clean; }

missing() { # < table: what is wrong, one line each
	local line number tests test file words rows=" "
	while IFS= read -r line; do
		number=$(column 1 "$line")
		rows="$rows$number "
		tests=$(column 4 "$line")
		[ "$tests" != none ] || continue
		[ -n "$tests" ] || echo "fault $number: no test and no word about it"
		while read -r file words; do
			[ -n "$file" ] || continue
			case $words in
			-) [ -f "tests/$file" ] ;;
			*) grep -qF -- "$words" "tests/$file" 2>/dev/null ;;
			esac || echo "fault $number: tests/$file has no \"$words\""
		done < <(tr ';' '\n' <<<"$tests" | clean)
	done
	for number in $(seq 45); do
		[[ $rows == *" $number "* ]] || echo "fault $number has no row"
	done
}

# What the emulator said of a fault: its last run's file, else what the page has from the run before. "failures : ..."
said() { # NUMBER [FILE]
	local found=
	[ -z "${2:-}" ] || found=$(awk -F'\t' -v n="$1" '$1 == n { printf "%s%s : %s", between, $2, $3; between = " ; " }' "$2")
	[ -n "$found" ] || found=$(awk -F' *[|] *' -v n="$1" '$2 == n { print $6 }' $page)
	echo "$found"
}

# < page: a result of a case that is not there, or of a fault that no case says to try
unfounded() {
	local line number how result
	while IFS= read -r line; do
		number=$(cut -d'|' -f2 <<<"$line" | clean)
		how=$(cut -d'|' -f5 <<<"$line")
		while read -r result; do
			[ -n "$result" ] || continue
			[[ $how == *"\`device/${result%% :*}\` (émulateur)"* ]] || echo "fault $number: no test is device/${result%% :*}"
		done < <(cut -d'|' -f6 <<<"$line" | sed 's/ ; \([a-z]* : \)/\n\1/g' | clean)
	done < <(grep '^| [0-9]')
}

write() { # [FILE] < table
	local line tests file how covered=0 hardware here
	cat <<-'P'
		# Les pannes, et comment chacune est essayée

		Cette page est fabriquée par `tests/house/faults.sh --write` ; ne la corrigez pas à la main. **Essai** : à chaque `make test`, ou dans
		un émulateur (`make device-test`). **Dans l'émulateur** : ce que ses essais ont vu, écrit par eux. **Matériel** : ce qui reste à voir sur une vraie borne avant une livraison
		([kiosque.md](kiosque.md), liste de la fin). Une panne sans essai est dite telle.

		| | Panne | Promesse | Essai | Dans l'émulateur | Matériel |
		|-|-|-|-|-|-|
	P
	while IFS= read -r line; do
		tests=$(column 4 "$line")
		hardware=$(column 5 "$line")
		how=
		while read -r file _; do
			case $file in
			none | "") continue ;;
			device/*.sh) here="\`$file\`" ;;
			device/*) here="\`$file\` (émulateur)" ;;
			*) here="\`$file\`" ;;
			esac
			[[ ", $how, " == *", $here, "* ]] || how="${how:+$how, }$here"
		done < <(tr ';' '\n' <<<"$tests" | clean)
		[ -z "$how" ] || covered=$((covered + 1))
		echo "| $(column 1 "$line") | $(column 2 "$line") | $(column 3 "$line") | ${how:-**pas encore**} | $(said "$(column 1 "$line")" "${1:-}") | $hardware |"
	done
	echo
	echo "$covered pannes sur 45 ont leur essai."
}

case ${1:-} in
--write | --results)
	new=$(table | write "$([ "$1" = --write ] || echo "${2:-build/device-test/faults.tsv}")")
	printf '%s\n' "$new" >$page
	exit 0
	;;
esac

[ "$(table | grep -v '^17 ' | missing)" = "fault 17 has no row" ] || { echo "the gate missed a missing row"; exit 1; }
[ "$(table | sed 's/^\(20 .*\)milliseconds_never_go_back/\1no_such_test/' | missing | wc -l)" = 1 ] || { echo "the gate missed a test that is not there"; exit 1; }
[ "$(table | sed 's/^\(14 .*\)| kiosk.*|/\1| |/' | missing | wc -l)" = 1 ] || { echo "the gate missed a fault without a word"; exit 1; }
found=$(table | missing)
[ -z "$found" ] || { echo "$found"; exit 1; }
[ "$(sed 's/^\(| 45 .*|\)[^|]*\(|[^|]*|\)$/\1 boot : vu \2/' $page | unfounded)" = "fault 45: no test is device/boot" ] || { echo "the gate missed a result without a test"; exit 1; }
found=$(unfounded <$page)
[ -z "$found" ] || { echo "$found"; exit 1; }
if cmp -s <(table | sed 's/^3 | /3 | X/' | write) $page; then echo "the gate missed a page that is not the table's"; exit 1; fi
cmp <(table | write) $page || { echo "$page is not this table's: tests/house/faults.sh --write"; exit 1; }

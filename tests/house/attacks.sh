#!/bin/bash
# Attacks on the statistics, and the test that tries each: every one named here must exist, so that a test that is renamed or
# removed does not take its attack out of sight. The tests themselves run with the others; this is the table to read.
# Plants a test that is not there first: a gate that cannot catch it is no gate.
set -eu
cd "$(dirname "$0")/../.."

# attack | tests: ROOM/FILE TEST (a Criterion test's name, or words of a script), one or more, separated by ";"
table() {
	cat <<'T'
search the database and its log for a word of a fact | store/test_privacy.c no_word_of_a_fact_is_on_the_card ; chain/chain.sh the canary
compare the card before and after a visit of 1 to 16 facts | store/test_privacy.c two_images_around_a_visit_differ_by_sixteen_equal_envelopes_whatever_it_did
cut the power at every write of the kiosk | store/test_crash.c what_was_acknowledged_survives_and_the_rest_is_whole_or_absent
cut the power at every write of the coordinator | coordinator/test_interrupted.c a_cut_at_any_write_loses_nothing_and_halves_nothing
kill an import, a union or a push at any moment | coordinator/interrupted.sh killed and resumed, another result ; coordinator/unite.sh half of a union ; coordinator/push.sh cut: the server goes away
cut during an export | sync/test_export.c a_cut_at_any_call_leaves_whole_bundles_only_and_loses_nothing ; sync/test_export.c only_our_own_temporary_files_are_removed
cut between closing a bundle and the hash of its manifest | store/test_crash.c what_was_acknowledged_survives_and_the_rest_is_whole_or_absent ; sync/test_export.c bundles_form_a_chain
last byte removed, cut in the middle | sync/test_bundle.c no_flipped_bit_and_no_cut_is_ever_accepted ; seal/test_age.c every_truncation_is_refused
bits flipped in payload and header | sync/test_bundle.c a_flipped_header_code_is_an_altered_header ; seal/test_age.c an_altered_header_and_an_altered_payload_are_told_apart
a byte appended | sync/test_bundle.c cut_or_lengthened_payload_is_altered ; seal/test_age.c appended_bytes_are_refused
an empty file, a PDF | sync/test_bundle.c an_empty_file_a_pdf_and_text_are_not_age ; coordinator/cli.sh empty:not-age
another key | sync/test_bundle.c another_key_cannot_open_it
a manifest encrypted again with edited counts | coordinator/bundle_tools.sh edited counts ; coordinator/test_merge.c edited_counts_are_refused
edited facts | coordinator/bundle_tools.sh an edited fact ; sync/test_bundle.c facts_other_than_the_signed_ones_are_altered_content
a path that climbs, a symbolic link, data behind the archive | coordinator/bundle_tools.sh a path that climbs ; sync/test_tar.c a_symbolic_link_with_a_right_checksum_is_unexpected ; sync/test_tar.c a_second_archive_behind_the_first_is_unexpected
a file of 65 MiB | coordinator/cli.sh huge:too-big ; sync/test_bundle.c too_big_is_said_before_anything_is_read
an unknown kiosk, a forger's own signature | coordinator/test_merge.c an_unknown_kiosk_is_refused ; coordinator/test_merge.c a_forger_who_signs_with_his_own_key_is_an_unknown_kiosk
a revoked kiosk | coordinator/test_merge.c a_revoked_kiosk_is_refused_but_what_was_counted_stays ; coordinator/test_unite.c what_came_after_the_other_side_revoked_the_kiosk_is_contested
a signed bundle with a fact outside the dictionary | coordinator/test_merge.c one_fact_outside_the_dictionary_refuses_the_whole_bundle
replay and export again | coordinator/test_merge.c the_same_bundle_counts_once_however_it_is_wrapped ; sync/test_export.c a_second_export_is_the_same_bundle_under_another_name
a restored card | coordinator/test_merge.c a_restored_card_breaks_the_chain ; coordinator/lots.sh a restored card
a copied card | coordinator/test_merge.c two_contents_under_one_number_are_both_put_aside ; coordinator/lots.sh a copied card
bundle 2 is missing, then late | coordinator/test_merge.c a_gap_is_seen_and_a_late_bundle_fills_it ; coordinator/lots.sh a gap, then the late arrival
export after one visit | sync/test_export.c waits_for_eleven_visits ; sync/test_bundle.c ten_visits_are_too_few_unless_a_supervisor_said_why
the clock in 1970 and in 2099 | store/test_expire.c a_date_in_1970_makes_nothing_older ; store/test_expire.c a_bundle_born_in_2099_counts_from_the_true_date_once_it_has_held_a_week ; sync/test_export.c a_clock_that_went_back_does_not_hurry_it
an older list of recipients | seal/test_recipients.c only_a_newer_list_of_the_authority_is_installed
a formula in the name of a place | coordinator/test_csv.c a_formula_is_a_text
twelve random orders with duplicates | coordinator/test_merge.c twelve_random_orders_with_duplicates_give_one_result ; coordinator/test_unite.c twelve_random_orders_of_four_states_give_one_result
receipts that are false, old, or of another | chain/receipts.sh signed by another authority ; sync/test_receipt.c changed_after_the_signature_is_refused
a coordination's folder that lies | coordinator/test_unite.c a_changed_manifest_with_its_hash_is_refused ; coordinator/test_unite.c more_counts_than_facts_are_impossible ; coordinator/unite.sh a table that is a view full of lies
a register of kiosks that somebody else wrote | coordinator/forward.sh a forged register enrols
search the card for a group's notes, or for the key that opens them | app/test_codes.c the_rooms_key_is_never_on_the_disk ; app/test_codes.c what_is_kept_opens_with_any_code_after_a_restart_and_with_none_not_at_all
search the card for what was forgotten | store/test_kept.c what_is_forgotten_or_replaced_is_in_no_file_any_more
cut the power while a group session is kept | store/test_kept.c a_power_cut_leaves_the_old_one_or_the_new_one
a file for a forgotten code that is forged, altered, another kiosk's, or used before | chain/forgotten.sh another authority ; app/test_codes.c files_of_others_for_others_and_for_other_numbers_open_nothing ; seal/test_recovery.c another_signer_another_purpose_and_altered_bytes_are_refused
go around the code by Retour or by a code that nobody typed | session/test_staff.c a_bad_file_leads_back_and_so_does_retour_without_opening_anything ; app/test_codes.c nobody_adds_changes_or_removes_one_without_having_typed_one
any bytes as a bundle, an archive, a manifest, receipts, a register of kiosks | sync/fuzz_bundle.c coverage floor ; sync/fuzz_tar.c coverage floor ; sync/fuzz_manifest.c coverage floor ; sync/fuzz_receipt.c coverage floor ; coordinator/fuzz_roster.c coverage floor
any bytes as an age file, a signature, a list of recipients | seal/fuzz_age.c coverage floor ; seal/fuzz_minisign.c coverage floor ; seal/fuzz_recipients.c coverage floor
T
}

# What is not there, one line each. A Criterion test is looked for as a test, not as a word.
missing() { # < table
	local attack tests test file name
	while IFS='|' read -r attack tests; do
		[ -n "${tests// /}" ] || echo "no test: $attack"
		while read -r file name; do
			[ -n "$file" ] || continue
			case $file in
			*/test_*.c) grep -qE "^Test\([a-z_]+, $name[,)]" "tests/$file" 2>/dev/null ;;
			*) grep -qF -- "$name" "tests/$file" 2>/dev/null ;;
			esac || echo "$attack: $file has no \"$name\""
		done < <(tr ';' '\n' <<<"$tests" | sed 's/^ *//; s/ *$//')
	done
}

[ "$(printf 'a | store/test_privacy.c no_such_test\nb | coordinator/lots.sh no such words\nc |\nd | none/test_x.c y\n' | missing | wc -l)" = 4 ] ||
	{ echo "the gate missed a test that is not there"; exit 1; }
[ "$(table | wc -l)" -ge 30 ] || { echo "attacks are gone from the table"; exit 1; }
found=$(table | missing)
[ -z "$found" ] || { echo "$found"; exit 1; }

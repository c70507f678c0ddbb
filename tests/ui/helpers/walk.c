#include "ui/helpers/walk.h"

#include <stdio.h>
#include <string.h>

/* Every list and every door of "Où trouver de l'aide ?". */
static void walk_places(struct tour *w, struct session s)
{
	int first[COMMUNE_GROUPS_MAX + 1], groups = commune_groups(w->pack, first);
	if (!w->pack->venue_count)
		return;
	tour_send(w, &s, MSG_PLACES, 0);
	tour_show(w, s, "places");
	for (int g = 0; groups > 1 && g < groups; g++) {
		struct session at = s;
		tour_send(w, &at, MSG_LETTERS, g);
		tour_show(w, at, "communes");
	}
	for (int c = 0; c < w->pack->commune_count; c++) {
		struct session at = s;
		tour_send(w, &at, MSG_COMMUNE, c);
		tour_show(w, at, w->pack->communes[c].name);
	}
	for (int v = 0; v < w->pack->venue_count; v++) {
		struct session at = s;
		tour_send(w, &at, MSG_PLACE, v);
		tour_show(w, at, w->pack->venues[v].name);
	}
}

void walk_residents(struct tour *w)
{
	struct session s = tour_start(w);
	s.large = s.contrast = false; /* nobody has chosen anything yet */
	for (s.turn = 0; s.turn < LANG_COUNT; s.turn++)
		tour_show(w, s, "attract");
	s.turn = 0;
	s.at = AT_LANGUAGE;
	tour_show(w, s, "language");
	s.large = w->large;
	s.contrast = w->contrast;
	s.at = AT_HOME;
	tour_show(w, s, "home");
	for (int over = OVER_HELP; over <= OVER_IDLE; over++) {
		static const char *const names[] = { [OVER_HELP] = "help", [OVER_SETTINGS] = "settings",
						     [OVER_IDLE] = "idle" };
		struct session under = s;
		under.over = (enum panel_over)over;
		tour_show(w, under, names[over]);
	}
	walk_places(w, s);
	for (int i = 0; i < w->pack->term_count; i++) {
		struct session reading = s;
		tour_send(w, &reading, MSG_WORD, i);
		tour_show(w, reading, w->pack->terms[i].id);
	}
	struct session speaking = s;
	speaking.speaking = true;
	tour_show(w, speaking, "speaking");
	w->look.staffed = !w->look.staffed;
	s.over = OVER_HELP;
	tour_show(w, s, "help of the other kind");
	w->look.staffed = !w->look.staffed;
	s.over = OVER_NONE;
	for (int i = 0; i < w->pack->module_count; i++)
		tour_module(w, s, i);
}

/* As long as a pack's texts may be. */
static const struct contents_told rich_contents = {
	.name = "Prévention des arnaques et des faux messages, printemps",
	.signer = "Communauté de communes des Portes de la Haute-Vallavre",
	.version = 999999,
	.modules = 128,
	.languages = (1u << LANG_COUNT) - 1,
	.bytes = 256 << 20,
};

void walk_staff(struct tour *w)
{
	struct session s = tour_start(w);
	char where[64];
	s.at = AT_STAFF;
	s.staff.unlocked = true;
	for (int rich = 0; rich < 2; rich++) {
		s.staff.info = (struct staff_info){ .today = 20779, .bundle_number = 1, .place = -1, .store_ok = 1 };
		if (rich)
			s.staff.info = (struct staff_info){
				.visits_today = 88, .visits_bundle = 8888, .bundle_number = 88, .lost_visits = 88,
				.today = 20804, .recipients_version = 88, .waiting_bundles = 8, .can_close = 2,
				.has_staff_code = 1, .place = 3, .date_confirmed = 1, .stick = 1, .recovered = 1,
				.contents = { .shown = rich_contents, .before = rich_contents, .offered = rich_contents,
					      .shown_kind = CONTENTS_PACK, .before_kind = CONTENTS_PACK, .on_stick = 8,
					      .offer = RESULT_DONE },
				.update = { .there = 1, .running = "10.20.300", .offered = "10.20.301", .last_version = "10.20.299",
					    .offer = RESULT_DONE, .mb = 888, .trial = 1, .last = LAST_FAILED },
				.codes = 0x1ffe, .code_mine = 12, .code_unsaved = 1, .code_number = "88888888",
				.words = "pommeraie tourterelle vagabonder chrysalide embarquer silhouette parchemin bourrasque",
			};
		s.staff.wrong = rich;
		s.staff.supervisor_setup = rich;
		s.staff.day = s.staff.info.today;
		strcpy(s.staff.digits, rich ? "123456789012" : "");
		for (int page = STAFF_CODE; page < STAFF_RESULT; page++) {
			s.staff.page = (enum staff_page)page;
			bool asked = page == STAFF_CODE || page == STAFF_SUPERVISOR; /* a new code is never waited for */
			s.staff.wait_until_ms = rich && asked ? 30000 : 0;
			snprintf(where, sizeof where, "staff page %d%s", page, rich ? " rich" : "");
			tour_show(w, s, where);
		}
		for (int page = STAFF_CODES; page <= STAFF_FORGOTTEN; page++) {
			s.staff.page = (enum staff_page)page;
			s.staff.told = rich ? CODES_REMOVED : CODES_AS_THEY_ARE;
			s.staff.removing = rich ? 12 : 1;
			snprintf(where, sizeof where, "staff page %d%s", page, rich ? " rich" : "");
			tour_show(w, s, where);
		}
	}
	s.staff.page = STAFF_NEW_CODE;
	s.staff.taken = true;
	s.staff.change = CODE_ADD;
	s.staff.supervisor_setup = false;
	tour_show(w, s, "staff code taken");
	s.staff.page = STAFF_CODE;
	s.staff.checking = true;
	tour_show(w, s, "staff code being checked");
	s.staff.page = STAFF_CONTENTS;
	for (int offer = RESULT_DONE; offer <= RESULT_FAILED; offer++) {
		s.staff.info.contents.offer = offer;
		s.staff.info.contents.failed = offer % 3 == 1;
		s.staff.info.contents.waiting = offer % 3 == 2;
		snprintf(where, sizeof where, "staff contents offer %d", offer);
		tour_show(w, s, where);
	}
	s.staff.page = STAFF_UPDATE;
	for (int offer = RESULT_DONE; offer <= RESULT_FAILED; offer++) {
		s.staff.info.update.offer = offer;
		s.staff.info.update.last = offer % 2 ? LAST_CONFIRMED : LAST_FAILED;
		snprintf(where, sizeof where, "staff update offer %d", offer);
		tour_show(w, s, where);
	}
	s.staff.page = STAFF_WORKING;
	s.staff.job = JOB_UPDATE;
	s.staff.percent = 88;
	tour_show(w, s, "staff update in progress");
	s.staff.job = JOB_NONE;
	s.staff.page = STAFF_CODE; /* the card does not answer */
	s.staff.info = (struct staff_info){ .place = -1 };
	s.staff.informed = true;
	tour_show(w, s, "staff without a store");
	s.staff.page = STAFF_RESULT;
	for (int result = RESULT_DONE; result <= RESULT_FAILED; result++)
		for (int job = JOB_EXPORT; job <= JOB_CONTENTS_BACK; job++) {
			s.staff.result = (enum job_result)result;
			s.staff.job = (enum job)job;
			snprintf(where, sizeof where, "staff result %d of %d", result, job);
			tour_show(w, s, where);
		}
	s.staff.job = JOB_CODE_FILE;
	for (int result = RESULT_DONE; result <= RESULT_FAILED; result++) {
		s.staff.result = (enum job_result)result;
		s.staff.job = JOB_UPDATE;
		snprintf(where, sizeof where, "staff update, result %d", result);
		tour_show(w, s, where);
		s.staff.job = JOB_CODE_FILE;
		snprintf(where, sizeof where, "staff forgotten code, result %d", result);
		tour_show(w, s, where);
	}
}

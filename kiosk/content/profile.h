/* The profiles of the barometer of 2017 (CNAM, 120 collectivités) and the lines that their rule looks at. A guide with a
 * phase "profil" has all of them in barometers that stand before it. */
#ifndef ESCALE_CONTENT_PROFILE_H
#define ESCALE_CONTENT_PROFILE_H

enum profile {
	PROFILE_SYSTEMIC,
	PROFILE_SCOUT,        /* eclaireur */
	PROFILE_ENTREPRENEUR,
	PROFILE_EXPLORER,
	PROFILE_OBSERVER,
	PROFILE_NONE,         /* "aucun": none of them, and that is no bad mark */
	PROFILE_COUNT
};

/* Ids of the cards of a phase "profil", in the order of the enum. */
extern const char *const profile_ids[PROFILE_COUNT];

enum { PROFILE_AXES = 12, PROFILE_POSTS = 10, PROFILE_GOVERNANCE = 6 };

/* Ids of a barometer's lines. The first answer of a line means yes, the second of an axis that it is planned. The last two posts (dpd, cil) are the ones that the rule counts apart. */
extern const char *const profile_axes[PROFILE_AXES], *const profile_posts[PROFILE_POSTS],
	*const profile_governance[PROFILE_GOVERNANCE];

#endif

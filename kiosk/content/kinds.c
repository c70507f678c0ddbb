#include "content/kinds.h"

#include "content/builder.h"

const struct kind_rule kind_rules[SCREEN_KIND_COUNT] = {
	[SCREEN_PAGE] = { "page", .list = blocks_list },
	[SCREEN_QUESTION] = { "question", .asks = true, .bare = true, .list = answers_list, .check = answers_check,
			      .answers_min = 2, .answers_max = 4, .rights_min = 1, .rights_max = 1 },
	[SCREEN_MEASURE] = { "avant-apres", .alone = true, .asks = true, .bare = true, .list = answers_list,
			     .check = answers_check, .answers_min = 2, .answers_max = 4, .rights_min = 1,
			     .rights_max = 1 },
	[SCREEN_CLUES] = { "indices", .asks = true, .list = clues_list, .check = clues_check, .compare = clues_compare,
			   .answers_min = 2, .answers_max = 8, .rights_min = 1, .rights_max = 8 },
	[SCREEN_SCENARIO] = { "scenario", .asks = true, .list = scenario_list, .check = scenario_check,
			      .compare = scenario_compare, .answers_min = 2,
			      .answers_max = SCREEN_WAYS_MAX },
	[SCREEN_GESTURES] = { "mes-gestes", .asks = true, .bare = true, .list = gestures_list, .check = gestures_check,
			      .answers_min = 3, .answers_max = 8 },
	[SCREEN_SORT] = { "trier", .asks = true, .bare = true, .list = sort_list, .check = sort_check,
			  .compare = sort_compare },
	[SCREEN_ORDER] = { "ordonner", .asks = true, .bare = true, .list = order_list, .check = order_check },
	[SCREEN_SURVEY] = { "sondage", .asks = true, .bare = true, .list = survey_list, .check = survey_check,
			    .answers_min = 2, .answers_max = 6 },
	[SCREEN_DISCREET] = { "sondage-discret", .asks = true, .bare = true, .list = survey_list, .check = survey_check,
			      .answers_min = 2, .answers_max = 2 },
	[SCREEN_SEVERAL] = { "choix-multiple", .asks = true, .bare = true, .list = answers_list, .check = answers_check,
			     .answers_min = 2, .answers_max = 6, .rights_min = 1, .rights_max = 6 },
	[SCREEN_TRUE_FALSE] = { "vrai-faux", .asks = true, .bare = true, .list = answers_list, .check = true_false_check,
				.answers_min = 2, .answers_max = 2, .rights_min = 1, .rights_max = 1 },
	[SCREEN_REMEMBER] = { "retenir", .alone = true, .list = blocks_list },
	[SCREEN_HELP] = { "aide", .alone = true, .list = blocks_list },
	[SCREEN_SOURCES] = { "sources", .alone = true, .bare = true, .list = blocks_sources },
};

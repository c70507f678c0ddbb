/* What people here type first, the most frequent first. Private to this room. */
#ifndef ESCALE_JUDGE_FRENCH_H
#define ESCALE_JUDGE_FRENCH_H

extern const char *judge_french[]; /* lower case ASCII, NULL at the end */

#endif

/* A session of tests/guides whose group has written. */
#ifndef ESCALE_TESTS_PAPERS_A_BOARD_H
#define ESCALE_TESTS_PAPERS_A_BOARD_H

#include "papers/guided_page.h"

/* The session `id` of a content folder, on its first phase; nobody has written anything. Kept until the program ends. */
struct session *a_session(const char *folder, const char *id);
const struct pack *a_session_pack(void);

/* notes of about so many letters in each box of the first board, and every field of every sheet of so many tables. */
void a_group_writes(struct session *s, int notes, int letters, int tables);

#endif

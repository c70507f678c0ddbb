#include "coordinator/lists.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "coordinator/french.h"
#include "seal/recipients.h"
#include "sync/bundle.h"

enum { LIST_SIZE_MAX = 16 * 1024 };

static bool list_path(const char *dir, int version, char path[STATE_PATH_MAX])
{
	char name[64];
	snprintf(name, sizeof name, "listes/destinataires-%d.txt", version);
	return state_path(dir, name, path);
}

bool list_add(char names[][STATE_NAME_MAX], int *count, const char *name, struct err *e)
{
	if (*count == AGE_RECIPIENTS_MAX)
		return err_set(e, ERR_REFUSED, "Trop de clés : %d au plus pour chaque rôle.",
		               AGE_RECIPIENTS_MAX);
	str_copy(names[(*count)++], STATE_NAME_MAX, name);
	return true;
}

static int take_out(char names[][STATE_NAME_MAX], int *count, const char *name)
{
	int kept = 0, before = *count;
	for (int i = 0; i < before; i++)
		if (strcmp(names[i], name) != 0)
			memmove(names[kept++], names[i], STATE_NAME_MAX);
	*count = kept;
	return before - kept;
}

int list_remove(struct list *l, const char *name)
{
	return take_out(l->evaluation, &l->evaluation_count, name) +
	       take_out(l->coordination, &l->coordination_count, name);
}

static void parse(struct str text, struct list *out)
{
	struct str line, role, key, name, rest;
	while (text.n) {
		char word[STATE_NAME_MAX], day[16];
		str_cut(text, '\n', &line, &text);
		if (str_starts(line, "# signée le ") && line.n == strlen("# signée le 2027-01-01")) {
			memcpy(day, line.s + line.n - 10, 10);
			day[10] = '\0';
			day_parse(day, &out->day);
		}
		if (!str_cut(line, ' ', &role, &rest) || !str_cut(rest, ' ', &key, &name))
			continue;
		name = str_trim(name);
		snprintf(word, sizeof word, "%.*s", (int)name.n, name.s);
		if (str_is(role, "evaluation"))
			list_add(out->evaluation, &out->evaluation_count, word, NULL);
		else if (str_is(role, "coordinator"))
			list_add(out->coordination, &out->coordination_count, word, NULL);
	}
}

static int newest(struct state *s)
{
	struct arena arena = { 0 };
	long long version = 0;
	str_int(str_from(state_get(s, "recipients_version", &arena)), 0, 999999998, &version);
	arena_drop(&arena);
	return (int)version;
}

bool list_load(struct state *s, struct list *out, struct err *e)
{
	char path[STATE_PATH_MAX];
	struct buf text = { 0 };
	*out = (struct list){ .version = newest(s), .day = -1 };
	if (out->version == 0 || !list_path(s->dir, out->version, path) || !file_exists(path))
		return true;
	bool ok = file_read(path, LIST_SIZE_MAX, &text, e);
	if (ok)
		parse((struct str){ text.data, text.size }, out);
	buf_free(&text);
	return ok;
}

/* "evaluation age1... Name" lines. */
static bool role_lines(struct state *s, const char *role, char (*names)[STATE_NAME_MAX], int count,
                       struct buf *out, struct err *e)
{
	for (int i = 0; i < count; i++) {
		struct keeper k;
		if (!state_keeper_get(s, names[i], &k, e))
			return false;
		if (list_left(s, names[i]) >= 0)
			return err_set(e, ERR_REFUSED,
			               "« %s » est une clé retirée : elle ne revient pas dans une liste.",
			               names[i]);
		/* Once: most keys have both roles. */
		if (!k.checked && strstr(out->data, k.recipient) == NULL)
			printf("Attention : la feuille de « %s » n'a pas été vérifiée. Pour le faire :\n"
			       "    escale-coordinator cles verifier %s\n",
			       names[i], names[i]);
		buf_printf(out, "%s %s  %s\n", role, k.recipient, k.name);
	}
	return true;
}

static bool print_list(struct state *s, struct list *l, int version, int64_t day, struct buf *out,
                       struct err *e)
{
	char iso[FRENCH_MAX];
	struct recipients check;
	if (l->evaluation_count < LIST_MIN || l->coordination_count < LIST_MIN)
		return err_set(
		    e, ERR_USAGE,
		    "Il faut au moins deux clés d'évaluation et deux clés de coordination : si l'une se "
		    "perd, l'autre ouvre encore. La même clé peut servir aux deux.");
	buf_printf(out, "escale recipients 1\nversion %d\n# signée le %s\n", version, day_iso(day, iso));
	return role_lines(s, "evaluation", l->evaluation, l->evaluation_count, out, e) &&
	       role_lines(s, "coordinator", l->coordination, l->coordination_count, out, e) &&
	       recipients_parse(&check, (struct str){ out->data, out->size }, e);
}

static bool write_pair(const char *path, const struct buf *list, const struct buf *sig, struct err *e)
{
	char sig_path[STATE_PATH_MAX];
	if (snprintf(sig_path, sizeof sig_path, "%s.minisig", path) >= STATE_PATH_MAX)
		return err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
	return file_write(path, list->data, list->size, 0644, e) &&
	       file_write(sig_path, sig->data, sig->size, 0644, e);
}

static bool put(struct state *s, const char *stick, const struct sign_secret *authority,
                const struct buf *list, int version, struct err *e)
{
	char dir[STATE_PATH_MAX], path[STATE_PATH_MAX], text[24], comment[64];
	struct buf sig = { 0 };
	snprintf(comment, sizeof comment, "escale recipients version %d", version);
	snprintf(text, sizeof text, "%d", version);
	sign_bytes(authority, list->data, list->size, comment, &sig);
	/* The version is spent before a file can carry it: two lists never share one. */
	bool ok = state_path(s->dir, "listes", dir) && file_mkdir(dir, e) &&
	          list_path(s->dir, version, path) && state_set(s, "recipients_version", text, e) &&
	          write_pair(path, list, &sig, e) && state_path(stick, BUNDLE_FOLDER, dir) &&
	          file_mkdir(dir, e) && state_path(dir, RECIPIENTS_FILE, path) &&
	          write_pair(path, list, &sig, e);
	buf_free(&sig);
	return ok || err_set(e, ERR_USAGE, "Le nom du dossier est trop long.");
}

bool list_sign(struct state *s, struct list *names, const char *stick, int64_t day, int *version,
               struct err *e)
{
	struct buf list = { 0 };
	struct stat st;
	int now = newest(s);
	*version = names->version > now ? names->version : now + 1;
	bool ok = print_list(s, names, *version, day, &list, e);
	if (ok && stat(stick, &st) == 0 && !S_ISDIR(st.st_mode))
		ok = err_set(e, ERR_USAGE, "« %s » n'est pas un dossier.", stick);
	struct sign_secret *authority = ok ? authority_load(s->dir, e) : NULL;
	ok = authority && put(s, stick, authority, &list, *version, e);
	if (authority)
		seal_secret_free(authority);
	buf_free(&list);
	return ok;
}

/* ---- who has left -------------------------------------------------------------------------------------- */

static void left_key(const char *name, char key[STATE_NAME_MAX + 16])
{
	snprintf(key, STATE_NAME_MAX + 16, "key_left:%s", name);
}

int64_t list_left(struct state *s, const char *name)
{
	char key[STATE_NAME_MAX + 16];
	struct arena arena = { 0 };
	int64_t day = -1;
	left_key(name, key);
	day_parse(state_get(s, key, &arena), &day);
	arena_drop(&arena);
	return day;
}

bool list_leave(struct state *s, const char *name, int64_t day, struct err *e)
{
	char key[STATE_NAME_MAX + 16], iso[FRENCH_MAX];
	left_key(name, key);
	return state_set(s, key, day_iso(day, iso), e);
}

/* ---- once a year --------------------------------------------------------------------------------------- */

void list_reminder(const char *dir, int64_t today)
{
	char path[STATE_PATH_MAX], day[FRENCH_MAX];
	struct state s;
	struct list l;
	struct arena arena = { 0 };
	int64_t drill = -1;
	if (!state_path(dir, "listes", path) || !file_exists(path) || !state_open(&s, dir, false, NULL))
		return;
	bool ok = list_load(&s, &l, NULL);
	day_parse(state_get(&s, "exercise_day", &arena), &drill);
	state_close(&s);
	arena_drop(&arena);
	if (ok && l.day >= 0 && today - l.day > LIST_DAYS_MAX)
		fprintf(stderr,
		        "\nRappel : la liste des destinataires n° %d date du %s, plus de 13 mois. Une fois "
		        "par an, "
		        "renouvelez les clés :\n    escale-coordinator ceremonie\n",
		        l.version, day_fr(l.day, day));
	if (drill >= 0 && today - drill > LIST_DAYS_MAX)
		fprintf(stderr,
		        "\nRappel : le dernier exercice de perte date du %s, plus de 13 mois. Il prend dix "
		        "minutes :\n"
		        "    escale-coordinator exercice DOSSIER_D_UNE_CLE_USB\n",
		        day_fr(drill, day));
}

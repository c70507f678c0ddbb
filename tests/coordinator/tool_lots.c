/* tool_lots OUT EVALUATION COORDINATION [KIOSKS BUNDLES VISITS SEED [CLONED]]  Bundles as kiosks would write them,
 * without a kiosk: *.escale and borne-*.pub in OUT/ESCALE, sealed to the age recipients (several with commas). Each kiosk
 * has BUNDLES chained bundles of about VISITS visits; the same seed makes the same facts. One line a kiosk
 * on standard output: its public key. CLONED: the card was copied before that bundle, and the copy goes on by
 * itself; its bundles are in OUT/clone/ESCALE. Files are named after kiosk and number (k1-n02...). For scripts and benches; real kiosks are played by `make demo`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "metrics/visit.h"
#include "seal/envelope.h"
#include "sync/bundle.h"

static uint64_t state;

static unsigned draw(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state % n);
}

static const char *pick(const char *const *of, const int *weight, int count)
{
	int sum = 0;
	for (int i = 0; i < count; i++)
		sum += weight[i];
	int at = (int)draw((unsigned)sum);
	for (int i = 0; i < count; i++)
		if ((at -= weight[i]) < 0)
			return of[i];
	return of[0];
}

static void tell(struct visit *v, enum fact_kind kind, const char *a, const char *b, const char *c,
                 const char *d)
{
	struct fact f;
	struct err e = { 0 };
	if (!fact_make(&f, kind, a, b, c, d, &e)) {
		fprintf(stderr, "tool_lots: %s\n", e.text);
		exit(1);
	}
	visit_add(v, &f);
}

#define PICK(LIST, ...) pick(LIST, (const int[]){ __VA_ARGS__ }, sizeof(LIST) / sizeof *(LIST))

static void play(struct visit *v)
{
	static const char *const modules[] = { "cybersecurite", "sobriete", "reemploi" };
	static const char *const questions[] = { "colis",    "rancon", "faux-conseiller",
		                                 "rappeler", "code",   "phrase" };
	static const char *const minutes[] = { "lt5", "5to10", "10to20", "20plus" };
	static const char *const visits[] = { "lt5", "5to15", "15to30", "30plus" };
	static const char *const levels[] = { "low", "high" }, *const faces[] = { "minus", "equal", "plus" };
	static const char *const results[] = { "right", "wrong", "skipped" };
	static const char *const languages[] = { "fr", "ar", "uk", "en" };
	static const char *const access[] = { "large", "voice", "contrast", "volume", "keypad" };
	static const char *const company[] = { "alone", "helped", "group" };
	static const char *const ages[] = { "lt25", "40-59", "60-69", "70plus", "unsaid" };
	unsigned rounds = 1 + (draw(4) == 0);
	for (unsigned i = 0; i < rounds; i++) {
		const char *m = PICK(modules, 6, 3, 2);
		const char *q = PICK(questions, 3, 3, 2, 2, 2, 1);
		bool done = draw(100) < 68;
		tell(v, FACT_MODULE_START, m, NULL, NULL, NULL);
		tell(v, FACT_MODULE_END, m, done ? "done" : "left", PICK(minutes, 2, 6, 3, 1), NULL);
		tell(v, FACT_ITEM, m, q, draw(3) ? "during" : "before",
		     strcmp(q, "rancon") ? PICK(results, 7, 3, 1) : PICK(results, 4, 5, 1));
		if (done) {
			tell(v, FACT_QUIZ, m, PICK(levels, 5, 4), PICK(levels, 2, 8), NULL);
			tell(v, FACT_AGE, ages[(state >> 20) % 5], m, NULL, NULL); /* the first is kept */
			if (draw(3))
				tell(v, FACT_OPINION, m, PICK(faces, 1, 3, 12), NULL, NULL);
		}
	}
	tell(v, FACT_LANGUAGE, PICK(languages, 80, 9, 7, 2), NULL, NULL, NULL);
	tell(v, FACT_VISIT, PICK(visits, 3, 6, 3, 1), PICK(company, 5, 4, 1), NULL, NULL);
	for (int i = 0; i < 2; i++)
		if (draw(5) == 0)
			tell(v, FACT_ACCESS, PICK(access, 8, 6, 3, 2, 1), NULL, NULL, NULL);
}

struct readers {
	struct age_recipient to[AGE_RECIPIENTS_MAX];
	int count;
};

/* "age1...,age1..." */
static bool readers_parse(struct readers *r, const char *text, struct err *e)
{
	struct str rest = str_from(text), one;
	while (rest.n && r->count < AGE_RECIPIENTS_MAX) {
		str_cut(rest, ',', &one, &rest);
		if (!age_recipient_parse(&r->to[r->count++], one, e))
			return false;
	}
	return true;
}

static void seal_visit(const struct readers *r, struct manifest *m, struct buf *facts, char *line)
{
	struct visit v;
	struct fact out[VISIT_FACTS_MAX];
	uint8_t sealed[ENVELOPE_MAX];
	visit_begin(&v, state);
	play(&v);
	int n = visit_end(&v, out);
	for (int i = 0; i < n; i++) {
		fact_print(&out[i], line);
		size_t size = envelope_seal(sealed, line, r->to, r->count);
		buf_add(facts, sealed, size);
		m->envelope_size = (int64_t)size;
		m->facts_kept++;
	}
	m->sessions++;
}

static void write_bundle(const char *folder, int which, const struct sign_secret *kiosk, struct manifest *m,
                         const struct buf *facts, const struct readers *r)
{
	struct buf json = { 0 }, sig = { 0 }, tar = { 0 };
	struct err e = { 0 };
	char path[1024];
	m->facts_seen = m->facts_kept;
	seal_sha256(facts->data, facts->size, m->facts_sha256);
	manifest_print(m, &json);
	sign_bytes(kiosk, json.data, json.size, BUNDLE_MANIFEST_COMMENT, &sig);
	bundle_pack((struct str){ json.data, json.size }, (struct str){ sig.data, sig.size },
	            (struct str){ facts->data, facts->size }, &tar);
	uint8_t *sealed = xmalloc(age_sealed_size(tar.size, r->count));
	size_t size = age_seal(sealed, tar.data, tar.size, r->to, r->count);
	snprintf(path, sizeof path, "%s/k%d-n%02d" BUNDLE_SUFFIX, folder, which, (int)m->number);
	if (!file_write(path, sealed, size, 0600, &e)) {
		fprintf(stderr, "tool_lots: %s\n", e.text);
		exit(1);
	}
	seal_sha256(json.data, json.size, m->previous);
	free(sealed);
	buf_free(&json);
	buf_free(&sig);
	buf_free(&tar);
}

struct task {
	const char *folder, *clone_folder;
	int bundles, visits, cloned;
	struct readers evaluation, coordination;
};

/* Bundles `from` to the last, after what m says of the one before. */
static void life(const struct task *t, const char *folder, int which, int from, const struct sign_secret *kiosk,
                 struct manifest m, char *line)
{
	for (int b = from; b <= t->bundles; b++) {
		struct buf facts = { 0 };
		if (b == t->cloned && folder != t->clone_folder)
			life(t, t->clone_folder, which, b, kiosk, m, line);
		m.number = b;
		m.sessions = m.facts_kept = 0;
		int visits = t->visits;
		int n = visits > 20 ? visits - visits / 4 + (int)draw((unsigned)visits / 2) : visits;
		for (int v = 0; v < n; v++)
			seal_visit(&t->evaluation, &m, &facts, line);
		write_bundle(folder, which, kiosk, &m, &facts, &t->coordination);
		buf_free(&facts);
	}
}

static void one_kiosk(const struct task *t, int which)
{
	struct sign_secret *kiosk = seal_secret_alloc(sizeof *kiosk);
	char *line = seal_secret_alloc(ENVELOPE_PLAIN);
	struct sign_public public;
	char key[MINISIGN_PUBLIC_SIZE], id[17], path[1024], text[256];
	sign_new(kiosk, &public);
	sign_public_print(&public, key);
	seal_hex(public.id, 8, id);
	snprintf(path, sizeof path, "%s/borne-%s.pub", t->folder, id);
	snprintf(text, sizeof text, "untrusted comment: escale kiosk %s\n%s\n", id, key);
	file_write(path, text, strlen(text), 0644, NULL);
	printf("%s\n", key);
	struct manifest m = { .kiosk = public,
		              .software = ESCALE_VERSION,
		              .dirty_stops = "0",
		              .place_kind = "bus",
		              .clock_confirmed = true };
	life(t, t->folder, which, 1, kiosk, m, line);
	seal_secret_free(line);
	seal_secret_free(kiosk);
}

int main(int argc, char **argv)
{
	struct task t = { 0 };
	struct err e = { 0 };
	char folder[900], clone[900], out[800];
	if (argc < 4 || !seal_init(&e) || !readers_parse(&t.evaluation, argv[2], &e) ||
	    !readers_parse(&t.coordination, argv[3], &e) ||
	    !file_join(folder, sizeof folder, argv[1], BUNDLE_FOLDER) ||
	    !file_join(out, sizeof out, argv[1], "clone") ||
	    !file_join(clone, sizeof clone, out, BUNDLE_FOLDER) || !file_mkdir(folder, &e)) {
		fprintf(stderr, "tool_lots OUT EVALUATION COORDINATION [KIOSKS BUNDLES VISITS SEED [CLONED]]: %s\n",
		        e.text);
		return 2;
	}
	int kiosks = argc > 4 ? atoi(argv[4]) : 3;
	t.folder = folder;
	t.clone_folder = clone;
	t.bundles = argc > 5 ? atoi(argv[5]) : 1;
	t.visits = argc > 6 ? atoi(argv[6]) : 40;
	t.cloned = argc > 8 ? atoi(argv[8]) : 0;
	if (t.cloned && !file_mkdir(clone, &e))
		return 2;
	state = argc > 7 ? strtoull(argv[7], NULL, 10) * 0x9e3779b97f4a7c15u + 1 : 88172645463325252u;
	for (int k = 1; k <= kiosks; k++)
		one_kiosk(&t, k);
	return 0;
}

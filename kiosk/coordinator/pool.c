/* Reader processes. Each of them has a keeper, which starts it again behind the file that brought it down. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "coordinator/reader.h"

enum { WORKERS_MAX = 8 };

struct reader_pool {
	char *const *paths;
	int count, workers;
	const struct reader_known *known;
	struct arena arena; /* of the parent: cells of the outcome at hand */
	int pipe[WORKERS_MAX];
	pid_t keeper[WORKERS_MAX];
};

static bool write_all(int fd, const void *bytes, size_t n)
{
	for (const char *p = bytes; n;) {
		ssize_t w = write(fd, p, n);
		if (w < 0 && errno != EINTR)
			return false;
		if (w > 0)
			p += w, n -= (size_t)w;
	}
	return true;
}

static bool read_all(int fd, void *bytes, size_t n)
{
	for (char *p = bytes; n;) {
		ssize_t r = read(fd, p, n);
		if (r == 0 || (r < 0 && errno != EINTR))
			return false;
		if (r > 0)
			p += r, n -= (size_t)r;
	}
	return true;
}

/* Files at, at + workers...; *at moves on behind each outcome handed over. */
static void work(const struct reader_pool *p, volatile int *at, int out)
{
	struct arena arena = { 0 };
	struct outcome *o = xmalloc(sizeof *o);
	bool ok = true;
	for (; *at < p->count && ok; *at += p->workers) {
		struct tally tally;
		arena_reset(&arena);
		tally_init(&tally, &arena);
		memset(o, 0, sizeof *o);
		o->file = *at;
		reader_bundle(o, p->paths[*at], p->known, &tally);
		ok = write_all(out, o, sizeof *o) &&
		     write_all(out, tally.cells, sizeof *tally.cells * (size_t)o->cell_count);
	}
	free(o);
	arena_drop(&arena);
}

static void keep(const struct reader_pool *p, int worker, int out)
{
	volatile int *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		return;
	*at = worker;
	while (*at < p->count) {
		int status = 0;
		pid_t child = fork();
		if (child == 0) {
			work(p, at, out);
			_exit(0);
		}
		while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
			return;
		struct outcome *died = xmalloc(sizeof *died);
		memset(died, 0, sizeof *died);
		died->file = *at;
		died->reason = BUNDLE_UNREADABLE_FILE;
		write_all(out, died, sizeof *died);
		free(died);
		*at += p->workers;
	}
}

struct reader_pool *reader_pool_start(char *const *paths, int count, const struct reader_known *known,
                                      struct err *e)
{
	struct reader_pool *p = xmalloc(sizeof *p);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	*p = (struct reader_pool){ .paths = paths, .count = count, .known = known };
	int wanted = cores < 1 ? 1 : cores > WORKERS_MAX ? WORKERS_MAX : (int)cores;
	p->workers = wanted < count ? wanted : count;
	for (int w = 0; w < p->workers; w++) {
		int ends[2];
		if (pipe(ends) != 0 || (p->keeper[w] = fork()) < 0) {
			err_errno(e, "Les processus de lecture ne démarrent pas");
			p->workers = w;
			reader_pool_stop(p);
			return NULL;
		}
		if (p->keeper[w] == 0) {
			signal(SIGPIPE, SIG_DFL); /* nobody listens any more: end */
			close(ends[0]);
			for (int before = 0; before < w; before++)
				close(p->pipe[before]);
			keep(p, w, ends[1]);
			_exit(0);
		}
		close(ends[1]);
		p->pipe[w] = ends[0];
	}
	return p;
}

/* One whole outcome with its cells. */
static bool receive(struct reader_pool *p, int fd, struct outcome *o, struct tally *tally)
{
	arena_reset(&p->arena);
	if (!read_all(fd, o, sizeof *o) || o->file < 0 || o->file >= p->count || o->cell_count < 0)
		return false;
	*tally = (struct tally){ .count = o->cell_count };
	tally->cells = arena_array(&p->arena, (size_t)o->cell_count + 1, sizeof *tally->cells);
	return read_all(fd, tally->cells, sizeof *tally->cells * (size_t)o->cell_count);
}

bool reader_pool_run(struct reader_pool *p, reader_each_fn *each, void *context, struct err *e)
{
	struct outcome *o = xmalloc(sizeof *o);
	struct tally tally;
	struct pollfd fds[WORKERS_MAX];
	int left = p->count;
	bool ok = true;
	for (int w = 0; w < p->workers; w++)
		fds[w] = (struct pollfd){ p->pipe[w], POLLIN, 0 };
	while (left > 0 && ok) {
		if (poll(fds, (nfds_t)p->workers, -1) < 0) {
			ok = errno == EINTR ? true : err_errno(e, "Lecture des lots");
			continue;
		}
		for (int w = 0; w < p->workers && ok; w++) {
			if (!fds[w].revents)
				continue;
			if (receive(p, fds[w].fd, o, &tally)) {
				ok = each(context, o, &tally, e);
				left--;
			} else {
				fds[w].fd = -1; /* this reader is done, or gone for good */
			}
		}
		bool any = false;
		for (int w = 0; w < p->workers; w++)
			any |= fds[w].fd >= 0;
		if (!any && left > 0)
			ok = err_set(e, ERR_IO,
			             "La lecture s'est arrêtée avant la fin : %d fichiers n'ont pas été lus. "
			             "Recommencez, rien n'est perdu.",
			             left);
	}
	free(o);
	return ok;
}

void reader_pool_stop(struct reader_pool *p)
{
	for (int w = 0; w < p->workers; w++)
		close(p->pipe[w]);
	for (int w = 0; w < p->workers; w++)
		while (waitpid(p->keeper[w], NULL, 0) < 0 && errno == EINTR)
			;
	arena_drop(&p->arena);
	free(p);
}

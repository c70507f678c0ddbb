#include "platform/update_pass.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "platform/helper.h"

enum { FAILED = 'f', LINE_MAX_BYTES = 256 };

bool update_pass_there(const char *socket_path)
{
	return access(socket_path ? socket_path : UPDATE_PASS, F_OK) == 0;
}

/* Connected, with the question asked; -1. */
static int ask(const char *path, const char *question)
{
	int fd = helper_connect(path ? path : UPDATE_PASS);
	size_t n = strlen(question);
	if (fd >= 0 && send(fd, question, n, MSG_NOSIGNAL) == (ssize_t)n)
		return fd;
	log_warn("the update's helper: %s", strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* One line without its end; false: none in time (*over false), or none will come. */
static bool hear(int fd, char line[LINE_MAX_BYTES], size_t *got, int wait_ms, bool *over)
{
	*over = false;
	for (;;) {
		struct pollfd p = { fd, POLLIN, 0 };
		char c;
		if (poll(&p, 1, wait_ms) <= 0)
			return false;
		if (recv(fd, &c, 1, 0) != 1 || *got + 1 >= LINE_MAX_BYTES) {
			*over = true;
			return false;
		}
		if (c == '\n') {
			line[*got] = '\0';
			*got = 0;
			return true;
		}
		line[(*got)++] = c;
	}
}

void update_pass_look(const char *socket_path, struct update_pass *out)
{
	char line[LINE_MAX_BYTES], running[24], offered[24], id[UPDATE_PASS_ID + 1], result, trust;
	size_t got = 0;
	bool over;
	int mb, fd = ask(socket_path, "l");
	*out = (struct update_pass){ .result = FAILED };
	if (fd < 0)
		return;
	if (hear(fd, line, &got, UPDATE_PASS_LOOK_MS, &over) &&
	    sscanf(line, "%c %23s %23s %d %64s %c", &result, running, offered, &mb, id, &trust) == 6) {
		out->result = result;
		out->mb = mb;
		out->trial = trust == 'd';
		strcpy(out->running, strcmp(running, "-") == 0 ? "" : running);
		strcpy(out->offered, strcmp(offered, "-") == 0 ? "" : offered);
		strcpy(out->id, id);
	}
	close(fd);
}

char update_pass_install(const char *socket_path, const char *id, update_pass_alive_fn *alive, void *context)
{
	char line[LINE_MAX_BYTES], question[UPDATE_PASS_ID + 2], result = FAILED;
	size_t got = 0;
	int percent = 0;
	bool over = false;
	snprintf(question, sizeof question, "i%.*s", UPDATE_PASS_ID, id);
	int fd = ask(socket_path, question);
	if (fd < 0)
		return FAILED;
	while (!over) {
		bool heard = hear(fd, line, &got, UPDATE_PASS_STEP_MS, &over);
		if (heard && line[0] != '%') {
			result = line[0];
			break;
		}
		if (heard)
			percent = atoi(line + 1);
		alive(context, percent);
	}
	close(fd);
	return result;
}

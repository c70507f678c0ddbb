#include "bench/screen/process.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/helpers/figures.h"

enum { GIVE_UP_MS = 5000 };

pid_t process_start(char *const *argv, const char *log)
{
	pid_t pid = fork();
	if (pid < 0)
		bench_fail("fork");
	if (pid > 0)
		return pid;
	int fd = open(log ? log : "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0644);
	dup2(fd, 1);
	dup2(fd, 2);
	setpgid(0, 0); /* its children go with it */
	execvp(argv[0], argv);
	_exit(127);
}

void process_stop(pid_t pid)
{
	kill(pid, SIGTERM);
	for (double end = now_ms() + GIVE_UP_MS; now_ms() < end; sleep_ms(2))
		if (waitpid(pid, NULL, WNOHANG) == pid) {
			kill(-pid, SIGKILL);
			return;
		}
	kill(-pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

/* Calls `each` for the process and all that descend from it. */
static void family(pid_t pid, void (*each)(pid_t, void *), void *context)
{
	char path[64];
	int child;
	each(pid, context);
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *d = opendir(path);
	for (struct dirent *t; d && (t = readdir(d));) {
		char children[400];
		snprintf(children, sizeof children, "/proc/%d/task/%s/children", (int)pid, t->d_name);
		FILE *f = t->d_name[0] == '.' ? NULL : fopen(children, "r");
		while (f && fscanf(f, "%d", &child) == 1)
			family(child, each, context);
		if (f)
			fclose(f);
	}
	if (d)
		closedir(d);
}

/* The number after `name` on a line of /proc/PID/FILE; -1 when there is none. */
static long long field(const char *file, const char *name)
{
	char line[200];
	long long value = -1;
	FILE *f = fopen(file, "r");
	while (f && value < 0 && fgets(line, sizeof line, f))
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtoll(line + strlen(name), NULL, 10);
	if (f)
		fclose(f);
	return value;
}

static void add_usage(pid_t pid, void *context)
{
	struct usage *u = context;
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *d = opendir(path);
	for (struct dirent *t; d && (t = readdir(d));) {
		char file[400];
		if (t->d_name[0] == '.')
			continue;
		snprintf(file, sizeof file, "/proc/%d/task/%s/schedstat", (int)pid, t->d_name);
		u->cpu_ms += (double)field(file, "") / 1e6; /* the first number: nanoseconds on a processor */
		snprintf(file, sizeof file, "/proc/%d/task/%s/status", (int)pid, t->d_name);
		u->switches += field(file, "voluntary_ctxt_switches:");
	}
	if (d)
		closedir(d);
}

struct usage process_usage(pid_t pid)
{
	struct usage u = { 0 };
	family(pid, add_usage, &u);
	return u;
}

static void add_pss(pid_t pid, void *context)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	long long kb = field(path, "Pss:");
	if (kb > 0)
		*(double *)context += (double)kb / 1e3;
}

double process_pss_mb(pid_t pid)
{
	double mb = 0;
	family(pid, add_pss, &mb);
	return mb > 0 ? mb : -1;
}

static void add_read(pid_t pid, void *context)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/io", (int)pid);
	long long bytes = field(path, "read_bytes:");
	if (bytes >= 0)
		*(double *)context += (double)bytes / 1e6;
}

double process_read_mb(pid_t pid)
{
	double mb = 0;
	family(pid, add_read, &mb);
	return mb > 0 ? mb : -1;
}

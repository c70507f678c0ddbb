#include "base/prompt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

bool prompt_person(void)
{
	return isatty(STDIN_FILENO);
}

/* Byte by byte: nothing that was typed for the next question, and no secret, stays in a buffer of stdio. */
static bool read_line(char *out, size_t size)
{
	size_t n = 0;
	bool any = false;
	for (;;) {
		char c;
		ssize_t got = read(STDIN_FILENO, &c, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		any = true;
		if (c == '\n')
			break;
		if (n + 1 < size)
			out[n++] = c;
	}
	while (n && out[n - 1] == '\r')
		n--;
	out[n] = '\0';
	return any;
}

bool prompt_line(const char *question, char *out, size_t size)
{
	fputs(question, stdout);
	fflush(stdout);
	return read_line(out, size);
}

static struct {
	struct termios shown; /* the terminal as it was */
	struct sigaction before[4];
	int depth;
	bool changed;
} hiding;

static const int deadly[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
enum { DEADLY = sizeof deadly / sizeof *deadly };

static void show_and_die(int signal)
{
	tcsetattr(STDIN_FILENO, TCSANOW, &hiding.shown);
	raise(signal); /* SA_RESETHAND: the default now */
}

void prompt_hide(bool hide)
{
	if (hide ? hiding.depth++ : --hiding.depth)
		return;
	if (hide) {
		hiding.changed = prompt_person() && tcgetattr(STDIN_FILENO, &hiding.shown) == 0;
		if (!hiding.changed)
			return;
		struct sigaction ours = { .sa_handler = show_and_die, .sa_flags = SA_RESETHAND };
		struct termios hidden = hiding.shown;
		for (int i = 0; i < DEADLY; i++)
			sigaction(deadly[i], &ours, &hiding.before[i]);
		hidden.c_lflag &= (tcflag_t) ~(ECHO | ECHONL);
		tcsetattr(STDIN_FILENO, TCSADRAIN, &hidden);
	} else if (hiding.changed) {
		tcsetattr(STDIN_FILENO, TCSADRAIN, &hiding.shown);
		for (int i = 0; i < DEADLY; i++)
			sigaction(deadly[i], &hiding.before[i], NULL);
	}
}

bool prompt_secret(const char *question, char *out, size_t size)
{
	prompt_hide(true);
	bool got = prompt_line(question, out, size);
	if (hiding.changed)
		putchar('\n'); /* in place of the Enter that did not show */
	prompt_hide(false);
	return got;
}

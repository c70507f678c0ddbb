/* escale-ports: what must be done as root about the USB ports and the console of a kiosk, and nothing else. Started by udev and systemd only
 * (firmware-notes/etc/udev/rules.d, firmware-notes/etc/systemd/system), each time with no more rights than that one thing takes. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ports/admit.h"
#include "ports/console.h"
#include "ports/stick_mount.h"

enum { EXIT_USAGE = 2, EXPORT_MOST_MS = 150 * 1000 };

static const char usage[] = "Usage : escale-ports admit APPAREIL-DE-SYS ESCALE.TXT\n"
			    "        escale-ports mount PÉRIPHÉRIQUE DOSSIER COMPTE TYPE...    quand le dossier est libre\n"
			    "        escale-ports unmount DOSSIER\n"
			    "        escale-ports protect DOSSIER     plus d'écriture\n"
			    "        escale-ports write DOSSIER       écriture tant que l'entrée standard, une prise, reste ouverte\n"
			    "        escale-ports console TERMINAL    plus de touches ni d'autre console\n";

/* udev keeps what its programs say to itself; the kernel's log shows what was refused. */
static void tell_kernel(const char *text)
{
	char line[400];
	int n = snprintf(line, sizeof line, "<4>escale-ports: %s\n", text);
	int fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	if (fd >= 0) {
		(void)!write(fd, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1);
		close(fd);
	}
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	char text[640];
	const char *verb = argc > 2 ? argv[1] : "";
	bool ok, udev = getenv("UDEV_LOG") || getenv("DEVPATH");
	if (strcmp(verb, "admit") == 0 && argc == 4)
		ok = admit_device(argv[2], argv[3], &e);
	else if (strcmp(verb, "mount") == 0 && argc > 5)
		ok = stick_turn(argv[3], &e) >= 0 && stick_mount(argv[2], argv[3], argv[4], argv + 5, &e); /* the turn ends with us */
	else if (strcmp(verb, "unmount") == 0 && argc == 3)
		ok = stick_unmount(argv[2], &e);
	else if (strcmp(verb, "protect") == 0 && argc == 3)
		ok = stick_open_writing(argv[2], false, &e);
	else if (strcmp(verb, "console") == 0 && argc == 3)
		ok = console_lock(argv[2], &e);
	else if (strcmp(verb, "write") == 0 && argc == 3)
		ok = stick_serve(STDIN_FILENO, argv[2], EXPORT_MOST_MS, &e);
	else
		return fputs(usage, stderr), EXIT_USAGE;
	if (!ok) {
		fprintf(stderr, "escale-ports : %s\n", err_print(&e, text, sizeof text));
		if (udev)
			tell_kernel(text);
	}
	return ok ? 0 : 1;
}

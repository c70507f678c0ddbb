/* escale-update: the update on a stick, verified and written to the slot that does not run. Root's, and only on the card image: the kiosk
 * asks it through a socket (firmware-notes/image/etc/systemd/system/escale-update.socket). */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "update/serve.h"

enum { EXIT_USAGE = 2 };

static const char usage[] = "Usage : escale-update serve              une prise sur l'entrée standard ; 0 : installé, il faut redémarrer\n"
			    "        escale-update check FICHIER CERTIFICATS   ce que dit une mise à jour, signature vérifiée\n";

/* One word of a file that the initramfs wrote. */
static bool read_word(const char *path, char *out, size_t size, struct err *e)
{
	struct buf text = { 0 };
	if (!file_read(path, 256, &text, e))
		return false;
	struct str word = str_trim((struct str){ text.data, text.size });
	bool ok = word.n > 0 && word.n < size;
	if (ok) {
		memcpy(out, word.s, word.n);
		out[word.n] = '\0';
	}
	buf_free(&text);
	return ok || err_set(e, ERR_FORMAT, "%s", path);
}

static bool serve(struct err *e)
{
	char slot[4], device[64];
	if (!read_word("/run/escale/slot", slot, sizeof slot, e) || !read_word("/run/escale/data", device, sizeof device, e))
		return false;
	/* The data partition is the fourth; roots a and b are the second and the third. */
	device[strlen(device) - 1] = slot[0] == 'a' ? '3' : '2';
	struct update_places p = {
		.stick = "/media/escale",
		.boot = "/boot/firmware",
		.system = "/usr/share/escale/system",
		.keyring = "/etc/escale/update.pem",
		.work = "/tmp/bundle", /* of the service alone: PrivateTmp= */
		.device = device,
		.turn = "/usr/lib/escale/turn",
		.slot = slot[0] == 'a' ? 'b' : 'a',
	};
	mkdir(p.work, 0700);
	return update_serve(STDIN_FILENO, &p, true, e);
}

static bool check(const char *path, const char *keyring, struct err *e)
{
	struct update_bundle b;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_errno(e, path);
	bool ok = update_bundle_read(&b, fd, keyring, e);
	close(fd);
	if (ok)
		printf("compatible=%s\nversion=%s\nroot=%llu\nid=%s\n", b.manifest.compatible, b.manifest.version,
		       (unsigned long long)b.manifest.root_size, b.id);
	return ok;
}

int main(int argc, char **argv)
{
	struct err e = { 0 };
	char text[640];
	bool ok;
	if (argc == 2 && strcmp(argv[1], "serve") == 0)
		ok = serve(&e);
	else if (argc == 4 && strcmp(argv[1], "check") == 0)
		ok = check(argv[2], argv[3], &e);
	else
		return fputs(usage, stderr), EXIT_USAGE;
	if (e.code)
		fprintf(stderr, "escale-update : %s\n", err_print(&e, text, sizeof text));
	return ok ? 0 : 1;
}

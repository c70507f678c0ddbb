/* Criterion starts each test by executing itself. Under qemu-user, without binfmt_misc (which would change the whole machine), the
 * kernel cannot execute a program of another architecture: this preload puts qemu in front again.
 * `make cross-arm64` builds it for the guest; QEMU names the emulator. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

enum { ARGS_MAX = 64 };

int execve(const char *path, char *const argv[], char *const envp[])
{
	int (*real)(const char *, char *const[], char *const[]);
	void *symbol = dlsym(RTLD_NEXT, "execve");
	memcpy(&real, &symbol, sizeof real);
	char *qemu = getenv("QEMU"), *args[ARGS_MAX + 5] = { qemu, "-0", argv[0], (char *)path };
	for (int i = 1; i < ARGS_MAX && argv[i]; i++)
		args[i + 3] = argv[i];
	return qemu ? real(qemu, args, envp) : real(path, argv, envp);
}

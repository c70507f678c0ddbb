/* The kiosk's end of the stick's lock: what the helper answers, what it does not, and no helper at all. The helper's end, and both on
 * a real file system: tests/device/stick.sh. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/helpers/folder.h"
#include "platform/stick_pass.h"

static char path[100];
static int listening;

static void listen_there(void)
{
	struct sockaddr_un a = { .sun_family = AF_UNIX };
	folder_make();
	snprintf(path, sizeof path, "%s/write", folder);
	strcpy(a.sun_path, path);
	listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	cr_assert_eq(bind(listening, (struct sockaddr *)&a, sizeof a), 0);
	cr_assert_eq(listen(listening, 1), 0);
}

static void stop_listening(void)
{
	close(listening);
	folder_remove();
}

TestSuite(stick_pass, .init = listen_there, .fini = stop_listening, .timeout = 30);

/* The helper, which says first[0], waits for the end of the line, and says first[1]; a dot is silence and hanging up. */
static void *help(void *says)
{
	const char *answers = says;
	char c;
	int fd = accept(listening, NULL, NULL);
	if (answers[0] != '.') {
		send(fd, answers, 1, MSG_NOSIGNAL);
		while (read(fd, &c, 1) > 0)
			;
		if (answers[1] != '.')
			send(fd, answers + 1, 1, MSG_NOSIGNAL);
	}
	close(fd);
	return NULL;
}

static int opened(pthread_t *helper, const char *answers)
{
	cr_assert_eq(pthread_create(helper, NULL, help, (void *)answers), 0);
	return stick_pass_open(path);
}

Test(stick_pass, opened_and_closed)
{
	pthread_t helper;
	int pass = opened(&helper, "oc");
	cr_assert_geq(pass, 0);
	cr_assert(stick_pass_close(pass));
	pthread_join(helper, NULL);
}

Test(stick_pass, a_refusal_is_no_pass)
{
	static const char *const answers[] = { "nc", ".", "xc", "cc" };
	for (int i = 0; i < 4; i++) {
		pthread_t helper;
		cr_expect_eq(opened(&helper, answers[i]), -1, "%s", answers[i]);
		pthread_join(helper, NULL);
	}
}

Test(stick_pass, closed_badly_is_told)
{
	static const char *const answers[] = { "of", "o.", "oo" };
	for (int i = 0; i < 3; i++) {
		pthread_t helper;
		int pass = opened(&helper, answers[i]);
		cr_expect_geq(pass, 0);
		cr_expect_not(stick_pass_close(pass), "%s", answers[i]);
		pthread_join(helper, NULL);
	}
}

Test(stick_pass, without_a_helper_all_goes_on)
{
	cr_assert_eq(stick_pass_open("/tmp/escale-no-such-socket"), -1);
	cr_assert(stick_pass_close(-1));
	char longer[200];
	memset(longer, 'x', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	cr_assert_eq(stick_pass_open(longer), -1, "no room for the path");
}

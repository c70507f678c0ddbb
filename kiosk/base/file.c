#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool file_join(char *out, size_t size, const char *dir, const char *name)
{
	int n = snprintf(out, size, "%s/%s", dir, name);
	return n >= 0 && (size_t)n < size;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_read(const char *path, size_t max, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0) {
		if (errno == ELOOP)
			return err_set(e, ERR_REFUSED, "%s: symbolic link refused", path);
		return err_errno(e, path);
	}
	size_t start = out->size;
	bool ok = false;
	struct stat st;
	if (fstat(fd, &st) != 0) {
		err_errno(e, path);
		goto done;
	}
	if (!S_ISREG(st.st_mode)) {
		err_set(e, ERR_REFUSED, "%s: not a regular file", path);
		goto done;
	}
	if ((unsigned long long)st.st_size > max) {
		err_set(e, ERR_TOO_BIG, "%s: %lld bytes, at most %zu allowed", path, (long long)st.st_size, max);
		goto done;
	}
	char block[16 * 1024];
	for (;;) {
		ssize_t n = read(fd, block, sizeof block);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			err_errno(e, path);
			goto done;
		}
		if (n == 0)
			break;
		if (out->size - start + (size_t)n > max) {
			err_set(e, ERR_TOO_BIG, "%s: over %zu bytes", path, max);
			goto done;
		}
		buf_add(out, block, (size_t)n);
	}
	if (!out->data)
		buf_add(out, "", 0);
	ok = true;
done:
	if (!ok && out->data) {
		out->size = start;
		out->data[start] = '\0';
	}
	close(fd);
	return ok;
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t w = write(fd, p, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w < 0)
			return false;
		p += w;
		n -= (size_t)w;
	}
	return true;
}

static bool sync_folder_of(const char *path)
{
	char dir[1024];
	if (!str_copy(dir, sizeof dir, path))
		return false;
	char *slash = strrchr(dir, '/');
	if (slash == dir)
		slash[1] = '\0';
	else if (slash)
		*slash = '\0';
	else
		strcpy(dir, ".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	/* Some file systems (FAT on old kernels) cannot sync a folder and say EINVAL: the rename is then as
	 * durable as that file system allows. */
	bool ok = fsync(fd) == 0 || errno == EINVAL;
	int saved = errno;
	close(fd);
	errno = saved;
	return ok;
}

bool file_write(const char *path, const void *bytes, size_t n, unsigned mode, struct err *e)
{
	char temporary[1024];
	int length = snprintf(temporary, sizeof temporary, "%s.tmp", path);
	if (length < 0 || (size_t)length >= sizeof temporary)
		return err_set(e, ERR_USAGE, "%s: path too long", path);
	unlink(temporary); /* left by a power cut */
	int fd = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, (mode_t)mode);
	if (fd < 0)
		return err_errno(e, temporary);
	bool ok = write_all(fd, bytes, n) && fsync(fd) == 0;
	if (!ok)
		err_errno(e, temporary);
	if (ok && rename(temporary, path) != 0) {
		err_errno(e, path);
		ok = false;
	}
	/* On FAT the new name is one of an empty file until the file itself is flushed again: before the folder is. */
	bool named = ok;
	if (ok && fsync(fd) != 0)
		ok = err_errno(e, path);
	if (close(fd) != 0 && ok)
		ok = err_errno(e, path);
	if (!ok && !named)
		unlink(temporary);
	if (!ok)
		return false;
	return sync_folder_of(path) ? true : err_errno(e, path);
}

bool file_mkdir(const char *dir, struct err *e)
{
	char path[1024];
	if (!str_copy(path, sizeof path, dir))
		return err_set(e, ERR_USAGE, "%s: path too long", dir);
	for (char *p = path + 1;; p++) {
		if (*p != '/' && *p != '\0')
			continue;
		char saved = *p;
		*p = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return err_errno(e, path);
		*p = saved;
		if (!saved)
			break;
	}
	struct stat st;
	if (stat(path, &st) != 0)
		return err_errno(e, path);
	return S_ISDIR(st.st_mode) ? true : err_set(e, ERR_IO, "%s : n'est pas un dossier", path);
}

bool file_is_mounted(const char *folder)
{
	char above[1024];
	struct stat here, there;
	const char *last = strrchr(folder, '/');
	/* Not "folder/..": the root of what is mounted may be somebody's alone, and a helper without CAP_DAC_OVERRIDE cannot look
	 * into it. */
	if (!last || snprintf(above, sizeof above, "%.*s/.", (int)(last - folder), folder) >= (int)sizeof above)
		return false;
	return stat(folder, &here) == 0 && stat(above, &there) == 0 && here.st_dev != there.st_dev;
}

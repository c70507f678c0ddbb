/* A power cut, played: every change below one folder is recorded as the kernel is asked for it; then the disk is made as
 * it may be found after a cut behind any of them. What a sync made durable is there. What it did not may be there, or
 * not, or half (POSIX promises no more: a new name needs a sync of its folder, bytes a sync of their file). */
#ifndef TESTS_PACKS_DISK_H
#define TESTS_PACKS_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is there now is durable; record from here. */
void disk_record(const char *folder);
int disk_stop(void); /* how many changes and syncs were recorded */
void disk_forget(void);

/* Syncs that a test pretends were forgotten: what a gate must notice. */
enum disk_bug { DISK_RIGHT, DISK_NO_FILE_SYNC, DISK_NO_FOLDER_SYNC, DISK_NO_STATE_SYNC };

/* What survives of changes that no sync covers. */
enum disk_luck { DISK_NOTHING, DISK_EVERYTHING, DISK_NAMES_ONLY, DISK_RANDOM };

/* The disk after a cut behind `cut` records, in a folder that exists and is empty. */
void disk_after(int cut, enum disk_luck luck, uint64_t seed, enum disk_bug bug, const char *folder);

/* Called by fault.c's system calls, after they went well. */
void disk_note_make(const char *path, bool is_folder);
void disk_note_write(int fd, const void *bytes, size_t n);
void disk_note_sync(int fd);
void disk_note_rename(const char *from, const char *to);
void disk_note_remove(const char *path);

#endif

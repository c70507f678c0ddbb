/* escale-author's commands: one file each. They return the exit status: 0 done, 1 mistakes in the content, 2 the
 * command could not do its work. */
#ifndef ESCALE_AUTHOR_AUTHOR_H
#define ESCALE_AUTHOR_AUTHOR_H

#include "base/err.h"

int cmd_check(int argc, char **argv);
int cmd_bake(int argc, char **argv);
int cmd_new(int argc, char **argv);
int cmd_preview(int argc, char **argv);
int cmd_repack(int argc, char **argv);
int cmd_pack(int argc, char **argv);
int cmd_sign(int argc, char **argv);
int cmd_sheet(int argc, char **argv);
int cmd_cards(int argc, char **argv);
int cmd_translate(int argc, char **argv);
int cmd_import(int argc, char **argv);

/* Write the PNG again so that the kiosk reads it fast. */
bool repack_picture(const char *path, struct err *e);

enum { STATUS_DONE = 0, STATUS_MISTAKES = 1, STATUS_FAILED = 2 };

#endif

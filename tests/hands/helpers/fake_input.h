/* libinput for the tests: devices are files of a folder, events are what a test says. */
#ifndef ESCALE_TESTS_HANDS_FAKE_INPUT_H
#define ESCALE_TESTS_HANDS_FAKE_INPUT_H

#include <libinput.h>
#include <stdbool.h>

extern char fake_dir[64], fake_known[64]; /* "/dev/input", "/run/udev/data" */
extern int fake_added;                    /* devices that libinput was given */

void fake_input_make(void);
void fake_input_remove(void);

void fake_node(const char *name); /* a device appears (a null device in its place: it has a number) */
void fake_finished(void);         /* and udev has finished with it */

void fake_touch(enum libinput_event_type, int slot, double x, double y); /* parts of the surface, 0 to 1 */
void fake_move(double dx, double dy);
void fake_place(double x, double y); /* a tablet */
void fake_button(unsigned button, bool down);
void fake_key(unsigned code, bool down);
void fake_unplugged(int n); /* the n-th device that was added */

#endif

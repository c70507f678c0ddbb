/* Icons: drawings of one colour, kept as alpha masks and tinted by the painter. They are Tabler's outline icons
 * (MIT, assets/icons/LICENSE), with the filled ones where a solid shape is clearer, turned into PNG by make.
 *
 * The names an item of a scene may use (ITEM_ICON), by what they say:
 *   ways       arrow-left (back)  arrow-right (go on)  arrow-forward-up  chevron-left  chevron-right  chevron-up
 *              chevron-down  home  door-exit (I am done)  x (close)
 *   the bar    ear (listen)  player-stop (stop listening)  player-play  help  settings
 *   settings   text-size  contrast  volume  volume-off  plus  minus  eye  eye-off (do not count me)  message-circle
 *   answers    check  circle-check  refresh (try again)  hourglass (not yet)  info-circle  bulb
 *   opinion    mood-smile  mood-empty  mood-sad  star
 *   people     users  heart-handshake  phone  headphones  hand-finger (touch here)  device-mobile
 *   subjects   shield-lock  leaf  recycle  tools  book  list-details
 *   staff      usb  calendar  clock  map-pin  key  lock  download  database  alert-triangle  backspace  file-check
 *
 * Arrows and chevrons point the way of a left-to-right reader: set item.mirror for right-to-left.
 * No flags, and no "translate" sign: languages are written by their own names (access.md C5). */
#ifndef ESCALE_PLATFORM_ICONS_H
#define ESCALE_PLATFORM_ICONS_H

#include <stdbool.h>
#include <stdint.h>

struct icons;

/* dir holds NAME.png. Nothing is read before an icon is first asked for. */
struct icons *icons_open(const char *dir);
void icons_close(struct icons *);

struct icon {
	const uint8_t *alpha; /* side * side bytes, 0 clear to 255 solid; lives as long as struct icons */
	int side;
};

/* The icon scaled to side x side px (area average), kept for the next time. An icon that is missing or broken gives
 * false, every time, and is logged once. */
bool icons_get(struct icons *, const char *name, int side, struct icon *out);

#endif

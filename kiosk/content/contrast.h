/* Can anything be told apart in this drawing? WCAG 2.1, 1.4.11 (access.md V4) asks for 3:1. Private to this room. */
#ifndef ESCALE_CONTENT_CONTRAST_H
#define ESCALE_CONTENT_CONTRAST_H

#include <stdbool.h>

/* True when no two colours of the SVG, nor one of them and the page of one of the kiosk's two themes, reach 3:1. Never a
 * false alarm: a colour that is not written as one (url, currentColor...) makes it false. */
bool svg_is_pale(const char *svg);

#endif

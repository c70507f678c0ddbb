/* Opening hours as the standard for lieux de médiation numérique writes them: the OpenStreetMap notation
 * (wiki.openstreetmap.org, Key:opening_hours), of which this reads days, spans of times and "off". Private to this room. */
#ifndef ESCALE_CONTENT_HOURS_H
#define ESCALE_CONTENT_HOURS_H

#include "base/str.h"
#include "content/pack.h"

/* "Mo-Fr 09:00-12:00,14:00-18:00; We off". Rules about holidays are left aside. False when something else is said: months,
 * weeks, sunset... h->known is false then: half-read hours would send somebody to a closed door. */
bool hours_read(struct hours *h, struct str text);

#endif

/* Two small modules built by hand, so that the session is tested without the parser. */
#ifndef LITTLE_PACK_H
#define LITTLE_PACK_H
#include "content/pack.h"
extern const struct pack little_pack;
#endif

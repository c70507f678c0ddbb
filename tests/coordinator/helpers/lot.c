/* Bundles made by hand: the same helper as the room that writes them. */
#include "sync/helpers/lot.c"

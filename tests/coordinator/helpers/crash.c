/* The disk that loses power: the same helper as the room that owns SQLite. */
#include "store/helpers/crash.c"

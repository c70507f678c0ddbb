#include "coordinator/cmd.h"
bool cmd_report(struct call *c, struct err *e)
{
	(void)c;
	return err_set(e, ERR_UNSUPPORTED, "bientôt");
}

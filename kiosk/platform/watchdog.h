/* systemd's notify protocol (sd_notify(3)) without libsystemd: a datagram to $NOTIFY_SOCKET. */
#ifndef ESCALE_PLATFORM_WATCHDOG_H
#define ESCALE_PLATFORM_WATCHDOG_H

void watchdog_ready(void);        /* READY=1; nothing without NOTIFY_SOCKET */
void watchdog_ping(void);         /* WATCHDOG=1 */
long long watchdog_period_ms(void); /* half of WATCHDOG_USEC, -1: no watchdog */

/* No core dumps, not dumpable: past visits must not reach the disk through a crash. */
void harden_process(void);

#endif

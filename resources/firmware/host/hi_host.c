/*
 * hi_host.c: the board layer as a process: the serial line is standard input and output or a pseudo-terminal, the link is hi_sockets.c.
 *
 *   hi-firmware [--pty] [--clock-us N] [--no-network]
 *
 * --pty opens a pseudo-terminal and prints "PTY is PATH" on standard error. --clock-us lets the 32-bit clock start at N.
 */
#define _XOPEN_SOURCE 700

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "hi_board.h"
#include "hi_firmware.h"

const char hi_board_vendor[] = "hi-studio-host";

static int input = STDIN_FILENO;
static int output = STDOUT_FILENO;
static uint32_t clock_start;
static struct timespec started;
static bool network = true;

void hi_board_start(void) {
  clock_gettime(CLOCK_MONOTONIC, &started);
  /* A server that goes away is an error of the send, not the end of the process. */
  signal(SIGPIPE, SIG_IGN);
}

uint32_t hi_board_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return clock_start + (uint32_t)((now.tv_sec - started.tv_sec) * 1000000 + (now.tv_nsec - started.tv_nsec) / 1000);
}

uint32_t hi_board_timer_us(void) { return 1; }

int hi_board_read(uint32_t wait_us) {
  static unsigned char held[256];
  static ssize_t count, next;
  if (next == count) {
    struct pollfd ready = {.fd = input, .events = POLLIN};
    if (poll(&ready, 1, (int)(wait_us / 1000)) <= 0) return -1;
    next = 0;
    count = read(input, held, sizeof held);
    /* The host has gone for good; nothing is left to be done. */
    if (count <= 0) exit(0);
  }
  return held[next++];
}

void hi_board_write(const char *bytes, size_t count) {
  while (count > 0) {
    const ssize_t written = write(output, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) exit(0);
    bytes += written;
    count -= (size_t)written;
  }
}

/* A process has no pins. */
void hi_board_trigger(void) {}
void hi_board_phase(hi_phase phase) { (void)phase; }

bool hi_board_has_network(void) { return network; }

/* Keeps the slave open, so that a host may come and go. */
static void open_terminal(void) {
  const int master = posix_openpt(O_RDWR | O_NOCTTY);
  const bool sound = master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0;
  const char *path = sound ? ptsname(master) : NULL;
  const int slave = path == NULL ? -1 : open(path, O_RDWR | O_NOCTTY);
  struct termios raw;
  if (slave < 0 || tcgetattr(slave, &raw) != 0) {
    fprintf(stderr, "No pseudo-terminal could be opened: %s\n", strerror(errno));
    exit(1);
  }
  raw.c_iflag = 0;
  raw.c_oflag = 0;
  raw.c_lflag = 0;
  raw.c_cflag = CS8 | CREAD | CLOCAL;
  tcsetattr(slave, TCSANOW, &raw);
  input = output = master;
  fprintf(stderr, "PTY is %s\n", path);
}

int main(int count, char **arguments) {
  for (int i = 1; i < count; i++) {
    if (strcmp(arguments[i], "--pty") == 0) {
      open_terminal();
    } else if (strcmp(arguments[i], "--no-network") == 0) {
      network = false;
    } else if (strcmp(arguments[i], "--clock-us") == 0 && i + 1 < count) {
      clock_start = (uint32_t)strtoul(arguments[++i], NULL, 10);
    } else {
      fprintf(stderr, "Usage: hi-firmware [--pty] [--clock-us N] [--no-network]\n");
      return 2;
    }
  }
  hi_firmware_start();
  for (;;) hi_firmware_poll(UINT32_MAX);
}

/*
 * hi_sockets.c: the link of the board layer over sockets, as POSIX and lwIP have them.
 */
#define _XOPEN_SOURCE 700

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "hi_board.h"

static int connection = -1;

bool hi_board_connect(const char *host, uint16_t port) {
  struct addrinfo *found = NULL;
  const struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  char service[6];
  snprintf(service, sizeof service, "%u", port);
  if (getaddrinfo(host, service, &wanted, &found) != 0) return false;
  for (const struct addrinfo *one = found; one != NULL && connection < 0; one = one->ai_next) {
    const int candidate = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
    if (candidate < 0) continue;
    if (connect(candidate, one->ai_addr, one->ai_addrlen) == 0) connection = candidate;
    else close(candidate);
  }
  freeaddrinfo(found);
  const int on = 1;
  return connection >= 0 && setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0;
}

bool hi_board_send(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    const ssize_t sent = send(connection, bytes, count, 0);
    if (sent <= 0) return false;
    bytes += sent;
    count -= (size_t)sent;
  }
  return true;
}

bool hi_board_receive(uint8_t *bytes, size_t count, uint32_t wait_us) {
  const struct timeval patience = {.tv_sec = wait_us / 1000000, .tv_usec = wait_us % 1000000};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  while (count > 0) {
    const ssize_t received = recv(connection, bytes, count, 0);
    if (received <= 0) return false;
    bytes += received;
    count -= (size_t)received;
  }
  return true;
}

void hi_board_disconnect(void) {
  if (connection >= 0) close(connection);
  connection = -1;
}

/*
 * hi_board_esp.c: the board layer on ESP-IDF 5. UNTRIED: written without a board and without ESP-IDF at hand.
 *
 * UART 0 is the line, so logging must be off: set CONFIG_LOG_DEFAULT_LEVEL_NONE and CONFIG_ESP_CONSOLE_NONE.
 */
#include <string.h>

#include "driver/gpio.h"
#include "driver/uart.h"
#include "esp_event.h"
#include "esp_netif.h"
#include "esp_rom_sys.h"
#include "esp_timer.h"
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#include "hi_board.h"
#include "hi_firmware.h"
#include "lwip/netdb.h"
#include "lwip/sockets.h"
#include "nvs_flash.h"
#include "protocol_examples_common.h"
#include "sdkconfig.h"

#define LINE UART_NUM_0
#define BUFFER 1024

#ifdef CONFIG_HI_ENERGY_MODE
#define BAUD 9600
#else
#define BAUD 115200
#endif

const char hi_board_vendor[] = "esp-idf";

static bool online;
static int connection = -1;

void hi_board_start(void) {
  const uart_config_t line = {.baud_rate = BAUD, .data_bits = UART_DATA_8_BITS, .parity = UART_PARITY_DISABLE, .stop_bits = UART_STOP_BITS_1, .flow_ctrl = UART_HW_FLOWCTRL_DISABLE, .source_clk = UART_SCLK_DEFAULT};
  ESP_ERROR_CHECK(uart_driver_install(LINE, BUFFER, 0, 0, NULL, 0));
  ESP_ERROR_CHECK(uart_param_config(LINE, &line));
  gpio_set_level(CONFIG_HI_TRIGGER_GPIO, 1);
  gpio_set_direction(CONFIG_HI_TRIGGER_GPIO, GPIO_MODE_OUTPUT);
#ifdef CONFIG_HI_NETWORK
  ESP_ERROR_CHECK(nvs_flash_init());
  ESP_ERROR_CHECK(esp_netif_init());
  ESP_ERROR_CHECK(esp_event_loop_create_default());
  online = example_connect() == ESP_OK;
#endif
}

/* Waits are rounded up to a tick, at least one: the idle task must run, or the watchdog barks. */
int hi_board_read(uint32_t wait_us) {
  uint8_t byte;
  const TickType_t ticks = wait_us == 0 ? 0 : pdMS_TO_TICKS(wait_us / 1000) + 1;
  return uart_read_bytes(LINE, &byte, 1, ticks) == 1 ? byte : -1;
}

void hi_board_write(const char *bytes, size_t count) { uart_write_bytes(LINE, bytes, count); }

uint32_t hi_board_us(void) { return (uint32_t)esp_timer_get_time(); }
uint32_t hi_board_timer_us(void) { return 1; }

void hi_board_trigger(void) {
  gpio_set_level(CONFIG_HI_TRIGGER_GPIO, 0);
  esp_rom_delay_us(100);
  gpio_set_level(CONFIG_HI_TRIGGER_GPIO, 1);
}

void hi_board_phase(hi_phase phase) { (void)phase; }

bool hi_board_has_network(void) { return online; }

bool hi_board_connect(const char *host, uint16_t port) {
  const struct addrinfo wanted = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
  struct addrinfo *found = NULL;
  if (getaddrinfo(host, NULL, &wanted, &found) != 0 || found == NULL) return false;
  struct sockaddr_in address;
  memcpy(&address, found->ai_addr, sizeof address);
  freeaddrinfo(found);
  address.sin_port = htons(port);
  connection = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  if (connection >= 0 && connect(connection, (struct sockaddr *)&address, sizeof address) == 0 && setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0) return true;
  hi_board_disconnect();
  return false;
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

void app_main(void) {
  hi_firmware_start();
  for (;;) hi_firmware_poll(1000000);
}

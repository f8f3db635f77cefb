/*
 * hi_board_esp.c: the board layer on ESP-IDF 5. UNTRIED: written without a board and without ESP-IDF at hand.
 *
 * UART 0 is the line, so logging must be off: set CONFIG_LOG_DEFAULT_LEVEL_NONE and CONFIG_ESP_CONSOLE_NONE.
 */

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

void app_main(void) {
  hi_firmware_start();
  for (;;) hi_firmware_poll(1000000);
}

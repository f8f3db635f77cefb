/*
 * hi_board_arduino.cpp: the board layer on Arduino. UNTRIED: written without a board and without the Arduino compiler.
 *
 * Serial is the line, HI_TRIGGER_PIN the trigger line, HI_PHASE_PIN (and the two after it) show inference, decision and radio.
 * Boards with the WiFiNINA library get a network when HI_WIFI_SSID and HI_WIFI_PASSWORD are defined.
 */
#include <Arduino.h>

#include "hi_board.h"

#ifdef HI_WIFI_SSID
#include <WiFiNINA.h>
#endif

#ifndef HI_ENERGY_MODE
#define HI_ENERGY_MODE 0
#endif
#ifndef HI_TRIGGER_PIN
#define HI_TRIGGER_PIN 7
#endif
#ifndef HI_BAUD
#define HI_BAUD (HI_ENERGY_MODE ? 9600 : 115200)
#endif

extern "C" {

const char hi_board_vendor[] = "arduino";

void hi_board_start(void) {
  digitalWrite(HI_TRIGGER_PIN, HIGH);
  pinMode(HI_TRIGGER_PIN, OUTPUT);
#ifdef HI_PHASE_PIN
  for (int i = 0; i < 3; i++) pinMode(HI_PHASE_PIN + i, OUTPUT);
#endif
  Serial.begin(HI_BAUD);
  /* On native USB the banner would be lost before the host has opened the port; a UART does not wait here. */
  const uint32_t start = millis();
  while (!Serial && millis() - start < 3000) delay(10);
#ifdef HI_WIFI_SSID
  WiFi.begin(HI_WIFI_SSID, HI_WIFI_PASSWORD);
#endif
}

int hi_board_read(uint32_t wait_us) {
  const uint32_t start = micros();
  do {
    const int byte = Serial.read();
    if (byte >= 0) return byte;
  } while (micros() - start < wait_us);
  return -1;
}

void hi_board_write(const char *bytes, size_t count) {
  while (count > 0) {
    const size_t written = Serial.write(reinterpret_cast<const uint8_t *>(bytes), count);
    bytes += written;
    count -= written;
  }
}

uint32_t hi_board_us(void) { return micros(); }

/* micros() steps by 4 on 16 MHz AVR boards. */
uint32_t hi_board_timer_us(void) {
#if defined(F_CPU) && defined(__AVR__)
  return 64000000UL / F_CPU;
#else
  return 1;
#endif
}

void hi_board_trigger(void) {
  digitalWrite(HI_TRIGGER_PIN, LOW);
  delayMicroseconds(100);
  digitalWrite(HI_TRIGGER_PIN, HIGH);
}

void hi_board_phase(hi_phase phase) {
#ifdef HI_PHASE_PIN
  digitalWrite(HI_PHASE_PIN, phase == HI_PHASE_INFERENCE);
  digitalWrite(HI_PHASE_PIN + 1, phase == HI_PHASE_DECISION);
  digitalWrite(HI_PHASE_PIN + 2, phase == HI_PHASE_RADIO);
#else
  (void)phase;
#endif
}

#ifdef HI_WIFI_SSID
static WiFiClient client;

bool hi_board_has_network(void) { return WiFi.status() == WL_CONNECTED; }
bool hi_board_connect(const char *host, uint16_t port) { return client.connect(host, port); }

bool hi_board_send(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    const size_t sent = client.write(bytes, count);
    if (sent == 0) return false;
    bytes += sent;
    count -= sent;
  }
  return true;
}

bool hi_board_receive(uint8_t *bytes, size_t count, uint32_t wait_us) {
  const uint32_t start = micros();
  while (count > 0) {
    const int byte = client.read();
    if (byte >= 0) {
      *bytes++ = static_cast<uint8_t>(byte);
      count--;
    } else if (!client.connected() || micros() - start >= wait_us) {
      return false;
    }
  }
  return true;
}

void hi_board_disconnect(void) { client.stop(); }
#else
bool hi_board_has_network(void) { return false; }
bool hi_board_connect(const char *, uint16_t) { return false; }
bool hi_board_send(const uint8_t *, size_t) { return false; }
bool hi_board_receive(uint8_t *, size_t, uint32_t) { return false; }
void hi_board_disconnect(void) {}
#endif

}  // extern "C"

/*
 * hi_firmware.ino: the firmware as an Arduino sketch. UNTRIED: written without a board and without the Arduino compiler.
 *
 * Copy src/*.c, src/*.h, include/*.h and model/* of the firmware beside this file first (see README.md of the port).
 */
#include "hi_firmware.h"

void setup() { hi_firmware_start(); }

void loop() { hi_firmware_poll(10000); }

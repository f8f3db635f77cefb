/* hi_firmware.h: what a port calls: start once, then poll for ever. */
#ifndef HI_FIRMWARE_H
#define HI_FIRMWARE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Board and model up, boot banner out. */
void hi_firmware_start(void);
/* Waits up to wait_us for a command and obeys it. */
void hi_firmware_poll(uint32_t wait_us);

#ifdef __cplusplus
}
#endif
#endif

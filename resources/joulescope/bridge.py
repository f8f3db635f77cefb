#!/usr/bin/env python3
"""Speaks with a Joulescope through its maker's driver, for HI Studio. UNTRIED ON A DEVICE: written from the driver's sources and documents.

The studio starts this program and talks to it over standard input and output; it can be tried by hand with nothing but
"pip install pyjoulescope_driver". The pipe is documented in src-main/core/protocol/joulescope.ts: frames of the letters "HIJ1",
the length of the header and of the payload (uint32, little-endian), a header of JSON in ASCII, and a payload of raw samples.

It never opens the supply path of the target: the current range "off" is refused here too, and a device is opened in the state it
is in ("restore"), because the driver's own defaults once were "off". Topics and the names of ranges are looked up in what the
device says of itself, since they differ between models and releases.
"""

import json
import os
import queue
import re
import struct
import sys
import threading

MAGIC = b"HIJ1"
PIPE = 1
# Blocks that wait for the studio; beyond it they are dropped, which it sees as a jump of the sample ids.
MOST_WAITING = 512
LINES = (0, 1, 2, 3)
# Used only where the device does not list its own.
USUAL_RATES = (1000000, 500000, 200000, 100000, 50000, 20000, 10000, 5000, 2000, 1000)
FACTORS = {"": 1.0, "m": 1e-3, "\u00b5": 1e-6, "\u03bc": 1e-6, "u": 1e-6, "n": 1e-9}
PERMISSIONS = 18


class Trouble(Exception):
    """Told to the studio: `why` is one of driver-missing, permission, no-device, refused, driver."""

    def __init__(self, why, text):
        super().__init__(text)
        self.why = why


class Pipe:
    """Frames both ways. What the driver prints goes to standard error, so that it cannot fall between two frames."""

    def __init__(self):
        self._in = sys.stdin.buffer
        self._out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._waiting = queue.Queue(MOST_WAITING)
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def _write(self):
        while True:
            frame = self._waiting.get()
            if frame is None:
                return
            try:
                self._out.write(frame)
                if self._waiting.empty():
                    self._out.flush()
            except OSError:
                # The studio is gone; the end of standard input says so too.
                return

    def say(self, header, payload=b"", may_drop=False):
        text = json.dumps(header).encode("ascii")
        frame = MAGIC + struct.pack("<II", len(text), len(payload)) + text + payload
        try:
            self._waiting.put(frame, block=not may_drop)
        except queue.Full:
            pass

    def read(self):
        """The next request; None at the end."""
        prefix = self._in.read(12)
        if len(prefix) < 12 or prefix[:4] != MAGIC:
            return None
        header, payload = struct.unpack("<II", prefix[4:])
        text = self._in.read(header)
        self._in.read(payload)
        return json.loads(text)

    def close(self):
        self._waiting.put(None)
        self._writer.join(2)


def amount(name, unit):
    """'180 mA' in A, '15 V' in V; None for words such as 'auto'."""
    found = re.fullmatch(r"([0-9.]+)\s*([mun\u00b5\u03bc]?)" + unit, str(name).strip())
    return None if found is None else float(found.group(1)) * FACTORS[found.group(2)]


def options(metadata):
    """[(value, [names])] of a topic."""
    listed = metadata.get("options") if isinstance(metadata, dict) else None
    return [(one[0], list(one[1:])) for one in listed or [] if isinstance(one, (list, tuple)) and len(one) > 1]


class Device:
    """One open Joulescope."""

    def __init__(self, driver, path, pipe):
        self._driver = driver
        self._pipe = pipe
        self.path = path
        self.model = path.split("/")[1].upper()
        self.serial = path.split("/")[2]
        self._streams = []
        self._held = {}
        self._told = {}
        driver.open(path, mode="restore", timeout=5)
        # A bound method is made anew each time it is named; the driver wants the very one back.
        listener = self._on_metadata
        driver.subscribe(path, "metadata_rsp_retain", listener)
        driver.unsubscribe(path, listener)

    def _on_metadata(self, topic, value):
        self._told[topic[len(self.path) + 1:].rstrip("$")] = value

    def _publish(self, topic, value):
        self._driver.publish(self.path + "/" + topic, value, timeout=2)

    def _ranges(self, topic, unit):
        found = []
        for _, names in options(self._told.get(topic)):
            full = amount(names[0], unit)
            if full:
                found.append({"name": names[0], "full": full})
        return found

    def _io(self):
        """{volts: (topic, value)}"""
        found = {}
        for value, names in options(self._told.get("s/extio/voltage")):
            volts = amount(names[0], "V")
            if volts:
                found[volts] = ("s/extio/voltage", value)
        for value, names in options(self._told.get("c/gpio/vref")):
            if any(re.search(r"3[.v]3|internal", str(name), re.IGNORECASE) for name in names):
                found[3.3] = ("c/gpio/vref", value)
        return found

    def _firmware(self):
        try:
            version = self._driver.query(self.path + "/c/fw/version")
        except (RuntimeError, TimeoutError):
            return None
        if isinstance(version, int):
            return "%d.%d.%d" % (version >> 24, (version >> 16) & 0xFF, version & 0xFFFF)
        return str(version)

    def facts(self):
        rates = [int(value) for value, _ in options(self._told.get("h/fs"))]
        return {
            "model": self.model, "serial": self.serial, "firmware": self._firmware(),
            "currentRanges": self._ranges("s/i/range/select", "A") or [{"name": "10 A", "full": 10.0}],
            "voltageRanges": self._ranges("s/v/range/select", "V") or [{"name": "15 V", "full": 15.0}],
            "ioVolts": sorted(self._io()),
            "lines": [line for line in LINES if "s/gpi/%d/ctrl" % line in self._told],
            "ratesHz": rates or list(USUAL_RATES),
        }

    def set(self, request):
        current, voltage, volts = request["currentRange"], request["voltageRange"], request["ioVolts"]
        known = ["auto"] + [one["name"] for one in self.facts()["currentRanges"]]
        if current not in known:
            raise Trouble("refused", "the current range %s" % current)
        self._publish("h/fs", int(request["rateHz"]))
        for signal, name in (("i", current), ("v", voltage)):
            mode = "s/%s/range/mode" % signal
            if mode not in self._told:
                self._publish("s/%s/range/select" % signal, name)
            elif name == "auto":
                self._publish(mode, "auto")
            else:
                # The range first: "manual" takes the one that is selected.
                self._publish("s/%s/range/select" % signal, name)
                self._publish(mode, "manual")
        if volts is not None:
            levels = self._io()
            if volts not in levels:
                raise Trouble("refused", "the logic level %s V" % volts)
            self._publish(*levels[volts])
        taken = self._driver.query(self.path + "/h/fs")
        return {"rateHz": int(taken), "currentRange": current, "voltageRange": voltage, "ioVolts": volts}

    def start(self, lines):
        self.stop()
        self._held = {}
        for signal, base in [("i", "s/i"), ("v", "s/v")] + [("gpi%d" % line, "s/gpi/%d" % line) for line in lines]:
            listener = self._listener(signal)
            self._driver.subscribe(self.path + "/" + base + "/!data", "pub", listener)
            self._streams.append((base, listener))
        for base, _ in self._streams:
            self._publish(base + "/ctrl", 1)

    def stop(self):
        streams, self._streams = self._streams, []
        for base, _ in streams:
            self._publish(base + "/ctrl", 0)
        for base, listener in streams:
            self._driver.unsubscribe(self.path + "/" + base + "/!data", listener)
        for signal in list(self._held):
            self._send_bits(signal, None)

    def close(self):
        try:
            self.stop()
        finally:
            self._driver.close(self.path)

    def _listener(self, signal):
        def on_floats(_topic, value):
            data = value["data"]
            self._send(signal, value, len(data), data.tobytes())

        def on_bits(_topic, value):
            # Bits come in whole bytes; how many of the last byte are samples, the next block's number tells.
            self._send_bits(signal, value)

        return on_floats if signal in ("i", "v") else on_bits

    def _send_bits(self, signal, following):
        held = self._held.pop(signal, None)
        if held is not None:
            packed = held["data"].tobytes()
            count = 8 * len(packed)
            if following is not None:
                count = min(count, max(0, int(following["sample_id"] - held["sample_id"]) // int(held["decimate_factor"])))
            self._send(signal, held, count, packed[: (count + 7) // 8])
        if following is not None:
            self._held[signal] = following

    def _send(self, signal, value, count, payload):
        header = {
            "kind": "data", "signal": signal, "sampleId": int(value["sample_id"]), "every": int(value["decimate_factor"]),
            "perSecond": float(value["sample_rate"]), "count": int(count),
        }
        self._pipe.say(header, payload, may_drop=True)


class Bridge:
    """Requests of the studio, one after the other."""

    def __init__(self, pipe):
        self._pipe = pipe
        self._driver = None
        self._device = None

    def _started(self):
        if self._driver is None:
            try:
                from pyjoulescope_driver import Driver
            except ImportError as error:
                raise Trouble("driver-missing", str(error)) from error
            self._driver = Driver()
            self._driver.subscribe("@/!remove", "pub", self._on_remove)
        return self._driver

    def _on_remove(self, _topic, value):
        device = self._device
        if device is not None and str(value) == device.path:
            self._device = None
            self._pipe.say({"kind": "removed"})

    def obey(self, request):
        wanted = request["do"]
        driver = self._started()
        if wanted == "hello":
            return {"pipe": PIPE, "driver": str(getattr(sys.modules["pyjoulescope_driver"], "__version__", "unknown"))}
        if wanted == "devices":
            return [{"path": path, "model": path.split("/")[1].upper(), "serial": path.split("/")[2]} for path in driver.device_paths()]
        if wanted == "open":
            if self._device is not None:
                self._device.close()
            self._device = None
            if request["path"] not in driver.device_paths():
                raise Trouble("no-device", request["path"])
            self._device = Device(driver, request["path"], self._pipe)
            return self._device.facts()
        if self._device is None:
            raise Trouble("no-device", "no device is open")
        if wanted == "set":
            return self._device.set(request)
        if wanted == "start":
            return self._device.start(request["lines"])
        if wanted == "stop":
            return self._device.stop()
        if wanted == "close":
            device, self._device = self._device, None
            return device.close()
        raise Trouble("driver", "an unknown request")

    def close(self):
        device, self._device = self._device, None
        try:
            if device is not None:
                device.close()
        finally:
            if self._driver is not None:
                self._driver.finalize()


def trouble_of(error):
    """The driver tells its codes in text: 'jsdrv_open failed 18 | …'."""
    code = re.search(r"failed (\d+)", str(error))
    return "permission" if code is not None and int(code.group(1)) == PERMISSIONS else "driver"


def main():
    pipe = Pipe()
    bridge = Bridge(pipe)
    try:
        while True:
            request = pipe.read()
            if request is None:
                return
            answer = {"kind": "done", "id": request.get("id"), "value": None}
            try:
                answer["value"] = bridge.obey(request)
            except Trouble as error:
                answer = {"kind": "failed", "id": request.get("id"), "why": error.why, "text": str(error)}
            except (RuntimeError, TimeoutError, KeyError, TypeError, ValueError) as error:
                answer = {"kind": "failed", "id": request.get("id"), "why": trouble_of(error), "text": str(error) or type(error).__name__}
            pipe.say(answer)
    finally:
        try:
            bridge.close()
        except (RuntimeError, TimeoutError) as error:
            print(error, file=sys.stderr)
        pipe.close()


if __name__ == "__main__":
    main()

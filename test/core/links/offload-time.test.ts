/** Link times against Table 3 of the HI paper, which they were fitted to, and against what loss must do. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { linkProfile, type LinkProfile } from '../../../src-main/contract/profiles';
import { linkMs, linkSdMs, offloadEstimate, type LinkFigures } from '../../../src-main/core/links';
import type { Estimate } from '../../../src-main/core/measurements';
import { createRandom } from '../../../src-main/core/random';

const folder = fileURLToPath(new URL('../../../profiles/links/', import.meta.url));
const profile = (id: string): LinkProfile => linkProfile.parse(parse(readFileSync(`${folder}${id}.yaml`, 'utf8')));
const server = (value: number, sd: number | null = null): Estimate => ({ value, n: 0, sd, ci95: null, median: null, p95: null, p99: null, provenance: 'published', source: 'a test' });
const figure = (value: number) => ({ value, source: 'a test' });
const link = (fixed: number, rate: number, loss?: number, packetBytes?: number): LinkFigures =>
  ({ name: 'test link', fixed_ms: figure(fixed), rate_mbit_s: figure(rate), loss: loss === undefined ? undefined : figure(loss), packet_bytes: packetBytes });

const cifar = 32 * 32 * 3;
const imagenet = 224 * 224 * 3;
// HI paper, Table 3 (Wi-Fi, ms an image, server included) and Table 7 (ESP32, Arduino); BLE on the Pi: section 4.2.1 plus the server's 6.95 ms.
const published: readonly [id: string, bytes: number, ms: number][] = [
  ['wifi-coral-dev-board-micro', cifar, 10.37], ['wifi-coral-dev-board-micro', imagenet, 84.41],
  ['wifi-raspberry-pi-4b', cifar, 9.68], ['wifi-raspberry-pi-4b', imagenet, 28.74],
  ['wifi-jetson-orin-nano-7w', cifar, 8.34], ['wifi-jetson-orin-nano-7w', imagenet, 16.42],
  ['wifi-jetson-orin-nano-15w', cifar, 8.2], ['wifi-jetson-orin-nano-15w', imagenet, 16.45],
  ['wifi-esp32', cifar, 10.1], ['ble-arduino-nano-33-ble', cifar, 190.35], ['ble-raspberry-pi-4b', cifar, 177.13 + 6.95],
];

describe('link profiles', () => {
  it('reads every link profile that ships', () => {
    const ids = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => name.replace('.yaml', ''));
    expect(ids).toContain('loopback');
    for (const id of ids) expect(profile(id).id).toBe(id);
  });

  it.each(published)('gives the paper’s offload time over %s for %i bytes', (id, bytes, ms) => {
    const known = profile(id);
    const serverMs = known.server_ms!.find((entry) => entry.dataset === (bytes === cifar ? 'cifar10' : 'imagenet1k'))!.time.value;
    const estimate = offloadEstimate(known, bytes, server(serverMs));
    // The constants are rounded to three digits: half of the last one of 15.5 Mbit/s is 0.3 %.
    expect(Math.abs(estimate.value - ms)).toBeLessThan(0.003 * ms);
  });

  it('adds nothing on loopback, whatever the size', () => {
    expect(linkMs(profile('loopback'), imagenet)).toBe(0);
    expect(offloadEstimate(profile('loopback'), cifar, server(3, 0.2))).toMatchObject({ value: 3, sd: 0.2 });
  });

  const table = new URL('../../../../shared/published/hi-paper.json', import.meta.url);
  it.skipIf(!existsSync(table))('agrees with the published data file on Table 3 (skipped where ../shared is not there)', () => {
    const { records } = JSON.parse(readFileSync(table, 'utf8')) as { records: { id: string; value: number }[] };
    const value = (id: string): number => records.find((record) => record.id === id)!.value;
    expect(published[0][2]).toBe(value('T3.cifar10.latency.coral-dev-board-micro'));
    expect(published[7][2]).toBe(value('T3.imagenet1k.latency.jetson-orin-nano.15w'));
    expect(published[10][2]).toBeCloseTo(value('s4.2.1.ble.time') + value('s4.1.server_request.a100.cifar10'), 9);
  });
});

describe('t_link = fixed + bytes / rate', () => {
  it('is always modelled and names its equation, both constants and the server', () => {
    const estimate = offloadEstimate(link(2, 8, 0.1), 1000, server(5));
    expect(estimate).toMatchObject({ provenance: 'modelled', n: 0, ci95: null });
    expect(estimate.source).toBe('t_off = fixed + 1000 bytes / (rate (1 - loss)) + server; test link: fixed 2 ms (a test), rate 8 Mbit/s (a test), loss 0.1; server 5.00 ms, published (a test)');
  });

  it('sends lost packets again: mean and spread agree with 4000 simulated transfers', () => {
    const lossy = link(5, 1, 0.2, 500);
    const random = createRandom(7);
    const times = Float64Array.from({ length: 4000 }, () => {
      let ms = 5;
      // ceil(3072 / 500) = 7 packets, counted as equally long.
      for (let packet = 0; packet < 7; packet++) do ms += (3072 / 7) * 8 / 1000; while (random.chance(0.2));
      return ms;
    });
    const mean = times.reduce((a, b) => a + b) / times.length;
    const sd = Math.sqrt(times.reduce((a, b) => a + (b - mean) ** 2, 0) / (times.length - 1));
    expect(Math.abs(linkMs(lossy, 3072) - mean)).toBeLessThan(4 * sd / Math.sqrt(4000));
    expect(linkSdMs(lossy, 3072)! / sd).toBeCloseTo(1, 1);
  });

  it('never arrives when every packet is lost or the rate is zero, and never gives NaN', () => {
    expect(linkMs(link(1, 1, 1), 10)).toBe(Infinity);
    expect(linkMs(link(1, 0), 10)).toBe(Infinity);
    expect(linkMs(link(1, 0, 1), 0)).toBe(1);
    fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1e7), (fixed, rate, loss, bytes) => {
      const any = link(fixed, rate, loss, 100);
      expect(linkMs(any, bytes)).toBeGreaterThanOrEqual(fixed);
      expect(linkSdMs(any, bytes)).not.toBeNaN();
    }));
  });

  it('leaves the spread unknown where loss is known and the packet size is not', () => {
    expect(linkSdMs(link(1, 1, 0.1), 100)).toBeNull();
    expect(offloadEstimate(link(1, 1, 0.1), 100, server(1, 0.1)).sd).toBeNull();
  });

  it('refuses a size that is no number of bytes', () => {
    expect(() => linkMs(link(1, 1), -1)).toThrow('bytes must be a whole number of at least 0, not -1');
  });
});

/** Units live in the keys of profiles; this reads them, and mends a unit that was written into a value. */

interface Unit { readonly suffix: string; readonly name: string; readonly factors: Readonly<Record<string, number>> }

/** `factors`: what one of a written unit is in the key's own unit. */
const units: readonly Unit[] = [
  { suffix: 'mbit_s', name: 'Mbit/s', factors: { 'mbit/s': 1, mbps: 1, 'kbit/s': 1e-3, kbps: 1e-3, 'bit/s': 1e-6, 'gbit/s': 1e3, gbps: 1e3, 'mb/s': 8 } },
  { suffix: 'ms', name: 'ms', factors: { ms: 1, s: 1e3, sec: 1e3, us: 1e-3, µs: 1e-3, μs: 1e-3, ns: 1e-6, min: 6e4 } },
  { suffix: 'mj', name: 'mJ', factors: { mj: 1, j: 1e3, uj: 1e-3, µj: 1e-3, μj: 1e-3, wh: 3.6e6, mwh: 3.6e3 } },
  { suffix: 'mhz', name: 'MHz', factors: { mhz: 1, ghz: 1e3, khz: 1e-3, hz: 1e-6 } },
  { suffix: 'bytes', name: 'bytes', factors: { b: 1, byte: 1, bytes: 1, kb: 1e3, kib: 1024, mb: 1e6, mib: 1048576 } },
  { suffix: 'w', name: 'W', factors: { w: 1, mw: 1e-3, uw: 1e-6, µw: 1e-6, kw: 1e3 } },
];

/** The innermost key of the path that carries a unit; a `value` inside `latency_ms` is in ms. */
export function unitOfPath(path: readonly PropertyKey[]): { key: string; unit: string } | null {
  for (let i = path.length - 1; i >= 0; i--) {
    const key = String(path[i]);
    const unit = unitOfKey(key);
    if (unit !== null) return { key, unit: unit.name };
    if (key !== 'value') return null;
  }
  return null;
}

const unitOfKey = (key: string): Unit | null => units.find((unit) => key === unit.suffix || key.endsWith(`_${unit.suffix}`)) ?? null;

/** "5 ms" under `at_most_ms` → 5, "5 s" → 5000; null where the text is no number with a known unit. */
export function numberInUnitOfKey(text: string, key: string): number | null {
  const match = /^\s*([+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*([^\d\s].*)?\s*$/i.exec(text);
  if (match === null) return null;
  const value = Number(match[1].replace(',', '.'));
  if (match[2] === undefined) return value;
  // Case matters between mW and MW, but nobody writes megawatts here.
  const factor = unitOfKey(key)?.factors[match[2].trim().toLowerCase()];
  // Twelve digits: 0.1 * 1000 must not be shown as 100.00000000000001.
  return factor === undefined ? null : Number((value * factor).toPrecision(12));
}

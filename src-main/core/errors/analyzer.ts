/** Sentences about instruments: what, where, expected, how to mend. Codes are `analyzer.noun-or-state`. */
export const analyzerErrors = {
  'analyzer.not-it': (f: { port: string; expected: string; got: string }) => `What answers at ${f.port} is not ${f.expected}${f.got === '' ? '' : ` (it says “${f.got}”)`}; choose another port or another analyzer ("hi-studio devices" shows both).`,
  'analyzer.voltage-range': (f: { analyzer: string; volts: number; min: number; max: number }) => `${f.analyzer} cannot supply ${f.volts} V, only ${f.min} to ${f.max} V; choose another --voltage.`,
  'analyzer.above-limit': (f: { volts: number; limit: number; whose: string }) => `${f.volts} V was asked for, but ${f.whose} bears at most ${f.limit} V; nothing was switched on. Lower --voltage, or correct the limit in the profile.`,
  'analyzer.setting': (f: { analyzer: string; setting: string; value: string; expected: string }) => `${f.analyzer} has no ${f.setting} ${f.value}; expected ${f.expected}.`,
  'analyzer.refused': (f: { analyzer: string; command: string; said: string }) => `${f.analyzer} did not take “${f.command}” (${f.said}); check the settings, and that its firmware knows this command.`,
  'analyzer.not-configured': (f: { analyzer: string }) => `${f.analyzer} was to measure before it was configured; set at least the supply voltage first.`,
  'analyzer.no-voltage': (f: { analyzer: string }) => `${f.analyzer} needs the supply voltage to tell power; give --voltage in millivolts.`,
  'analyzer.stalled': (f: { analyzer: string; seconds: number }) => `${f.analyzer} has sent no sample for ${f.seconds} s; check its cable and power, then capture again. What was recorded is kept.`,
  'analyzer.overload': (f: { analyzer: string; said: string }) => `${f.analyzer} stopped because of an overload (${f.said}); check the wiring of the board, then capture again. What was recorded is kept.`,
  'analyzer.no-port': (f: { analyzer: string }) => `${f.analyzer} was not found on any port; plug it in, or name its port with --port ("hi-studio devices" lists them; --port simulator plays one).`,
  'analyzer.several-ports': (f: { analyzer: string; ports: readonly string[] }) => `${f.analyzer} may be on ${f.ports.join(' or ')}; name one with --port.`,
  'analyzer.unknown-simulator': (f: { simulator: string; known: readonly string[] }) => `There is no simulator “${f.simulator}”; this studio can play ${f.known.join(', ')}.`,
  'analyzer.cannot-listen': (f: { host: string; port: number; why: string }) => `The simulator cannot listen on ${f.host}:${f.port} (${f.why}); choose another port with --tcp.`,
} as const;

/** Which driver speaks with which instrument, and over what line it is reached. */
import type { AnalyzerProfile } from '../contract/profiles';
import { StudioError } from '../core/errors';
import type { Analyzer } from '../engine/analyzer-ports';
import type { ByteStream } from '../transport/byte-stream';
import { openSerialPort } from '../transport/serial-port';
import type { FoundPort } from '../transport/serial-ports';
import { openTcpSocket } from '../transport/tcp-socket';
import type { Timekeeper } from '../transport/timekeeper';
import { openJoulescope } from './joulescope';
import { isJoulescopeAddress, openJoulescopeBridge } from './joulescope-bridge';
import { openLpm01a } from './lpm01a';
import { openPm1000 } from './pm1000';
import { openPpk2 } from './ppk2';
import { openScpi } from './scpi';

const tcpAddress = /^(\[[0-9a-f:]+\]|[^/\\:]+):(\d{1,5})$/i;
export const isTcpAddress = (port: string): boolean => tcpAddress.test(port);

/** Whether the address is reached over the network or through a program, and no serial port has to be opened for it. */
export const isNoSerialPort = (port: string): boolean => isTcpAddress(port) || isJoulescopeAddress(port);

/** `port`: a serial port's path, host:port, or joulescope:SERIAL. Errors: port.*, analyzer.no-python, analyzer.usb-forbidden */
export function openLine(profile: AnalyzerProfile, port: string): Promise<ByteStream> {
  const address = tcpAddress.exec(port);
  if (address !== null) return openTcpSocket(address[1].replace(/^\[|\]$/g, ''), Number(address[2]));
  if (isJoulescopeAddress(port)) return openJoulescopeBridge(port);
  return openSerialPort(port, { baudRate: profile.serial?.baud, dtr: profile.serial?.dtr });
}

/** Nothing is sent yet. Errors: analyzer.setting */
export function openAnalyzer(profile: AnalyzerProfile, line: ByteStream, time: Timekeeper): Analyzer {
  const maxVoltageV = profile.limits.max_voltage_v;
  switch (profile.driver) {
    case 'ppk2': return openPpk2(line, time, { maxVoltageV });
    case 'lpm01a': return openLpm01a(line, time, { maxVoltageV });
    case 'pm1000': return openPm1000(line, time, { answersSetters: isTcpAddress(line.name) || profile.serial === undefined });
    case 'scpi': return openScpi(line, time, profile);
    case 'joulescope': return openJoulescope(line, time, { maxVoltageV, ioVolts: profile.joulescope?.io_v, lines: profile.joulescope?.lines });
    case 'recording': throw new StudioError('analyzer.setting', { analyzer: profile.name, setting: 'line', value: line.name, expected: 'the file of a recording' });
  }
}

/** Ports on which USB says that this instrument may be. */
export function candidatePorts(profile: AnalyzerProfile, ports: readonly FoundPort[]): FoundPort[] {
  const fitting = ports.filter((port) => [...(profile.serial?.usb ?? []), ...(profile.usb ?? [])].some(({ vendor, product }) => vendor === port.vendorId && product === port.productId));
  // Newer PPK2 firmware shows two ports a device; interface 1 has the data.
  return fitting.filter((port) => port.interfaceNumber === 1 || !fitting.some((other) => other !== port && other.serial === port.serial && other.interfaceNumber === 1));
}

/** Where the instrument is, when nobody said. Errors: analyzer.no-port, analyzer.several-ports */
export function findPort(profile: AnalyzerProfile, ports: readonly FoundPort[]): string {
  if (profile.tcp?.host !== undefined) return `${profile.tcp.host}:${profile.tcp.port}`;
  const found = candidatePorts(profile, ports);
  // Where the system does not tell what is on USB, its own driver does.
  if (found.length === 0 && profile.driver === 'joulescope') return 'joulescope';
  if (found.length === 0) throw new StudioError('analyzer.no-port', { analyzer: profile.name });
  if (found.length > 1) throw new StudioError('analyzer.several-ports', { analyzer: profile.name, ports: found.map(({ path }) => path) });
  return found[0].path;
}

/** The SCPI driver with a simulated supply behind it, and that supply with an independent client in front of it. */
import { spawn, spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { openScpi } from '../../src-main/analyzers/scpi';
import { analyzerProfile } from '../../src-main/contract/profiles';
import { createScpiSupply } from '../../src-main/simulators/scpi';
import { serveOnTcp, type ServedInstrument } from '../../src-main/simulators/serve';
import { createVirtualTime } from '../../src-main/simulators/virtual-time';
import { demoWaveform } from '../../src-main/simulators/waveform';
import { createWire, type SimulatedWire, type WireFaults } from '../../src-main/simulators/wire';
import { openTcpSocket } from '../../src-main/transport/tcp-socket';
import { pause, realTime } from '../../src-main/transport/timekeeper';
import { collector } from './collector';

const profile = analyzerProfile.parse({
  kind: 'analyzer', id: 'supply', name: 'The supply', driver: 'scpi', supplies: true, limits: { min_voltage_v: 0, max_voltage_v: 5 }, rates_hz: [50],
  scpi: { identify: 'SIM-SUPPLY', init: ['*CLS', 'VOLT {volts}'], on: ['OUTP ON'], shutdown: ['OUTP OFF'], measure: [{ query: 'MEAS:CURR?', field: 'current' }, { query: 'MEAS:VOLT?', field: 'voltage' }] },
});

const wires: SimulatedWire[] = [];
const served: ServedInstrument[] = [];
afterEach(async () => {
  wires.splice(0).forEach((wire) => wire.stop());
  for (const one of served.splice(0)) await one.stop();
});

function bench(faults: WireFaults = {}, slowMs = 0) {
  const time = createVirtualTime();
  let supply: ReturnType<typeof createScpiSupply> | null = null;
  const wire = createWire('simulated supply', (send) => (supply = createScpiSupply({ seed: 3, waveform: demoWaveform, send, slowMs })), time, faults);
  wires.push(wire);
  return { time, wire, supply: supply as unknown as ReturnType<typeof createScpiSupply> };
}

describe('a SCPI supply', () => {
  it('measures the energy of the simulated board within 0.5 %, its answers cut anywhere', async () => {
    const { time, wire, supply } = bench({ portion: 3 });
    const analyzer = openScpi(wire.open(), time, profile);
    expect(await analyzer.identify()).toMatchObject({ kind: 'scpi', model: 'HI Studio SIM-SUPPLY', serial: '000003', firmware: '1.0' });
    await analyzer.configure({ voltageV: 3.3 });
    expect([supply.volts(), supply.powered()]).toEqual([3.3, false]);
    const trace = collector();
    expect(await analyzer.start(trace)).toMatchObject({ rateHz: 50, quantity: 'current', measuresVoltage: true });
    await pause(time, 120_000);
    const { samples, lost } = await analyzer.stop();
    expect([trace.failures, lost]).toEqual([[], 0]);
    // Half of the time is seen (apertures of 10 ms each 20 ms), so agreement is statistical: many cycles of the board.
    expect(Math.abs(trace.sum() / samples / (demoWaveform.charge(120) / 120) - 1)).toBeLessThan(0.005);
    expect(trace.blocks[0].voltage?.[0]).toBeCloseTo(3.3, 3);
    await analyzer.close();
    expect(supply.powered()).toBe(false);
  });

  it('loses samples that it had no time for, and says so', async () => {
    const { time, wire } = bench({}, 25);
    const analyzer = openScpi(wire.open(), time, profile);
    await analyzer.identify();
    await analyzer.configure({ voltageV: 3.3 });
    const trace = collector();
    await analyzer.start(trace);
    await pause(time, 2000);
    const { samples, lost } = await analyzer.stop();
    // Two answers of 25 ms and more a sample, at 20 ms a sample: two of three are lost.
    expect(lost / samples).toBeGreaterThan(0.5);
    expect(trace.lost()).toBe(lost);
    await analyzer.close();
  });

  it('says which command an instrument refused and why', async () => {
    const { time, wire, supply } = bench();
    const wrong = { ...profile, scpi: { ...profile.scpi!, init: ['VOLT {volts}', 'VOLT:RANGE 20'] } };
    const analyzer = openScpi(wire.open(), time, wrong);
    await expect(analyzer.configure({ voltageV: 3.3 })).rejects.toThrow('The supply did not take “VOLT:RANGE 20” (-113 Undefined header;VOLT:RANGE)');
    expect(supply.powered()).toBe(false);
    await analyzer.close();
  });

  it('is silent after a question it does not know; the next answer is not taken for it', async () => {
    const { time, wire } = bench();
    const analyzer = openScpi(wire.open(), time, { ...profile, scpi: { ...profile.scpi!, measure: [{ query: 'MEAS:NONSENSE?', field: 'power' }] } });
    await analyzer.identify();
    await analyzer.configure({ voltageV: 3.3 });
    const trace = collector();
    await analyzer.start(trace);
    await pause(time, 5000);
    expect(trace.failures.map(({ message }) => message)).toEqual(['simulated supply gave no answer to “MEAS:NONSENSE?” within 3 s; check that the right instrument is on this port and switched on.']);
    expect(await analyzer.identify()).toMatchObject({ kind: 'scpi' });
    await analyzer.close();
  });

  it('never supplies more than its profile or the board allows', async () => {
    const { time, wire, supply } = bench();
    const analyzer = openScpi(wire.open(), time, profile);
    await expect(analyzer.configure({ voltageV: 5.5 })).rejects.toThrow('only 0 to 5 V');
    await expect(analyzer.configure({ voltageV: 3.3, boardLimitV: 2 })).rejects.toThrow('the board bears at most 2 V');
    // In either mode its output is switched on, so a supply that cannot only measure says so.
    await expect(analyzer.configure({ mode: 'meter', voltageV: 5.5 })).rejects.toThrow('only 0 to 5 V');
    await analyzer.close();
    const supplyOnly = openScpi(wire.open(), time, { ...profile, meters: false });
    await expect(supplyOnly.configure({ mode: 'meter', voltageV: 3.3 })).rejects.toThrow(/mode.*meter.*source: it measures what it supplies/);
    expect(supply.volts()).toBe(0);
    await supplyOnly.close();
  });

  it('tells of an overload, of a pulled cable, and of another instrument', async () => {
    const { time, wire } = bench();
    const analyzer = openScpi(wire.open(), time, profile);
    await analyzer.identify();
    await analyzer.configure({ voltageV: 3.3 });
    const trace = collector();
    await analyzer.start(trace);
    await pause(time, 200);
    wire.instrument.trouble.overload();
    await pause(time, 200);
    expect(trace.events.some(({ kind }) => kind === 'overload')).toBe(true);
    expect(trace.blocks.at(-1)?.values[0]).toBeNaN();
    wire.unplug();
    await pause(time, 200);
    expect(trace.failures.map(({ code }) => code)).toEqual(['port.gone']);
    await analyzer.close();
    wire.plug();
    await expect(openScpi(wire.open(), time, { ...profile, scpi: { ...profile.scpi!, identify: 'N6705' } }).identify()).rejects.toThrow('What answers at simulated supply is not The supply (it says “HI Studio,SIM-SUPPLY,000003,1.0”)');
  });
});

// The system's own Python has Debian's packages; another one on the path need not.
const python = ['/usr/bin/python3', 'python3'].find((program) => spawnSync(program, ['-c', 'import pyvisa, pyvisa_py']).status === 0);
const client = `
import sys, pyvisa
manager = pyvisa.ResourceManager("@py")
one = manager.open_resource(sys.argv[1], read_termination="\\n", write_termination="\\n", timeout=3000)
print(one.query("*IDN?"))
one.write("*CLS")
one.write("VOLT 3.3;:OUTP ON")
print(one.query("VOLT?;:OUTP?"))
one.write("FORM REAL;FORM:BORD NORM")
values = one.query_binary_values("MEAS:ARR:CURR?", datatype="f", is_big_endian=True)
print(len(values), 0 <= min(values) <= max(values) < 0.2)
one.write("NONSENSE 1")
print(one.query("SYST:ERR?"))
one.timeout = 200
try:
    one.query("NONSENSE?")
    print("an answer")
except pyvisa.errors.VisaIOError as error:
    print(error.abbreviation)
one.timeout = 3000
print(one.query("SYST:ERR?"), one.query("SYST:ERR?"), int(one.query("*ESR?")) & 32)
one.close()
`;

describe('the simulated SCPI supply', () => {
  it.skipIf(python === undefined)(`answers PyVISA, an independent client, over TCP${python === undefined ? ' (skipped: python3-pyvisa and python3-pyvisa-py are not here)' : ''}`, async () => {
    const one = await serveOnTcp((send) => createScpiSupply({ seed: 3, waveform: demoWaveform, send }), '127.0.0.1', 0);
    served.push(one);
    const port = one.port.split(':')[1];
    const child = spawn(python as string, ['-c', client, `TCPIP0::127.0.0.1::${port}::SOCKET`]);
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (err += text));
    await new Promise((resolve) => child.once('close', resolve));
    expect({ out: out.trim().split('\n'), err: err.split('\n').filter((line) => /Error/.test(line)) }).toEqual({
      out: ['HI Studio,SIM-SUPPLY,000003,1.0', '+3.30000000E+00;1', '256 True', '-113,"Undefined header;NONSENSE"', 'VI_ERROR_TMO', '-113,"Undefined header;NONSENSE?" 0,"No error" 32'], err: [],
    });
  });

  it('serves one host after the other over TCP, and refuses a second meanwhile', async () => {
    const one = await serveOnTcp((send) => createScpiSupply({ seed: 3, waveform: demoWaveform, send }), '127.0.0.1', 0);
    served.push(one);
    const port = Number(one.port.split(':')[1]);
    for (let round = 0; round < 2; round++) {
      const analyzer = openScpi(await openTcpSocket('127.0.0.1', port), realTime, profile);
      await analyzer.identify();
      const second = openScpi(await openTcpSocket('127.0.0.1', port), realTime, profile);
      await expect(second.identify()).rejects.toThrow(`The connection to 127.0.0.1:${port} is gone`);
      await second.close();
      await analyzer.close();
    }
    await one.stop();
    await expect(openTcpSocket('127.0.0.1', port)).rejects.toThrow(`Nothing listens at 127.0.0.1:${port}; switch the instrument on`);
  });
});

/** Sentences about boards with MLPerf Tiny firmware and about the benchmark's modes: what, where, how to mend. Codes are `mlperf.state`. */
const times = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

export const mlperfErrors = {
  'mlperf.no-serial': (f: { board: string }) =>
    `Board “${f.board}” has the driver mlperf-tiny but no serial port; add serial: { port } or serial: { usb: [{ vendor, product }] } to its profile ("hi-studio devices" shows both), or name the port with --port.`,
  'mlperf.not-found': (f: { board: string; looked: string }) =>
    `Board “${f.board}” is on no port (looked for ${f.looked}); plug it in, and see "hi-studio devices" for the ports of this machine.`,
  'mlperf.several': (f: { board: string; ports: readonly string[] }) =>
    `Board “${f.board}” may be on ${f.ports.join(' or ')}; name one as serial.port in its profile, or add its USB serial number to serial.usb.`,
  'mlperf.other-device': (f: { port: string; expected: string; found: string }) =>
    `On ${f.port} is now ${f.found} instead of ${f.expected}; the names of two devices have swapped, or another one was plugged in. Plug the right one in, then go on with "hi-studio run --resume". What was measured is kept.`,
  'mlperf.silent': (f: { port: string; baud: number; seconds: number; got: string }) =>
    `${f.port} did not answer name% within ${f.seconds} s at ${f.baud} baud${f.got === '' ? '' : `, only “${f.got}”`}; check that the board runs MLPerf Tiny firmware, and serial.baud in its profile (115200, 9600 or 921600).`,
  'mlperf.wrong-baud': (f: { port: string; baud: number }) =>
    `${f.port} sends unreadable bytes at ${f.baud} baud, so the board most likely runs at another rate; set serial.baud in its profile to 115200 (performance and accuracy), 9600 (energy) or 921600.`,
  'mlperf.other-firmware': (f: { port: string; expected: string; found: string }) =>
    `The board on ${f.port} has the firmware of benchmark ${f.found} where its profile says ${f.expected}; flash the right one, or correct firmware.benchmark.`,
  'mlperf.other-model': (f: { board: string; model: string; carries: string }) =>
    `Board “${f.board}” carries “${f.carries}”, not “${f.model}”: firmware takes no other model than the one it was built from. Use “${f.carries}” in the experiment, or flash a build with “${f.model}” and correct firmware.model.`,
  'mlperf.exits': (f: { board: string; model: string; exits: number; tells: number }) =>
    `Board “${f.board}” tells the outputs of ${times(f.tells, 'exit')} and “${f.model}” has ${f.exits}; use a model card with the exits that the firmware has, or a firmware with the extension of resources/firmware.`,
  'mlperf.no-link': (f: { port: string; wanted: string; links: string }) =>
    `The board on ${f.port} cannot offload by ${f.wanted} (its firmware has: ${f.links}); correct firmware.offload in its profile, "studio" needs nothing of the board.`,
  'mlperf.unplugged': (f: { port: string; during: string; seconds: number; why: string }) =>
    `The board on ${f.port} was gone during ${f.during} and did not come back within ${f.seconds} s (${f.why}); plug it in and go on with "hi-studio run --resume". What was measured is kept.`,
  'mlperf.keeps-resetting': (f: { port: string; during: string; tries: number }) =>
    `The board on ${f.port} was reset ${times(f.tries, 'time')} during ${f.during}; check its supply and cable, then go on with "hi-studio run --resume". What was measured is kept.`,
  'mlperf.no-answer': (f: { port: string; command: string; tries: number; got: string }) =>
    `${f.port} gave no whole answer to “${f.command}” in ${times(f.tries, 'attempt')}${f.got === '' ? '' : ` (last: ${f.got})`}; press the board's reset button, check the cable and the baud rate, then go on with "hi-studio run --resume". What was measured is kept.`,
  'mlperf.refused': (f: { port: string; command: string; said: string }) =>
    `The board on ${f.port} refuses “${f.command}”: “${f.said}”; check that firmware and model card belong together.`,
  'mlperf.input-size': (f: { port: string; bytes: number; takes: string }) =>
    `The board on ${f.port} does not take inputs of ${f.bytes} bytes (${f.takes}); use the dataset and model that its firmware was built for.`,
  'mlperf.outputs': (f: { port: string; found: number; expected: number }) =>
    `The board on ${f.port} gives ${times(f.found, 'value')} where the model has ${f.expected} classes; use the model card that its firmware was built from.`,
  'mlperf.not-softmax': (f: { port: string; sum: number }) =>
    `The outputs of the board on ${f.port} sum to ${f.sum.toFixed(3)} instead of 1, so they are no probabilities; build the firmware with softmax as the model's last layer.`,
  'mlperf.energy-build': (f: { port: string }) =>
    `The board on ${f.port} prints no time stamps: it runs the benchmark's energy build. Flash the performance build (EE_CFG_ENERGY_MODE 0), or use "hi-studio mlperf energy".`,
  'mlperf.performance-build': (f: { port: string }) =>
    `The board on ${f.port} prints time stamps: it runs the performance build, whose printing costs energy. Flash the energy build (EE_CFG_ENERGY_MODE 1).`,
  'mlperf.not-such-a-board': (f: { board: string; driver: string }) =>
    `Board “${f.board}” has the driver ${f.driver}; the benchmark's modes need one with mlperf-tiny ("hi-studio list boards").`,
  'mlperf.dataset': (f: { file: string; problem: string; expected: string }) => `${f.file}: ${f.problem}; expected ${f.expected}.`,
  'mlperf.cannot-write': (f: { folder: string; why: string }) => `The result files could not be written to ${f.folder} (${f.why}); choose another folder with --out.`,
  'mlperf.windows': (f: { found: number; wanted: number; line: string }) =>
    `The trace has ${times(f.found, 'pulse')} on ${f.line} where one inference window has ${f.wanted}; check the wire from the board's time-stamp pin to the instrument's digital input.`,
} as const;

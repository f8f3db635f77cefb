/** Sentences about serial ports and sockets to instruments and boards: what, where, how to mend. Codes are `port.state`. */
export const portErrors = {
  'port.missing': (f: { port: string }) => `There is no port ${f.port}; plug the device in, and see "hi-studio devices" for the ports of this machine.`,
  'port.held': (f: { port: string; by: string | null }) => `The port ${f.port} is held by ${f.by ?? 'another program'}; close it there and try again.`,
  'port.forbidden': (f: { port: string; group: string | null; user: string }) =>
    `You may not open ${f.port} (permission denied); ${f.group === null ? `let a udev rule give it to you, such as SUBSYSTEM=="tty", TAG+="uaccess"` : `run "sudo usermod -aG ${f.group} ${f.user}", log out and in again, or add the udev rule SUBSYSTEM=="tty", TAG+="uaccess"`}.`,
  'port.not-a-port': (f: { port: string; why: string }) => `${f.port} cannot be opened as a serial port (${f.why}); choose one that "hi-studio devices" lists.`,
  'port.gone': (f: { port: string }) => `The connection to ${f.port} is gone; check cable and power, then start again. What was recorded is kept.`,
  'port.silent': (f: { port: string; what: string; seconds: number; got: string }) =>
    `${f.port} gave no answer to ${f.what} within ${f.seconds} s${f.got === '' ? '' : `, only “${f.got}”`}; check that the right instrument is on this port and switched on.`,
  'port.flooded': (f: { port: string; bytes: number; what: string }) => `${f.port} sent ${f.bytes} bytes without an answer to ${f.what} in them; check the baud rate and that the right instrument is on this port.`,
  'port.refused': (f: { port: string }) => `Nothing listens at ${f.port}; switch the instrument on, enable its network interface, and check host and port.`,
  'port.unreachable': (f: { port: string; why: string }) => `${f.port} cannot be reached (${f.why}); check the address, the cable and the network.`,
  'port.no-pseudo-terminal': (f: { tried: string }) => `This machine can make no pseudo-terminal (tried ${f.tried}); install python3 or socat, or let the simulator listen on TCP (--tcp).`,
} as const;

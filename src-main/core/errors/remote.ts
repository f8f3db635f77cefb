/** Sentences about the edge server and the connection to it: what, where, expected, how to mend. Codes are `remote.noun-or-state`. */
const answers = (count: number): string => (count === 1 ? '1 answer from it is' : `${count} answers from it are`);

export const remoteErrors = {
  // The board's side.
  'remote.refused': (f: { host: string; port: number }) => `Nothing listens at ${f.host}:${f.port}; start the edge server there ("hi-studio serve-edge"), or correct host and port in the server profile.`,
  'remote.unreachable': (f: { host: string; port: number; reason: string }) => `The edge server at ${f.host}:${f.port} cannot be reached (${f.reason}); check the host name in the server profile, the network and the server's firewall.`,
  'remote.gone': (f: { host: string; port: number; answers: number }) => `The edge server at ${f.host}:${f.port} closed the connection without answering; ${answers(f.answers)} kept. Its own log says why; start it again and resume the run.`,
  'remote.slow': (f: { host: string; port: number; seconds: number; answers: number }) => `The edge server at ${f.host}:${f.port} gave no answer within ${f.seconds} s; ${answers(f.answers)} kept. Check that it serves images of the same size, and how busy it is.`,
  'remote.half-reply': (f: { host: string; port: number; got: number; expected: number; answers: number }) => `The edge server at ${f.host}:${f.port} sent ${f.got} of ${f.expected} bytes of its reply and then nothing; ${answers(f.answers)} kept. If it answers with ${f.got} byte, set reply_bytes: ${f.got} in the server profile.`,
  'remote.long-reply': (f: { host: string; port: number; got: number; expected: number }) => `The edge server at ${f.host}:${f.port} sent ${f.got} bytes where a reply has ${f.expected}; set reply_bytes in the server profile to what the server sends (1 or 2), or check that an edge server listens on this port.`,
  'remote.class-out-of-range': (f: { host: string; port: number; prediction: number; classes: number }) => `The edge server at ${f.host}:${f.port} answered class ${f.prediction}, expected 0 to ${f.classes - 1}; check that it runs a model of this dataset and that reply_bytes in the server profile is right.`,
  'remote.wrong-size': (f: { got: number; expected: number }) => `An image of ${f.got} bytes was to be offloaded over a connection for ${f.expected} bytes an image; use the dataset that the server was started for.`,
  // The server's side.
  'remote.port-in-use': (f: { host: string; port: number }) => `Port ${f.port} on ${f.host} is in use by another program; stop it or choose another port (--port).`,
  'remote.port-forbidden': (f: { host: string; port: number }) => `This user may not listen on port ${f.port} of ${f.host}; choose a port from 1024 to 65535 (--port; 12345 is the protocol's own).`,
  'remote.address-unknown': (f: { host: string; reason: string }) => `The edge server cannot listen at ${f.host} (${f.reason}), expected an address of this machine; use --host 127.0.0.1 for this machine alone or --host 0.0.0.0 for every network.`,
  'remote.reply-too-narrow': (f: { classes: number; replyBytes: number }) => `The remote model has ${f.classes} classes, which a reply of ${f.replyBytes} byte cannot name; use replies of 2 bytes (reply_bytes: 2).`,
  'remote.sample-size': (f: { sampleBytes: number }) => `An edge server was to serve images of ${f.sampleBytes} bytes, expected a whole number of at least 1; use the dataset's channels x height x width.`,
  'remote.stats-file': (f: { file: string; reason: string }) => `The file for request times, ${f.file}, cannot be written (${f.reason}); give --stats-csv a path in a folder that exists and has space.`,
  'remote.not-built': (f: { file: string }) => `The edge server's program ${f.file} is missing; run "npm run build" once.`,
  'remote.start-slow': (f: { seconds: number; said: string }) => `The edge server did not get ready within ${f.seconds} s${f.said === '' ? '' : ` (its last words: ${f.said})`}; try a smaller remote model or a less busy machine.`,
  'remote.start-failed': (f: { reason: string }) => `The edge server could not be started: ${f.reason}. Run "hi-studio serve-edge" with the same model to see it alone.`,
} as const;

/** Sentences about boards: what, where, expected, how to mend. Codes are `board.noun-or-state`. */
export const boardErrors = {
  'board.unknown-driver': (f: { board: string; driver: string; known: readonly string[] }) =>
    `Board “${f.board}” asks for the driver “${f.driver}”; this studio has ${f.known.join(', ')}. Correct the field driver in its profile.`,
  'board.energy-counter': (f: { file: string; why: string }) =>
    `The energy counter ${f.file} could not be read (${f.why}); energy is then taken from the board profile or left out.`,
  'board.no-reference': (f: { board: string; missing: string }) =>
    `Board “${f.board}” has ${f.missing}; add an entry under inference with latency_ms and macs to its profile, so that the cost of a model can be worked out.`,
  'board.no-offload-time': (f: { board: string; dataset: string; missing: string }) =>
    `The cost of an offload of ${f.dataset} from board “${f.board}” is unknown: ${f.missing}. Start the edge server so that it can be timed, or name a link with server_ms for this dataset.`,
  'board.no-address': (f: { board: string }) =>
    `Board “${f.board}” has the driver agent but no address; add address: { host, port, token } to its profile, as "hi-studio agent" printed them.`,
  'board.agent-unreachable': (f: { agent: string; why: string }) =>
    `The agent at ${f.agent} does not answer (${f.why}); start "hi-studio agent" there and check address.host and address.port in the board profile.`,
  'board.agent-gone': (f: { agent: string; during: string }) =>
    `The connection to the agent at ${f.agent} ended during ${f.during}; check its cable, power and terminal, then go on with "hi-studio run --resume". What was measured is kept.`,
  'board.agent-wrong-token': (f: { agent: string }) =>
    `The agent at ${f.agent} did not accept the token; copy the token that "hi-studio agent" printed there to address.token in the board profile.`,
  'board.agent-version': (f: { agent: string; theirs: number; ours: number }) =>
    `The agent at ${f.agent} speaks version ${f.theirs} of the agent protocol, this studio version ${f.ours}; install the same release of HI Studio on both machines.`,
  'board.agent-busy': (f: { agent: string }) =>
    `The agent at ${f.agent} is measuring for another studio, and two at once would disturb each other; wait until that run is over.`,
  'board.agent-model-refused': (f: { agent: string; model: string; why: string }) =>
    `The agent at ${f.agent} does not take the model “${f.model}”: ${f.why}`,
  'board.agent-failed': (f: { agent: string; why: string }) =>
    `The agent at ${f.agent} could not do its work: ${f.why}`,
  'board.agent-server-here': (f: { agent: string; server: string }) =>
    `The edge server listens on ${f.server}, which only this computer reaches, and the agent at ${f.agent} is to offload from another one; set server: on-the-network in the experiment, or serve it with "hi-studio serve-edge --host 0.0.0.0" and put this computer's own address in the server profile.`,
  'board.agent-offload': (f: { agent: string; why: string }) =>
    `The agent at ${f.agent} could not offload over its own network: ${f.why} What was measured is kept; when it works again, go on with "hi-studio run --resume".`,
  'board.agent-not-understood': (f: { agent: string; what: string }) =>
    `What ${f.agent} sent is not the agent protocol (${f.what}); check that address.port is the port of "hi-studio agent", in the same release of HI Studio.`,
  'board.agent-model-too-large': (f: { model: string; mebibytes: number; limit: number }) =>
    `The model “${f.model}” has ${f.mebibytes} MiB; an agent takes at most ${f.limit} MiB. Use a smaller model, or run the studio on that machine.`,
  'board.agent-port': (f: { host: string; port: number; why: string }) =>
    `The agent cannot listen on ${f.host}:${f.port} (${f.why}); choose another port with --port, or stop the program that uses it.`,
} as const;

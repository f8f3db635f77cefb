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
} as const;

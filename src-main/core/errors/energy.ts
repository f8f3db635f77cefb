/** Sentences about energy that an instrument measures in a run: what, where, expected, how to mend. */
export const energyErrors = {
  'plan.analyzer-board': (f: { board: string; known: string }) => `analyzer.boards names “${f.board}”, which is not a board of this experiment (${f.known}); correct the id.`,
  'plan.analyzer-recording': (f: { analyzer: string }) => `Analyzer “${f.analyzer}” plays a recording, and what was recorded is not what this run does; name an instrument, or "simulator" with a simulated board.`,
  'plan.analyzer-virtual': (f: { board: string; analyzer: string }) => `Board “${f.board}” is virtual and draws no current that ${f.analyzer} could measure; leave it out of analyzer.boards, or give its profile a “bench” to simulate it.`,
  'plan.analyzer-simulated': (f: { board: string; analyzer: string; simulatedBoard: boolean }) => f.simulatedBoard
    ? `Board “${f.board}” is simulated and a real ${f.analyzer} cannot see it; set analyzer.port to simulator.`
    : `Board “${f.board}” is real and a simulated ${f.analyzer} cannot see it; set analyzer.port to the instrument’s port ("hi-studio devices" lists them).`,
  'plan.analyzer-shared': (f: { port: string; first: string; second: string }) => `Boards “${f.first}” and “${f.second}” are both to be measured by the instrument at ${f.port}; give each its own port under analyzer.boards, or measure one of them.`,
  'plan.analyzer-no-meter': (f: { analyzer: string }) => `Analyzer “${f.analyzer}” measures only what it powers itself; set analyzer.mode to source.`,
  'plan.analyzer-no-supply': (f: { analyzer: string }) => `Analyzer “${f.analyzer}” cannot power a board; set analyzer.mode to meter and give the board its own supply.`,
  'plan.no-board-limit': (f: { board: string; analyzer: string; volts: number | null }) => `${f.analyzer} would power board “${f.board}”${f.volts === null ? '' : ` with ${f.volts} V`}, but its profile does not say what it bears; add supply: { max_voltage_v: … } to it, or set analyzer.mode to meter.`,
  'plan.above-board-limit': (f: { board: string; volts: number; limit: number }) => `analyzer.voltage_v is ${f.volts} V, but board “${f.board}” bears at most ${f.limit} V; lower it. Nothing was switched on.`,
  'energy.other-instrument': (f: { board: string; before: string; now: string }) => `The energy of board “${f.board}” was measured with ${f.before} so far, and now ${f.now} answers; figures of two instruments must not be mixed: connect the first one and run again.`,
  'energy.few-windows': (f: { board: string; work: string; found: number; wanted: number; how: string }) => `Only ${f.found} of ${f.wanted} windows of ${f.work} on “${f.board}” were found on the trace (${f.how}); check the trigger wire and analyzer.windows, then measure again.`,
  'energy.not-able': (f: { board: string; work: string }) => `Board “${f.board}” cannot repeat ${f.work} on its own, so an instrument cannot measure it; the energy comes from its profile, or stays unknown.`,
  'run.interrupted-by-analyzer': (f: { id: string; cause: string; done: number; total: number }) =>
    `Measuring energy stopped after ${f.done} of ${f.total} parts, and these are kept with their traces (${f.cause}); mend that and run "hi-studio run --resume ${f.id}".`,
} as const;

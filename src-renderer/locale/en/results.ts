/** English of charts, results, threshold explorer, what-if, samples, comparison and the list of runs. */
export const results = {
  chart: { showTable: 'Show as table', showChart: 'Show as chart', saveAs: 'Save', save: { png: 'Picture (PNG)', svg: 'Vector drawing (SVG)', csv: 'Numbers (CSV)' } },
  results: {
    title: 'Results', compare: 'Compare', headline: 'Headline numbers', bestStrategy: 'Best for the accuracy target', fastestStrategy: 'Fastest that keeps the accuracy target', nearestStrategy: 'Nearest to the accuracy target', accuracy: 'Accuracy', offloadShare: 'Offload share', latency: 'Latency', energy: 'Energy', less: 'less', more: 'more',
    strategy: 'Strategy', strategies: 'Strategies', model: 'Local model', board: 'Board', virtual: 'virtual', howChosen: 'How thresholds and decision were chosen', never: 'never',
    mark: { best: 'best: {quantity}', 'least-latency': '{quantity}: fastest', 'least-energy': '{quantity}: least energy', nearest: 'nearest: {quantity}' },
    quantity: { accuracy: 'accuracy target', latency: 'latency target', energy: 'energy target' },
    targets: 'QoS targets', best: 'Best', leastLatency: 'Fastest', leastEnergy: 'Least energy', nearest: 'Nearest', noReduction: { unknown: 'unknown', unknownText: 'The energy of one side is not known on this board.', uncertain: 'too uncertain', uncertainText: 'Too few timing loops: within its uncertainty the cost it is compared with may be 0, so that no share of it can be given. Run again with more loops.' }, tied: { latency: 'LPI equal within {share}: {names}', energy: 'EPI equal within {share}: {names}' }, kept: 'kept', notKept: 'not kept by any strategy',
    tabs: { overview: 'Overview', thresholds: 'Thresholds', 'what-if': 'What if', energy: 'Energy', figures: 'All figures', samples: 'Samples', details: 'Details' },
    verdict: {
      title: 'Verdict', valid: 'Valid', caution: 'Use with caution', invalid: 'Not valid',
      validText: 'Nothing speaks against these numbers.', cautionText: 'The numbers stand, but read the reasons before you rely on them.', invalidText: 'Do not use these numbers before the reasons are mended.',
      count: { invalid: '{n} serious reason | {n} serious reasons', caution: '{n} caution | {n} cautions', note: '{n} note | {n} notes' },
    },
    export: { title: 'Export', busy: 'Writing …', pdf: 'Report (PDF)', csv: 'Tables (CSV)', samples: 'Every sample (CSV)', json: 'Results (JSON)', parquet: 'Samples and timings (Parquet)', figures: 'All figures (SVG, PNG, CSV)', 'policy-c': 'Policies for a device (C)', 'policy-json': 'Policies for a device (JSON)', everything: 'Everything', ready: 'Files are ready', fetch: 'Choose a file to save it.', saved: 'saved', inFolder: 'Written to {folder}.' },
    equal: { title: 'Like with like', text: 'Pairs that differ in one thing: chosen on the fit set for the same accuracy, or with the decision module taught by other samples.', pair: 'Compared', against: '{of} against {versus}' },
    early: {
      title: 'Early offload against EE-HI', text: 'Both were chosen on the fit set; early offload had to be as accurate there as EE-HI. The numbers are of the report set, whose samples chose nothing. Where an offload costs much more than the rest of the model, there is little to save.',
      at: 'At', chosenFor: 'Chosen for', accuracy: 'Accuracy', difference: 'Against EE-HI', below: 'offload < {value}', rest: 'offload the rest',
      level: { target: 'accuracy target', hi: 'HI’s accuracy', sweep: 'sweep, from {asked}' }, showSweep: 'Show the sweep over all accuracies ({n} rows)', hideSweep: 'Hide the sweep',
      remoteAlone: {
        latency: 'On this board plain remote is at least as accurate as the strategies that offload some samples (HI, EE-HI, early offload) and takes less time than each of them: for latency, choosing what to offload does not pay here.',
        energy: 'On this board plain remote is at least as accurate as the strategies that offload some samples (HI, EE-HI, early offload) and takes less energy than each of them: for energy, choosing what to offload does not pay here.',
        both: 'On this board plain remote is at least as accurate as the strategies that offload some samples (HI, EE-HI, early offload) and takes less time and less energy than each of them: choosing what to offload does not pay here.',
      },
    },
    notes: 'Notes', notePlaceholder: 'What was special about this run?', tags: 'Tags', tagsPlaceholder: 'Add a tag', noteKept: 'Notes saved',
    costs: 'What each step costs', step: 'Step', source: 'How it was obtained', lastExit: 'whole model with all exits', place: 'after {place}, {share} of the work', part: { plain: 'whole model without branches', decision: 'decision', offload: 'offload' },
    environment: 'Environment', hashes: 'Fingerprints (SHA-256)', fact: { started: 'Started', took: 'Took', seed: 'Seed', dataset: 'Dataset (fit + report)', plan: 'Plan' },
  },
  explorer: {
    title: 'Thresholds of {strategy} on {board}', hint: 'Drag a slider or a chart, use the arrow keys, or type a value.', theta: 'Threshold θ', thetaOf: 'Thresholds of exit {k}', probability: 'Threshold θ of the decision (probability)', setting: 'Setting', now: 'shown now', chosen: 'chosen by the run', target: 'accuracy target {value}',
    caption: 'Each setting is one policy, composed over the report set: n = {n} samples, what θ is compared with is {measure}. Accuracy and shares are measured; latency and energy are composed from the board’s costs.',
    measures: { 'max-softmax': 'the highest softmax value', margin: 'the distance of the two highest softmax values', entropy: 'one minus the normalised entropy', probability: 'the probability that the decision module computes' },
    twoHandles: 'What is at least as sure as θ is answered at the exit, what is less sure than the second threshold is offloaded from there, and the rest goes on. Each line moves one of the two; the one that is met is pushed along.',
    typed: '{name}: type a value', typedHint: 'A value from 0 to 1; above 1 is the end of the scale', below: 'offload below', belowOf: 'Offload below, exit {k}', all: 'everything', moves: { what: 'moves', exit: 'θ moves', below: 'offload below moves' }, drawn: 'Curves of', serverFrom: 'server, from exit {k}',
    back: 'Back to the run’s choice', fastest: 'Fastest with {value} accuracy', exit: 'exit {k}', wholeModel: 'whole local model', server: 'server', missed: 'below the target', heatTitle: 'Both thresholds at once', heatCaption: '{what}: dark is {low}, light is {high}.', heatCost: 'Beside the accuracy', heatText: 'Each point is a pair of thresholds: {across} across, {up} up. The ring is the run’s own choice, the dot the pair that is set; click or drag to set another.', heatTextEarly: 'Each point is a pair of thresholds: {across} across, {up} up; below the diagonal there is nothing to choose. The ring is the run’s own choice, the dot the pair that is set; click or drag to set another.', heatRow: '{up}, at {across} = {value}',
  },
  whatIf: {
    offload: 'One offload', ofRun: 'in the run: {value}', takeLink: 'Take a link from the library', limited: 'The rate limits the link', rate: 'Rate', fixed: 'Fixed delay', loss: 'Packet loss', server: 'Server time', reset: 'Back to the run’s link',
    how: 't_off = fixed delay + 8 · {bytes} bytes / (rate · (1 − loss)) + server time. The policy stays as it was chosen; the board draws the same mean power during an offload.',
    figure: 'Latency over the time of an offload, {board}', caption: 'Each line is one strategy with the run’s policy. Modelled: only the time of an offload changes. Where lines cross, the other strategy becomes faster.', offloadAxis: 'Time of one offload (ms)', now: 'with these sliders', own: 'in the run',
    table: 'Strategies with these sliders', lpiBefore: 'LPI, run (ms)', lpiAfter: 'LPI (ms)', change: 'Change', epiBefore: 'EPI, run (mJ)', epiAfter: 'EPI (mJ)', keptBy: 'kept by', nearest: 'not kept; nearest is', crossing: '{a} and {b} take equally long at an offload of {ms}.',
  },
  samples: {
    show: 'Show', all: 'all samples', wrong: 'answered wrongly', right: 'answered rightly', offloaded: 'offloaded', atExit: 'answered at exit {k}', atModel: 'answered by the whole local model', byClass: 'of one class', count: '{n} samples', none: 'No sample is like that', noneText: 'Choose another filter.',
    open: 'True class {truth}, answer {answer}: show why', title: 'Sample {index}', is: 'is {label}', confidence: 'confidence {value}', previous: 'Previous', next: 'Next', ofPage: '{n} of {all} on this page', picture: 'Sample of class {label}', truth: 'True class', answer: 'Answer', offloadTook: 'Offload took', answeredHere: 'answered here',
    place: { model: 'Whole local model', decision: 'Decision module', server: 'Server' },
    said: 'Says “{label}” with confidence {confidence}.', sure: 'That reaches θ = {theta}: the sample leaves here.', unsure: 'That is below θ = {theta}: the sample goes on.', farTooUnsure: 'That is so low that the rest of the model would be wasted: the sample is offloaded from here.',
    accepted: 'Accepts the local answer (p1 = {p1}, p2 = {p2}).', refused: 'Not sure enough (p1 = {p1}, p2 = {p2}): the sample is offloaded.', serverSaid: 'Says “{label}”.', serverWould: 'The server was not asked; it would have said “{label}”.',
  },
  compare: {
    text: 'Runs side by side on one board; differences are from the first run.', choose: 'Choose 2 to 10 finished runs', what: 'Quantity', none: 'Choose at least two runs', one: 'Choose another run to compare it with', otherDatasets: 'These runs are of different datasets ({names}): a difference in accuracy may come from the pictures alone.', noneText: 'Tick finished runs in the list of runs, or choose them above.',
    quantity: { accuracy: 'Accuracy', lpiMs: 'LPI', epiMj: 'EPI', offloadShare: 'Offload share' }, axis: { accuracy: 'Top-1 accuracy (%)', lpiMs: 'LPI (ms)', epiMj: 'EPI (mJ, board only)', offloadShare: 'Offload share (%)' },
    figure: '{quantity} by strategy and run, {board}', caption: 'Whiskers are the 95 % intervals of each run.', differs: 'the interval leaves out 0', mayBeChance: 'may be chance',
    method: 'Differences are this run minus the first, with a 95 % interval built from the two runs’ own intervals (square-and-add, Newcombe 1998). It treats the runs as independent: where they share samples, the true uncertainty is smaller. Bold differences leave out 0.',
  },
  runs: { text: 'Everything that was measured, newest first.', find: 'Find by name, note, tag or result', status: 'Status', any: 'any status', compare: 'Compare ({n})', compareHow: 'Tick two or more finished runs first', choose: 'Choose {name} for comparison', seed: 'seed {seed}', none: 'No runs yet', noneText: 'Start an experiment; every run stays here with all it measured.', noMatch: 'No run matches.' },
  environment: {
    cpu: 'Processor', cores: 'Cores', cpuLimit: 'Cores allowed', memoryGb: 'Memory (GB)', os: 'System', kernel: 'Kernel', machine: 'Machine', governor: 'CPU governor', turbo: 'Turbo', maxClockMhz: 'Highest clock (MHz)',
    loadAverage: 'Load before the run', temperatureC: 'Temperature (°C)', node: 'Node', onnxruntime: 'ONNX Runtime', studio: 'HI Studio', commit: 'Commit',
  },
};

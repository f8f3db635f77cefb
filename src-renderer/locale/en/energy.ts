/** English of measured energy: the instrument in the wizard, the power during a run, the energy tab of the results, and the drawings of boards. */
export const energy = {
  boardPicture: {
    computer: 'Drawing of a laptop', 'raspberry-pi': 'Drawing of a single-board computer', jetson: 'Drawing of a board with GPU and heat sink', microcontroller: 'Drawing of a microcontroller board', esp32: 'Drawing of a radio module with its board',
    marked: { virtual: '{what}, virtual', simulated: '{what}, simulated' },
  },
  analyzerPicture: { 'usb-board': 'Drawing of a measuring board on USB', shield: 'Drawing of a measuring shield with a display', inline: 'Drawing of a meter in the supply path', bench: 'Drawing of a laboratory supply', mains: 'Drawing of a power analyser', tape: 'Drawing of a recording' },
  boardSupply: { limited: 'own supply, or up to {volts} V from an instrument', usb: 'USB or own supply', own: 'own supply' },
  energy: {
    title: 'Measured energy', text: 'An instrument on the board’s supply measures the energy of every part. Without one, energy comes from counters and tables.', noBoard: 'Choose a board first.',
    none: 'No instrument', simulatedOf: '{name} (simulated)', simulated: 'simulated', simulatedText: 'Board and instrument are simulated: this shows how measuring works, and nothing of it is measured.', measuredBy: 'energy by {instruments}',
    instrumentOf: 'Instrument for {board}', supplyOf: 'Supply of {board}', voltageOf: 'Voltage of {board}', rateOf: 'Samples of {board}', placeOf: 'Place of the instrument for {board}',
    noneFits: { tables: 'Its costs come from tables; there is nothing to measure.', played: 'The studio plays this board, without leads to measure.' },
    mode: { source: 'by the instrument', meter: 'its own' }, limitUnknown: 'The board’s profile does not say what it bears.', rateHelp: 'More show shorter events; recordings grow.', oneRate: 'The only rate of this instrument.',
    place: 'Where it is', placeHelp: 'The port of the instrument.', byUsb: 'where USB finds it',
    wrong: { 'no-limit': 'The board’s profile names no highest voltage, so no instrument may power it: add it in the library, or give the board its own supply.', 'no-lines': 'This instrument has no digital lines; take windows from time stamps or printed lines below.' },
    windows: 'Where windows come from', from: { edges: 'Edges of a digital line', timestamps: 'Time stamps of the board', uart: 'Lines that the board prints' },
    fromText: { edges: 'The board raises a wire while it works; exact to one sample.', timestamps: 'The board’s clock, fitted to the instrument’s; no wire needed where both are known.', uart: 'Begin and end are texts on the serial line; late by a few milliseconds.' },
    line: 'Digital line', lineHelp: 'Also used to fit the clocks.', begin: 'Text at the begin', end: 'Text at the end', count: 'Windows for each part', countHelp: 'More narrow the interval and take longer.',
    subtract: 'Subtract idle power', subtractOn: 'Energy is what the work adds to the idle board.', subtractOff: 'Energy includes the idle board, as in the HI paper.',
    live: {
      title: 'Power now', time: 'Time since this part began (ms)', power: 'Power (mW)', mean: 'mean', least: 'least', greatest: 'greatest', window: 'inference window',
      caption: '{board}, {part}: window {seen} of {planned}, the latest in view; {instrument}, {rate} samples a second.', idleCaption: '{board}, {part}, before anything is asked of it; {instrument}, {rate} samples a second.', overCaption: '{board}, {part}, the last windows of {planned}; {instrument}, {rate} samples a second.',
    },
    measured: 'Measured', how: 'How energy was measured', serial: 'serial {serial}', idle: 'Idle board', idleNote: 'over {seconds} s, {coverage} of the samples', subtracted: 'subtracted', included: 'included in every energy', idleUnknown: 'not measured',
    noInstrument: 'No instrument was used', noInstrumentText: 'The energies of this run come from counters and profiles. To measure them, choose an instrument beside the board in the wizard’s second step; for a try without hardware, take the simulated microcontroller with a simulated instrument.', repeat: 'Repeat this experiment with an instrument',
    part: { exit: 'Up to exit {k}', whole: 'Whole model with all exits', plain: 'Whole model without branches', decision: 'Decision', offload: 'Offload' },
    perInference: 'Energy per inference', perInferenceText: 'Integrated: all samples of each window added up. Power × time: mean power times mean latency, as the HI paper has it. Both with 95 % intervals; where they differ, latencies and windows do not tell of the same thing.',
    column: { part: 'Part', integrated: 'Integrated', product: 'Power × time', n: 'Windows', fit: 'Clock fit', open: 'Recording' },
    difference: 'differs by {share}', covered: '{coverage} measured', outlierCount: 'one outlier | {n} outliers', inferences: '{n} in each window', missing: '{n} left out', drift: 'drift {ppm} ppm', noFit: 'none', open: 'Recording', openOf: 'Open the recording of: {part}',
    doubts: 'What to keep in mind', outliers: 'Outliers ({n})', noOutliers: 'No window is far from the others.', outliersText: 'Of {n} windows; they count in every mean. Choose one to see its place in the recording.', moreOutliers: '{n} more; energy.csv has all.',
    window: 'Window {n}', windowOf: 'Window {n} of {all}', above: '{percent} % above the median', below: '{percent} % below the median', outlier: 'outlier', before: 'Window before', after: 'Window after', recordingOf: 'Recording: {part}',
  },
};

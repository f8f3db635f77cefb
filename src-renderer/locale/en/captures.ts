/** English of captures and recordings: before, meanwhile and afterwards. */
export const captures = {
  captures: {
    text: 'What analyzers measured of a board’s supply. Everything is kept while it is measured.', new: 'New capture', another: 'New capture', newText: 'Choose the instrument and what it is set to. Nothing is switched on before you press Start.',
    none: 'No recordings yet', noneText: 'Capture the supply of a board, with a real or a simulated instrument, or bring in a recording of Nordic’s Power Profiler.', find: 'Find by name or instrument', noMatch: 'No recording matches.',
    what: 'What is measured', how: 'How it is measured', instrument: 'Instrument', isA: 'This port has a', isAHelp: 'USB does not say what is behind it.', board: 'Board', anyBoard: 'not in the library', boardSilent: 'The board’s profile names no limit; check the voltage yourself.', name: 'Name', namePlaceholder: 'e.g. keyword spotting, sleep between', optional: 'optional',
    noInstrument: 'No instrument is connected', noInstrumentText: 'Plug one in, it appears here by itself; or start a simulated one, which behaves like the real one, byte for byte.', chooseFirst: 'Choose an instrument first.',
    supply: 'Supply of the board', mode: { source: 'Source', meter: 'Meter' }, modeText: { source: 'The instrument powers the board', meter: 'The board has its own supply' },
    voltage: 'Supply voltage', voltageMeter: 'Voltage the board gets', between: '{min} to {max} V', noLimit: 'No board is chosen: make sure that yours bears this voltage.', boardLimit: 'The board bears at most {limit} V; nothing is switched on above that.', meterHelp: 'Where the instrument does not measure it, power is current times this.',
    wrong: { 'voltage-missing': 'Say which voltage the board gets.', 'above-board': 'The board bears at most {limit} V.', 'above-analyzer': 'The instrument gives at most {limit} V.', 'below-analyzer': 'The instrument gives at least {limit} V.' },
    rate: 'Samples', perSecond: '{n} samples/s', range: 'Range', automatic: 'automatic', upTo: 'up to {value}', trigger: 'Begin', atOnce: 'at once', rising: 'when line {line} rises', falling: 'when line {line} falls', averaging: 'Averaging', averagingHelp: 'Readings that the instrument averages into one sample.',
    fixedBy: 'Fixed by this instrument: {what}.', fixed: { range: 'range automatic', trigger: 'begins at once', averaging: 'no averaging', rate: '{rate}' },
    start: 'Start', willSupply: 'Puts {volts} V on the board.', stop: 'Stop', recording: 'recording', simulated: 'simulated', recovered: 'recovered after a crash', setTo: 'set to {volts} V',
    state: { measuring: 'recording', waiting: 'instrument gone, waiting', stopped: 'stopped', failed: 'failed' }, noneLost: 'no sample lost', lost: '{n} samples lost, {coverage} measured', dropped: '{n} of them because this computer was too slow',
    waitsText: 'Recording goes on by itself as soon as the instrument is back; the time between is a gap.', keptText: 'Everything measured so far is kept.', notices: 'Notices',
    rename: 'Rename {name}', renameThis: 'Rename', exportIt: 'Export', exportThis: 'Export {name}', about: 'about {size}', export: { selection: 'Selection', whole: 'Whole recording', csv: 'Samples as CSV', parquet: 'Samples as Parquet', hitrace: 'The recording itself (.hitrace)' },
    import: 'Import', importText: 'A .ppk2 file of Nordic’s Power Profiler, or a .hitrace of another studio.', importIt: 'Import', drop: 'Drop a .ppk2 or .hitrace file here, or choose one', orPath: 'Or its path on the studio’s computer, for large files', tooLarge: 'Larger than {most}: give its path below instead, so that it need not be sent.', sending: 'Sending',
    paletteNew: 'Start a capture', paletteImport: 'Import a recording',
  },
};

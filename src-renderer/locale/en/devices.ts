/** English of devices and of the wiring doctor. */
export const devices = {
  devices: {
    text: 'Every port with what is behind it. Plugging and unplugging shows here by itself.', none: 'Nothing is connected', noneText: 'Plug in an analyzer or a board, or start a simulated instrument, which behaves like the real one, byte for byte.',
    instruments: 'Analyzers', boards: 'Boards', unknownPorts: 'Other ports', unknown: 'unknown device', connected: 'Connected', connectedNow: 'connected', all: 'All devices', nothing: 'No board and no analyzer is connected now.', needsLook: 'needs a look',
    kind: { serial: 'serial port', usb: 'USB', network: 'network', simulated: 'simulated' }, inUse: 'in use', answers: 'answers', heldBy: 'In use: {who}', capture: 'Capture', captureWith: 'Capture with {name}', ask: 'Ask who it is', showCapture: 'Show the capture', profile: 'Profile',
    simulate: 'Simulated instrument', simulateText: 'Plays the instrument with a board on it', plays: '{name} is there', playsText: 'It is in the list of devices until the studio ends.', pulled: 'Cables that were pulled', cameIn: '{name} was plugged in.', wentOut: '{name} was unplugged.', missing: 'Something is plugged in but not here, or does not measure?',
    trouble: { short: 'Trouble', of: 'Trouble {name}', title: 'Let something go wrong', unplug: 'Pull the cable', plug: 'Put the cable back', lose: 'Lose {n} samples', overload: 'Overload', jump: 'Jump {ms} ms in time', stall: 'Stop sending', unstall: 'Send again', stop: 'Take it away' },
  },
  doctor: {
    title: 'Wiring doctor', text: 'Checks a bench step by step, from the port to the trigger line. Each failure comes with the one thing to do.', check: 'Check', checkThis: 'Check the wiring of {name}', checks: 'Checks', start: 'Start the check', again: 'Check again', where: 'Where it is', byUsb: 'where USB says it is', triggerLine: 'Trigger line', noTrigger: 'none', line: 'line {line}',
    before: 'Connect the board as you would for a measurement', beforeText: 'The check takes about ten seconds. It powers the board where the instrument is the source, and switches it off again.', progress: '{done} of {all} checks done', allWell: 'The bench is ready', allWellText: 'Every check that could be made has passed.', failed: 'Mend this first: {step}', expected: 'Expected:',
    step: { port: 'Port', identity: 'Identity', echo: 'Echo', settings: 'Settings', stream: 'Samples', rate: 'Rate', noise: 'Noise floor', idle: 'Idle power', trigger: 'Trigger line' },
    about: { port: 'Is the port there, and may this user open it?', identity: 'Does the expected instrument answer?', echo: 'Does every byte come back as it should?', settings: 'Does it take the voltage and the rate?', stream: 'Do samples arrive?', rate: 'Do they arrive as fast as they should, by the clock of this computer?', noise: 'How quiet is the measurement?', idle: 'Does the board draw what an idle board draws?', trigger: 'Does the board’s line move?' },
    state: { waiting: 'not checked yet', running: 'being checked', passed: 'passed', failed: 'failed', skipped: 'skipped' },
  },
};

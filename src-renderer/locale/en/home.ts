/** English of the first screen and of a run's state. */
export const home = {
  home: {
    title: 'What should run where?', text: 'Measure on your data whether a sample is best answered on the device, at an early exit or on a server, and what that costs in accuracy, latency and energy.',
    begin: 'Begin', new: 'New experiment', newText: 'Five steps from dataset to targets. You can leave at any time and come back.', start: 'Start', goOn: 'Go on with the draft', startFresh: 'Start afresh',
    demo: 'Try a demo', demoText: '{name}. Needs no hardware and no downloads.', demoMissing: 'The demo experiment was not found.', runDemo: 'Run the demo', lookFirst: 'Look at it first',
    recent: 'Recent runs', allRuns: 'All runs ({n})', noRuns: 'No runs yet', noRunsText: 'Runs appear here with their result in a sentence. The demo makes the first.', progress: 'Progress of {name}',
    attention: 'Needs attention', interrupted: '“{name}” was interrupted. What was measured is kept; nothing is measured twice.', failed: '“{name}” failed. Its page says why; what was measured is kept.', look: 'Look', lookAt: 'Look at {name}', continue: 'Continue', continueWith: 'Continue {name}', mend: 'Mend', mendThis: 'Mend {name}', stopThis: 'Stop {name}',
    capture: { running: '“{name}” is being captured and goes on until it is stopped.', cut: 'The capture “{name}” was cut off when the studio ended; everything up to then is kept.', holes: 'Only {coverage} of “{name}” was measured; look before you trust its energy.' },
    training: { running: 'Exits for “{name}” are being trained. {step}.', finished: 'The exits for “{name}” are trained: “{id}” is among your models.', stopped: 'The training of exits for “{name}” was stopped.', failed: 'The training of exits for “{name}” failed; nothing was written.' },
    download: { running: '“{name}” is being downloaded: {percent} %.', failed: 'The download of “{name}” failed; what came is kept.', interrupted: 'The download of “{name}” was interrupted; what came is kept.' },
    boards: 'Boards',
  },
  drivers: { 'mlperf-tiny': 'real, on a serial port', computer: 'real', agent: 'real, over the network', virtual: 'virtual', simulated: 'simulated' },
  runState: { waiting: 'waiting', running: 'running', paused: 'paused', finished: 'finished', cancelled: 'cancelled', failed: 'failed', interrupted: 'interrupted', damaged: 'damaged' },
};

/** English of the live run. */
export const run = {
  stages: { outputs: 'Asking the local models', remote: 'Offloading to the server', timing: 'Timing inference', policies: 'Choosing thresholds', 'in-the-loop': 'Running in the loop', compose: 'Composing results' },
  run: {
    title: 'Run', stages: 'Stages', whole: 'Whole run', left: '{time} left', rate: '{rate} per second', waitingText: 'Another run measures; this one starts when it has ended.',
    stage: { outputs: 'Asking the local models', remote: 'Offloading to the server', timing: 'Timing inference', policies: 'Choosing thresholds', 'in-the-loop': 'Running in the loop', compose: 'Composing results' },
    state: { waiting: 'waiting', running: 'running', paused: 'paused', finished: 'finished', cancelled: 'cancelled', failed: 'failed', interrupted: 'interrupted', damaged: 'damaged' },
    repeat: 'Change and run again', repeatThis: 'Change {name} and run it again', pause: 'Pause', resume: 'Resume', cancel: 'Cancel', continue: 'Continue', toResults: 'Show results', done: 'The run is finished', kept: 'Everything measured so far is kept. “Continue” takes it up where it stopped.',
    ended: { cancelled: 'The run was cancelled.', failed: 'The run failed.', interrupted: 'The run was interrupted: the studio was closed or the computer went off.' },
    noLive: 'The first numbers come as soon as samples are measured.', recent: 'Last samples', recentNone: 'No sample yet.', asked: 'every exit asked',
    log: 'Log', logFind: 'Find in the log', logLevel: 'Level', logEmpty: 'No warnings and no errors.', logNone: 'No entry matches.', level: { all: 'everything', info: 'info', warning: 'warnings', error: 'errors' },
    accuracy: 'Accuracy so far', accuracyLabel: 'Accuracy over the number of samples, with its interval', accuracyCaption: 'Bands are 95 % Wilson intervals; they shrink as samples come in.', samplesAxis: 'Samples', samples: 'samples', who: 'who', low: 'low', high: 'high', inLoop: '{strategy} in the loop',
    offloadTimes: 'Offload time', offloadCaption: 'n = {n} offloads, measured; median {median} ms, 95 % take at most {p95} ms. The last bin holds everything slower.', offloadAxis: 'Offload (ms)', offloadsAxis: 'Offloads', count: 'offloads', timeline: 'Offload time as it went', timelineCaption: 'The latest offloads, one dot each.',
    shares: 'Where samples are answered', sharesCaption: 'Samples that really ran in the loop, measured.', shareAxis: 'Share of samples (%)', scatter: 'What the decision module sees', scatterCaption: 'The last {n} samples: highest and second highest softmax value of the local model.', p1: 'Highest softmax value (p1)', p2: 'Second highest (p2)', locallyRight: 'locally right', locallyWrong: 'locally wrong', decisionLine: 'decision line', loopLatency: 'Mean latency in the loop:',
  },
};

/** English of the frame: navigation, palette, notices, provenance. */
export const shell = {
  nav: { home: 'Home', new: 'New experiment', runs: 'Runs', compare: 'Compare', devices: 'Devices', captures: 'Power traces', library: 'Library', teaching: 'Teaching', settings: 'Settings', about: 'About' },
  shell: {
    skip: 'Skip to content', side: 'Side bar', navigation: 'Main', find: 'Find …', loading: 'Loading …', again: 'Try again', undo: 'Undo', remove: 'Remove', cancel: 'Cancel', close: 'Close', save: 'Save', copy: 'Copy', copied: 'Copied', back: 'Back', next: 'Next',
    running: 'no run is going on | one run is going on | {n} runs are going on',
    lost: 'The studio does not answer. Runs go on in it; this window connects again by itself.',
    refused: 'The studio does not know this window. Open the full address that “hi-studio serve” printed, token included.',
    retry: 'Connect now', removed: '{what} removed', removeThis: 'Remove {what}', whatIs: 'What is {term}?',
    palette: 'Find anything', paletteText: 'Go to a place, a run or a profile, or change how the window looks.', paletteHint: 'Type a name or an action …', palettePlaces: 'Go to', paletteActions: 'Actions', paletteLooks: 'Looks and language',
    nowhere: 'Nothing lives here', nowhereText: 'The address leads nowhere. The view may have moved, or the run was removed.',
  },
  keys: {
    title: 'Keyboard shortcuts', text: 'Everything can also be reached with Tab, the arrow keys and Enter.', anywhere: 'Everywhere', trace: 'On a power trace', results: 'In results', presentation: 'In a presentation',
    close: 'Close what is open', threshold: 'Move the threshold that has the focus', sample: 'In an opened sample: the one before, the next', step: 'Step before, next step',
  },
  problem: {
    notConnected: 'The studio does not answer.', notConnectedNext: 'Check that “hi-studio serve” or the desktop window is still running; this window connects again by itself.',
    unexpected: 'Something unexpected happened: {what}', unexpectedNext: 'Nothing was lost. Try again; if it happens again, “About → Report a problem” gathers what is needed to mend it.',
  },
  provenance: {
    measured: 'measured', modelled: 'modelled', published: 'published', unknown: 'unknown', interval: '95 % interval', n: 'n = {n}',
    measuredHelp: 'Timed or counted here, in this run', modelledHelp: 'Computed from a profile or an equation', publishedHelp: 'Printed in a source',
  },
  kinds: { analyzer: 'Analyzer', analyzers: 'Analyzers', board: 'Board', link: 'Link', server: 'Server', dataset: 'Dataset', model: 'Model', experiment: 'Experiment', boards: 'Boards', links: 'Links', servers: 'Servers', datasets: 'Datasets', models: 'Models', experiments: 'Experiments' },
};

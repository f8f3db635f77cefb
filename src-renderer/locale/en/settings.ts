/** English of settings and about. */
export const settings = {
  settings: {
    text: 'Kept on this computer, for every window of this studio.', looks: 'Looks and language', appearance: 'Theme', appearanceOf: { system: 'As the system', light: 'Light', dark: 'Dark' }, contrast: 'Contrast', contrastOf: { system: 'As the system', normal: 'Normal', more: 'High' },
    motion: 'Motion', motionOf: { system: 'As the system', full: 'Full', reduced: 'Reduced' }, textSize: 'Size of text', language: 'Language', languageText: 'Reports follow it; the terminal and the data files are in English.', languageOf: { system: 'As the system' }, folders: 'Data folders', foldersText: 'Where the files of each dataset lie on the studio’s computer. Generated datasets need none.',
    places: 'Places', home: 'Runs and settings', profiles: 'Your profiles',
  },
  about: {
    title: 'About HI Studio', text: 'Decide what to run on the device, where to exit early and what to send to a server, by measurement. MIT licence.', versions: 'Versions', version: 'Version', host: 'Shown by', hosts: { web: 'Web host, in a browser', electron: 'Desktop window' }, platform: 'System', cpu: 'Processor', memory: 'Memory',
    packages: 'Made with', package: 'Package', licence: 'Licence', report: 'Report a problem', reportText: 'Gathers versions, environment and, if you choose one, a run’s log into one text file. It holds no names and no paths of yours, and is sent nowhere.', run: 'Run', noRun: 'No particular run', words: 'What happened', wordsHint: 'What you did, what you expected, what you saw', make: 'Make the report', reported: 'The report is ready',
  },
};

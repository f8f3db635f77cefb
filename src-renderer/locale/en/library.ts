/** English of the library. */
export const library = {
  library: {
    text: 'Everything the studio knows by name. Built-in profiles can be copied and overlaid; your own lie in your profile folder.', kinds: 'Kinds', search: 'Search', name: 'Name', summary: 'Summary', roleOf: { local: 'On the board', remote: 'On the server' }, exits: 'no early exit | one early exit | {n} early exits', topOne: 'top-1 {percents}', origin: 'Origin', actions: 'Actions', builtIn: 'built in', own: 'yours',
    empty: 'Nothing of this kind yet', emptyText: 'Import a YAML file to add one.', notFound: 'Nothing matches “{what}”', clear: 'Clear the search', duplicate: 'Duplicate', duplicateThis: 'Duplicate {name}', copied: '“{name}” made', edit: 'Edit', export: 'Export YAML', openInWizard: 'Open as experiment', saved: '“{name}” saved',
    import: 'Import …', importTitle: 'Import: {kind}', importText: 'Choose a YAML file or paste its text; it is checked as you type.', file: 'File', yaml: 'YAML text', problems: 'nothing to mend | one thing to mend | {n} things to mend', fine: 'Everything holds.',
    model: { title: 'Import a model', text: 'An ONNX classifier and the card that says how to feed it. Both are checked before anything is kept.', drop: 'Drop an ONNX file here, or choose one', card: 'Model card (YAML)', startFrom: 'Start from the card of …', import: 'Import the model', sending: 'Sending the file', cardHint: 'The card names inputs, outputs, labels and preprocessing. The card of a similar model says most of it.' },
    left: 'Your changes to “{name}” are not saved', leftText: 'They are kept until the window is closed: edit it again to go on.', resumed: 'You go on with changes that were not saved.', discard: 'Discard them', form: 'Form', restInYaml: 'Tables and nested fields are edited as YAML.', overlay: 'This profile is built in: your changes are saved as your own profile of the same id, which is used instead.', yes: 'yes', no: 'no',
  },
};

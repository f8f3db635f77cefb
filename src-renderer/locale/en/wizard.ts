/** English of the five steps to an experiment. */
export const wizard = {
  wizard: {
    title: 'New experiment', text: 'What you choose is kept: leave at any time and come back.', fresh: 'Start afresh', cleared: 'The draft was cleared', replaced: 'Your earlier draft was replaced', stepsLabel: 'Steps', mend: 'This step has something to mend:', unanswered: { dataset: 'Choose a dataset.', device: 'Choose at least one board.', model: 'Choose a model for the board and one for the server.', exits: '', targets: 'Add at least one target.' }, missing: 'Still to choose: {steps}',
    steps: { dataset: 'Dataset', device: 'Device', model: 'Model', exits: 'Early exits', targets: 'QoS targets' },
    dataset: {
      text: 'The labelled images that everything is measured on. Generated ones need no files.', legend: 'Dataset', facts: '{size} samples · {classes} classes · {shape}', needsFiles: 'Needs files on this computer',
      fit: 'Fit set', fitHelp: 'Samples that choose thresholds', report: 'Report set', reportHelp: 'Samples the results are about', seed: 'Seed', seedHelp: 'Same seed, same samples',
      tooFew: 'The dataset has {size} samples, but both sets together ask for {asked}.', takeSplit: 'Take {fit} + {report}',
    },
    device: {
      text: 'Choose one board or several; all are compared in the same run.', real: 'Real boards: timed where they are', virtual: 'Virtual boards: costs from published tables',
      link: 'Link', linkHelp: 'Between board and server', ownLink: 'Each board’s own link', server: 'Server', serverHelp: 'Runs the remote model', ownServer: 'Start one on this computer',
      facts: { cpu: 'CPU', memory: 'Memory', link: 'Link', power: 'Power', supply: 'Supply' },
    },
    model: {
      text: 'Small models run on the board, a large one answers what is offloaded.', own: 'A model of your own?', importOwn: 'Import an ONNX file in the library.', noDataset: 'Choose a dataset first', local: 'On the board', remote: 'On the server', otherDataset: 'Made for the dataset {dataset}', showOthers: 'Show one made for another dataset | Show {n} made for other datasets', hideOthers: 'Hide those made for other datasets',
      facts: { accuracy: 'Accuracy', size: 'File', macs: 'MACs', parameters: 'Parameters', exits: 'Early exits' }, accuracyOf: 'Accuracy on {set}, n = {n}',
    },
    exits: {
      text: 'A branch answers easy samples early and saves the rest of the model.', noModel: 'Choose a model first', chain: 'Boxes show each stage’s share of the work; below them stands where the model can answer.', input: 'Image', accuracy: 'Accuracy', cost: 'Cost', after: 'after {place}', off: 'not used',
      use: 'Use early exits', useText: 'Adds the strategies EE, EE-HI and early offload to the comparison.', none: 'The chosen models have no branches.', thresholds: 'Thresholds', optimise: 'Let the studio choose', optimiseText: 'On the fit set, for your targets, with a safety margin', fixed: 'Set them myself', fixedText: 'One for each branch',
      criterion: 'Choose them for', criteria: { latency: 'Least latency', energy: 'Least energy', 'weighted-sum': 'Least weighted sum of both', error: 'Highest accuracy within limits' },
      criteriaText: { latency: 'Among thresholds that reach the accuracy target', energy: 'Among thresholds that reach the accuracy target; where energy is unknown, latency', 'weighted-sum': 'Weight × LPI + weight × EPI, among thresholds that reach the accuracy target', error: 'On each board by its own costs; the accuracy target is left out' },
      perMs: 'Weight of a ms', perMj: 'Weight of a mJ', lpiAtMost: 'LPI at most (ms)', epiAtMost: 'EPI at most (mJ)', noLimit: 'no limit',
      branch: 'Branch {n}', branchThreshold: 'Threshold of branch {n}', never: 'never exits', measure: 'How sure the model is', measureHelp: 'The number that is compared with the threshold', measures: { 'max-softmax': 'Highest probability', margin: 'Highest minus second', entropy: '1 − entropy / ln C' },
    },
    targets: {
      text: 'The studio names the best strategy for each target, or says that none meets it and what comes nearest.', title: 'Targets', preset: 'The HI paper’s three', none: 'No target yet', removed: 'The target was removed', replaced: 'The HI paper’s targets are set', noneText: 'Add at least one, or take the HI paper’s three.', accuracy: 'Accuracy', latency: 'Latency', energy: 'Energy',
      bound: { accuracy: 'at least', latency: 'at most', energy: 'at most' }, paper: 'The HI paper’s rule', paperText: { accuracy: 'State of the art minus 10 points; where none is published, the remote model’s accuracy minus 10', latency: 'At most half of an offload’s time', energy: 'At most half of an offload’s energy' },
      ruleOf: 'Rule for {name}', boundOf: 'Bound of {name}', name: 'Name', nameHint: 'Such as “Glyphs on the Pi”', nameHelp: 'Shown in lists and reports', id: 'Id', idHelp: 'For files and the command line',
    },
    hints: { title: 'Who could meet them', from: 'An estimate: the strategies that met each target in the run “{name}”. Thresholds, samples and links of this experiment may differ.', none: 'An estimate appears here once a run with this dataset and one of these boards and models has finished.', nobody: 'none' },
    summary: {
      title: 'Your experiment', nothing: 'not chosen yet', samples: '{fit} + {report} samples', boards: '{first} and {n} more', optimised: 'thresholds chosen by the studio', fixed: 'thresholds {values}', noExits: 'no early exits', paperTarget: '{name}: HI paper',
      time: 'About {time} on this computer', seconds: '{n} s', minutes: '{n} min', checking: 'Checking …', problems: 'nothing to mend | one thing to mend | {n} things to mend', timeLater: 'The time appears when every step is answered.',
    },
    finish: { share: 'Share', save: 'Save', run: 'Start the run', saved: '“{name}” saved in the library', copyYaml: 'Copy as YAML', copyCommand: 'Copy the terminal command', saveFirst: 'The terminal finds the experiment once it is saved.' },
  },
};

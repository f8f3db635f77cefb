/** Sentences about plans, runs and the terminal: what, where, expected, how to mend. */
export const runErrors = {
  'run.unknown': (f: { id: string }) => `There is no run “${f.id}”; "hi-studio list runs" shows the ones that exist.`,
  'run.cancelled': (f: { id: string }) => `The run was stopped; what was measured is kept, and "hi-studio run --resume ${f.id}" goes on from there.`,
  'run.changed': (f: { id: string; what: string }) =>
    `Run ${f.id} cannot be resumed: ${f.what} changed since it started, and numbers from two versions must not be mixed; start a new run instead.`,
  'run.not-resumable': (f: { id: string; status: string }) => `Run ${f.id} is ${f.status} and has nothing left to measure; "hi-studio export ${f.id}" writes its report.`,
  'run.not-finished': (f: { id: string; status: string }) => `Run ${f.id} is ${f.status} and has no results yet; "hi-studio run --resume ${f.id}" finishes it.`,
  'run.interrupted-by-remote': (f: { id: string; cause: string; done: number; total: number }) =>
    `Offloading stopped after ${f.done} of ${f.total} answers, and these are kept (${f.cause}); bring the server back and run "hi-studio run --resume ${f.id}".`,
  'plan.dataset-too-small': (f: { dataset: string; size: number; fit: number; report: number }) =>
    `Dataset “${f.dataset}” has ${f.size} samples, but dataset.fit ${f.fit} and dataset.report ${f.report} need ${f.fit + f.report} different ones; lower one of the two.`,
  'plan.samples-seen': (f: { dataset: string; models: string; reportable: number; drawable: number; fit: number; report: number }) =>
    `Exits of “${f.models}” were trained or calibrated on samples of dataset “${f.dataset}”: ${f.reportable} are left to report on and ${f.drawable} in all, but dataset.report ${f.report} and dataset.fit ${f.fit} ask for more; lower them or choose another model.`,
  'plan.labels-differ': (f: { model: string; modelLabels: number; dataset: string; datasetLabels: number }) =>
    `Model “${f.model}” answers ${f.modelLabels} classes and dataset “${f.dataset}” has ${f.datasetLabels}; choose a model that was trained for this dataset.`,
  'plan.label-order': (f: { model: string; dataset: string; position: number; modelLabel: string; datasetLabel: string }) =>
    `Class ${f.position} is “${f.modelLabel}” in model “${f.model}” and “${f.datasetLabel}” in dataset “${f.dataset}”; correct the labels in the model card or choose the matching dataset.`,
  'plan.shape-differs': (f: { model: string; wanted: string; dataset: string; has: string }) =>
    `Model “${f.model}” takes images of ${f.wanted} and dataset “${f.dataset}” has ${f.has} (channels × height × width); choose a model or dataset that fits.`,
  'plan.wrong-role': (f: { model: string; role: string; field: string; wanted: string }) =>
    `Model “${f.model}” in ${f.field} is a ${f.role} model by its card; expected a ${f.wanted} one: name another model or correct “role” in its card.`,
  'plan.threshold-count': (f: { model: string; given: number; branches: number }) =>
    `exits.thresholds has ${f.given} values, but model “${f.model}” has ${f.branches} early exits; give one value an exit, or leave thresholds out to have them chosen.`,
  'plan.target-impossible': (f: { target: string; reason: string }) => `The target ${f.target} cannot be met by any strategy: ${f.reason}; choose a lower one.`,
  'plan.no-exits': (f: { model: string; strategy: string }) => `Strategy “${f.strategy}” needs an early exit and model “${f.model}” has none; remove the strategy or choose a model with exits.`,
  'plan.decision-weights-unknown': (f: { model: string; name: string; known: string }) =>
    `decision.name “${f.name}” is not among the decision weights in the card of “${f.model}” (it has: ${f.known}).`,
  'plan.decision-not-on-board': (f: { board: string; decision: string }) =>
    `Board “${f.board}” decides by itself and cannot execute the decision module “${f.decision}” in the loop; choose binary-lr or threshold, or set in_the_loop.samples to 0.`,
  'plan.exclude-each-other': (f: { where: string; fields: readonly string[] }) => `${f.where} has ${f.fields.join(' and ')}, of which only one can count; leave the others out.`,
  'plan.without-weighted-sum': (f: { minimise: string }) => `choose.weights are those of the weighted sum, but choose.minimise is ${f.minimise}; set it to weighted-sum or leave the weights out.`,
  'plan.duplicate': (f: { field: string; id: string }) => `“${f.id}” stands twice in ${f.field}; name it once.`,
  'terminal.usage': (f: { problem: string }) => f.problem,
  'terminal.folder-not-empty': (f: { folder: string }) => `The folder ${f.folder} holds files that are not a report of this studio; choose another with --out, or add --force to write into it.`,
  'terminal.cannot-write': (f: { folder: string; cause: string }) => `Cannot write to ${f.folder} (${f.cause}); choose a folder you may write to with --out.`,
  'run.sets-too-large': (f: { fit: number; report: number; pool: number }) => `The experiment asks for dataset.fit = ${f.fit} and dataset.report = ${f.report} samples, but the dataset has only ${f.pool}; lower one of them so that both fit without overlap.`,
  'run.no-samples': (f: { what: string }) => `There are no samples to compute ${f.what} from; expected at least one, so raise dataset.fit or dataset.report in the experiment.`,
  'run.remote-missing': (f: { strategy: string }) => `Strategy ${f.strategy} needs the remote model’s answers, but this run has none; name a remote model in the experiment or leave the strategy out.`,
  'run.decision-missing': (f: { strategy: string }) => `Strategy ${f.strategy} needs a decision module, but its policy has none; set “decision” in the experiment.`,
  'run.thresholds-mismatch': (f: { thresholds: number; branches: number }) => `The policy has ${f.thresholds} exit thresholds, but the local model has ${f.branches} branches; give exits.thresholds one value a branch.`,
} as const;

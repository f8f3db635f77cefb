/** English of the appendix: environment, hashes, formulas, glossary. */

/** "memoryGb" reads "memory gb" in no language: words are split, known units kept. */
function label(key: string): string {
  const words = key.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[_.-]/g, ' ').toLowerCase();
  return words.replace(/ gb$/, ' (GB)').replace(/ mb$/, ' (MB)').replace(/ ms$/, ' (ms)').replace(/ mhz$/, ' (MHz)').replace(/^(cpu|rapl|gpu|os)\b/, (word) => word.toUpperCase());
}

export const appendix = {
  title: 'Appendix', environment: 'Run and environment', what: 'What', value: 'Value', run: 'run', started: 'started', finished: 'finished', seed: 'seed',
  /** Of a key of the environment. */
  label,
  hashes: 'Hashes', plan: 'plan',
  /** Of what was hashed, as the document names it. */
  hashed: (english: string): string => english,
  formulas: 'Formulas (HI paper)', formula: 'Formula', inWords: 'In words',
  formulaList: [
    ['(1)', 'Acc = mean( accept · l + offload · s )', 'l, s: whether the local and the remote model are right. The accuracy of this report.'],
    ['(2)', 'Acc = (acc_local − η_FN) + acc_server · η_off', 'As printed: η_FN the share of samples offloaded needlessly. Exact with the server’s accuracy on offloaded samples instead.'],
    ['(3)', 'LPI = t_dev + t_LR + η_off · t_off', 'With exits, T_k for a sample that leaves at exit k.'],
    ['(4)', 'EPI = e_dev + e_LR + η_off · e_off', 'Energy of the board alone.'],
  ] as readonly (readonly [name: string, formula: string, words: string])[],
  glossary: 'Glossary', word: 'Word', meaning: 'Meaning',
  words: [
    ['LPI, EPI', 'latency per inference (ms); energy per inference (mJ, board only)'],
    ['On-device, Remote', 'every sample answered by the local model; every sample offloaded'],
    ['HI', 'hierarchical inference: the local model answers, a decision module offloads what looks wrong'],
    ['EE', 'early exit: a sample leaves at the first exit that is confident enough'],
    ['EE-HI', 'early exit, and HI for samples that reach the end of the local model'],
    ['θ', 'threshold of an exit: a sample leaves when its confidence is at least θ'],
    ['Offload, η_off', 'send a sample to the server and wait for its answer; the share of samples sent'],
    ['Coverage, risk', 'share answered on the device; error among those'],
    ['AURC', 'area under the risk–coverage curve; lower is better'],
    ['Virtual board', 'a board whose latency and energy come from tables, not from measurement here'],
  ] as readonly (readonly [word: string, meaning: string])[],
};

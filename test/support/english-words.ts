/** Finds English in a Spanish text. */

/** Words that no Spanish sentence has; those that are Spanish too, such as “a”, “no”, “once” or “has”, are not among them. */
const words = new Set([
  ...'the and is are was were been be with from this that these those which what when where why how not nothing none every each both than then there here its it they them their his her you your we our'.split(' '),
  ...'of in on at by for into over under after before between within without about against above below while until also only such same other another more less most least all any some few many much will would can could should may must does did done do'.split(' '),
  ...'measured modelled published samples sample accuracy latency energy share offload offloads offloaded board boards server device link model models exit exits threshold thresholds windows window power rate loss time mean whole layer run runs here used using costs cost packets image images seed trained timed one two three ten points out up down left right high low'.split(' '),
]);
/** Proper names and titles of works that hold such words. */
const names = ['Coral Dev Board Micro', 'Dev Board Micro', 'MDI-Exit', 'Improved Decision Module Selection for HI', 'Early-Exit meets Model-Distributed Inference at Edge Networks', 'Learning Multiple Layers of Features from Tiny Images', 'Power Profiler Kit', 'CC BY-SA',
  'Hybrid Models Pareto Dominate Baselines', 'Hybrid Models Resource Usage on MCUs', 'Hybrid Models w/o Cloud: Abstaining Classifier', 'On-Cloud'];
/** Quotations, keys, files and commands. */
const code = /«[^»]*»|“[^”]*”|"[^"]*"|\S*\/\S+|\b\w*\d\w*\b|\b[\w-]*[\w-]*[._][\w.-]*\w|--[\w-]+|\bhi-studio [\w-]+|\b[a-z]+-[a-z-]+\b/g;

export function englishIn(text: string): string[] {
  return [...new Set((names.reduce((rest, name) => rest.replaceAll(name, ' '), text).replace(code, ' ').match(/[A-Za-zÁÉÍÓÚÜÑáéíóúüñ’']+/g) ?? []).filter((word) => words.has(word.toLowerCase())))];
}

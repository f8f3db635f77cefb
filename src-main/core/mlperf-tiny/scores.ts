/** How good a board's answers are, as the benchmark counts it: top-1 and the area under the ROC curve. */

/** One file: its class and the scores that the board gave, the mean of all its windows. One score alone is an anomaly score. */
export interface ScoredFile { readonly label: number; readonly scores: readonly number[] }

/** Answers of one file become one: vectors are normalised, then averaged; a single score is averaged as it is. */
export function meanScores(answers: readonly (readonly number[])[]): number[] {
  const vectors = answers.map((values) => {
    const sum = values.reduce((total, value) => total + value, 0);
    return values.length > 1 && sum > 0 ? values.map((value) => value / sum) : values;
  });
  return vectors[0].map((_, c) => vectors.reduce((sum, vector) => sum + vector[c], 0) / vectors.length);
}

/** Share of files whose highest score (the first on ties) is their class; null for anomaly scores, which have no class. */
export function topOne(files: readonly ScoredFile[]): number | null {
  if (files.length === 0 || files.some(({ scores }) => scores.length < 2)) return null;
  const right = files.filter(({ label, scores }) => scores.indexOf(Math.max(...scores)) === label).length;
  return right / files.length;
}

/**
 * AUC. One score or two classes: of the score, or of class 1, against label 1. More: the mean over classes of one class against the
 * rest, over the classes that have both (mlcommons/tiny: roc_auc_score, multi_class 'ovr', average 'macro'). Null where none has.
 */
export function areaUnderRoc(files: readonly ScoredFile[]): number | null {
  const width = files[0]?.scores.length ?? 0;
  if (width <= 2) return areaOf(files.map(({ scores }) => scores[width - 1]), files.map(({ label }) => label > 0));
  const areas = Array.from({ length: width }, (_, c) => areaOf(files.map(({ scores }) => scores[c]), files.map(({ label }) => label === c))).filter((area) => area !== null);
  return areas.length === 0 ? null : areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

/** P(score of a positive > score of a negative), ties half: the rank sum of Mann and Whitney with mean ranks. */
function areaOf(scores: readonly number[], positive: readonly boolean[]): number | null {
  const order = [...scores.keys()].sort((a, b) => scores[a] - scores[b]);
  const positives = positive.filter(Boolean).length;
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to]] === scores[order[from]]) to++;
    for (let i = from; i < to; i++) if (positive[order[i]]) rankSum += (from + 1 + to) / 2;
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

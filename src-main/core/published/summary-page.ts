/** The summary page's quotations of the HI paper's abstract, recomputed from the paper's own tables. */
import { asStated, needs, type Claim } from './claim';
import { hiPaperClaims } from './hi-paper';
import { inPaper } from './inputs';

/** Recomputed as the paper's own claim is. */
function quoted(id: string, original: string): Claim {
  const claim = hiPaperClaims.find((one) => one.id === original);
  if (claim === undefined) throw new RangeError(`no claim ${original}`);
  const readings = claim.readings.filter(({ kind }) => kind === 'as-stated').map(({ formula, compute }) => asStated(`${formula} (HI paper)`, (inputs) => compute(inPaper(inputs, 'hi-paper'))));
  return { id, topic: 'Quoted from the HI paper', text: claim.text, readings };
}

export const summaryPageClaims: readonly Claim[] = [
  quoted('summary.hi.lpi', 'claim.hi_vs_ondevice.lpi_reduction'), quoted('summary.hi.epi', 'claim.hi_vs_ondevice.epi_reduction'),
  quoted('summary.eehi.lpi', 'claim.eehi_vs_hi.lpi_reduction'), quoted('summary.eehi.epi', 'claim.eehi_vs_hi.epi_reduction'),
  ...(['rate', 'accuracy'] as const).map((what): Claim => ({ id: `mdi-exit.claim.${what}`, topic: 'MDI-Exit', text: 'Claim of the abstract of MDI-Exit, without a number.', readings: [needs('any number in the abstract')] })),
];

/** The words that stand where a reduction would. */
import { whyNoReduction } from '../../../src-main/core/figures/no-reduction';

/** Null where there is a reduction, so that it is shown. `known`: both costs are. */
export function noReductionText(t: (key: string) => string, reduction: object | null, known: boolean): { readonly short: string; readonly text: string } | null {
  const why = whyNoReduction(reduction, known);
  return why === null ? null : { short: t(`results.noReduction.${why}`), text: t(`results.noReduction.${why}Text`) };
}

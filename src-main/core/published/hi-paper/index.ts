/** Every claim of the HI paper that is recomputed, in the order of the report. */
import type { Claim } from '../claim';
import { accuracyClaims } from './accuracy-claims';
import { costClaims } from './cost-claims';
import { f1Claims } from './f1-claims';
import { printedTwiceClaims } from './printed-twice';
import { table5Claims } from './table5';
import { table6Claims } from './table6';

export const hiPaperClaims: readonly Claim[] = [...costClaims, ...accuracyClaims, ...f1Claims, ...table5Claims, ...table6Claims, ...printedTwiceClaims];

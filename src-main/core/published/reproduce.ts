/** A paper held against itself: its claims judged, its tables and figures rebuilt. A new paper is one line of the registry. */
import { StudioError } from '../errors';
import type { Figure } from '../figures';
import type { Claim, Inputs } from './claim';
import { fleetClaims } from './fleet';
import { fleetTables } from './fleet/rebuilt-tables';
import { hiPaperClaims } from './hi-paper';
import { hiPaperFigures } from './hi-paper/figures';
import { hiPaperTables } from './hi-paper/rebuilt-tables';
import { hybridModelsClaims } from './hybrid-models';
import { hybridModelsTables } from './hybrid-models/rebuilt-tables';
import { inputsOf } from './inputs';
import { claimVerdicts, judgeClaim, type ClaimVerdict, type JudgedClaim } from './judge';
import type { PublishedLibrary } from './library';
import type { RebuiltTable } from './rebuilt-table';
import { summaryPageClaims } from './summary-page';

export interface Reproduction {
  readonly paper: string; readonly title: string; readonly authors: readonly string[]; readonly where: string;
  readonly records: number;
  readonly claims: readonly JudgedClaim[];
  readonly counts: Readonly<Record<ClaimVerdict, number>>;
  readonly tables: readonly RebuiltTable[];
  readonly figures: readonly Figure[];
}

interface PaperRecipe { readonly claims: readonly Claim[]; readonly tables: (inputs: Inputs) => readonly RebuiltTable[]; readonly figures: (inputs: Inputs) => readonly Figure[] }

const recipes: Readonly<Record<string, PaperRecipe>> = {
  'hi-paper': { claims: hiPaperClaims, tables: hiPaperTables, figures: hiPaperFigures },
  'hybrid-models': { claims: hybridModelsClaims, tables: hybridModelsTables, figures: () => [] },
  fleet: { claims: fleetClaims, tables: fleetTables, figures: () => [] },
  'summary-page': { claims: summaryPageClaims, tables: () => [], figures: () => [] },
};
/** The figures alone, for those who cannot be sent functions. Errors: published.unknown-paper */
export const reproductionFigures = (paper: string, library: PublishedLibrary): readonly Figure[] => recipes[paper]?.figures(inputsOf(library, paper).inputs) ?? [];
export const reproduciblePapers: readonly string[] = Object.keys(recipes);

/** Records that a reader would take for claims: every one of them must be judged. */
export const isClaimRecord = ({ id, quantity }: { readonly id: string; readonly quantity: string }): boolean => /(^|\.)claim\./.test(id) || /^(ratio|relative_reduction)\./.test(quantity);

/** Errors: published.no-claims, published.unknown-paper; published.not-one where a claim's record is gone. */
export function reproduce(paper: string, library: PublishedLibrary): Reproduction {
  const recipe = recipes[paper];
  if (recipe === undefined) throw new StudioError('published.no-claims', { paper, known: reproduciblePapers });
  const { source, records } = library.paper(paper);
  const claims = recipe.claims.map((claim) => judgeClaim(claim, paper, library));
  const { inputs } = inputsOf(library, paper);
  const count = (verdict: ClaimVerdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  return {
    paper, title: source.title, authors: source.authors, where: source.where, records: records.length, claims,
    counts: Object.fromEntries(claimVerdicts.map((verdict) => [verdict, count(verdict)])) as Record<ClaimVerdict, number>,
    tables: recipe.tables(inputs), figures: recipe.figures(inputs),
  };
}

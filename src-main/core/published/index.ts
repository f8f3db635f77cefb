/** Published numbers as the rest of the studio uses them. */
export { publishedBeside, type BesideFigure } from './beside';
export { outcomeNumbers } from './agreement';
export { claimVerdicts, verdictNames, verdictRules, type ClaimVerdict, type JudgedClaim, type JudgedReading } from './judge';
export { createPublishedLibrary, type FoundRecord, type PublishedFilter, type PublishedLibrary, type PublishedQuery } from './library';
export { printedText } from './printed';
export type { RebuiltTable } from './rebuilt-table';
export { qualifiers, valueTypes, type PublishedPaper, type PublishedRecord, type PublishedValue } from './record';
export { isClaimRecord, reproduce, reproduciblePapers, reproductionFigures, type Reproduction } from './reproduce';

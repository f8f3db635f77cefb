/** Every word of the PDF reports in English, part by part. */
import { appendix } from './appendix';
import { energy } from './energy';
import { methods } from './methods';
import { outcomes } from './outcomes';
import { pages } from './pages';
import { reproduction } from './reproduction';

export const englishReport = { pages, outcomes, energy, methods, appendix, reproduction };
export type ReportWords = typeof englishReport;

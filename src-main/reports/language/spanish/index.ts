/** Every word of the PDF reports in Spanish, part by part. */
import type { ReportWords } from '../english';
import { appendix } from './appendix';
import { energy } from './energy';
import { methods } from './methods';
import { outcomes } from './outcomes';
import { pages } from './pages';
import { reproduction } from './reproduction';

export const spanishReport: ReportWords = { pages, outcomes, energy, methods, appendix, reproduction };

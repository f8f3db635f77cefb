/** JSON Schema of results.json, derived from the one definition in the contract. */
import { z } from 'zod';
import { resultsDocument } from '../contract/results';

export function resultsSchema(): Record<string, unknown> {
  return { $id: 'hi-studio/results@1', title: 'Results of an HI Studio run', ...z.toJSONSchema(resultsDocument) };
}

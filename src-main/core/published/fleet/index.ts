/** Every claim of FLEET that is recomputed from its own tables. */
import type { Claim } from '../claim';
import { energyClaims } from './energy-claims';
import { speedClaims } from './speed-claims';

export const fleetClaims: readonly Claim[] = [...speedClaims, ...energyClaims];

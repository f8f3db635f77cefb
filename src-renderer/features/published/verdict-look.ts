/** A verdict's colour and sign; its word stands beside them always. */
import type { ClaimVerdict } from '../../../src-main/core/published';

interface VerdictLook { readonly colour: 'success' | 'info' | 'warning' | 'error' | 'neutral'; readonly icon: string }

export const verdictLooks: Readonly<Record<ClaimVerdict, VerdictLook>> = {
  exact: { colour: 'success', icon: 'i-lucide-circle-check' }, 'within-rounding': { colour: 'info', icon: 'i-lucide-circle-dot' }, 'needs-an-assumption': { colour: 'warning', icon: 'i-lucide-circle-help' },
  'does-not-follow': { colour: 'error', icon: 'i-lucide-circle-x' }, 'not-testable': { colour: 'neutral', icon: 'i-lucide-circle-slash' },
};

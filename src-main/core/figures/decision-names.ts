/** Short names of decision modules, as tables show them. */
export const decisionNames: Readonly<Record<string, string>> = {
  'binary-lr': 'Binary LR', threshold: 'Threshold', 'rich-lr': 'LR on more features', 'rich-mlp': 'MLP on more features', router: 'Hybrid router', card: 'Weights of the card', oracle: 'Oracle',
  conformal: 'Conformal selection', 'online-experts': 'Online, experts', 'online-bounds': 'Online, bounds', reference: 'Bound by the server',
};

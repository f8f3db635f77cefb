/** English of decision modules: the choice in the wizard and the comparison in the results. */
export const decisions = {
  decisions: {
    own: 'Who decides at the end of the local model', compare: 'Compare HI with other decision modules', compareHelp: 'Each becomes a row in the results; the strategies keep the chosen one.', nothing: 'None',
    fitOn: 'Teach it again with the samples that reach the end', fitOnText: 'For EE-HI and early offload, once their thresholds are chosen; the effect is reported',
    name: {
      'binary-lr': 'Binary logistic regression', threshold: 'Threshold on confidence', 'rich-lr': 'Logistic regression, more features', 'rich-mlp': 'Small neural network', router: 'Hybrid router', card: 'Weights of the model card', oracle: 'Oracle (a bound)',
      conformal: 'Conformal selection', 'online-experts': 'Learns while it works: experts', 'online-bounds': 'Learns while it works: bounds', reference: 'Bound with the server’s answer',
    },
    text: {
      'binary-lr': 'The HI paper’s module: looks at the two highest probabilities.', threshold: 'Accepts from one confidence on, with the fewest offloads that reach the accuracy target.', 'rich-lr': 'Looks at five probabilities, the entropy and the class.', 'rich-mlp': 'The same features through one hidden layer.',
      router: 'Learns where the server is right and the local model is not.', card: 'Weights that were deployed with the model.', oracle: 'Accepts exactly the right answers; no device can do that.',
    },
    title: 'Decision modules side by side', titleText: 'HI with each module, fitted on the fit set and judged on the report set. Gain: 1 sends exactly what the server can save, 0 is chance.',
    module: 'Module', isOwn: 'of this experiment', gain: 'Gain', cost: 'One decision', bytes: '{macs} MACs, {bytes} bytes', deploys: { studio: 'Compared here alone; part of no strategy.' },
  },
};

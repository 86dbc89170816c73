// What the review says of next steps, buying signals, pains and the decision, in English.

export const enSales = {
  sales: {
    kinds: {
      'next-step': 'Next steps',
      'buying-signal': 'Buying signals',
      pain: 'Pains',
      'decision-role': 'The decision',
    },
    due: (owner: string, day: string) => `${owner}, by ${day}`,
    dueNone: (owner: string) => `${owner}, no day named`,
    strength: { weak: 'Asks about buying', strong: 'Takes a step towards buying' },
    pain: 'Says what hurts',
    part: {
      'decision-maker': 'Decides',
      champion: 'Speaks for it inside',
      evaluator: 'Evaluates it',
      user: 'Would use it',
      gatekeeper: 'Has to be passed',
    },
    partOf: (part: string, who: string) => `${part}: ${who}`,
    whyNextStep: 'Somebody said that they will do this. The day is counted from the day of the call.',
    whyBuyingSignal: 'The customer asked about buying, or took a step towards it.',
    whyPain: 'The customer spoke of something that costs time, money or patience.',
    whyDecisionRole: 'The words tell which part somebody plays in the decision.',
  },
};

// Every text classifier that can be trained.

import type { Recipe } from '../recipe.ts';
import { commitment } from './commitment.ts';
import { evidence } from './evidence.ts';
import { objection } from './objection.ts';
import { question } from './question.ts';
import { buyingSignal, decisionRole, pain } from './sales-signals.ts';
import { topic } from './topic.ts';

export const RECIPES: readonly Recipe[] = [
  question,
  objection,
  topic,
  commitment,
  buyingSignal,
  pain,
  decisionRole,
  evidence,
];

// Every text classifier that can be trained.

import type { Recipe } from '../recipe.ts';
import { commitment } from './commitment.ts';
import { question } from './question.ts';
import { buyingSignal, decisionRole, pain } from './sales-signals.ts';

export const RECIPES: readonly Recipe[] = [question, commitment, buyingSignal, pain, decisionRole];

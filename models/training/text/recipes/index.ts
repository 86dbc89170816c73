// Every text classifier that can be trained.

import type { Recipe } from '../recipe.ts';
import { question } from './question.ts';

export const RECIPES: readonly Recipe[] = [question];

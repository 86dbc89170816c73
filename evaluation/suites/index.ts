// Every suite that measures a data directory. The order is that of the table.

import type { Suite } from '../figure.ts';
import { interestSuite } from './interest.ts';
import { questionsSuite } from './questions.ts';
import { turnTakingSuite } from './turn-taking.ts';

export const ALL_SUITES: readonly Suite[] = [questionsSuite, turnTakingSuite, interestSuite];

// Every suite that measures a data directory. The order is that of the table.

import type { Suite } from '../figure.ts';
import { asrSuite } from './asr.ts';
import { competitorsSuite } from './competitors.ts';
import { emotionSuite } from './emotion.ts';
import { evidenceSuite } from './evidence.ts';
import { interestSuite } from './interest.ts';
import { keywordsSuite } from './keywords.ts';
import { objectionsSuite } from './objections.ts';
import { questionsSuite } from './questions.ts';
import { topicsSuite } from './topics.ts';
import { turnTakingSuite } from './turn-taking.ts';
import { voiceActivitySuite } from './voice-activity.ts';

export const ALL_SUITES: readonly Suite[] = [
  questionsSuite,
  voiceActivitySuite,
  asrSuite,
  turnTakingSuite,
  emotionSuite,
  interestSuite,
  objectionsSuite,
  topicsSuite,
  keywordsSuite,
  competitorsSuite,
  evidenceSuite,
];

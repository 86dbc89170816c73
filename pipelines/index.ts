// Every pipeline of a call. The call graph orders them by what they consume and produce; the order here is the reader's.

import type { PipelineDefinition } from '../engine/pipeline.ts';
import { answerWordsPipeline } from './answer-words.ts';
import { cardsPipeline } from './cards.ts';
import { commitmentsPipeline } from './commitments.ts';
import { competitorsPipeline } from './competitors.ts';
import { emotionPipeline } from './emotion.ts';
import { engagementPipeline } from './engagement.ts';
import { interestPipeline } from './interest.ts';
import { keywordsPipeline } from './keywords.ts';
import { objectionsPipeline } from './objections.ts';
import { questionsPipeline } from './questions.ts';
import { responseLatencyPipeline } from './response-latency.ts';
import { rulesPipeline } from './rules.ts';
import { salesSignalsPipeline } from './sales-signals.ts';
import { scriptMatchPipeline } from './script-match.ts';
import { speechPipeline } from './speech.ts';
import { summaryPipeline } from './summary.ts';
import { talkMetricsPipeline } from './talk-metrics.ts';
import { topicsPipeline } from './topics.ts';
import { transcriptPipeline } from './transcript.ts';
import { turnsPipeline } from './turns.ts';

export const ALL_PIPELINES: readonly PipelineDefinition[] = [
  speechPipeline,
  transcriptPipeline,
  turnsPipeline,
  talkMetricsPipeline,
  questionsPipeline,
  responseLatencyPipeline,
  answerWordsPipeline,
  keywordsPipeline,
  competitorsPipeline,
  topicsPipeline,
  objectionsPipeline,
  commitmentsPipeline,
  salesSignalsPipeline,
  scriptMatchPipeline,
  emotionPipeline,
  engagementPipeline,
  interestPipeline,
  rulesPipeline,
  cardsPipeline,
  summaryPipeline,
];

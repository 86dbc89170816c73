// Lines of kind `topics` {topic}: a rep says the line while a slide is on. Topics are the shipped playbook's and `other`.

import { z } from 'zod';
import { ofType } from '../../gateway/calls/summarize-log.ts';
import { labelFigures } from '../detection-figures.ts';
import { calibrationFigures, confidenceIn } from './calibrated-forecasts.ts';
import { fromLabels, labelSchema, lineFields, lineKind, perLanguage } from './line-kind.ts';
import { sayLine } from './say-line.ts';

const TOPICS = ['technical', 'business', 'price', 'competitor', 'small-talk', 'process', 'other'] as const;
const TopicLine = z.preprocess(
  fromLabels(([topic]) => ({ topic })),
  z.object({
    ...lineFields,
    topic: labelSchema(TOPICS, {
      'technical-parameters': 'technical',
      'business-scenario': 'business',
      scenario: 'business',
      pricing: 'price',
      competitors: 'competitor',
      competition: 'competitor',
      smalltalk: 'small-talk',
      none: 'other',
    }),
  }),
);

export const topicLines = lineKind({
  kind: 'topics',
  about: "What a rep's line is about while a slide is on, among the topics of the shipped playbook.",
  schema: TopicLine,
  async find(line, engine) {
    const log = await sayLine(engine, { ...line, role: 'rep', isPresenting: true });
    const shares = ofType(log, 'metric.sampled').filter(({ metric }) => metric === 'topic-share');
    const topic = shares.filter(({ value }) => value === 1).at(-1)?.dimension ?? 'other';
    return { topic, confidence: confidenceIn(log, 'topic.identified') };
  },
  figures(items, engine) {
    const model = engine.modelOf('topic');
    return perLanguage('topic', items, (label, part) => {
      const forecasts = part.map(({ line, found }) => ({ ...found, isTrue: line.topic === found.topic }));
      return [
        ...labelFigures(
          label,
          part.map(({ line, found }) => ({ truth: line.topic, found: found.topic })),
          { model },
        ),
        ...calibrationFigures(label, forecasts, model),
      ];
    });
  },
  wrong: ({ topic }, found) => (topic === found.topic ? null : `expected ${topic}, found ${found.topic}`),
});

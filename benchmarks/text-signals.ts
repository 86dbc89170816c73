// What one utterance costs, by signal that reads words: CPU time of this process, so that a busy machine does not show.
// In: test lines in both languages. Out: µs an utterance.

import { choosePlaybooks } from '../gateway/cli/choose-playbooks.ts';
import { loadTextModels } from '../models/text/shipped-weights.ts';
import { ownTestLines } from '../models/training/text/own-lines.ts';
import type { TrainingLine } from '../models/training/text/recipe.ts';
import { CommitmentsOptions, commitmentsIn } from '../pipelines/commitments.ts';
import { dayOf } from '../pipelines/due-date/calendar-day.ts';
import { ObjectionOptions, objectionsOf } from '../pipelines/objection-of.ts';
import { ruleClassifier, trainedClassifier } from '../pipelines/question-classifier.ts';
import { salesSignalsIn } from '../pipelines/sales-signals.ts';
import { compileTopics, type TopicFinder, topicFinder } from '../pipelines/topic-of.ts';

export interface TextSignalCost {
  readonly signal: string;
  readonly utterances: number;
  readonly cpuUsPerUtterance: number;
}

const WARM_UP_ROUNDS = 5;
const ROUNDS = 20;
const CALL_DAY = dayOf(2026, 11, 25);

function costOf(signal: string, lines: readonly TrainingLine[], judge: (line: TrainingLine) => unknown) {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const line of lines) judge(line);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) for (const line of lines) judge(line);
  const { user, system } = process.cpuUsage(before);
  const utterances = ROUNDS * lines.length;
  return { signal, utterances, cpuUsPerUtterance: (user + system) / utterances };
}

export async function measureTextSignals(): Promise<TextSignalCost[]> {
  const models = loadTextModels();
  const lines = [...ownTestLines('objection'), ...ownTestLines('topic'), ...ownTestLines('commitment')];
  const questions = models.question ? trainedClassifier(models.question) : ruleClassifier;
  const options = ObjectionOptions.parse({});
  const promises = { ...CommitmentsOptions.parse({}), model: models.commitment };
  const playbookFor = await choosePlaybooks(undefined, undefined);
  const finders = new Map<string, TopicFinder>(
    ['en', 'zh'].map((language) => [language, topicFinder(compileTopics(playbookFor(language).topics), models.topic)]),
  );
  const classifiers = Object.entries(models).map(([name, classifier]) =>
    costOf(`classifier ${name}`, lines, ({ text, lang }) => classifier.classify(text, lang)),
  );
  return [
    ...classifiers,
    costOf('questions, rules alone', lines, ({ text, lang }) => ruleClassifier.classify(text, lang)),
    costOf('questions, all', lines, ({ text, lang }) => questions.classify(text, lang)),
    costOf('objections, all', lines, ({ text, lang }) => objectionsOf(text, lang, models.objection, options)),
    costOf('topics, all', lines, ({ text, lang }) => finders.get(lang)?.find(text, lang)),
    costOf('commitments, all', lines, ({ text, lang }) => commitmentsIn(text, lang, CALL_DAY, promises)),
    costOf('buying signals, pains, decision roles, all', lines, ({ text, lang }) => salesSignalsIn(text, lang, models)),
  ];
}

export const printed = (costs: readonly TextSignalCost[]): string =>
  [
    '| signal | utterances | CPU, µs an utterance |',
    '| --- | --- | --- |',
    ...costs.map(
      ({ signal, utterances, cpuUsPerUtterance }) => `| ${signal} | ${utterances} | ${cpuUsPerUtterance.toFixed(1)} |`,
    ),
    '',
  ].join('\n');

// What sales talk is about, in lines that we wrote apart from the training lines, with the shipped playbooks. Beside it the
// same without the classifier: phrases and likeness to the playbook's examples alone, as for a topic that a company adds.
// Where a sentence model is given, both once more with what it says.

import type { Embedder } from '../../engine/ports.ts';
import { choosePlaybooks } from '../../gateway/cli/choose-playbooks.ts';
import { playbookVectorsBy } from '../../gateway/embedding/playbook-vectors.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ownTestLines } from '../../models/training/text/own-lines.ts';
import { compileMeaning, compileTopics, type TopicFinder, topicFinder } from '../../pipelines/topic-of.ts';
import { labelFigures, probabilityFigures } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';

interface Line {
  readonly text: string;
  readonly truth: string;
  readonly vector: Float32Array | null;
}

const MODEL = 'text/topic';
const BASELINE = { model: 'examples', baseline: true };

export const topicsSuite: Suite = {
  name: 'topics',
  folders: [],
  async run({ embedder }) {
    const playbookFor = await choosePlaybooks(undefined, undefined);
    const classifier = loadTextModels().topic;
    const figures: Figure[] = [];
    for (const language of ['en', 'zh']) {
      const { topics } = playbookFor(language);
      const compiled = compileTopics(topics);
      const lines = await linesOf(language, embedder);
      const judged = (finder: TopicFinder) =>
        lines.map(({ text, truth, vector }) => ({ truth, ...finder.find(text, language, vector) }));
      const named = (finder: TopicFinder) => judged(finder).map(({ truth, topic }) => ({ truth, found: topic }));
      const trained = topicFinder(compiled, classifier);
      const forecasts = judged(trained).map(({ truth, topic, confidence }) => {
        return { isTrue: truth === topic, probability: confidence };
      });
      figures.push(
        ...labelFigures(`${language} topic`, named(trained), { model: MODEL }),
        ...labelFigures(`${language} topic by likeness,`, named(topicFinder(compiled, undefined)), BASELINE),
        ...probabilityFigures(`${language} topic`, forecasts, { model: MODEL }),
      );
      if (!embedder) continue;
      const meaning = compileMeaning(
        (await playbookVectorsBy(embedder, failed)(playbookFor(language)))?.topics ?? new Map(),
      );
      const [both, alone] = [topicFinder(compiled, classifier, meaning), topicFinder(compiled, undefined, meaning)];
      figures.push(
        ...labelFigures(`${language} topic with a sentence model`, named(both), {
          model: `${MODEL} + ${embedder.name}`,
        }),
        ...labelFigures(`${language} topic by likeness with a sentence model,`, named(alone), { model: embedder.name }),
      );
    }
    return figures;
  },
};

async function linesOf(language: string, embedder: Embedder | undefined): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { text, labels, lang } of ownTestLines('topic')) {
    if (lang !== language) continue;
    const [vector = null] = (await embedder?.embed([text])) ?? [];
    lines.push({ text, truth: labels[0] ?? '', vector });
  }
  return lines;
}

function failed(thrown: Error): never {
  throw thrown;
}

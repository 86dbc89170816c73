// What sales talk is about, in lines that we wrote apart from the training lines, with the shipped playbooks. Beside it the
// same without the classifier: phrases and likeness to the playbook's examples alone, as for a topic that a company adds.

import { choosePlaybooks } from '../../gateway/cli/choose-playbooks.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ownTestLines } from '../../models/training/text/own-lines.ts';
import { compileTopics, topicFinder } from '../../pipelines/topic-of.ts';
import { labelFigures, probabilityFigures } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';

export const topicsSuite: Suite = {
  name: 'topics',
  folders: [],
  async run() {
    const playbookFor = await choosePlaybooks(undefined, undefined);
    const classifier = loadTextModels().topic;
    return ['en', 'zh'].flatMap((language): Figure[] => {
      const compiled = compileTopics(playbookFor(language).topics);
      const [trained, plain] = [topicFinder(compiled, classifier), topicFinder(compiled, undefined)];
      const lines = ownTestLines('topic').filter(({ lang }) => lang === language);
      const found = (finder: typeof trained) =>
        lines.map(({ text, labels }) => ({ truth: labels[0] ?? '', ...finder.find(text, language) }));
      const items = (finder: typeof trained) => found(finder).map(({ truth, topic }) => ({ truth, found: topic }));
      const forecasts = found(trained).map(({ truth, topic, confidence }) => {
        return { isTrue: truth === topic, probability: confidence };
      });
      const model = 'text/topic';
      return [
        ...labelFigures(`${language} topic`, items(trained), { model }),
        ...labelFigures(`${language} topic by likeness,`, items(plain), { model: 'examples', baseline: true }),
        ...probabilityFigures(`${language} topic`, forecasts, { model }),
      ];
    });
  },
};

// Competitors that nobody named: in CPED and SwDA, drama and telephone talk, the shipped names by their sound too. Every
// mention there is a false one.

import { compileCompetitors } from '../../pipelines/competitor-names.ts';
import { type ActLine, CPED, readCped, readSwda, SWDA } from '../data/dialogue-acts.ts';
import { shareFigure } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';
import { shippedPlaybook } from '../shipped-playbook.ts';

export const competitorsSuite: Suite = {
  name: 'competitors',
  folders: [CPED, SWDA],
  async run({ dataDir }) {
    const [zh, en] = [await shippedPlaybook('zh'), await shippedPlaybook('en')];
    const names = [...zh.competitors, ...en.competitors, { name: 'Salesforce', aliases: [], soundsLike: true }];
    const find = compileCompetitors(names.map((each) => ({ ...each, soundsLike: true })));
    const corpora = { CPED: await readCped(dataDir), SwDA: await readSwda(dataDir) };
    return Object.entries(corpora).flatMap(([corpus, lines]) => quiet(corpus, lines, find));
  },
};

function quiet(corpus: string, lines: readonly ActLine[], find: (text: string) => readonly unknown[]): Figure[] {
  if (lines.length === 0) return [];
  const items = lines.map(({ text, group }) => ({ isRight: find(text).length === 0, group }));
  const name = `${corpus} utterances without a false mention, names by their sound`;
  return [shareFigure(name, items, { target: { atLeast: 0.999 }, model: 'rules' })];
}

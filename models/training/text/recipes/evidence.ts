// Is a sentence of ours differentiated evidence, and of which kind? Chinese and English. The cues are those that
// pipelines/evidence.ts gives with a sentence; the rivals' names are those of the shipped playbooks and stand for any.

import { evidenceCues, meritsOf } from '../../../../pipelines/evidence-cues.ts';
import { readCped } from '../corpora/cped.ts';
import { ownLines } from '../own-lines.ts';
import type { Recipe, TrainingLine } from '../recipe.ts';

const RIVALS = [
  'Corvanta',
  'Nimbuswork',
  'Tallyrix',
  'Ostrelle',
  'Acme',
  '云帆通',
  '云帆',
  '锐迅达',
  '蓝策通',
  '启衡云',
];
const merits = meritsOf(RIVALS.map((name) => ({ name, aliases: [] })));

/** What people say when nobody proves anything. It counts less than our lines, which are about the definition. */
const DRAMA_WEIGHT = 0.1;
const EVERY_DRAMA_LINE = 20;
const fromDramas = (dataDir: string): TrainingLine[] =>
  readCped(dataDir)
    .filter((_, index) => index % EVERY_DRAMA_LINE === 0)
    .map(({ id, drama, text }) => ({
      id: `cped-${id}`,
      lang: 'zh',
      text,
      labels: [],
      group: `cped-${drama}`,
      weight: DRAMA_WEIGHT,
    }));

export const evidence: Recipe = {
  name: 'evidence',
  use: "are a rep's words differentiated evidence, and of which kind",
  holds: 'any',
  labels: ['evidence', 'case', 'number', 'certificate', 'demo'],
  features: { hashBits: 16, skipPairs: true },
  train: { balance: 0, l2: 2 },
  sources: [
    {
      what: 'lines of our own, models/training/lines/evidence.train.jsonl',
      licence: 'Apache-2.0',
    },
    { what: 'CPED (dialogues of Chinese TV dramas), as talk without evidence', licence: 'Apache-2.0' },
  ],
  cuesOf: (text) => evidenceCues(text, merits),
  // Lines with a `b` were written for wording that was missed: harder than talk is.
  isTypical: ({ id }) => id.startsWith('evidence') && !/-b\d+$/.test(id),
  lines: (dataDir) => [...ownLines('evidence'), ...fromDramas(dataDir)],
};

// Is a sentence of ours differentiated evidence, and of which kind? Chinese and English. The cues are those that
// pipelines/evidence.ts gives with a sentence; the rivals' names are those of the shipped playbooks and stand for any.

import { evidenceCues, meritsOf } from '../../../../pipelines/evidence-cues.ts';
import { ownLines } from '../own-lines.ts';
import type { Recipe } from '../recipe.ts';

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

export const evidence: Recipe = {
  name: 'evidence',
  use: "are a rep's words differentiated evidence, and of which kind",
  holds: 'any',
  labels: ['evidence', 'case', 'number', 'certificate', 'demo'],
  features: { hashBits: 16, skipPairs: true },
  train: { balance: 0 },
  sources: [{ what: 'lines of our own, models/training/lines/evidence.train.jsonl', licence: 'Apache-2.0' }],
  cuesOf: (text) => evidenceCues(text, merits),
  lines: () => ownLines('evidence'),
};

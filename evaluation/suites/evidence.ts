// Differentiated evidence on lines of our own that were written apart and never trained or tuned on. What production asks
// is measured: the finder of pipelines/evidence with the shipped classifier; beside it the rules alone.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EVIDENCE_KINDS, type EvidenceKind } from '../../engine/playbook.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { compileEvidence } from '../../pipelines/evidence.ts';
import { detectionFigures, labelFigures, probabilityFigures } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';
import { shippedPlaybook } from '../shipped-playbook.ts';

const OWN_LINES = join(import.meta.dirname, '../../models/training/lines/evidence.test.jsonl');

const EvidenceLine = z.object({
  lang: z.string(),
  text: z.string(),
  isDifferentiatedEvidence: z.boolean(),
  kind: z.enum(EVIDENCE_KINDS).nullable(),
});
type EvidenceLine = z.output<typeof EvidenceLine>;

interface Answer {
  readonly kind: EvidenceKind | null;
  readonly probability: number;
}

/** What the product says to a line, with the shipped playbook of its language; `withModel` false: rules alone. */
async function evidenceReader(withModel: boolean): Promise<(line: EvidenceLine) => Answer> {
  const finderOf = async (language: 'zh' | 'en') => {
    const { evidence, competitors } = await shippedPlaybook(language);
    return compileEvidence(evidence, competitors);
  };
  const finders = { zh: await finderOf('zh'), en: await finderOf('en') };
  const model = withModel ? loadTextModels().evidence : undefined;
  return ({ text, lang }) => {
    const { found, highestProbability } = finders[lang.startsWith('zh') ? 'zh' : 'en'].read(text, lang, model);
    const best = [...found].sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0))[0];
    return { kind: best?.kind ?? null, probability: highestProbability ?? (best ? 1 : 0) };
  };
}

export const evidenceSuite: Suite = {
  name: 'evidence',
  folders: [],
  async run() {
    const rows = (await readFile(OWN_LINES, 'utf8')).split('\n').filter((row) => row !== '');
    const lines = rows.map((row) => EvidenceLine.parse(JSON.parse(row)));
    const [read, ruled] = [await evidenceReader(true), await evidenceReader(false)];
    return [
      ...figuresOf('own lines', lines, read, ruled),
      ...['zh', 'en'].flatMap((language) => {
        const own = lines.filter(({ lang }) => lang === language);
        return detectionFigures(`own lines ${language}`, judged(own, read), { model: 'text-evidence' });
      }),
    ];
  },
};

const judged = (lines: readonly EvidenceLine[], read: (line: EvidenceLine) => Answer) =>
  lines.map((line) => ({ isTrue: line.isDifferentiatedEvidence, isFound: read(line).kind !== null }));

function figuresOf(
  name: string,
  lines: readonly EvidenceLine[],
  read: (line: EvidenceLine) => Answer,
  ruled: (line: EvidenceLine) => Answer,
): Figure[] {
  const model = 'text-evidence';
  const kinds = lines.flatMap((line) => {
    const found = read(line).kind;
    return line.kind === null || found === null ? [] : [{ truth: line.kind, found }];
  });
  const forecasts = lines.map((line) => ({
    isTrue: line.isDifferentiatedEvidence,
    probability: read(line).probability,
  }));
  return [
    ...detectionFigures(name, judged(lines, read), { model, target: { atLeast: 0.88 } }),
    ...detectionFigures(`${name}, rules alone,`, judged(lines, ruled), { model: 'rules', baseline: true }),
    ...labelFigures(`${name} kind`, kinds, { model, note: 'target accuracy 0.90; of the lines that were found' }),
    ...probabilityFigures(name, forecasts, { model }),
  ];
}

// Lines of kind `evidence` {isDifferentiatedEvidence, kind}: a customer has just named a competitor of the playbook, and the
// rep says the line. Found is what `competitor.evidenced` says of that mention.

import { z } from 'zod';
import { EVIDENCE_KINDS } from '../../engine/playbook.ts';
import { ofType } from '../../gateway/calls/summarize-log.ts';
import { detectionFigures, labelFigures } from '../detection-figures.ts';
import { labelSchema, lineFields, lineKind, perLanguage } from './line-kind.ts';
import { languageOf, sayLine } from './say-line.ts';

const EvidenceLine = z.object({
  ...lineFields,
  isDifferentiatedEvidence: z.boolean(),
  kind: labelSchema(EVIDENCE_KINDS, { 'customer-case': 'case', figure: 'number', demonstration: 'demo' }).nullish(),
});

const BEFORE = { zh: (name: string) => `我们也看了${name}`, en: (name: string) => `we also looked at ${name}` };

export const evidenceLines = lineKind({
  kind: 'evidence',
  about: 'Is what a rep says after a competitor was named differentiated evidence, and of what kind?',
  schema: EvidenceLine,
  async find(line, engine) {
    const language = languageOf(line.lang, line.text);
    const name = engine.playbookFor(language).competitors[0]?.name ?? '';
    const log = await sayLine(engine, { ...line, role: 'rep', before: BEFORE[language](name) });
    const evidenced = ofType(log, 'competitor.evidenced').find((each) => each.evidence);
    return { isFound: evidenced !== undefined, kind: evidenced?.kind ?? null };
  },
  figures(items, engine) {
    const model = engine.modelOf('evidence');
    return perLanguage('evidence', items, (label, part) => {
      const judged = part.map(({ line, found }) => ({ isTrue: line.isDifferentiatedEvidence, isFound: found.isFound }));
      const kinds = part.flatMap(({ line, found }) =>
        line.isDifferentiatedEvidence && line.kind && found.isFound
          ? [{ truth: line.kind, found: found.kind ?? 'none' }]
          : [],
      );
      return [
        ...detectionFigures(label, judged, { model }),
        ...labelFigures(`${label} kind of those found`, kinds, { model }),
      ];
    });
  },
  wrong({ isDifferentiatedEvidence, kind }, found) {
    const isRight = isDifferentiatedEvidence === found.isFound && (!found.isFound || !kind || kind === found.kind);
    if (isRight) return null;
    const expected = isDifferentiatedEvidence ? (kind ?? 'evidence') : 'none';
    return `expected ${expected}, found ${found.isFound ? found.kind : 'none'}`;
  },
});

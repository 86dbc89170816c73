// Lines of kind `objections` {isObjection, type}: a customer says the line. Found or not, and the type of those that are true.

import { z } from 'zod';
import { ofType } from '../../gateway/calls/summarize-log.ts';
import { detectionFigures, labelFigures } from '../detection-figures.ts';
import { calibrationFigures, confidenceIn } from './calibrated-forecasts.ts';
import { fromLabels, labelSchema, lineFields, lineKind, perLanguage } from './line-kind.ts';
import { sayLine } from './say-line.ts';

export const OBJECTION_TYPES = [
  'price',
  'budget-process',
  'timing',
  'authority',
  'need',
  'trust',
  'competitor',
  'technical-fit',
] as const;
export const ObjectionType = labelSchema(OBJECTION_TYPES, {
  budget: 'budget-process',
  competition: 'competitor',
  technical: 'technical-fit',
});
const ObjectionLine = z.preprocess(
  fromLabels(([type = 'none']) => ({ isObjection: type !== 'none', type: type === 'none' ? null : type })),
  z.object({ ...lineFields, isObjection: z.boolean(), type: ObjectionType.nullish() }),
);

export const objectionLines = lineKind({
  kind: 'objections',
  about: 'Lines that a customer says: does it object, and to what?',
  schema: ObjectionLine,
  async find(line, engine) {
    const said = { ...line, role: 'customer' } as const;
    const raised = ofType(await sayLine(engine, said), 'objection.raised');
    const [surest] = raised.sort((a, b) => b.confidence - a.confidence);
    const hasModel = engine.modelOf('objection') !== 'rules';
    const all = hasModel ? await sayLine(engine, said, { objections: { minProbability: 0 } }) : [];
    return { type: surest?.objection ?? null, confidence: confidenceIn(all, 'objection.raised') };
  },
  figures(items, engine) {
    const model = engine.modelOf('objection');
    return perLanguage('objection', items, (label, part) => {
      const judged = part.map(({ line, found }) => ({
        isTrue: line.isObjection,
        isFound: found.type !== null,
        confidence: found.confidence,
      }));
      const types = part.flatMap(({ line, found }) =>
        line.isObjection && line.type ? [{ truth: line.type, found: found.type ?? 'none' }] : [],
      );
      const found = types.filter((each) => each.found !== 'none');
      return [
        ...detectionFigures(label, judged, { model }),
        ...labelFigures(`${label} type, missed ones count,`, types, { model }),
        ...labelFigures(`${label} type of those found`, found, { model }),
        ...calibrationFigures(label, judged, model),
      ];
    });
  },
  wrong({ isObjection, type }, found) {
    const expected = isObjection ? (type ?? 'an objection') : 'none';
    if ((found.type !== null) === isObjection && (!isObjection || !type || type === found.type)) return null;
    return `expected ${expected}, found ${found.type ?? 'none'}`;
  },
});

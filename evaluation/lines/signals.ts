// Lines of kind `signals` {speakerRole, buyingSignal, pain, decisionRole}: strength of a buying signal, whether a pain is
// named, which part somebody plays in the decision. `none` and null are the same.

import { z } from 'zod';
import { type CallEvent, Role } from '../../engine/events.ts';
import { detectionFigures, labelFigures } from '../detection-figures.ts';
import type { Figure } from '../figure.ts';
import { type Confidence, calibrationFigures, confidenceIn } from './calibrated-forecasts.ts';
import { eventsOf } from './events-of.ts';
import { lineFields, lineKind, perLanguage } from './line-kind.ts';
import { sayLine } from './say-line.ts';

const label = z
  .string()
  .nullish()
  .transform((given) => {
    const plain =
      given
        ?.trim()
        .toLowerCase()
        .replace(/[\s_]+/g, '-') ?? '';
    return plain === '' ? 'none' : plain;
  });
const SignalLine = z.object({
  ...lineFields,
  speakerRole: Role,
  buyingSignal: label.pipe(z.enum(['none', 'weak', 'strong'])),
  /** True, or what hurts. */
  pain: z
    .union([z.boolean(), z.string(), z.null()])
    .transform((given) => given !== null && given !== false && given !== '' && given !== 'none'),
  decisionRole: label,
});

interface Heard {
  readonly label: string;
  readonly confidence: Confidence | null;
}
interface Finding {
  readonly buyingSignal: Heard | null;
  readonly pain: Heard | null;
  readonly decisionRole: Heard | null;
}

const Shown = z.object({ strength: z.string() }).transform(({ strength }) => strength);
const Named = z.object({ type: z.string() }).transform(() => 'pain');
const Revealed = z.object({ part: z.string() }).transform(({ part }) => part);

function heard(
  log: readonly CallEvent[],
  all: readonly CallEvent[],
  type: string,
  schema: z.ZodType<string>,
): Heard | null {
  const events = eventsOf(log, type, schema);
  return events && { label: events[0] ?? 'none', confidence: confidenceIn(all, type) };
}

export const signalLines = lineKind({
  kind: 'signals',
  about: 'Buying signals with their strength, pains, and parts in the decision.',
  schema: SignalLine,
  async find(line, engine): Promise<Finding> {
    const said = { ...line, role: line.speakerRole };
    const log = await sayLine(engine, said);
    const hasModel = engine.modelOf('buyingSignal') !== 'rules';
    const all = hasModel ? await sayLine(engine, said, { 'sales-signals': { minConfidence: 0 } }) : [];
    return {
      buyingSignal: heard(log, all, 'buying-signal.shown', Shown),
      pain: heard(log, all, 'pain.named', Named),
      decisionRole: heard(log, all, 'decision-role.revealed', Revealed),
    };
  },
  figures(items, engine) {
    return perLanguage('', items, (language, part) => {
      const of = (
        name: string,
        key: keyof Finding,
        model: string,
        truthOf: (line: z.output<typeof SignalLine>) => string,
      ) =>
        signalFigures(
          `${name}${language}`,
          part.map(({ line, found }) => ({ truth: truthOf(line), heard: found[key] })),
          engine.modelOf(model),
        );
      return [
        ...of('buying signal', 'buyingSignal', 'buyingSignal', (line) => line.buyingSignal),
        ...of('pain', 'pain', 'pain', (line) => (line.pain ? 'pain' : 'none')),
        ...of('decision role', 'decisionRole', 'decisionRole', (line) => line.decisionRole),
      ];
    });
  },
  wrong(line, { buyingSignal, pain, decisionRole }) {
    const pairs: readonly [string, string, string | undefined][] = [
      ['buying signal', line.buyingSignal, buyingSignal?.label],
      ['pain', line.pain ? 'pain' : 'none', pain?.label],
      ['decision role', line.decisionRole, decisionRole?.label],
    ];
    const wrong = pairs.flatMap(([name, truth, found]) =>
      found === undefined || truth === found ? [] : [`${name}: expected ${truth}, found ${found}`],
    );
    return wrong.length === 0 ? null : wrong.join('; ');
  },
});

/** Found or not; then the label, where there is more than one. */
function signalFigures(
  name: string,
  items: readonly { truth: string; heard: Heard | null }[],
  model: string,
): Figure[] {
  const judged = items.flatMap(({ truth, heard: found }) =>
    found ? [{ isTrue: truth !== 'none', isFound: found.label !== 'none', confidence: found.confidence }] : [],
  );
  if (judged.length === 0) {
    return [
      { name: `${name} F1`, value: null, n: items.length, interval: null, unit: 'ratio', note: 'nothing looks for it' },
    ];
  }
  const labels = items.flatMap(({ truth, heard: found }) => (found ? [{ truth, found: found.label }] : []));
  const hasLabels = new Set(labels.map(({ truth }) => truth)).size > 2;
  return [
    ...detectionFigures(name, judged, { model }),
    ...(hasLabels ? labelFigures(`${name} label`, labels, { model }) : []),
    ...calibrationFigures(name, judged, model),
  ];
}

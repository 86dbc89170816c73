// What customers let show: an intent to buy (weak, strong), a pain, who plays which part in the decision. In: utterances of
// customers. Out: buying-signal.shown, pain.named, decision-role.revealed, at most one of each for each revision of a
// segment; a newer revision replaces the older one's. No latency. Source: docs/metrics.md, conventions.

import { z } from 'zod';
import { DECISION_PARTS } from '../engine/events/sales.ts';
import type { EventDraft, EventOf } from '../engine/events.ts';
import { type Machine, type Step, stay } from '../engine/machine.ts';
import { machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import type { TextClassifier, TextModels } from '../engine/ports.ts';
import { sentencesOf } from './commitment-promise.ts';
import { type Cue, cuesIn, plainText } from './cues/cue.ts';
import { BUYING_CUES, DECISION_CUES, PAIN_CUES } from './cues/signal-cues.ts';
import { decisionPerson } from './decision-person.ts';
import { questionShapes } from './question-shapes.ts';

export const SalesSignalsOptions = z.strictObject({
  /** Probability from which each is said, 0…1. Default 0.4: best F1 on sittings that the models had not seen. */
  minConfidence: z.number().min(0).max(1).default(0.4),
});
export type SalesSignalsOptions = z.output<typeof SalesSignalsOptions>;
const DEFAULTS = SalesSignalsOptions.parse({});

type Utterance = EventOf<'utterance.finalized'>;
type Output = Extract<EventDraft, { type: 'buying-signal.shown' | 'pain.named' | 'decision-role.revealed' }>;

interface Found<Label extends string> {
  readonly label: Label;
  readonly sentence: string;
  readonly confidence: number;
  readonly isCalibrated: boolean;
}

/** A sentence as every classifier of signals sees it. */
interface Seen {
  readonly sentence: string;
  readonly plain: string;
  readonly shapes: readonly string[];
}

const seenIn = (text: string, language: string): Seen[] =>
  sentencesOf(text).map((sentence) => ({
    sentence,
    plain: plainText(sentence),
    shapes: questionShapes(sentence, language),
  }));

/**
 * The likeliest label of the sentence in which one of them is likeliest; null where none is likely enough, or there is no
 * model. The labels exclude each other, so the probability that something shows is the sum of theirs.
 */
function strongest<Label extends string>(
  sentences: readonly Seen[],
  language: string,
  { model, cues, labels }: { model: TextClassifier | undefined; cues: readonly Cue[]; labels: readonly Label[] },
  least: number,
): Found<Label> | null {
  if (!model) return null;
  let best: Found<Label> | null = null;
  for (const { sentence, plain, shapes } of sentences) {
    const probabilities = model.classify(plain, language, [...cuesIn(sentence, language, cues), ...shapes]);
    const of = (label: Label): number => probabilities[label] ?? 0;
    const confidence = Math.min(
      1,
      labels.reduce((sum, label) => sum + of(label), 0),
    );
    if (confidence < least || (best !== null && best.confidence >= confidence)) continue;
    const label = labels.reduce((likeliest, each) => (of(each) > of(likeliest) ? each : likeliest));
    best = { label, sentence, confidence, isCalibrated: model.isCalibrated };
  }
  return best;
}

export interface SalesSignals {
  readonly buying: Found<'weak' | 'strong'> | null;
  readonly pain: Found<'pain'> | null;
  readonly decision: Found<(typeof DECISION_PARTS)[number]> | null;
}

/** What a customer's words show. For the pipeline and for evaluation. */
export function salesSignalsIn(
  text: string,
  language: string,
  { buyingSignal, pain, decisionRole }: TextModels,
  least: number = DEFAULTS.minConfidence,
): SalesSignals {
  const buying = { model: buyingSignal, cues: BUYING_CUES, labels: ['strong', 'weak'] as const };
  const pains = { model: pain, cues: PAIN_CUES, labels: ['pain'] as const };
  const decision = { model: decisionRole, cues: DECISION_CUES, labels: DECISION_PARTS };
  const sentences = buyingSignal || pain || decisionRole ? seenIn(text, language) : [];
  return {
    buying: strongest(sentences, language, buying, least),
    pain: strongest(sentences, language, pains, least),
    decision: strongest(sentences, language, decision, least),
  };
}

type SalesSignalsState = null;

function step(utterance: Utterance, models: TextModels, least: number): Step<SalesSignalsState, Output> {
  if (utterance.role !== 'customer') return stay(null);
  const { participantId, segmentId, revision, startMs, endMs, language, seq, atMs } = utterance;
  const { buying, pain, decision } = salesSignalsIn(utterance.text, language, models, least);
  const common = { atMs, causedBy: [seq], participantId, segmentId, revision, startMs, endMs };
  const said = ({ sentence, confidence, isCalibrated }: Omit<Found<string>, 'label'>) => {
    return { text: sentence, confidence, isCalibrated };
  };
  const outputs: Output[] = [];
  if (buying) outputs.push({ type: 'buying-signal.shown', ...common, strength: buying.label, ...said(buying) });
  if (pain) outputs.push({ type: 'pain.named', ...common, ...said(pain) });
  if (decision) {
    const of = decisionPerson(decision.sentence, language);
    outputs.push({ type: 'decision-role.revealed', ...common, part: decision.label, ...of, ...said(decision) });
  }
  return [null, outputs];
}

export function salesSignalsMachine(
  models: TextModels,
  { minConfidence }: SalesSignalsOptions,
): Machine<SalesSignalsState, Utterance, Output> {
  return { initial: null, step: (_state, utterance) => step(utterance, models, minConfidence) };
}

export const salesSignalsPipeline: PipelineDefinition = machinePipeline({
  name: 'sales-signals',
  consumes: ['utterance.finalized'] as const,
  produces: ['buying-signal.shown', 'pain.named', 'decision-role.revealed'] as const,
  latencyMs: 0,
  options: SalesSignalsOptions,
  machine: ({ textModels }, options) => salesSignalsMachine(textModels, options),
});

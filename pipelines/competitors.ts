// Competitors that were named, and whether we stood evidence beside them. In: utterances, speech, clock ticks.
// Out: competitor.mentioned per revision; competitor.evidenced as soon as evidence is found, else when the window has
// passed; metric.sampled. Latency: none for a mention, up to 50 s for the word that there was no evidence.

import { z } from 'zod';
import type { EventDraft, EventOf } from '../engine/events.ts';
import type { SegmentId } from '../engine/ids.ts';
import type { Machine, Step } from '../engine/machine.ts';
import { type MediaMs, mediaMs } from '../engine/media-time.ts';
import type { SignalOf } from '../engine/observations.ts';
import { sideOf } from '../engine/participants.ts';
import { type CallContext, machinePipeline, type PipelineDefinition } from '../engine/pipeline.ts';
import type { TextClassifier } from '../engine/ports.ts';
import { type BaselineBasis, competitorSamples } from './competitor-figures.ts';
import { compileCompetitors, type NamedCompetitor } from './competitor-names.ts';
import { compileEvidence, type EvidenceFinder, type FoundEvidence } from './evidence.ts';
import { saidAtMs } from './keyword-moment.ts';
import { allSpeechMs, foldSpeechTime, NO_SPEECH, SPEECH_TIME_INPUTS, type SpeechTime } from './keyword-speech-time.ts';
import { perPlaybook } from './per-playbook.ts';

export const CompetitorsOptions = z.strictObject({
  /** Evidence may stand so long before a mention, ms, 0…60,000. Default 10,000 (metrics.md). */
  evidenceBeforeMs: z.number().min(0).max(60_000).default(10_000),
  /** And so long after it, ms, 0…300,000. Default 45,000 (metrics.md). */
  evidenceAfterMs: z.number().min(0).max(300_000).default(45_000),
  /** How long words of the window are waited for after it, ms, 0…30,000. Default 5,000: a segment comes when it ends. */
  wordsGraceMs: z.number().min(0).max(30_000).default(5_000),
  /** Least speech that a frequency is taken over, ms, 0…600,000. Default 180,000: a single mention in the first minute
   * would else be ten times the usual. */
  minSpeechMs: z.number().min(0).max(600_000).default(180_000),
  /** Time between samples while nothing changes but the speech, ms, 1,000…600,000. Default 30,000: the ratio falls slowly. */
  sampleEveryMs: z.number().min(1_000).max(600_000).default(30_000),
});
export type CompetitorsOptions = z.output<typeof CompetitorsOptions>;

const CONSUMES = [...SPEECH_TIME_INPUTS, 'clock.ticked'] as const;
type Input = SignalOf<(typeof CONSUMES)[number]>;
type Output = Extract<EventDraft, { type: 'competitor.mentioned' | 'competitor.evidenced' | 'metric.sampled' }>;
type Utterance = EventOf<'utterance.finalized'>;

interface Mention {
  readonly mentionId: string;
  readonly name: string;
  readonly segmentId: SegmentId;
  readonly saidAtMs: number;
  readonly seq: number;
  readonly verdict: 'open' | 'evidenced' | 'bare';
}
interface Proof extends FoundEvidence {
  readonly segmentId: SegmentId;
  readonly saidAtMs: number;
  readonly seq: number;
}

interface Reading {
  readonly segmentId: SegmentId;
  readonly startMs: number;
  readonly endMs: number;
  readonly probability: number;
}

interface CompetitorsState {
  readonly time: SpeechTime;
  readonly count: number;
  // Invariants: those of the newest revision of each segment; a mention's verdict is given once and never taken back.
  readonly mentions: readonly Mention[];
  /** Evidence of ours that a mention may still ask for. */
  readonly proofs: readonly Proof[];
  /** How near our words came to evidence, for the confidence that there was none. */
  readonly readings: readonly Reading[];
  readonly sampledMs: number;
  readonly nowMs: MediaMs;
}

interface Settings extends CompetitorsOptions {
  readonly baselinePer10Min: number;
  readonly baselineBasis: BaselineBasis;
  readonly find: (text: string) => NamedCompetitor[];
  readonly evidence: EvidenceFinder;
  readonly model: TextClassifier | undefined;
}

/** The nth naming of a competitor in a segment keeps its id over revisions. */
function takeMentions(
  state: CompetitorsState,
  utterance: Utterance,
  settings: Settings,
): Step<CompetitorsState, Output> {
  const { segmentId, participantId, role, revision, seq, atMs } = utterance;
  const earlier = state.mentions.filter((mention) => mention.segmentId === segmentId);
  const mentions: Mention[] = [];
  let count = state.count;
  const outputs = settings.find(utterance.text).map((named): Output => {
    const known = earlier.find(
      ({ name, mentionId }) => name === named.name && mentions.every((m) => m.mentionId !== mentionId),
    );
    if (!known) count += 1;
    const said = saidAtMs(utterance, named.startChar);
    const mentionId = known?.mentionId ?? `m${count}`;
    mentions.push({ mentionId, name: named.name, segmentId, saidAtMs: said, seq, verdict: known?.verdict ?? 'open' });
    const by = { participantId, role, segmentId, revision };
    return { type: 'competitor.mentioned', atMs, causedBy: [seq], mentionId, ...named, ...by, saidAtMs: said };
  });
  const others = state.mentions.filter((mention) => mention.segmentId !== segmentId);
  return [{ ...state, count, mentions: [...others, ...mentions] }, outputs];
}

function takeProofs(
  state: CompetitorsState,
  utterance: Utterance,
  { evidence, model, ...settings }: Settings,
): CompetitorsState {
  if (sideOf(utterance.role) !== 'ours') return state;
  const { segmentId, seq, startMs, endMs, text, language } = utterance;
  const keepFromMs = state.nowMs - 2 * (settings.evidenceBeforeMs + settings.evidenceAfterMs + settings.wordsGraceMs);
  const kept = state.proofs.filter((proof) => proof.segmentId !== segmentId && proof.saidAtMs >= keepFromMs);
  const { found, highestProbability } = evidence.read(text, language, model);
  const proofs = found.map((each): Proof => {
    return { ...each, segmentId, seq, saidAtMs: saidAtMs(utterance, each.startChar) };
  });
  const readings = state.readings.filter((reading) => reading.segmentId !== segmentId && reading.endMs >= keepFromMs);
  const reading = { segmentId, startMs, endMs, probability: highestProbability ?? NOT_MEASURED };
  return { ...state, proofs: [...kept, ...proofs], readings: [...readings, reading] };
}

/** Where there is no classifier. */
const NOT_MEASURED = 0.5;
/** Nobody of ours said anything that could be evidence; words may have been missed. */
const NOTHING_SAID = 0.05;

interface Certainty {
  readonly confidence: number;
  readonly isCalibrated: boolean;
}

const evidenced = (
  { mentionId, name, seq }: Mention,
  proof: Proof | null,
  atMs: MediaMs,
  certainty: Certainty,
): Output => ({
  type: 'competitor.evidenced',
  atMs,
  causedBy: proof && proof.seq !== seq ? [seq, proof.seq] : [seq],
  mentionId,
  name,
  evidence: proof !== null,
  kind: proof?.kind ?? null,
  evidenceSegmentId: proof?.segmentId ?? null,
  evidenceText: proof?.sentence ?? null,
  ...certainty,
});

/** Of a proof the classifier's own; that there was none is the less sure the nearer some words of ours came to it. */
function certaintyOf(proof: Proof | null, near: readonly Reading[], model: TextClassifier | undefined): Certainty {
  if (proof) return { confidence: proof.probability ?? NOT_MEASURED, isCalibrated: model?.isCalibrated ?? false };
  return { confidence: 1 - Math.max(NOTHING_SAID, ...near.map(({ probability }) => probability)), isCalibrated: false };
}

/** Gives each open mention its verdict as soon as there is one; at the call's end all get theirs. */
function decide(state: CompetitorsState, isOver: boolean, settings: Settings): Step<CompetitorsState, Output> {
  const { evidenceBeforeMs, evidenceAfterMs, wordsGraceMs } = settings;
  const outputs: Output[] = [];
  const mentions = state.mentions.map((mention): Mention => {
    if (mention.verdict !== 'open') return mention;
    const isNear = ({ saidAtMs: ms }: Proof) =>
      ms >= mention.saidAtMs - evidenceBeforeMs && ms <= mention.saidAtMs + evidenceAfterMs;
    const proof = state.proofs.find(isNear) ?? null;
    const isPast = isOver || state.nowMs > mention.saidAtMs + evidenceAfterMs + wordsGraceMs;
    if (!proof && !isPast) return mention;
    const near = state.readings.filter(
      ({ startMs, endMs }) =>
        endMs >= mention.saidAtMs - evidenceBeforeMs && startMs <= mention.saidAtMs + evidenceAfterMs,
    );
    outputs.push(evidenced(mention, proof, state.nowMs, certaintyOf(proof, near, settings.model)));
    return { ...mention, verdict: proof ? 'evidenced' : 'bare' };
  });
  return outputs.length === 0 ? [state, []] : [{ ...state, mentions }, outputs];
}

function sampled(state: CompetitorsState, settings: Settings): Output[] {
  const mentions = state.mentions.length;
  const evidencedCount = state.mentions.filter(({ verdict }) => verdict === 'evidenced').length;
  const counts = { mentions, evidenced: evidencedCount, speechMs: allSpeechMs(state.time, state.nowMs) };
  return competitorSamples(counts, state.nowMs, settings);
}

function step(before: CompetitorsState, input: Input, settings: Settings): Step<CompetitorsState, Output> {
  const time = input.type === 'clock.ticked' ? before.time : foldSpeechTime(before.time, input);
  let state: CompetitorsState = { ...before, time, nowMs: input.atMs };
  let mentioned: readonly Output[] = [];
  if (input.type === 'utterance.finalized') {
    [state, mentioned] = takeMentions(takeProofs(state, input, settings), input, settings);
  }
  const [decided, verdicts] = decide(state, false, settings);
  const hasChanged = mentioned.length > 0 || verdicts.length > 0 || decided.mentions.length !== before.mentions.length;
  const isDue = decided.mentions.length > 0 && input.atMs - before.sampledMs >= settings.sampleEveryMs;
  if (!hasChanged && !isDue) return [decided, []];
  return [{ ...decided, sampledMs: input.atMs }, [...mentioned, ...verdicts, ...sampled(decided, settings)]];
}

function flush(state: CompetitorsState, settings: Settings): Output[] {
  const [decided, verdicts] = decide(state, true, settings);
  return [...verdicts, ...sampled(decided, settings)];
}

const competitorFinder = perPlaybook(({ competitors }) => compileCompetitors(competitors));
const evidenceFinder = perPlaybook(({ evidence, competitors }) => compileEvidence(evidence, competitors));

export function competitorsMachine(
  context: CallContext,
  options: CompetitorsOptions,
): Machine<CompetitorsState, Input, Output> {
  const { baselines } = context.playbook;
  const found = context.baselines.competitorMentions;
  // Nothing is a multiple of none.
  const learned = found && found.per10Min > 0 ? found : null;
  const settings: Settings = {
    ...options,
    baselinePer10Min: learned?.per10Min ?? baselines.competitorMentionsPer10Min,
    baselineBasis: learned?.basis ?? 'playbook',
    find: competitorFinder(context.playbook),
    evidence: evidenceFinder(context.playbook),
    model: context.textModels.evidence,
  };
  return {
    initial: { time: NO_SPEECH, count: 0, mentions: [], proofs: [], readings: [], sampledMs: 0, nowMs: mediaMs(0) },
    step: (state, input) => step(state, input, settings),
    flush: (state) => flush(state, settings),
  };
}

export const competitorsPipeline: PipelineDefinition = machinePipeline({
  name: 'competitors',
  consumes: CONSUMES,
  produces: ['competitor.mentioned', 'competitor.evidenced', 'metric.sampled'] as const,
  latencyMs: 50_000,
  options: CompetitorsOptions,
  machine: competitorsMachine,
});

// Signals: the figures and words that a rule's condition may name, folded from the log and the clock.
// Pure; adds no latency. Each value keeps the events it was read from, so that a card can show its evidence.

import type { EventOf, EventType } from '../engine/events.ts';
import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import type { SignalOf } from '../engine/observations.ts';
import { foldParticipants, roleOf } from '../engine/participants.ts';
import type { RuleSignals, SignalGroup, SignalPath, SignalSource, SignalValues } from './rule-signal-types.ts';

export const RULE_SIGNAL_INPUTS = [
  'call.started',
  'participant.joined',
  'participant.reassigned',
  'stage.changed',
  'question.asked',
  'question.extended',
  'response.overdue',
  'response.measured',
  'utterance.finalized',
  'keyword.hit',
  'competitor.mentioned',
  'objection.raised',
  'emotion.sampled',
  'interest.declined',
  'interest.recovered',
  'metric.sampled',
  'clock.ticked',
] as const;
export type RuleSignalInput = SignalOf<(typeof RULE_SIGNAL_INPUTS)[number]>;

/** Mentions kept as evidence: enough to see a pattern, few enough for a card. */
const MENTIONS_KEPT = 3;
const FIGURES = {
  'competitor-mentions': ['competitor', 'mentions'],
  'competitor-mentions-per-10-min': ['competitor', 'per10Min'],
  'competitor-ratio': ['competitor', 'ratio'],
  'competitor-evidence-share': ['competitor', 'evidenceShare'],
  'presenting-ms': ['topic', 'presentingMs'],
  'dead-air-ms': ['speech', 'deadAirMs'],
  'talk-ratio': ['speech', 'talkRatio'],
  interest: ['interest', 'score'],
} as const satisfies Record<string, readonly [SignalGroup, string]>;

type Patch = { readonly [G in SignalGroup]?: Partial<SignalValues[G]> };
type Rest = Partial<Omit<RuleSignals, 'values' | 'sources' | 'changed'>>;

function patched(signals: RuleSignals, patch: Patch, rest: Rest = {}): RuleSignals {
  const changed: SignalPath[] = [];
  const values: Record<string, Readonly<Record<string, unknown>>> = { ...signals.values };
  for (const [group, names] of Object.entries(patch)) {
    for (const [name, value] of Object.entries(names)) {
      if (values[group]?.[name] !== value) changed.push(`${group}.${name}` as SignalPath);
    }
    values[group] = { ...values[group], ...names };
  }
  return { ...signals, ...rest, values: values as unknown as SignalValues, changed };
}

function sourced(signals: RuleSignals, entries: Readonly<Record<string, readonly SignalSource[]>>): RuleSignals {
  return { ...signals, sources: new Map([...signals.sources, ...Object.entries(entries)]) };
}

function words(
  event: EventOf<EventType> & { participantId?: ParticipantId; segmentId?: SegmentId | undefined },
  text: string,
  confidence: number | null,
  labels?: readonly string[],
): SignalSource {
  const { seq, atMs, participantId, segmentId } = event;
  const whose = { ...(participantId && { participantId }), ...(segmentId && { segmentId }) };
  return { seq, atMs, text, confidence, isWords: true, ...whose, ...(labels && { labels }) };
}

function figure(event: EventOf<'metric.sampled'>): SignalSource {
  const { seq, atMs, metric, dimension, value, unit, confidence } = event;
  const text = [metric, dimension, Math.round(value * 100) / 100, unit].filter((part) => part !== null && part !== '');
  return { seq, atMs, text: text.join(' '), confidence, isWords: false };
}

const sourcesOf = (signals: RuleSignals, key: string): readonly SignalSource[] => signals.sources.get(key) ?? [];

export function foldSignals(signals: RuleSignals, signal: RuleSignalInput): RuleSignals {
  switch (signal.type) {
    case 'clock.ticked': {
      const { isOverdue } = signals.values.question;
      const waitingMs = isOverdue ? Math.max(0, signal.atMs - signals.questionEndMs) : 0;
      return patched(signals, { question: { waitingMs }, call: { elapsedMs: signal.atMs } });
    }
    case 'call.started':
    case 'participant.joined':
    case 'participant.reassigned':
      return patched(signals, {}, { participants: foldParticipants(signals.participants, signal) });
    case 'stage.changed':
      return patched(signals, { call: { stage: signal.stage } });
    case 'question.asked': {
      if (signal.role !== 'customer') return patched(signals, {});
      const question = { isOpen: true, isOverdue: false, waitingMs: 0, text: signal.text };
      // Asked again before an answer it is one question, measured under the id of the first.
      const questionId = signals.questionId ?? signal.questionId;
      const next = patched(signals, { question }, { questionId, questionEndMs: signal.endMs });
      return sourced(next, { question: [words(signal, signal.text, signal.confidence)] });
    }
    case 'question.extended':
      if (signal.questionId !== signals.questionId) return patched(signals, {});
      return patched(signals, { question: { isOverdue: false, waitingMs: 0 } }, { questionEndMs: signal.endMs });
    case 'response.overdue': {
      const { questionId, questionEndMs, text, atMs } = signal;
      const question = { isOpen: true, isOverdue: true, waitingMs: Math.max(0, atMs - questionEndMs), text };
      const asked = signals.questionId === questionId ? sourcesOf(signals, 'question').slice(0, 1) : [];
      const source = words({ ...signal, segmentId: signal.questionSegmentIds[0] }, text, signal.confidence);
      return sourced(patched(signals, { question }, { questionId, questionEndMs }), { question: [...asked, source] });
    }
    case 'response.measured': {
      if (signal.questionId !== signals.questionId) return patched(signals, {});
      const question = { isOpen: false, isOverdue: false, waitingMs: 0, text: '' };
      return sourced(patched(signals, { question }, { questionId: null }), { question: [] });
    }
    case 'utterance.finalized':
      return foldUtterance(signals, signal);
    case 'keyword.hit': {
      if (signal.segmentId !== signals.segmentId) return patched(signals, {});
      const { utterance } = signals.values;
      const categories = [...new Set([...utterance.categories, signal.category])];
      const phrases = [...new Set([...utterance.phrases, signal.phrase])];
      const next = patched(signals, { utterance: { categories, phrases } });
      const source = words(signal, signal.matched, signal.confidence, [signal.category, signal.phrase]);
      const hits = [...sourcesOf(signals, 'utterance.categories'), source];
      return sourced(next, { 'utterance.categories': hits, 'utterance.phrases': hits });
    }
    case 'objection.raised': {
      if (signal.segmentId !== signals.segmentId) return patched(signals, {});
      const next = patched(signals, { utterance: { objection: signal.objection } });
      return sourced(next, { 'utterance.objection': [words(signal, signal.text, signal.confidence)] });
    }
    case 'competitor.mentioned': {
      const mentions = [...sourcesOf(signals, 'competitor'), words(signal, signal.context, signal.confidence)];
      const next = patched(signals, { competitor: { name: signal.name } });
      return sourced(next, { competitor: mentions.slice(-MENTIONS_KEPT) });
    }
    case 'emotion.sampled': {
      if (signal.role !== 'customer') return patched(signals, {});
      const { seq, atMs, participantId, confidence, smoothedValence, smoothedArousal } = signal;
      const emotion = { customerValence: smoothedValence, customerArousal: smoothedArousal, confidence };
      const text = `valence ${smoothedValence.toFixed(2)}, arousal ${smoothedArousal.toFixed(2)}`;
      const source = { seq, atMs, text, participantId, confidence, isWords: false };
      return sourced(patched(signals, { emotion }), { emotion: [source] });
    }
    case 'interest.declined':
    case 'interest.recovered': {
      const { seq, atMs, participantId, confidence, fromScore, toScore } = signal;
      const isDeclined = signal.type === 'interest.declined';
      const text = `interest ${Math.round(fromScore)} → ${Math.round(toScore)}`;
      const source = { seq, atMs, text, participantId, confidence, isWords: false };
      return sourced(patched(signals, { interest: { isDeclined, confidence } }), { 'interest.isDeclined': [source] });
    }
    case 'metric.sampled':
      return foldMetric(signals, signal);
  }
}

/**
 * A correction takes the words before it out of the evidence. What was found in them is found anew and follows; but an
 * objection, which is raised once a segment, stands and says the new words.
 */
function foldUtterance(signals: RuleSignals, signal: EventOf<'utterance.finalized'>): RuleSignals {
  const { segmentId, text, role, revision } = signal;
  const isCorrection = revision > 0 && segmentId === signals.segmentId;
  const objection = isCorrection ? signals.values.utterance.objection : '';
  const objected = isCorrection ? sourcesOf(signals, 'utterance.objection').map((said) => ({ ...said, text })) : [];
  const utterance = { text, role, categories: [], phrases: [], objection };
  return sourced(patched(signals, { utterance }, { segmentId }), {
    utterance: [words(signal, text, null)],
    'utterance.categories': [],
    'utterance.phrases': [],
    'utterance.objection': objected,
    competitor: sourcesOf(signals, 'competitor').filter((mention) => mention.segmentId !== segmentId),
  });
}

function foldMetric(signals: RuleSignals, signal: EventOf<'metric.sampled'>): RuleSignals {
  const { metric, value, dimension, participantId } = signal;
  if (metric === 'topic-share' && dimension !== null) {
    const share = { ...signals.values.topic.share, [dimension]: value };
    return sourced(patched(signals, { topic: { share } }), { [`topic.share.${dimension}`]: [figure(signal)] });
  }
  if (metric === 'monologue-ms' && participantId !== null) {
    const monologues = new Map([...signals.monologues, [participantId, value]]);
    const role = roleOf(signals.participants, participantId);
    if (role !== 'rep' && role !== 'customer') return patched(signals, {}, { monologues });
    const ofRole = [...monologues].filter(([id]) => roleOf(signals.participants, id) === role);
    const name = role === 'rep' ? 'repMonologueMs' : 'customerMonologueMs';
    const longestMs = Math.max(...ofRole.map(([, ms]) => ms));
    const next = patched(signals, { speech: { [name]: longestMs } }, { monologues });
    return sourced(next, { [`speech.${name}`]: [figure(signal)] });
  }
  const path = FIGURES[metric as keyof typeof FIGURES];
  if (path === undefined) return patched(signals, {});
  const [group, name] = path;
  return sourced(patched(signals, { [group]: { [name]: value } }), { [path.join('.')]: [figure(signal)] });
}

// The names and CEL types of the signals that a rule may read, and their state before anything was said.
// docs/playbooks.md says what each means (tested).

import type { ParticipantId, SegmentId } from '../engine/ids.ts';
import type { MediaMs } from '../engine/media-time.ts';
import { type Participants, participantsOf } from '../engine/participants.ts';
import type { CallContext } from '../engine/pipeline.ts';

/** A name that is not here is a mistake, reported when the playbook is loaded. */
export const SIGNAL_TYPES = {
  question: { isOpen: 'bool', isOverdue: 'bool', waitingMs: 'double', text: 'string' },
  competitor: { mentions: 'double', per10Min: 'double', ratio: 'double', evidenceShare: 'double', name: 'string' },
  topic: { share: 'map<string, double>', presentingMs: 'double' },
  speech: { repMonologueMs: 'double', customerMonologueMs: 'double', deadAirMs: 'double', talkRatio: 'double' },
  utterance: {
    text: 'string',
    role: 'string',
    categories: 'list<string>',
    phrases: 'list<string>',
    objection: 'string',
  },
  interest: { score: 'double', isDeclined: 'bool', confidence: 'double' },
  emotion: { customerValence: 'double', customerArousal: 'double', confidence: 'double' },
  call: { elapsedMs: 'double', language: 'string', stage: 'string', industry: 'string' },
} as const;

type Types = typeof SIGNAL_TYPES;
export type SignalGroup = keyof Types;
interface ValueOf {
  readonly bool: boolean;
  readonly double: number;
  readonly string: string;
  readonly 'list<string>': readonly string[];
  readonly 'map<string, double>': Readonly<Record<string, number>>;
}
export type SignalValues = {
  readonly [G in SignalGroup]: { readonly [N in keyof Types[G]]: ValueOf[Types[G][N] & keyof ValueOf] };
};
export type SignalPath = { [G in SignalGroup]: `${G}.${keyof Types[G] & string}` }[SignalGroup];

export const SIGNAL_PATHS: readonly SignalPath[] = Object.entries(SIGNAL_TYPES).flatMap(([group, names]) =>
  Object.keys(names).map((name) => `${group}.${name}` as SignalPath),
);
/** Signals that move with the clock alone. */
export const CLOCK_PATHS: readonly SignalPath[] = ['question.waitingMs', 'call.elapsedMs'];

/** An event that a value was read from. */
export interface SignalSource {
  readonly seq: number;
  readonly atMs: MediaMs;
  readonly text: string;
  readonly participantId?: ParticipantId;
  /** Whose words they are, where they are a segment's. */
  readonly segmentId?: SegmentId;
  /** Null where the event carries none. */
  readonly confidence: number | null;
  /** Words that were said, as against a figure that was computed. */
  readonly isWords: boolean;
  /** Category and phrase of a keyword hit: evidence only for a rule that names one of them. */
  readonly labels?: readonly string[];
}

export interface RuleSignals {
  readonly values: SignalValues;
  /** By signal, topic share (`topic.share.technical`), or group where one event stands for all of its signals. */
  readonly sources: ReadonlyMap<string, readonly SignalSource[]>;
  /** What the last fold changed. */
  readonly changed: readonly SignalPath[];
  readonly questionId: string | null;
  readonly questionEndMs: number;
  readonly segmentId: string | null;
  readonly participants: Participants;
  readonly monologues: ReadonlyMap<ParticipantId, number>;
}

export function initialSignals({ started, playbook }: CallContext): RuleSignals {
  const { language, stage = '', industry = '' } = started;
  return {
    values: {
      question: { isOpen: false, isOverdue: false, waitingMs: 0, text: '' },
      // Nothing is named yet, so nothing lacks evidence: a share of 1 keeps `evidenceShare < 0.5` false until it is known.
      competitor: { mentions: 0, per10Min: 0, ratio: 0, evidenceShare: 1, name: '' },
      topic: { share: Object.fromEntries(playbook.topics.map(({ id }) => [id, 0])), presentingMs: 0 },
      speech: { repMonologueMs: 0, customerMonologueMs: 0, deadAirMs: 0, talkRatio: 0 },
      utterance: { text: '', role: '', categories: [], phrases: [], objection: '' },
      interest: { score: 50, isDeclined: false, confidence: 0 },
      emotion: { customerValence: 0, customerArousal: 0, confidence: 0 },
      call: { elapsedMs: 0, language, stage, industry },
    },
    sources: new Map(),
    changed: [],
    questionId: null,
    questionEndMs: 0,
    segmentId: null,
    participants: participantsOf(started.participants),
    monologues: new Map(),
  };
}

// What a company says about a vendor's calls, because the vendor cannot: language, title, and which voice is whom.
// From the feeds file, then the address's query, then the call's own parameters; the later wins.

import { z } from 'zod';
import { EngineError } from '../../../engine/errors.ts';
import { LanguageTag, type Participant, Role } from '../../../engine/events.ts';
import { ChannelIndex, ParticipantId } from '../../../engine/ids.ts';
import { ClockSource } from '../../protocol/ingest.ts';

/** Who a voice is. Keys are the vendor's names for it: a track, a side, a person's name, e-mail or id; `*` matches any part. */
export const Voice = z.object({
  role: Role.optional(),
  name: z.string().max(200).optional(),
  personId: z.string().max(128).optional(),
});
export type Voice = z.infer<typeof Voice>;

/** `given`: whoever is on such a call was told at its beginning that it is analysed and, where it is, recorded. */
export const Notice = z.literal('given');

/** In a file a boolean; in an address, where all is text, the word for it. */
export const SaidBoolean = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]);

const CallFacts = z.object({
  callId: z.string().min(1).max(128).optional(),
  language: LanguageTag.optional(),
  title: z.string().max(200).optional(),
  industry: z.string().max(200).optional(),
  stage: z.string().max(200).optional(),
  dealId: z.string().max(128).optional(),
  accountName: z.string().max(200).optional(),
  timeZone: z.string().max(64).optional(),
  clock: ClockSource.optional(),
  record: SaidBoolean.optional(),
  notice: Notice.optional(),
});
type CallFacts = z.infer<typeof CallFacts>;

export interface FeedSettings {
  readonly facts: CallFacts;
  /** In order of precedence: the first that matches and says something decides it. */
  readonly voices: readonly (readonly [pattern: string, Voice])[];
  /** All that the address or the call carried, for what only one dialect knows. */
  readonly given: Readonly<Record<string, string>>;
}

export const NO_SETTINGS: FeedSettings = { facts: {}, voices: [], given: {} };

/** A dialect's part of the feeds file. */
export const DialectSettings = CallFacts.omit({ callId: true }).extend({
  voices: z.record(z.string(), Voice).default({}),
});
export type DialectSettings = z.infer<typeof DialectSettings>;

export function settingsOfFile({ voices, ...facts }: DialectSettings): FeedSettings {
  return { facts, voices: Object.entries(voices), given: {} };
}

const VOICE_KEY = /^(role|name|person)\.(.+)$/;

/**
 * Adds flat parameters: facts by their names, voices as `role.inbound`, `name.inbound`, `person.inbound`.
 * Throws `input.schema` where a fact or a role is not what it should be.
 */
export function withParameters(settings: FeedSettings, given: Readonly<Record<string, string>>): FeedSettings {
  const facts = CallFacts.safeParse(given);
  if (!facts.success) throw refused(facts.error);
  const voices = Object.entries(given).flatMap(([key, value]) => {
    const [, field, pattern] = VOICE_KEY.exec(key) ?? [];
    if (field === undefined || pattern === undefined) return [];
    const voice = Voice.safeParse({ [field === 'person' ? 'personId' : field]: value });
    if (!voice.success) throw refused(voice.error, key);
    return [[pattern, voice.data] as const];
  });
  return {
    facts: { ...settings.facts, ...facts.data },
    voices: [...voices, ...settings.voices],
    given: { ...settings.given, ...given },
  };
}

export interface HeardVoice {
  /** What the vendor calls this voice, most telling first; the first is its participant id. */
  readonly keys: readonly string[];
  readonly channel?: number | undefined;
  /** What the vendor says of the person. */
  readonly name?: string | undefined;
  /** Where nobody said more; `unknown` where the vendor does not tell sides apart. */
  readonly role?: Role | undefined;
}

/** Who takes part; a role that nobody gave is `unknown` and stays so until somebody says it. */
export function participantOf(settings: FeedSettings, { keys, channel, name, role }: HeardVoice): Participant {
  const said = settings.voices
    .filter(([pattern]) => keys.some((key) => matches(pattern, key)))
    .map(([, voice]) => voice);
  const first = <K extends keyof Voice>(field: K): Voice[K] =>
    said.find((voice) => voice[field] !== undefined)?.[field];
  const shownName = first('name') ?? name;
  const personId = first('personId');
  return {
    participantId: ParticipantId.parse(keys[0]?.slice(0, 128)),
    role: first('role') ?? role ?? 'unknown',
    ...(shownName === undefined ? {} : { name: shownName.slice(0, 200) }),
    ...(personId === undefined ? {} : { personId }),
    ...(channel === undefined ? {} : { channel: ChannelIndex.parse(channel) }),
  };
}

function matches(pattern: string, key: string): boolean {
  const [from, to] = [pattern.toLowerCase(), key.toLowerCase()];
  if (!from.includes('*')) return from === to;
  const escaped = from.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'su').test(to);
}

function refused(error: z.ZodError, key?: string): EngineError {
  const problems = error.issues.map(({ path, message }) => `${key ?? path.join('.')}: ${message}`);
  return new EngineError('input.schema', problems.join('; ').slice(0, 1_000));
}

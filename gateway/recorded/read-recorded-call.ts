// A recorded call from disk: NAME.jsonl (one message a line, audio beside it), or a bare WAV or FLAC file.
// Mistakes are `input.file` with the file, the line and what was expected.

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { FeedEvent, type Participant, type Role } from '../../engine/events.ts';
import { CallId, ChannelIndex, ParticipantId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import { StartCall } from '../protocol/ingest.ts';
import { readAudio } from './read-audio.ts';
import { audioEndMs, type RecordedAudio, type RecordedCall, type RecordedStart } from './recorded-call.ts';

export interface ReadOptions {
  /** Roles of the channels of a bare audio file, and of participants that name no channel. */
  readonly roles?: readonly Role[];
  /** Language of a bare audio file, BCP 47. */
  readonly language?: string;
}

const RecordedFirstLine = StartCall.omit({ sequence: true, audio: true, clock: true }).extend({
  audio: z.object({ file: z.string().min(1) }).optional(),
});

export async function readRecordedCall(path: string, options: ReadOptions = {}): Promise<RecordedCall> {
  return extname(path) === '.jsonl' ? readLines(path, options) : readBareAudio(path, options);
}

const DEFAULT_ROLES: readonly Role[] = ['rep', 'customer'];

async function readBareAudio(path: string, options: ReadOptions): Promise<RecordedCall> {
  const audio = await readAudio(path);
  const roles = options.roles ?? (audio.channels.length === 1 ? ['unknown' as const] : DEFAULT_ROLES);
  const participants = audio.channels.map((_, channel) => participantOn(channel, roles[channel] ?? 'unknown'));
  const recordedAt = (await stat(path)).mtime;
  const started: RecordedStart = {
    type: 'call.started',
    callId: CallId.parse(basename(path, extname(path)).slice(0, 128)),
    startedAt: recordedAt.toISOString(),
    language: options.language ?? 'en',
    participants,
  };
  return { started, events: [], audio, endedAtMs: audioEndMs(audio), endReason: undefined };
}

function participantOn(channel: number, role: Role): Participant {
  const name = role === 'unknown' ? `speaker-${channel}` : role;
  return { participantId: ParticipantId.parse(name), role, channel: ChannelIndex.parse(channel) };
}

async function readLines(path: string, options: ReadOptions): Promise<RecordedCall> {
  const lines = await numberedLines(path);
  const [first, ...rest] = lines;
  if (!first) throw new EngineError('input.file', `${path}: is empty; expected call.started on line 1`);
  const { audio: declared, ...head } = parse(path, first, RecordedFirstLine);
  const audio = declared ? await readAudio(resolve(dirname(path), declared.file)) : undefined;
  const started = audio ? withChannels(path, head, audio, options.roles) : head;
  const events = rest.map((line) => parse(path, line, FeedEvent));
  if (events.some((event) => event.type === 'call.started')) {
    throw new EngineError('input.file', `${path}: holds call.started twice; expected it on line 1 only`);
  }
  const ended = events.find((event) => event.type === 'call.ended');
  const between = events.filter((event) => event.type !== 'call.ended').sort((a, b) => a.atMs - b.atMs);
  const lastMs = Math.max(audioEndMs(audio), ended?.atMs ?? 0, between.at(-1)?.atMs ?? 0);
  return { started, events: between, audio, endedAtMs: mediaMs(lastMs), endReason: ended?.reason };
}

interface Line {
  readonly number: number;
  readonly text: string;
}

async function numberedLines(path: string): Promise<Line[]> {
  const content = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new EngineError('input.file', `${path}: cannot be read`, { cause });
  });
  const lines = content.split('\n').map((text, index) => ({ number: index + 1, text: text.trim() }));
  return lines.filter((line) => line.text !== '');
}

function parse<Schema extends z.ZodType>(path: string, line: Line, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    throw new EngineError('input.file', `${path}:${line.number}: is not JSON: ${(cause as Error).message}`, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const expected = result.error.issues.map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`);
  throw new EngineError('input.file', `${path}:${line.number}: ${expected.join('; ')}`);
}

/** Participants that name no channel take the channels in order: reps first, then customers, as `--roles` says. */
function withChannels(
  path: string,
  started: RecordedStart,
  audio: RecordedAudio,
  roles: readonly Role[] = DEFAULT_ROLES,
): RecordedStart {
  const taken = new Set(started.participants.flatMap(({ channel }) => channel ?? []));
  for (const channel of taken) {
    if (channel < audio.channels.length) continue;
    throw new EngineError('input.file', `${path}:1: channel ${channel} is not in the audio (${audio.channels.length})`);
  }
  if (taken.size > 0) return started;
  const participants = started.participants.map((participant) => {
    const channel = roles.findIndex(
      (role, index) => role === participant.role && !taken.has(ChannelIndex.parse(index)),
    );
    if (channel < 0 || channel >= audio.channels.length) return participant;
    taken.add(ChannelIndex.parse(channel));
    return { ...participant, channel: ChannelIndex.parse(channel) };
  });
  return { ...started, participants };
}

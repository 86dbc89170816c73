// The calls that ship with the program: listed, and played through the ingest socket as any meeting tool would.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CallId } from '../engine/ids.ts';
import { replayCall } from './client/replay-call.ts';
import type { Samples } from './http/ports.ts';
import type { Log } from './log.ts';
import type { Identity, SampleCall } from './protocol/rest.ts';
import { readRecordedCall } from './recorded/read-recorded-call.ts';
import type { RecordedCall } from './recorded/recorded-call.ts';

const SAMPLES = new URL('../samples/', import.meta.url);
const Index = z.array(
  z.object({ name: z.string(), language: z.string(), title: z.string(), durationMs: z.number(), file: z.string() }),
);

export interface SampleOptions {
  /** `ws://…` of this very server, known once it listens. */
  readonly url: () => string;
  readonly token: (identity: Identity) => Promise<string>;
  readonly wallNow: () => number;
  readonly log: Log;
  /** Media seconds per second. Default 1. */
  readonly speed?: number;
}

export async function sampleIndex(): Promise<(SampleCall & { readonly path: string })[]> {
  const text = await readFile(new URL('samples.json', SAMPLES), 'utf8');
  return Index.parse(JSON.parse(text)).map(({ file, ...sample }) => ({
    ...sample,
    path: fileURLToPath(new URL(file, SAMPLES)),
  }));
}

export function createSamples(options: SampleOptions): Samples & { stop(): void } {
  const stopping = new AbortController();
  return {
    async list() {
      return (await sampleIndex()).map(({ path: _, ...sample }) => sample);
    },
    async play(name, identity) {
      const sample = (await sampleIndex()).find((each) => each.name === name);
      if (!sample) return undefined;
      const recorded = asCallOf(await readRecordedCall(sample.path), identity, options.wallNow());
      const token = await options.token(identity);
      const playing = replayCall({
        url: options.url(),
        token,
        call: recorded,
        speed: options.speed ?? 1,
        frameMs: 20,
        signal: stopping.signal,
      });
      playing.catch((err: unknown) => {
        if (!stopping.signal.aborted) options.log.warn({ err, sample: name }, 'a sample call stopped playing');
      });
      return { callId: recorded.started.callId };
    },
    stop: () => stopping.abort(),
  };
}

/** A fresh call that begins now; the rep in it is whoever asked, where that is a rep. */
function asCallOf(recorded: RecordedCall, identity: Identity, nowMs: number): RecordedCall {
  const isRep = identity.roles.includes('rep');
  const participants = recorded.started.participants.map((participant) =>
    isRep && participant.role === 'rep'
      ? { ...participant, personId: identity.personId, name: identity.name }
      : participant,
  );
  const callId = CallId.parse(`${recorded.started.callId}-${randomUUID().slice(0, 8)}`);
  const startedAt = new Date(nowMs).toISOString();
  return { ...recorded, started: { ...recorded.started, callId, startedAt, participants } };
}

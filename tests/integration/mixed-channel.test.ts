// One channel, two voices that take turns, through the real socket: a recogniser and the sherpa diarizer, both of tones.

import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedCall } from '../../client/node.ts';
import { encodeS16le } from '../../engine/audio/pcm.ts';
import { CallId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import { ofType } from '../../gateway/calls/summarize-log.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import { replayCall } from '../../gateway/client/replay-call.ts';
import type { FeedEventInput } from '../../gateway/protocol/ingest.ts';
import { feedInOrder } from '../../gateway/recorded/recorded-call.ts';
import { findModel, readRegistry } from '../../models/registry/registry.ts';
import { HIGH, LINE, LOW, mixedCall } from '../support/mixed-call.ts';
import { startServer, type TestServer } from '../support/running.ts';
import { participant, person } from '../support/signals.ts';
import { writeToneProgram } from '../support/tone-program-file.ts';
import { writeToneVoices } from '../support/tone-voices.ts';
import { createFakeVoiceModel } from '../support/voice-model-fake.ts';

const folder = mkdtempSync(join(tmpdir(), 'sotto-mixed-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The tones' files under the names that the registry gives to what `sotto models pull speakers` fetches. */
function installToneVoices(modelsDir: string): void {
  const made = writeToneVoices(join(folder, 'tones'));
  mkdirSync(join(modelsDir, 'speakers'), { recursive: true });
  for (const { as, path } of findModel(readRegistry(), 'speakers').files) {
    const from = made.files.find((file) => file.as === as)?.path ?? '';
    copyFileSync(join(folder, 'tones', from), join(modelsDir, 'speakers', path));
  }
}

describe('a mixed channel over the ingest socket', () => {
  let settings: Record<string, string>;
  let server: TestServer;
  beforeAll(async () => {
    const program = await writeToneProgram(folder);
    settings = {
      SOTTO_TRANSCRIBER: 'command',
      SOTTO_TRANSCRIBER_COMMAND: `"${process.execPath}" "${program}" json`,
      SOTTO_TRANSCRIBER_OUTPUT: 'json',
      SOTTO_DIARIZER: 'sherpa',
      SOTTO_MODELS_DIR: join(folder, 'models'),
    };
  });
  afterAll(() => server?.dispose());

  it('does not start without the models, and says how to get them', async () => {
    await expect(startServer(settings)).rejects.toThrow(/sotto models pull speakers/);
    const deaf = { SOTTO_DIARIZER: 'sherpa', SOTTO_TRANSCRIBER: 'none' };
    await expect(startServer(deaf)).rejects.toThrow(/needs a SOTTO_TRANSCRIBER/);
  });

  it('gives each voice its words, and a correction counts from there on', async () => {
    installToneVoices(join(folder, 'models'));
    server = await startServer(settings, { voice: createFakeVoiceModel() });
    const correction = {
      type: 'participant.reassigned' as const,
      atMs: mediaMs(6_000),
      participantId: person('line-voice-1'),
      role: 'customer' as const,
    };
    const call = mixedCall(
      [
        [500, LOW],
        [2_500, HIGH],
        [6_500, LOW],
        [8_500, HIGH],
      ],
      // A mixed line belongs to nobody; the call still has a rep, whose call it is.
      { participants: [LINE, { ...participant('rep', 'rep'), personId: 'alex-rivera' }], events: [correction] },
    );
    const callId = CallId.parse('mixed-live');
    await replayCall({ url: server.wsUrl, call: { ...call, started: { ...call.started, callId } }, frameMs: 20 });
    const log = await fetchLog({ url: server.url, callId });
    const spoken = ofType(log, 'utterance.finalized').filter(({ text }) => text !== '');
    expect(spoken.map(({ participantId, role }) => [participantId, role])).toEqual([
      ['line-voice-1', 'unknown'],
      ['line-voice-2', 'unknown'],
      ['line-voice-1', 'customer'],
      ['line-voice-2', 'unknown'],
    ]);
    expect(spoken[0]?.text).toBe(LOW.join(' '));
    expect(spoken[1]?.text).toContain('预算');
    const joined = ofType(log, 'participant.joined').map(({ participant }) => participant);
    expect(joined).toEqual([
      { participantId: 'line-voice-1', role: 'unknown' },
      { participantId: 'line-voice-2', role: 'unknown' },
    ]);
    // Nobody's speech is counted twice: the channel's own is no person's.
    const speakers = ofType(log, 'speech.ended').map(({ participantId }) => participantId);
    expect(speakers).toEqual(['line-voice-1', 'line-voice-2', 'line-voice-1', 'line-voice-2']);
    const turns = ofType(log, 'turn.ended').map(({ participantId, role }) => [participantId, role]);
    expect(turns.map(([participantId]) => participantId)).toEqual(speakers);
    expect([...ofType(log, 'overlap.heard'), ...ofType(log, 'interruption.made')]).toEqual([]);
    expect(ofType(log, 'voices.ended').map(({ participantId }) => participantId)).toEqual(Array(4).fill('line'));
    // What was told of it as the channel's before it was over is taken back.
    const ofLine = ofType(log, 'segment.finalized').filter(({ participantId }) => participantId === 'line');
    expect(ofLine.map(({ text }) => text).join('')).toBe('');
  });

  it('takes over REST whose a voice is: what follows counts for the role, what came before is marked', async () => {
    const callId = 'mixed-corrected';
    const call = mixedCall(
      [
        [500, LOW],
        [4_500, LOW],
      ],
      { participants: [LINE, { ...participant('rep', 'rep'), personId: 'alex-rivera' }] },
    );
    const feed = feedCall({
      url: server.wsUrl,
      start: { ...call.started, callId, clock: 'feed', audio: { sampleRateHz: 16_000 } },
    });
    const send = (fromMs: number, toMs: number) => {
      for (const step of feedInOrder(call, 20)) {
        if (step.atMs <= fromMs || step.atMs > toMs) continue;
        if (step.kind === 'audio') feed.sendAudio(step.channel, step.startSample, encodeS16le(step.samples));
        else feed.sendEvent(step.event as FeedEventInput);
      }
    };
    const headers = async (personId: string) => ({
      authorization: `Bearer ${await server.tokenOf(personId)}`,
      'content-type': 'application/json',
    });
    const correct = async (personId: string, participantId: string) => {
      const request = { method: 'POST', headers: await headers(personId), body: JSON.stringify({ role: 'customer' }) };
      return (await fetch(`${server.url}/v1/calls/${callId}/participants/${participantId}`, request)).status;
    };
    const asRep = await headers('alex-rivera');
    const people = async () => {
      const reply = await fetch(`${server.url}/v1/calls/${callId}`, { headers: asRep });
      const { participants = [] } = (await reply.json()) as { participants?: { participantId: string }[] };
      return participants.map(({ participantId }) => participantId);
    };
    send(0, 3_000);
    // Words are told with what is sent next: silence goes on, a frame at a time.
    let sentMs = 3_000;
    const goOn = () => {
      send(sentMs, Math.min(sentMs + 20, 4_400));
      sentMs = Math.min(sentMs + 20, 4_400);
      return people();
    };
    await expect.poll(goOn, { timeout: 20_000, interval: 300 }).toContain('line-voice-1');
    expect(await correct('morgan-chen', 'line-voice-9')).toBe(400);
    expect(await correct('morgan-chen', 'line-voice-1')).toBe(204);
    send(sentMs, Number.POSITIVE_INFINITY);
    await feed.completed;
    const log = await fetchLog({ url: server.url, callId: CallId.parse(callId) });
    const of = <Event extends { readonly participantId: string }>(events: readonly Event[]) =>
      events.filter(({ participantId }) => participantId === 'line-voice-1');
    const roles = of(ofType(log, 'utterance.finalized')).map(({ role }) => role);
    expect(roles).toEqual(['unknown', 'customer']);
    const [marked] = ofType(log, 'participant.reassigned');
    expect(marked).toMatchObject({ fromRole: 'unknown', role: 'customer', correctedBy: 'morgan-chen' });
    const timeline = await fetch(`${server.url}/v1/calls/${callId}/timeline`, { headers: asRep });
    const { corrections } = (await timeline.json()) as { corrections: unknown[] };
    expect(corrections).toEqual([
      { participantId: 'line-voice-1', atMs: marked?.atMs, fromRole: 'unknown', role: 'customer' },
    ]);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    const finals = Number(/sotto_utterance_latency_seconds_count\{stage="final"\} (\d+)/.exec(metrics)?.[1]);
    // Two here, four in the call before.
    expect(finals).toBe(6);
  });
});

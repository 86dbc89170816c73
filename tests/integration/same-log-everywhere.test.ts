import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallFeed } from '../../client/node.ts';
import { eventLine } from '../../engine/event-line.ts';
import { CallId } from '../../engine/ids.ts';
import type { EmotionModel, VoiceModel } from '../../engine/ports.ts';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import { type ReplayOptions, replayCall } from '../../gateway/client/replay-call.ts';
import { loadPlaybookSet } from '../../gateway/playbooks/set.ts';
import { SHIPPED_PLAYBOOKS } from '../../gateway/playbooks/shipped.ts';
import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { openEmotion, openVoice } from '../../gateway/voice.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../../pipelines/index.ts';
import { excerpt } from '../support/call-excerpt.ts';
import { startServer, type TestServer } from '../support/running.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/en/call.jsonl', import.meta.url));

const named = (call: RecordedCall, callId: string): RecordedCall => ({
  ...call,
  started: { ...call.started, callId: CallId.parse(callId), startedAt: new Date().toISOString() },
});

/** Without what names the call itself, so that logs of several runs in one store can be compared. */
const bytes = (log: readonly Parameters<typeof eventLine>[0][]): string =>
  log
    .map((event) =>
      eventLine(event)
        .replaceAll(event.callId, 'CALL')
        .replace(/"startedAt":"[^"]*"/, ''),
    )
    .join('\n');

describe('one recorded call', () => {
  let server: TestServer;
  let voice: VoiceModel;
  let emotion: EmotionModel;
  let whole: RecordedCall;
  let short: RecordedCall;

  beforeAll(async () => {
    [voice, emotion] = await Promise.all([openVoice(), openEmotion()]);
    server = await startServer({}, { voice, emotion });
    whole = await readRecordedCall(SAMPLE);
    short = excerpt(whole, 84_000, 96_000);
  });
  afterAll(() => server.dispose());

  const offline = async (call: RecordedCall, frameMs?: number) => {
    const playbooks = await loadPlaybookSet(SHIPPED_PLAYBOOKS);
    const playbookFor = (language: string) => playbooks.forLanguage(language);
    const context = await callContext(call.started, { playbookFor, profile: 'default', textModels: loadTextModels() });
    const log = await analyzeCall({
      call,
      context,
      definitions: ALL_PIPELINES,
      voice,
      emotion,
      ...(frameMs ? { frameMs } : {}),
    });
    return bytes(log);
  };
  const overSocket = async (call: RecordedCall, options: Partial<ReplayOptions>) => {
    await replayCall({ url: server.wsUrl, call, ...options });
    return bytes(await fetchLog({ url: server.url, callId: call.started.callId }));
  };

  it('gives the same log offline, at 50 times its pace and as fast as it goes, whatever the frames', async () => {
    const expected = await offline(named(whole, 'run-offline'));
    expect(expected.split('\n').length).toBeGreaterThan(500);
    expect(await offline(named(whole, 'run-offline-20'), 20)).toBe(expected);
    expect(await overSocket(named(whole, 'run-fifty'), { speed: 50, frameMs: 40 })).toBe(expected);
    expect(await overSocket(named(whole, 'run-fast'), { speed: 0, frameMs: 200 })).toBe(expected);
  });

  it('gives the same log at its own pace', async () => {
    expect(await overSocket(named(short, 'run-own-pace'), { speed: 1, frameMs: 20 })).toBe(
      await offline(named(short, 'run-x')),
    );
  });

  it('gives the same log when the connection is cut five times', async () => {
    const cutsAtMs = [20_000, 50_000, 80_000, 110_000, 150_000];
    let client: CallFeed | undefined;
    let reconnects = 0;
    const log = await overSocket(named(whole, 'run-cut'), {
      speed: 50,
      frameMs: 50,
      retryMs: [30],
      onClient: (opened) => {
        client = opened;
      },
      onReconnected: () => {
        reconnects += 1;
      },
      onProgress: (atMs) => {
        if (cutsAtMs[0] === undefined || atMs < cutsAtMs[0]) return;
        cutsAtMs.shift();
        client?.cut();
      },
    });
    expect(reconnects).toBe(5);
    expect(log).toBe(await offline(named(whole, 'run-uncut')));
  });
});

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallId } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import { replayCall } from '../../gateway/client/replay-call.ts';
import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { excerpt } from '../support/call-excerpt.ts';
import { createFakeEmotionModel, type FakeEmotionModel } from '../support/emotion-model-fake.ts';
import { startServer, type TestServer } from '../support/running.ts';
import { ofType } from '../support/signals.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/en/call.jsonl', import.meta.url));
const NOTICE_MS = 8_000;

interface Row {
  readonly role: string;
  readonly evidence: string;
  readonly rows: number;
  readonly first: number;
}

describe('a call under the profile eu, in the log and in the tables', () => {
  let server: TestServer;
  let emotion: FakeEmotionModel;
  let part: RecordedCall;

  beforeAll(async () => {
    emotion = createFakeEmotionModel();
    server = await startServer({ SOTTO_PROFILE: 'eu' }, { emotion });
    const whole = excerpt(await readRecordedCall(SAMPLE), 0, 40_000);
    part = { ...whole, events: whole.events.filter(({ type }) => type !== 'notice.given') };
  });
  afterAll(() => server.dispose());

  const play = async (callId: string, events: RecordedCall['events']) => {
    const started = { ...part.started, callId: CallId.parse(callId), startedAt: new Date().toISOString() };
    await replayCall({ url: server.wsUrl, call: { ...part, started, events }, speed: 0 });
    const log = await fetchLog({ url: server.url, callId: started.callId });
    await server.flush();
    const sql = `SELECT role, evidence, toUInt32(count()) AS rows, min(at_ms) AS first
      FROM emotion_samples FINAL WHERE call_id = {callId:String} AND NOT is_held GROUP BY role, evidence`;
    return { log, rows: await server.store.query<Row>(sql, { callId }) };
  };

  it('has words alone where no notice was given: the model is never asked, no stored sample tells of a voice', async () => {
    const { log, rows } = await play('eu-silent', part.events);
    expect(emotion.opened).toBe(0);
    expect(emotion.asked).toEqual([]);
    expect(ofType(log, 'emotion.sampled').every(({ evidence }) => evidence === 'words')).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ evidence }) => evidence === 'words')).toBe(true);
    const bodies = await server.store.query<{ voiced: number }>(
      `SELECT toUInt32(count()) AS voiced FROM events FINAL WHERE call_id = 'eu-silent' AND type = 'emotion.sampled'
        AND JSONExtractString(body, 'evidence') != 'words'`,
    );
    expect(bodies).toEqual([{ voiced: 0 }]);
  });

  it('has the customer’s voice from the notice on, and never the rep’s', async () => {
    const notice = { type: 'notice.given' as const, atMs: mediaMs(NOTICE_MS) };
    const events = [...part.events, notice].sort((a, b) => a.atMs - b.atMs);
    const { rows } = await play('eu-noticed', events);
    expect(emotion.opened).toBe(1);
    const voiced = rows.filter(({ evidence }) => evidence !== 'words');
    expect(voiced.length).toBeGreaterThan(0);
    expect(voiced.every(({ role, first }) => role === 'customer' && first > NOTICE_MS)).toBe(true);
  });
});

// One suite for both ways to ClickHouse: embedded chDB and HTTP.

import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/errors.ts';
import { CallId, CardId } from '../../engine/ids.ts';
import { wallMs } from '../../engine/media-time.ts';
import type { Store } from '../../store/client.ts';
import { addAuditEntry } from '../../store/queries/audit-entry.ts';
import { readCards } from '../../store/queries/call-cards.ts';
import { readCall } from '../../store/queries/call-detail.ts';
import { listCalls } from '../../store/queries/call-list.ts';
import { readTimeline } from '../../store/queries/call-timeline.ts';
import { rateCard } from '../../store/queries/card-rating.ts';
import { readCompetitorBaseline } from '../../store/queries/competitor-baseline.ts';
import { readEngineVersion } from '../../store/queries/engine-version.ts';
import { addLateFeedback, readLateFeedback } from '../../store/queries/late-feedback.ts';
import { countRows } from '../../store/queries/row-counts.ts';
import { COLUMNS } from '../../store/tables.ts';
import { type EventWriter, openEventWriter } from '../../store/writer.ts';
import { BACKENDS, type Backend, temporaryDirectory } from '../support/clickhouse-backends.ts';
import { type CallOptions, callLog, logOf, started } from '../support/clickhouse-call.ts';
import { TEST_NOW_MS } from '../support/clickhouse-clock.ts';

const CALL = CallId.parse("c'1 \\ 通话\t");

/** A call of 8 ms of speech in which no competitor was named. */
function silentCall(options: CallOptions & { readonly callId: string }) {
  const speech = { startMs: 0, endMs: 8, speechMs: 8, segmentIds: [] };
  return logOf(options.callId, [
    started(options),
    { type: 'turn.ended', atMs: 9, turnId: 't', participantId: 'rep', role: 'rep', ...speech },
    { type: 'call.ended', atMs: 9 },
  ]);
}

describe.each(BACKENDS)('the store over %s', (name, start) => {
  let backend: Backend;
  let store: Store;
  let writer: EventWriter;
  let spoolDir: string;

  beforeAll(async () => {
    backend = await start();
    store = await backend.open(`contract_${process.pid}`);
  });
  afterAll(async () => {
    await store.command(`DROP DATABASE \`${store.database}\``);
    await store.close();
    await backend.stop();
  });

  beforeEach(async () => {
    spoolDir = await temporaryDirectory();
    writer = await openEventWriter({ store, spoolDir });
  });
  afterEach(async () => {
    await writer.close();
    for (const table of Object.keys(COLUMNS)) await store.command(`TRUNCATE TABLE ${table}`);
    await rm(spoolDir, { recursive: true, force: true });
  });

  const write = async (...logs: CallOptions[]) => {
    for (const log of logs) await writer.append(callLog(log));
    await writer.flush();
  };

  it('says which engine and version answers', async () => {
    const version = await readEngineVersion(store);
    expect(version.engine).toBe(name);
    expect(version.version).toMatch(/^\d+\.\d+/);
    expect(await store.ping()).toBe(true);
  });

  it('has the columns that the program writes, and a comment on every table and column', async () => {
    const columns = await store.query<{ table: string; name: string; comment: string }>(
      'SELECT table, name, comment FROM system.columns WHERE database = currentDatabase()',
    );
    for (const [table, written] of Object.entries(COLUMNS)) {
      const live = columns.filter((column) => column.table === table).map((column) => column.name);
      expect(live).toEqual(expect.arrayContaining([...written]));
    }
    expect(columns.filter((column) => column.comment === '')).toEqual([]);
    const bare = "SELECT name FROM system.tables WHERE database = currentDatabase() AND comment = ''";
    expect(await store.query(bare)).toEqual([]);
  });

  it('gives back the events it was given, to the byte, whatever is in them', async () => {
    const log = callLog({ callId: CALL, title: 'a\nb\t\\ \' " ; 你好 😀 \ud800 {x:String}' });
    await writer.append(log);
    expect(JSON.stringify(await writer.read(CALL, 0, 1_000))).toBe(JSON.stringify(log));
    await writer.flush();
    expect(writer.stats()).toMatchObject({ spooled: 0, inserted: log.length, lagMs: 0 });
    expect(JSON.stringify(await writer.read(CALL, 0, 1_000))).toBe(JSON.stringify(log));
    expect((await readCall(store, CALL))?.title).toBe('a\nb\t\\ \' " ; 你好 😀 \ufffd {x:String}');
  });

  it('reads on after a seq, up to a limit, across what is stored and what is spooled', async () => {
    const log = callLog({ callId: CALL });
    await writer.append(log.slice(0, 10));
    await writer.flush();
    await writer.append(log.slice(10));
    const seqs = (await writer.read(CALL, 7, 6)).map((event) => event.seq);
    expect(seqs).toEqual([8, 9, 10, 11, 12, 13]);
    expect(await writer.read(CALL, log.length, 10)).toEqual([]);
    expect(await writer.read(CallId.parse('nobody'), 0, 10)).toEqual([]);
  });

  it('stores an event once, however often it comes', async () => {
    const log = callLog({ callId: CALL });
    await writer.append(log);
    await writer.append(log);
    await writer.flush();
    await writer.append(log.slice(5, 15));
    await writer.flush();
    const counts = await countRows(store);
    expect(counts).toMatchObject({ events: log.length, calls: 1, segments: 2, turns: 2, metric_samples: 3 });
    expect(counts).toMatchObject({ keyword_hits: 1, competitor_mentions: 3, questions: 4, cards: 3, card_feedback: 4 });
    expect(writer.stats().inserted).toBe(log.length);
  });

  it('keeps the first of two different events with the same seq', async () => {
    const [first] = callLog({ callId: CALL, title: 'first' });
    const [second] = callLog({ callId: CALL, title: 'second' });
    if (first === undefined || second === undefined) throw new Error('no events');
    await writer.append([first]);
    await writer.append([second]);
    await writer.flush();
    await writer.append([second]);
    await writer.flush();
    expect(await writer.read(CALL, 0, 10)).toEqual([first]);
    expect((await readCall(store, CALL))?.title).toBe('first');
  });

  it('folds the call from its events, also when they come in several batches', async () => {
    const log = callLog({ callId: CALL });
    await writer.append(log.slice(0, 3));
    await writer.flush();
    const other = await openEventWriter({ store, spoolDir: `${spoolDir}-2` });
    await other.append(log.slice(3));
    await other.flush();
    await other.close();
    const call = await readCall(store, CALL);
    expect(call).toMatchObject({ stage: 'proposal', firstStage: 'discovery', endedAtMs: 55_000, endReason: 'hung up' });
    expect(call).toMatchObject({ startedAtMs: TEST_NOW_MS - 86_400_000, figures: { 'talk.ratio': 0.375 } });
    expect(call?.participants).toEqual([
      { participantId: 'rep', role: 'rep', name: 'Ada Rep', channel: 0, personId: 'ada' },
      { participantId: 'cust', role: 'customer', name: 'Cy Customer', channel: 1 },
    ]);
  });

  it('shows a finished call on one clock', async () => {
    await write({ callId: CALL });
    const timeline = await readTimeline(store, CALL);
    expect(timeline.speech).toEqual([{ participantId: 'cust', startMs: 1_000, endMs: 3_000 }]);
    expect(timeline.turns.map((turn) => turn.turnId)).toEqual(['t1', 't2']);
    expect(timeline.utterances.map((said) => said.text)).toEqual([
      "What's it cost? 多少钱 😀",
      'Like Acme does, we charge per seat.',
    ]);
    expect(timeline.questions).toMatchObject([
      { questionId: 'q1', startMs: 1_000, endMs: 3_600, outcome: 'answered', latencyMs: 4_500.125, crossedAtMs: 7_800 },
    ]);
    expect(timeline.questions[0]).toMatchObject({ answerStartMs: 8_100.125, filled: true, isOpen: true, form: 'wh' });
    expect(timeline.emotion).toMatchObject([{ participantId: 'cust', atMs: 11_000, valence: -0.25, isHeld: false }]);
    expect(timeline.keywords).toMatchObject([{ category: 'price', phrase: 'cost', atMs: 2_500 }]);
    expect(timeline.slides).toEqual([
      { slideId: 's1', index: 0, title: 'Agenda', startMs: 500, endMs: 20_000 },
      { slideId: 's2', index: 1, title: '', startMs: 20_000, endMs: 55_000 },
    ]);
    expect(timeline.metrics).toEqual([
      {
        metric: 'keyword.density',
        dimension: 'price',
        participantId: 'cust',
        unit: 'perMinute',
        windowMs: 60_000,
        atMs: [12_000],
        values: [2],
      },
      {
        metric: 'talk.ratio',
        dimension: '',
        participantId: 'rep',
        unit: 'ratio',
        windowMs: 0,
        atMs: [11_000, 12_000],
        values: [0.375, 0.5],
      },
    ]);
  });

  it('counts a mention in the newest revision only, with the evidence that followed', async () => {
    await write({ callId: CALL });
    const { competitors } = await readTimeline(store, CALL);
    expect(competitors).toMatchObject([
      { mentionId: 'm2', name: 'Acme', atMs: 8_500, evidence: true, evidenceKind: 'number', evidenceText: 'per seat' },
    ]);
  });

  it('tells what became of each card', async () => {
    await write({ callId: CALL });
    const [first, second, ...others] = await readCards(store, CALL);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      cardId: 'k1',
      fate: 'accepted',
      shownAtMs: 21_200,
      decidedAtMs: 23_000,
      raisedAtMs: 21_000,
    });
    expect(first).toMatchObject({ confidence: 0.9, updatedAtMs: 22_000, pack: { title: 'Price' }, reason: [8] });
    expect(first?.evidence).toMatchObject([{ seq: 6, text: "What's it cost?" }]);
    expect(second).toMatchObject({
      cardId: 'k2',
      fate: 'expired',
      expiryCause: 'time',
      shownAtMs: null,
      expiredAtMs: 40_000,
    });
  });

  it('takes the newest rating of a person on a card after the call', async () => {
    await write({ callId: CALL });
    const rating = { callId: CALL, cardId: CardId.parse('k1'), personId: 'ada' };
    await rateCard(store, { ...rating, rating: -1, note: 'too late' });
    await rateCard(
      { ...store, scheduler: { ...store.scheduler, now: () => TEST_NOW_MS + 1 } },
      { ...rating, rating: 1 },
    );
    await rateCard(store, { ...rating, personId: 'bo', rating: 0 });
    const [card] = await readCards(store, CALL);
    expect(card).toMatchObject({ ratings: 2, ratingSum: 1 });
    await expect(rateCard(store, { ...rating, cardId: CardId.parse('k9'), rating: 1 })).rejects.toMatchObject({
      code: 'card.not-found',
    });
    await expect(rateCard(store, { ...rating, callId: CallId.parse('c9'), rating: 1 })).rejects.toMatchObject({
      code: 'call.not-found',
    });
  });

  it('takes what a rep did with a card after the call, and counts it for the card', async () => {
    await write({ callId: CALL });
    const at = wallMs(TEST_NOW_MS);
    const late = { callId: CALL, cardId: CardId.parse('k2'), action: 'dismissed' as const, personId: 'ada', at };
    await addLateFeedback(store, late);
    await addLateFeedback(store, late);
    expect(await readLateFeedback(store, CALL)).toEqual([late]);
    expect((await readCards(store, CALL))[1]).toMatchObject({ cardId: 'k2', fate: 'dismissed', decidedAtMs: null });
  });

  it('lists calls by every filter, newest first, page by page', async () => {
    const day = 86_400_000;
    await write(
      {
        callId: 'a',
        startedAtMs: TEST_NOW_MS - 3 * day,
        language: 'zh-CN',
        industry: 'banking',
        accountName: '海港银行',
        repPersonId: 'bo',
      },
      { callId: 'b', startedAtMs: TEST_NOW_MS - 2 * day, title: "O'Neill 50% off" },
      { callId: 'c', startedAtMs: TEST_NOW_MS - day },
      { callId: 'd', startedAtMs: TEST_NOW_MS - day },
    );
    const ids = async (filter: Parameters<typeof listCalls>[1]) =>
      (await listCalls(store, filter)).calls.map((call) => call.callId);
    expect(await ids({})).toEqual(['d', 'c', 'b', 'a']);
    expect(await ids({ repPersonIds: ['bo', 'x'] })).toEqual(['a']);
    expect(await ids({ repPersonIds: [] })).toEqual([]);
    expect(await ids({ language: 'zh' })).toEqual(['a']);
    expect(await ids({ industry: 'banking' })).toEqual(['a']);
    expect(await ids({ text: '海港' })).toEqual(['a']);
    expect(await ids({ text: "o'neill 50%" })).toEqual(['b']);
    expect(await ids({ stage: 'proposal', fromMs: TEST_NOW_MS - 2 * day, toMs: TEST_NOW_MS - day })).toEqual(['b']);
    const first = await listCalls(store, { limit: 3 });
    expect(first.calls.map((call) => call.callId)).toEqual(['d', 'c', 'b']);
    const last = await listCalls(store, {
      limit: 3,
      ...(first.nextCursor === null ? {} : { cursor: first.nextCursor }),
    });
    expect(last).toMatchObject({
      calls: [{ callId: 'a', durationMs: 55_000, repPersonIds: ['bo'] }],
      nextCursor: null,
    });
  });

  it('knows the competitor baseline of an industry from 30 calls on', async () => {
    const baseline = (industry: string, beforeMs: number) => readCompetitorBaseline(store, { industry }, beforeMs);
    const call = (index: number) => ({ callId: `n${index}`, startedAtMs: TEST_NOW_MS - (index + 1) * 86_400_000 });
    await write(...Array.from({ length: 29 }, (_, index) => call(index)));
    expect(await baseline('manufacturing', TEST_NOW_MS)).toBeNull();
    const silent = silentCall(call(29));
    await writer.append(silent);
    await write({ callId: 'old', startedAtMs: TEST_NOW_MS - 92 * 86_400_000 }, { callId: 'x', industry: 'banking' });
    // One mention in 3.2 s of speech, in 29 of 30 calls: the median call has 187.5 in 10 minutes.
    const found = await baseline('manufacturing', TEST_NOW_MS);
    expect(found?.basis).toBe('industry');
    expect(found?.per10Min).toBeCloseTo(187.5, 6);
    expect(await baseline('manufacturing', TEST_NOW_MS - 86_400_000)).toBeNull();
    expect(await baseline('mining', TEST_NOW_MS)).toBeNull();
    expect(await readCompetitorBaseline(store, {}, TEST_NOW_MS)).toBeNull();
  });

  it('compares with calls that began in the same stage where there are 30 of them', async () => {
    const silent = (index: number, stage: string) =>
      silentCall({ callId: `${stage}${index}`, stage, startedAtMs: TEST_NOW_MS - (index + 1) * 86_400_000 });
    for (let index = 0; index < 30; index++) await writer.append(silent(index, 'discovery'));
    await write(
      ...Array.from({ length: 31 }, (_, index) => {
        return { callId: `p${index}`, stage: 'proposal', startedAtMs: TEST_NOW_MS - (index + 1) * 86_400_000 };
      }),
    );
    const of = async (stage?: string) => {
      const found = await readCompetitorBaseline(store, { industry: 'manufacturing', stage }, TEST_NOW_MS);
      return found && [found.basis, Math.round(found.per10Min * 10) / 10];
    };
    expect(await of('proposal')).toEqual(['industry-and-stage', 187.5]);
    expect(await of('discovery')).toEqual(['industry', 187.5]);
    expect(await of('closing')).toEqual(['industry', 187.5]);
    expect(await of()).toEqual(['industry', 187.5]);
  });

  it('compares with nothing where most calls name no competitor', async () => {
    for (let index = 0; index < 31; index++) {
      const startedAtMs = TEST_NOW_MS - (index + 1) * 86_400_000;
      await writer.append(silentCall({ callId: `s${index}`, stage: 'discovery', startedAtMs }));
    }
    await write({ callId: 'p', startedAtMs: TEST_NOW_MS - 86_400_000 });
    expect(await readCompetitorBaseline(store, { industry: 'manufacturing' }, TEST_NOW_MS)).toBeNull();
  });

  it('records who read what for what purpose', async () => {
    await addAuditEntry(store, {
      personId: 'kim',
      role: 'coach',
      purpose: 'coaching',
      resource: 'timeline',
      callId: CALL,
    });
    const rows = await store.query('SELECT at, person_id, role, purpose, resource, call_id FROM audit FINAL');
    expect(rows).toEqual([
      {
        at: '2026-07-01 12:00:00.000',
        person_id: 'kim',
        role: 'coach',
        purpose: 'coaching',
        resource: 'timeline',
        call_id: CALL,
      },
    ]);
  });

  it('stamps rows with the wall time of the moment', async () => {
    await write({ callId: CALL });
    const rows = await store.query("SELECT at FROM metric_samples FINAL WHERE metric = 'keyword.density'");
    expect(rows).toEqual([{ at: '2026-06-30 12:00:12.000' }]);
  });

  it('shows analysts no names, no people and no words', async () => {
    await write({ callId: CALL });
    const views = await store.query<{ name: string }>(
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'analyst_') ORDER BY name",
    );
    const empty: string[] = [];
    for (const { name: view } of views) {
      const rows = await store.query(`SELECT * FROM ${view}`);
      if (rows.length === 0) empty.push(view);
      expect(JSON.stringify(rows), view).not.toMatch(/Ada|"ada"|Customer|Harbour|deal-9|What|Akme|charge|seat|c'1/);
    }
    // The log has no such events; heat maps need five calls.
    expect(empty).toEqual(['analyst_attention', 'analyst_interest_changes']);
  });

  it('shows analysts the path through the material, each mark with the slide it is on', async () => {
    await writer.append(
      logOf('c', [
        started({ callId: 'c' }),
        { type: 'file.opened', atMs: 1, fileId: 'f', participantId: 'cust', title: 'Offer' },
        { type: 'slide.shown', atMs: 2, slideId: 'a', index: 0 },
        { type: 'annotation.made', atMs: 3, participantId: 'cust', kind: 'ink', text: 'Why' },
        { type: 'page.flipped', atMs: 4, fileId: 'f', pageIndex: 2 },
        { type: 'slides.hidden', atMs: 5 },
        { type: 'annotation.made', atMs: 6, kind: 'ink' },
      ]),
    );
    await writer.flush();
    const rows = await store.query<Record<string, unknown>>(
      `SELECT toUInt32(step) AS step, kind, page, participant_key != '' AS isKnown, item_key, on_screen_key
       FROM analyst_material_path ORDER BY step`,
    );
    const keys = [...new Set(rows.flatMap((row) => [row.item_key, row.on_screen_key]))].filter((key) => key !== '');
    const named = (key: unknown) => ['file', 'slide', 'page'][keys.indexOf(key)] ?? '';
    expect(
      rows.map(({ kind, page, isKnown, item_key, on_screen_key }) => {
        return [kind, page, Boolean(isKnown), named(item_key), named(on_screen_key)];
      }),
    ).toEqual([
      ['file', null, true, 'file', ''],
      ['slide', 0, false, 'slide', 'slide'],
      ['annotation:ink', null, true, 'slide', 'slide'],
      ['page', 2, false, 'page', 'page'],
      ['hidden', null, false, '', ''],
      ['annotation:ink', null, false, '', ''],
    ]);
  });

  it('says to analysts how a competitor was named', async () => {
    await write({ callId: CALL });
    const rows = await store.query(
      'SELECT name, match, is_negated, stance, evidence_kind FROM analyst_competitor_mentions LIMIT 1',
    );
    expect(rows).toMatchObject([{ match: 'exact', is_negated: false, stance: 'favourable' }]);
  });

  it('shows analysts a heat map from five calls on', async () => {
    const calls = ['a', 'b', 'c', 'd', 'e'].map((callId) => ({ callId }));
    await write(...calls.slice(0, 4));
    expect(await store.query('SELECT cell FROM analyst_attention')).toEqual([]);
    await write(...calls);
    const rows = await store.query('SELECT cell, calls, toUInt32(dwell_ms) AS ms FROM analyst_attention ORDER BY cell');
    expect(rows).toMatchObject([
      { cell: 3, ms: 6_000 },
      { cell: 40, ms: 9_000 },
    ]);
  });

  it('gives analysts pseudonyms that join within a call and follow nobody across calls', async () => {
    await write({ callId: 'a' }, { callId: 'b' });
    const [calls] = await store.query<{ calls: number; accounts: number }>(
      'SELECT uniqExact(call_key) AS calls, uniqExact(account_key) AS accounts FROM analyst_calls',
    );
    expect(calls).toEqual({ calls: 2, accounts: 1 });
    const joined = await store.query(
      'SELECT count() AS n, uniqExact(t.participant_key) AS people FROM analyst_turns AS t JOIN analyst_calls AS c USING call_key',
    );
    expect(joined).toEqual([{ n: 4, people: 4 }]);
    const [row] = await store.query<{ key: string }>('SELECT any(call_key) AS key FROM analyst_calls');
    expect(row?.key).toMatch(/^[0-9a-f]{16}$/);
  });

  it('wraps a refusal into one error with the number of ClickHouse and no words of people in its message', async () => {
    const error = await store.query("SELECT * FROM nowhere WHERE name = 'Ada Rep'").catch((thrown: unknown) => thrown);
    if (!(error instanceof EngineError)) throw new Error('no EngineError');
    expect(error).toMatchObject({ code: 'store.rejected', details: { clickhouseCode: '60' } });
    expect(`${error.message} ${String(error.cause)}`).not.toContain('Ada');
  });
});

import { describe, expect, it } from 'vitest';
import type { foldFacts } from '../../../store/call-facts.ts';
import { cellsByTable, cellsOf, rowsOfCall } from '../../../store/rows.ts';
import { COLUMNS, type Row, WRITE_ORDER } from '../../../store/tables.ts';
import { callLog, logOf, started } from '../../support/clickhouse-call.ts';
import { TEST_NOW_MS } from '../../support/clickhouse-clock.ts';

const log = callLog({ callId: 'c1' });
const rowsOf = (rows: readonly Row[], table: Row['table']) => rows.filter((row) => row.table === table);

describe('rows of a call', () => {
  it('hold every event once, whole, at its place', () => {
    const { rows } = rowsOfCall(log, null, 0);
    const events = rowsOf(rows, 'events');
    expect(events.map((row) => row.cells)).toEqual(
      log.map((event) => ({
        call_id: 'c1',
        seq: event.seq,
        started_at: '2026-06-30 12:00:00.000',
        at_ms: event.atMs,
        type: event.type,
        body: JSON.stringify(event),
      })),
    );
  });

  it('hold one row more for each event that has a table of its own', () => {
    const { rows } = rowsOfCall(log, null, 0);
    const counts = Object.fromEntries(WRITE_ORDER.map((table) => [table, rowsOf(rows, table).length]));
    expect(counts).toEqual({
      calls: 1,
      events: log.length,
      segments: 3,
      turns: 2,
      metric_samples: 3,
      keyword_hits: 1,
      competitor_mentions: 3,
      emotion_samples: 1,
      slide_views: 1,
      attention_maps: 1,
      material_steps: 2,
      commitments: 1,
      sales_signals: 1,
      interest_changes: 0,
      questions: 4,
      objections: 2,
      cards: 3,
      card_feedback: 4,
      audit: 0,
    });
  });

  it('are the same whenever they are made', () => {
    expect(rowsOfCall(log, null, 0)).toEqual(rowsOfCall(structuredClone(log), null, 0));
  });

  it('carry both revisions of an utterance, the higher to replace the lower', () => {
    const segments = rowsOf(rowsOfCall(log, null, 0).rows, 'segments').map(
      ({ cells }) => cells as Row<'segments'>['cells'],
    );
    expect(segments.map((cells) => [cells.segment_id, cells.revision])).toEqual([
      ['g1', 0],
      ['g2', 0],
      ['g2', 1],
    ]);
  });

  it('follow the columns of their table, with null where a column was left out', () => {
    for (const row of rowsOfCall(log, null, 0).rows) {
      const columns: readonly string[] = COLUMNS[row.table];
      expect(Object.keys(row.cells).filter((column) => !columns.includes(column))).toEqual([]);
      expect(cellsOf(row)).toHaveLength(columns.length);
    }
    expect(cellsOf({ table: 'audit', cells: { role: 'coach' } })).toEqual([
      null,
      null,
      null,
      'coach',
      null,
      null,
      null,
    ]);
  });

  it('come grouped by table, events written last', async () => {
    const tables = await cellsByTable(rowsOfCall(log, null, 0).rows);
    expect(tables.get('questions')).toHaveLength(4);
    expect(WRITE_ORDER.at(-1)).toBe('events');
  });

  it('replace half of a surrogate pair, which is no text, and leave whole pairs alone', () => {
    const row: Row<'calls'> = { table: 'calls', cells: { title: 'a\ud800b😀', participant_names: ['\udc00'] } };
    expect(cellsOf(row)).toContain('a\ufffdb😀');
    expect(cellsOf(row)).toContainEqual(['\ufffd']);
  });

  it('stand at the guessed start where nobody said when the call began', () => {
    const { rows, facts } = rowsOfCall(log.slice(5, 7), null, TEST_NOW_MS);
    expect(facts).toBeNull();
    expect(rows[0]?.cells).toMatchObject({ started_at: '2026-07-01 12:00:00.000' });
    expect(rowsOf(rows, 'calls')).toEqual([]);
  });
});

describe('the facts of a call', () => {
  it('fold to the same in one batch and in many', () => {
    const once = rowsOfCall(log, null, 0).facts;
    const piecewise = log.reduce<ReturnType<typeof foldFacts>>(
      (facts, event) => rowsOfCall([event], facts, 0).facts,
      null,
    );
    expect(piecewise).toEqual(once);
    expect(once).toMatchObject({ version: log.length, stage: 'proposal', endedAtMs: 55_000 });
  });

  it('pass over events that were folded before', () => {
    const { facts } = rowsOfCall(log, null, 0);
    const again = rowsOfCall(log, facts, 0);
    expect(again.facts).toBe(facts);
    expect(rowsOf(again.rows, 'calls')).toEqual([]);
  });

  it('correct a participant in place and keep what is not said again', () => {
    const joined = { type: 'participant.joined', atMs: 5 } as const;
    const events = logOf('c2', [
      started({ callId: 'c2' }),
      { ...joined, participant: { participantId: 'cust', role: 'customer', name: 'Cyd' } },
      { ...joined, participant: { participantId: 'col', role: 'colleague' } },
    ]);
    expect(rowsOfCall(events, null, 0).facts?.participants).toMatchObject([
      { participantId: 'rep' },
      { participantId: 'cust', name: 'Cyd', channel: 1 },
      { participantId: 'col', role: 'colleague' },
    ]);
  });
});

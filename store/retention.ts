// How long each class of data is kept, counted from the day it came in, so that an old recording can be imported. Compares what the tables say with what is
// wanted and changes only where they differ. ClickHouse deletes in the background, when it merges.

import { EngineError } from '../engine/errors.ts';
import type { Session } from './session.ts';
import type { StoreLog } from './store-log.ts';

/** Days, 1 to 10,000 each. */
export interface Retention {
  /** The raw log. Not longer than words, which it holds. Default 180: a quarter and the one it is compared with. */
  readonly rawEventDays: number;
  /** Words of people: segments, questions, contexts, evidence, notes. Default 180. */
  readonly wordDays: number;
  /** Emotion curves, maps of gaze, changes of interest, in the log too. Default 30: only as long as a call is talked over. */
  readonly emotionDays: number;
  /** Calls, figures and marks without words. Default 730: a year and the one before. */
  readonly metricDays: number;
  /** Who read what. Default 1095: outlives all that it watches over. */
  readonly auditDays: number;
}

export const DEFAULT_RETENTION: Retention = {
  rawEventDays: 180,
  wordDays: 180,
  emotionDays: 30,
  metricDays: 730,
  auditDays: 1095,
};

const METRIC_TABLES = [
  'calls',
  'segments',
  'turns',
  'metric_samples',
  'keyword_hits',
  'competitor_mentions',
  'slide_views',
  'material_steps',
  'commitments',
  'sales_signals',
  'questions',
  'objections',
  'cards',
  'card_feedback',
] as const;

const WORD_COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['segments', 'text'],
  ['keyword_hits', 'matched'],
  ['competitor_mentions', 'matched'],
  ['competitor_mentions', 'context'],
  ['competitor_mentions', 'evidence_text'],
  ['material_steps', 'title'],
  ['material_steps', 'text'],
  ['commitments', 'action'],
  ['commitments', 'date_text'],
  ['commitments', 'text'],
  ['sales_signals', 'who'],
  ['sales_signals', 'text'],
  ['questions', 'text'],
  ['objections', 'text'],
  ['cards', 'pack'],
  ['cards', 'evidence'],
  ['card_feedback', 'note'],
];

export async function applyRetention(session: Session, wanted: Retention, log: StoreLog): Promise<void> {
  checkDays(wanted);
  const definitions = await readDefinitions(session);
  for (const { table, column, ttl } of clauses(wanted)) {
    if (currentTtl(definitions.get(table) ?? '', column) === ttl) continue;
    const target = column === null ? 'MODIFY TTL' : `MODIFY COLUMN ${column} TTL`;
    await session.command(`ALTER TABLE ${table} ${target} ${ttl}`);
    log.info({ table, column, ttl }, 'retention changed');
  }
}

interface Clause {
  readonly table: string;
  readonly column: string | null;
  /** As ClickHouse itself writes it, so that the two can be compared. */
  readonly ttl: string;
}

function clauses(days: Retention): readonly Clause[] {
  const after = (count: number, time = 'stored_at') => `toDateTime(${time}) + toIntervalDay(${count})`;
  const events = Math.min(days.rawEventDays, days.wordDays);
  const emotionEvents = `${after(Math.min(days.emotionDays, events))} WHERE type IN ('emotion.sampled', 'attention.mapped', 'interest.declined', 'interest.recovered')`;
  return [
    { table: 'events', column: null, ttl: `${emotionEvents}, ${after(events)}` },
    { table: 'emotion_samples', column: null, ttl: after(days.emotionDays) },
    { table: 'attention_maps', column: null, ttl: after(days.emotionDays) },
    { table: 'interest_changes', column: null, ttl: after(days.emotionDays) },
    { table: 'audit', column: null, ttl: after(days.auditDays, 'at') },
    ...METRIC_TABLES.map((table) => ({ table, column: null, ttl: after(days.metricDays) })),
    ...WORD_COLUMNS.map(([table, column]) => ({ table, column, ttl: after(days.wordDays) })),
  ];
}

async function readDefinitions(session: Session): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query<{ name: string; definition: string }>(
    `SELECT name, create_table_query AS definition FROM system.tables WHERE database = currentDatabase()`,
  );
  return new Map(rows.map((row) => [row.name, row.definition]));
}

/** The TTL of a table or of one of its columns, out of its CREATE statement; null where there is none. */
function currentTtl(definition: string, column: string | null): string | null {
  if (column === null) return /\) ENGINE = .*? TTL (.+?) SETTINGS /s.exec(definition)?.[1] ?? null;
  const own = definition.split(', `').find((part) => part.startsWith(`${column}\` `));
  return / TTL (toDateTime\(\w+\) \+ toIntervalDay\(\d+\))/.exec(own ?? '')?.[1] ?? null;
}

function checkDays(retention: Retention): void {
  for (const [name, days] of Object.entries(retention)) {
    if (Number.isInteger(days) && days >= 1 && days <= 10_000) continue;
    throw new EngineError('input.config', `Retention ${name} must be 1 to 10,000 days.`, { details: { name, days } });
  }
}

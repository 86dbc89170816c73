// The columns that the program writes, per table, in the order of the inserted cells. ALIAS columns are not written.
// A test compares this list with the live tables.

const placed = ['call_id', 'seq', 'started_at', 'at_ms'] as const;

export const COLUMNS = {
  calls: [
    'call_id',
    'version',
    'started_at',
    'ended_at_ms',
    'end_reason',
    'language',
    'title',
    'industry',
    'stage',
    'first_stage',
    'deal_id',
    'account_name',
    'time_zone',
    'participant_ids',
    'participant_roles',
    'participant_names',
    'participant_channels',
    'participant_person_ids',
    'rep_person_ids',
    'figures',
  ],
  events: [...placed, 'type', 'body'],
  segments: [
    ...placed,
    'segment_id',
    'revision',
    'participant_id',
    'role',
    'start_ms',
    'end_ms',
    'language',
    'tokens',
    'text',
  ],
  turns: [...placed, 'turn_id', 'participant_id', 'role', 'start_ms', 'end_ms', 'speech_ms', 'segment_ids'],
  metric_samples: [...placed, 'metric', 'dimension', 'participant_id', 'value', 'unit', 'window_ms', 'confidence'],
  keyword_hits: [
    ...placed,
    'category',
    'said_at_ms',
    'participant_id',
    'role',
    'segment_id',
    'revision',
    'phrase',
    'matched',
    'start_char',
    'end_char',
    'confidence',
  ],
  competitor_mentions: [
    ...placed,
    'mention_id',
    'event',
    'name',
    'participant_id',
    'role',
    'segment_id',
    'revision',
    'said_at_ms',
    'start_char',
    'end_char',
    'matched',
    'context',
    'evidence',
    'evidence_kind',
    'evidence_segment_id',
    'evidence_text',
  ],
  emotion_samples: [
    ...placed,
    'participant_id',
    'role',
    'valence',
    'arousal',
    'smoothed_valence',
    'smoothed_arousal',
    'confidence',
    'is_held',
    'evidence',
  ],
  questions: [
    ...placed,
    'question_id',
    'event',
    'participant_id',
    'role',
    'segment_id',
    'start_ms',
    'end_ms',
    'form',
    'is_open',
    'text',
    'threshold_ms',
    'crossed_at_ms',
    'outcome',
    'answer_segment_id',
    'answer_participant_id',
    'answer_start_ms',
    'latency_ms',
    'filled',
    'basis',
    'confidence',
  ],
  cards: [
    ...placed,
    'card_id',
    'event',
    'rule_id',
    'kind',
    'severity',
    'resource_id',
    'case_id',
    'script_id',
    'pack',
    'evidence',
    'reason',
    'confidence',
    'is_calibrated',
    'expires_at_ms',
  ],
  card_feedback: [...placed, 'card_id', 'event', 'person_id', 'at', 'rule_id', 'cause', 'until_ms', 'rating', 'note'],
  audit: ['audit_id', 'at', 'person_id', 'role', 'purpose', 'resource', 'call_id'],
} as const;

export type TableName = keyof typeof COLUMNS;

/** What a cell may hold on its way into JSON. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell };

/** A row by column name; columns that are left out take the table's default. */
export interface Row<T extends TableName = TableName> {
  readonly table: T;
  readonly cells: { readonly [C in (typeof COLUMNS)[T][number]]?: Cell };
}

/** The order in which tables are written: `events` last, because a stored event says that its rows are stored too. */
export const WRITE_ORDER: readonly TableName[] = [
  ...(Object.keys(COLUMNS) as TableName[]).filter((table) => table !== 'events'),
  'events',
];

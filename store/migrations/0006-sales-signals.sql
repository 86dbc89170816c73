-- Commitments (who will do what by when), and what customers let show: intent to buy, pains, parts in the decision.
-- A newer revision of a segment replaces what was read in the older one: the current_ views hold the newest only.

CREATE TABLE IF NOT EXISTS commitments (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which this was known, ms' CODEC(Delta, ZSTD(1)),
  commitment_id String COMMENT 'Segment and place of the promise in it' CODEC(ZSTD(1)),
  segment_id String COMMENT 'Segment whose words say it' CODEC(ZSTD(1)),
  revision UInt32 COMMENT 'Revision of the segment that was read' CODEC(T64, ZSTD(1)),
  participant_id String COMMENT 'Who said it' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'Role of who said it: rep, customer, colleague or unknown',
  owner_participant_id String COMMENT 'Who must act; empty where the other side has several people' CODEC(ZSTD(1)),
  owner_role LowCardinality(String) COMMENT 'Role of who must act',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms' CODEC(Delta, ZSTD(1)),
  end_ms Float64 COMMENT 'Media time at which the words end (exclusive), ms' CODEC(Delta, ZSTD(1)),
  action String COMMENT 'What will be done, as it was said; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  due_date Nullable(Date32) COMMENT 'Day by which, in the time zone of the call; NULL where no day was named' CODEC(ZSTD(1)),
  date_text String COMMENT 'The words of time; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  text String COMMENT 'The sentence that promises; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(ZSTD(1)),
  is_calibrated Bool COMMENT 'False where the confidence is a rule of thumb and not measured'
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Promises: one row per promise and revision of its segment; current_commitments has the newest. Read with FINAL';

CREATE TABLE IF NOT EXISTS sales_signals (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which this was known, ms' CODEC(Delta, ZSTD(1)),
  kind LowCardinality(String) COMMENT 'buying-signal, pain or decision-role',
  label LowCardinality(String) COMMENT 'weak or strong; pain; decision-maker, champion, evaluator, user or gatekeeper',
  who String COMMENT 'Of a decision-role: speaker, or the words that name somebody else; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  segment_id String COMMENT 'Segment whose words say it' CODEC(ZSTD(1)),
  revision UInt32 COMMENT 'Revision of the segment that was read' CODEC(T64, ZSTD(1)),
  participant_id String COMMENT 'Who said it' CODEC(ZSTD(1)),
  start_ms Float64 COMMENT 'Media time at which the words begin, ms' CODEC(Delta, ZSTD(1)),
  end_ms Float64 COMMENT 'Media time at which the words end (exclusive), ms' CODEC(Delta, ZSTD(1)),
  text String COMMENT 'The sentence that shows it, for a pain its tag; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(ZSTD(1)),
  is_calibrated Bool COMMENT 'False where the confidence is a rule of thumb and not measured'
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'What customers let show: one row per finding and revision of its segment; current_sales_signals has the newest. Read with FINAL';

CREATE OR REPLACE VIEW current_commitments (
  call_id String COMMENT 'Id of the call',
  commitment_id String COMMENT 'Segment and place of the promise in it',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  segment_id String COMMENT 'Segment whose words say it',
  participant_id String COMMENT 'Who said it',
  role String COMMENT 'Role of who said it: rep, customer, colleague or unknown',
  owner_participant_id String COMMENT 'Who must act; empty where the other side has several people',
  owner_role String COMMENT 'Role of who must act',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms',
  action String COMMENT 'What will be done, as it was said',
  due_date Nullable(Date32) COMMENT 'Day by which; NULL where no day was named',
  text String COMMENT 'The sentence that promises',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) AS
SELECT t.call_id, t.commitment_id, t.started_at, t.segment_id, t.participant_id, t.role, t.owner_participant_id, t.owner_role,
  t.start_ms, t.action, t.due_date, t.text, t.confidence
FROM commitments AS t FINAL
LEFT JOIN (SELECT call_id, segment_id, max(revision) AS newest FROM segments GROUP BY call_id, segment_id) AS s
  ON s.call_id = t.call_id AND s.segment_id = t.segment_id
WHERE t.revision >= s.newest
COMMENT 'Promises in the newest revision of their segment';

CREATE OR REPLACE VIEW current_sales_signals (
  call_id String COMMENT 'Id of the call',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  kind String COMMENT 'buying-signal, pain or decision-role',
  label String COMMENT 'weak or strong; pain; decision-maker, champion, evaluator, user or gatekeeper',
  who String COMMENT 'Of a decision-role: speaker, or the words that name somebody else',
  segment_id String COMMENT 'Segment whose words show it',
  participant_id String COMMENT 'Who said it',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms',
  text String COMMENT 'The sentence that shows it',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) AS
SELECT t.call_id, t.started_at, t.kind, t.label, t.who, t.segment_id, t.participant_id, t.start_ms, t.text, t.confidence
FROM sales_signals AS t FINAL
LEFT JOIN (SELECT call_id, segment_id, max(revision) AS newest FROM segments GROUP BY call_id, segment_id) AS s
  ON s.call_id = t.call_id AND s.segment_id = t.segment_id
WHERE t.revision >= s.newest
COMMENT 'What customers let show in the newest revision of its segment';

CREATE OR REPLACE VIEW analyst_commitments (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role String COMMENT 'Role of who said it',
  owner_role String COMMENT 'Role of who must act',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms',
  due_in_days Nullable(Int32) COMMENT 'Days from the call (UTC day) to the day that was named; NULL where none was',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, owner_role, start_ms,
  dateDiff('day', toDate32(started_at), due_date) AS due_in_days, confidence
FROM current_commitments
COMMENT 'Promises without their words';

CREATE OR REPLACE VIEW analyst_sales_signals (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  kind String COMMENT 'buying-signal, pain or decision-role',
  label String COMMENT 'weak or strong; pain; decision-maker, champion, evaluator, user or gatekeeper',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, kind, label, start_ms, confidence
FROM current_sales_signals
COMMENT 'What customers let show, without the words';

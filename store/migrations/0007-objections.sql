-- Objections of customers, and how well the rep's reply covered the script of the playbook. An objection is known by its
-- segment and type; a row per event, folded by seq.

CREATE TABLE IF NOT EXISTS objections (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  event LowCardinality(String) COMMENT 'raised, or matched: what the rep has answered so far',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which this was known, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time at which this was known, UTC',
  segment_id String COMMENT 'Segment in which the customer objects' CODEC(ZSTD(1)),
  objection LowCardinality(String) COMMENT 'price, budget-process, timing, authority, need, trust, competitor or technical-fit',
  participant_id String COMMENT 'Who objects; on matched: the rep who replies' CODEC(ZSTD(1)),
  start_ms Nullable(Float64) COMMENT 'Media time at which the words begin, ms; NULL on matched' CODEC(ZSTD(1)),
  end_ms Nullable(Float64) COMMENT 'Media time at which the words end (exclusive), ms; NULL on matched' CODEC(ZSTD(1)),
  text String COMMENT 'Words of the objection; emptied when the retention of words is over' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  script_id LowCardinality(String) COMMENT 'Script of the playbook that the reply is compared with; empty on raised',
  match_ratio Nullable(Float32) COMMENT 'How well the reply covers the script, 0 to 1; NULL on raised' CODEC(ZSTD(1)),
  matched_points Array(String) COMMENT 'Key points of the script that were said' CODEC(ZSTD(3)),
  missed_points Array(String) COMMENT 'Key points of the script that were not said' CODEC(ZSTD(3)),
  is_final Bool COMMENT 'The reply window is over: nothing more counts',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(ZSTD(1)),
  is_calibrated Bool COMMENT 'Whether the confidence was measured on labelled lines'
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, segment_id, objection, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Objections, and how the replies covered the scripts, a row per event. analyst_objections folds them. Read with FINAL';

CREATE OR REPLACE VIEW analyst_objections (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym, within this call, of the customer who objects',
  day Date COMMENT 'Day on which the call began, UTC',
  objection LowCardinality(String) COMMENT 'price, budget-process, timing, authority, need, trust, competitor or technical-fit',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms',
  end_ms Float64 COMMENT 'Media time at which the words end (exclusive), ms',
  confidence Float32 COMMENT 'How sure the engine is that somebody objects, 0 to 1',
  is_calibrated Bool COMMENT 'Whether that confidence was measured on labelled lines',
  script_id LowCardinality(String) COMMENT 'Script of the playbook that the reply was compared with; empty where there was no reply or no script',
  match_ratio Nullable(Float32) COMMENT 'How well the reply covered the script, 0 to 1; NULL where there was no reply or no script',
  matched_points UInt64 COMMENT 'Key points of the script that were said, count',
  missed_points UInt64 COMMENT 'Key points of the script that were not said, count',
  is_final Bool COMMENT 'The reply window is over: nothing more counts'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key,
  lower(hex(sipHash64Keyed(salt, call_id, argMaxIf(o.participant_id, seq, event = 'raised')))) AS participant_key,
  toDate(any(o.started_at)) AS day, objection,
  assumeNotNull(argMaxIf(o.start_ms, seq, event = 'raised')) AS start_ms,
  assumeNotNull(argMaxIf(o.end_ms, seq, event = 'raised')) AS end_ms,
  argMaxIf(o.confidence, seq, event = 'raised') AS confidence,
  argMaxIf(o.is_calibrated, seq, event = 'raised') AS is_calibrated,
  argMaxIf(o.script_id, seq, event = 'matched') AS script_id,
  argMaxIf(o.match_ratio, seq, event = 'matched') AS match_ratio,
  length(argMaxIf(o.matched_points, seq, event = 'matched')) AS matched_points,
  length(argMaxIf(o.missed_points, seq, event = 'matched')) AS missed_points,
  toBool(maxIf(o.is_final, event = 'matched')) AS is_final
FROM objections AS o GROUP BY call_id, segment_id, objection
HAVING countIf(event = 'raised') > 0
COMMENT 'Objections without their words, with how well the reply covered the script';

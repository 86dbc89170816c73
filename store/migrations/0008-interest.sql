-- Change points of a customer's interest. The score itself is in metric_samples, metric 'interest'.

CREATE TABLE IF NOT EXISTS interest_changes (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  participant_id String COMMENT 'Which customer' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which it was told, ms' CODEC(Delta, ZSTD(1)),
  since_ms Float64 COMMENT 'Media time at which it began, as estimated, ms' CODEC(Delta, ZSTD(1)),
  event LowCardinality(String) COMMENT 'declined or recovered',
  from_score Float32 COMMENT 'Interest before, 0 to 100; 50 is as in the first three minutes of this customer' CODEC(ZSTD(1)),
  to_score Float32 COMMENT 'Interest when it was told, 0 to 100' CODEC(ZSTD(1)),
  confidence Float32 COMMENT 'P(the behaviour changed), 0 to 1; says nothing of what somebody thinks' CODEC(ZSTD(1)),
  is_calibrated Bool COMMENT 'False where that did not hold on held-out talk'
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, participant_id, seq)
TTL toDateTime(stored_at) + INTERVAL 30 DAY
COMMENT 'Changes of how much a customer talks, asks and answers. Kept as short as emotion. Read with FINAL';

ALTER TABLE events MODIFY TTL toDateTime(stored_at) + INTERVAL 30 DAY WHERE type IN ('emotion.sampled', 'attention.mapped', 'interest.declined', 'interest.recovered'), toDateTime(stored_at) + INTERVAL 180 DAY;

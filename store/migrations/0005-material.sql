-- What was on screen, and where customers looked. Gaze itself is never stored, only the time in each cell of a grid;
-- that has the shortest retention, as emotion has. Erasing a participant: attention_maps by call_id and participant_id.

CREATE TABLE IF NOT EXISTS material_steps (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time of the step, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time of the step, UTC',
  kind LowCardinality(String) COMMENT 'slide, page, file, annotation:KIND, or hidden where the show ends',
  item_id String COMMENT 'Slide or file; empty on hidden' CODEC(ZSTD(1)),
  page Nullable(UInt32) COMMENT 'Place of the slide or page in its deck or file, from 0; NULL where unknown' CODEC(ZSTD(1)),
  participant_id String COMMENT 'Who did it; empty where the feed does not say' CODEC(ZSTD(1)),
  title String COMMENT 'Title of the slide, page or file; emptied when the retention of words is over' CODEC(ZSTD(1)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  text String COMMENT 'Words of an annotation; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'The path through the material: slides, pages, files and annotations in the order they came. Read with FINAL';

CREATE TABLE IF NOT EXISTS slide_views (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which the showing was settled, ms' CODEC(Delta, ZSTD(1)),
  slide_id String COMMENT 'Slide, or fileId#pageIndex for a page' CODEC(ZSTD(1)),
  kind LowCardinality(String) COMMENT 'slide or page',
  slide_index Nullable(UInt32) COMMENT 'Place in the deck or file, from 0; NULL where unknown' CODEC(ZSTD(1)),
  showing UInt16 COMMENT '1 the first time that this slide is shown, 2 when it comes back' CODEC(ZSTD(1)),
  start_ms Float64 COMMENT 'Media time at which it came on screen, ms' CODEC(Delta, ZSTD(1)),
  end_ms Float64 COMMENT 'Media time at which it went, ms' CODEC(Delta, ZSTD(1)),
  dwell_ms Float64 ALIAS end_ms - start_ms COMMENT 'How long it was shown, ms',
  move LowCardinality(String) COMMENT 'How it came on: first, forward, skip (over others) or back',
  is_skimmed Bool COMMENT 'Shown for so short a time that nobody read it (1.5 s)',
  segment_ids Array(String) COMMENT 'Utterances that were said while it was on; joins segments' CODEC(ZSTD(1)),
  gaze_ms Float32 COMMENT 'Gaze of customers that was observed over it, ms; 0 where there was none' CODEC(ZSTD(1)),
  gaze_share Nullable(Float32) COMMENT 'Share of that on the slide, 0 to 1; NULL where there was none' CODEC(ZSTD(1)),
  key_reception Nullable(Float32) COMMENT 'Share of the gaze that was on a key region while its point was being spoken, 0 to 1; NULL where unknown' CODEC(ZSTD(1)),
  region_ids Array(String) COMMENT 'Key regions whose reception is known' CODEC(ZSTD(1)),
  region_receptions Array(Float32) COMMENT 'Reception of each of them, 0 to 1' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Showings of slides and pages: how long, what was said, how much was looked at. Read with FINAL';

CREATE TABLE IF NOT EXISTS attention_maps (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  slide_id String COMMENT 'Slide, or fileId#pageIndex for a page; empty where the feed named none' CODEC(ZSTD(1)),
  participant_id String COMMENT 'Whose gaze; only customers, and only where the profile allows it' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which this was told, ms' CODEC(Delta, ZSTD(1)),
  start_ms Float64 COMMENT 'Media time of the first gaze in this map, ms' CODEC(Delta, ZSTD(1)),
  end_ms Float64 COMMENT 'Media time of the last gaze in this map, ms' CODEC(Delta, ZSTD(1)),
  observed_ms Float32 COMMENT 'Gaze that was observed, on the slide or elsewhere, ms' CODEC(ZSTD(1)),
  cells Array(UInt16) COMMENT 'Cells with time in them: row * 32 + column of a grid of 32 columns and 18 rows' CODEC(Delta, ZSTD(1)),
  dwell_ms Array(UInt32) COMMENT 'Time of gaze in each of those cells, ms; maps of one slide add up' CODEC(T64, ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, slide_id, participant_id, seq)
TTL toDateTime(stored_at) + INTERVAL 30 DAY
COMMENT 'Heat maps of gaze as sparse parts that add up. Shortest retention of all, with emotion. Read with FINAL';

ALTER TABLE events MODIFY TTL toDateTime(stored_at) + INTERVAL 30 DAY WHERE type IN ('emotion.sampled', 'attention.mapped'), toDateTime(stored_at) + INTERVAL 180 DAY;

CREATE OR REPLACE VIEW analyst_slide_views (
  call_key String COMMENT 'Pseudonym of the call',
  slide_key String COMMENT 'Pseudonym of the slide or page, the same in every call of this installation',
  day Date COMMENT 'Day on which the call began, UTC',
  kind LowCardinality(String) COMMENT 'slide or page',
  slide_index Nullable(UInt32) COMMENT 'Place in the deck or file, from 0; NULL where unknown',
  showing UInt16 COMMENT '1 the first time that this slide is shown in the call, 2 when it comes back',
  start_ms Float64 COMMENT 'Media time at which it came on screen, ms',
  dwell_ms Float64 COMMENT 'How long it was shown, ms',
  move LowCardinality(String) COMMENT 'How it came on: first, forward, skip or back',
  is_skimmed Bool COMMENT 'Shown for so short a time that nobody read it',
  utterances UInt64 COMMENT 'Utterances said while it was on, count',
  gaze_ms Float32 COMMENT 'Gaze of customers that was observed over it, ms',
  gaze_share Nullable(Float32) COMMENT 'Share of that on the slide, 0 to 1; NULL where there was none',
  key_reception Nullable(Float32) COMMENT 'Share of the gaze on a key region while its point was being spoken, 0 to 1; NULL where unknown'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, 'slide', slide_id))) AS slide_key,
  toDate(started_at) AS day, kind, slide_index, showing, start_ms, end_ms - start_ms AS dwell_ms, move, is_skimmed,
  length(segment_ids) AS utterances, gaze_ms, gaze_share, key_reception
FROM slide_views FINAL
COMMENT 'Showings of slides and pages, de-identified';

CREATE OR REPLACE VIEW analyst_attention (
  slide_key String COMMENT 'Pseudonym of the slide or page, the same in every call of this installation',
  cell UInt16 COMMENT 'row * 32 + column of a grid of 32 columns and 18 rows',
  calls UInt64 COMMENT 'Calls with gaze in this cell, count; cells of fewer than 5 calls are left out',
  dwell_ms UInt64 COMMENT 'Time of gaze in the cell over those calls, ms'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, 'slide', slide_id))) AS slide_key, part.1 AS cell, uniqExact(call_id) AS calls,
  sum(part.2) AS dwell_ms
FROM attention_maps FINAL ARRAY JOIN arrayZip(cells, dwell_ms) AS part
WHERE slide_id != ''
GROUP BY slide_key, cell HAVING calls >= 5
COMMENT 'Heat maps of slides over many calls; no gaze of one call alone';

-- How sure a hit or a mention is, and how it was meant: names that only sound alike count with less confidence, and a
-- competitor that was denied ("we don't use Acme") is a mention all the same.

ALTER TABLE keyword_hits ADD COLUMN IF NOT EXISTS match LowCardinality(String) DEFAULT 'exact' COMMENT 'exact, sound (pinyin) or spelling (English sound and spelling)' AFTER matched;
ALTER TABLE competitor_mentions ADD COLUMN IF NOT EXISTS match LowCardinality(String) DEFAULT '' COMMENT 'exact, sound (pinyin) or spelling (English sound and spelling); empty on evidenced' AFTER matched;
ALTER TABLE competitor_mentions ADD COLUMN IF NOT EXISTS confidence Float32 DEFAULT 0.5 COMMENT 'How sure the engine is, 0 to 1: on mentioned that it was named, on evidenced of the verdict' CODEC(ZSTD(1));
ALTER TABLE competitor_mentions ADD COLUMN IF NOT EXISTS is_negated Bool DEFAULT false COMMENT 'Named in a denial: we do not use it';
ALTER TABLE competitor_mentions ADD COLUMN IF NOT EXISTS stance LowCardinality(String) DEFAULT '' COMMENT 'favourable, unfavourable or neutral, by the words around; empty on evidenced';

CREATE OR REPLACE VIEW current_competitor_mentions (
  call_id String COMMENT 'Id of the call',
  mention_id String COMMENT 'Id of the mention',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  name String COMMENT 'Competitor, as the playbook names it',
  participant_id String COMMENT 'Who named it',
  role String COMMENT 'rep, customer, colleague or unknown',
  segment_id String COMMENT 'Segment in which it was named',
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms',
  context String COMMENT 'Words around the mention',
  match String COMMENT 'exact, sound (pinyin) or spelling (English sound and spelling)',
  confidence Float32 COMMENT 'How sure the engine is that it was named, 0 to 1',
  is_negated Bool COMMENT 'Named in a denial: we do not use it',
  stance String COMMENT 'How the speaker stands to it: favourable, unfavourable or neutral',
  evidence Nullable(Bool) COMMENT 'Did the rep back it with differentiated evidence; NULL while the window is open',
  evidence_kind String COMMENT 'case, number, certificate or demo; empty where none',
  evidence_segment_id String COMMENT 'Segment that holds the evidence; empty where none',
  evidence_text String COMMENT 'Words of the evidence; empty where none',
  evidence_confidence Nullable(Float32) COMMENT 'How sure the engine is of that verdict, 0 to 1; NULL while the window is open'
) AS
SELECT m.call_id, m.mention_id, m.started_at, m.name, m.participant_id, m.role, m.segment_id,
  assumeNotNull(m.said_at_ms) AS said_at_ms, m.context, m.match, m.confidence, m.is_negated, m.stance,
  m.evidence, m.evidence_kind, m.evidence_segment_id, m.evidence_text,
  if(isNull(m.evidence), NULL, m.evidence_confidence) AS evidence_confidence
FROM (
  SELECT call_id, mention_id, any(c.started_at) AS started_at, argMaxIf(c.name, seq, event = 'mentioned') AS name,
    argMaxIf(c.participant_id, seq, event = 'mentioned') AS participant_id,
    argMaxIf(c.role, seq, event = 'mentioned') AS role,
    argMaxIf(c.segment_id, seq, event = 'mentioned') AS segment_id,
    argMaxIf(c.revision, seq, event = 'mentioned') AS revision,
    argMaxIf(c.said_at_ms, seq, event = 'mentioned') AS said_at_ms,
    argMaxIf(c.context, seq, event = 'mentioned') AS context,
    argMaxIf(c.match, seq, event = 'mentioned') AS match,
    argMaxIf(c.confidence, seq, event = 'mentioned') AS confidence,
    argMaxIf(c.is_negated, seq, event = 'mentioned') AS is_negated,
    argMaxIf(c.stance, seq, event = 'mentioned') AS stance,
    argMaxIf(c.evidence, seq, event = 'evidenced') AS evidence,
    argMaxIf(c.evidence_kind, seq, event = 'evidenced') AS evidence_kind,
    argMaxIf(c.evidence_segment_id, seq, event = 'evidenced') AS evidence_segment_id,
    argMaxIf(c.evidence_text, seq, event = 'evidenced') AS evidence_text,
    argMaxIf(c.confidence, seq, event = 'evidenced') AS evidence_confidence
  FROM competitor_mentions AS c GROUP BY call_id, mention_id
  HAVING countIf(event = 'mentioned') > 0
) AS m
LEFT JOIN (SELECT call_id, segment_id, max(revision) AS newest FROM segments GROUP BY call_id, segment_id) AS s
  ON s.call_id = m.call_id AND s.segment_id = m.segment_id
WHERE m.revision >= s.newest
COMMENT 'Competitor mentions in the newest revision of their segment, with the evidence that followed';

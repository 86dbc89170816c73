// The statements behind a call's time line. Column names come out as the fields of call-timeline.ts.

const OF_CALL = 'WHERE call_id = {callId:String}';

export const SPEECH_AND_SLIDES = `SELECT body FROM events FINAL ${OF_CALL}
  AND type IN ('speech.ended', 'slide.shown', 'slides.hidden', 'call.ended') ORDER BY seq`;

export const TURNS = `SELECT turn_id AS turnId, participant_id AS participantId, role, start_ms AS startMs,
  end_ms AS endMs, speech_ms AS speechMs
FROM turns FINAL ${OF_CALL} ORDER BY start_ms, seq`;

export const UTTERANCES = `SELECT segment_id AS segmentId, participant_id AS participantId, role, language,
  start_ms AS startMs, end_ms AS endMs, text
FROM segments FINAL ${OF_CALL} ORDER BY start_ms, segment_id`;

export const QUESTIONS = `SELECT question_id AS questionId, participant_id AS participantId, role,
  segment_id AS segmentId, start_ms AS startMs, end_ms AS endMs, form, is_open AS isOpen, text, confidence, basis,
  outcome, latency_ms AS latencyMs, answer_start_ms AS answerStartMs, answer_participant_id AS answerParticipantId,
  crossed_at_ms AS crossedAtMs, filled
FROM current_questions ${OF_CALL} ORDER BY start_ms, question_id`;

export const EMOTION = `SELECT participant_id AS participantId, at_ms AS atMs, valence, arousal,
  smoothed_valence AS smoothedValence, smoothed_arousal AS smoothedArousal, confidence, is_held AS isHeld
FROM emotion_samples FINAL ${OF_CALL} ORDER BY participant_id, seq`;

export const KEYWORDS = `SELECT participant_id AS participantId, role, said_at_ms AS atMs, category, phrase,
  segment_id AS segmentId, confidence
FROM current_keyword_hits ${OF_CALL} ORDER BY said_at_ms, seq`;

export const COMPETITORS = `SELECT mention_id AS mentionId, participant_id AS participantId, role, said_at_ms AS atMs,
  name, segment_id AS segmentId, context, evidence, evidence_kind AS evidenceKind, evidence_text AS evidenceText
FROM current_competitor_mentions ${OF_CALL} ORDER BY said_at_ms, mention_id`;

export const METRICS = `WITH arraySort(groupArray((seq, at_ms, value))) AS points
SELECT metric, dimension, participant_id AS participantId, any(unit) AS unit, window_ms AS windowMs,
  arrayMap(point -> point.2, points) AS atMs, arrayMap(point -> point.3, points) AS values
FROM metric_samples FINAL ${OF_CALL}
GROUP BY metric, dimension, participant_id, window_ms
ORDER BY metric, dimension, participant_id, window_ms`;

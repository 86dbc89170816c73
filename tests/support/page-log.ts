// Makes the event log of an invented call (page-script.ts): events of every kind the page shows, in order of media time.

import type { EventBody } from '../../engine/events.ts';
import { slideDrafts } from './page-material.ts';
import type { Script, ScriptCard, ScriptLine } from './page-script.ts';

/** An event without its place in a log; ids are plain text and validated when the log is made. */
export type PageDraft = { readonly atMs: number; readonly type: EventBody['type'] } & Readonly<Record<string, unknown>>;

interface PlacedLine extends ScriptLine {
  readonly index: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly segmentId: string;
}

const RECOGNISER_DELAY_MS = 350;
const VOICE_DELAY_MS = 96;
const OVERDUE_MS = 4_200;

export interface ScriptedCall {
  readonly script: Script;
  readonly lines: readonly PlacedLine[];
  readonly drafts: readonly PageDraft[];
  readonly durationMs: number;
}

/** `withFate`: cards carry what a rep did with them; a live page does that itself. */
export function scriptedCall(script: Script, { withFate }: { readonly withFate: boolean }): ScriptedCall {
  const lines = placeLines(script);
  const durationMs = Math.max(...lines.map((line) => line.endMs)) + 2_400;
  const drafts = [
    ...frame(script, durationMs),
    ...lines.flatMap((line) => [...voice(line), ...words(script, line)]),
    ...questions(lines),
    ...slideDrafts(lines, durationMs),
    ...interestDrafts(durationMs),
    ...overlaps(lines),
    ...emotion(lines, durationMs),
    ...script.cards.flatMap((card, at) => cardEvents(card, at, lines, withFate)),
  ];
  const ordered = drafts
    .filter((draft) => draft.atMs <= durationMs)
    .map((draft, at) => ({ draft, at }))
    .sort((a, b) => rank(a.draft) - rank(b.draft) || a.draft.atMs - b.draft.atMs || a.at - b.at)
    .map(({ draft }) => draft);
  return { script, lines, drafts: ordered, durationMs };
}

const rank = ({ type }: PageDraft) => (type === 'call.started' ? 0 : type === 'call.ended' ? 2 : 1);

function placeLines(script: Script): readonly PlacedLine[] {
  let freeAtMs = 0;
  return script.lines.map((line, index) => {
    const startMs = freeAtMs + line.gapMs;
    const endMs = startMs + Math.max(500, line.text.length * script.msPerCharacter);
    freeAtMs = line.isBackchannel ? freeAtMs - Math.abs(line.gapMs) + 2_600 : Math.max(freeAtMs, endMs);
    return { ...line, index, startMs, endMs, segmentId: `segment-${index + 1}` };
  });
}

function frame(script: Script, durationMs: number): PageDraft[] {
  const { title, accountName, industry, stage, language, startedAt } = script;
  const participants = (['rep', 'customer'] as const).map((role, channel) => {
    return { participantId: role, role, channel, ...script.people[role] };
  });
  const colleague = { participantId: 'colleague', role: 'colleague', ...script.people.colleague };
  const started = {
    type: 'call.started',
    startedAt,
    language,
    title,
    industry,
    stage,
    accountName,
    participants,
  } as const;
  return [
    { atMs: 0, ...started },
    { atMs: 400, type: 'notice.given' },
    { atMs: 62_000, type: 'participant.joined', participant: colleague },
    { atMs: 44_000, type: 'audio.missed', channel: 1, startMs: 43_200, endMs: 43_760, reason: 'lost' },
    { atMs: durationMs, type: 'call.summarized', durationMs, figures: { 'talk.ratio': 0.52 } },
    { atMs: durationMs, type: 'call.ended' },
  ];
}

function voice({ who, index, startMs, endMs, isBackchannel }: PlacedLine): PageDraft[] {
  const speech = { participantId: who, speechId: `speech-${index + 1}`, startMs, basis: 'voice' };
  const turn = { turnId: `turn-${index + 1}`, participantId: who, role: who, startMs, endMs };
  const segmentIds = [`segment-${index + 1}`];
  return [
    { atMs: startMs + VOICE_DELAY_MS, type: 'speech.started', ...speech },
    { atMs: endMs + 320, type: 'speech.ended', ...speech, endMs },
    ...(isBackchannel
      ? [{ atMs: endMs + 330, type: 'backchannel.given' as const, participantId: who, startMs, endMs }]
      : [{ atMs: endMs + 700, type: 'turn.ended' as const, ...turn, speechMs: endMs - startMs, segmentIds }]),
  ];
}

function words(script: Script, line: PlacedLine): PageDraft[] {
  const { who, text, startMs, endMs, segmentId } = line;
  const atMs = endMs + RECOGNISER_DELAY_MS;
  const said = { participantId: who, role: who, segmentId, revision: 0 };
  const tokens = text.split(/\s+/).length;
  const drafts: PageDraft[] = [
    { atMs, type: 'utterance.finalized', ...said, startMs, endMs, text, language: script.language, tokens },
  ];
  for (const [category, phrases] of Object.entries(script.keywords)) {
    for (const phrase of phrases) {
      const startChar = text.toLowerCase().indexOf(phrase.toLowerCase());
      if (startChar < 0) continue;
      const saidAtMs = startMs + ((endMs - startMs) * startChar) / text.length;
      const match = { phrase, category, matched: phrase, startChar, endChar: startChar + phrase.length };
      drafts.push({ atMs: atMs + 2, type: 'keyword.hit', ...said, ...match, saidAtMs, confidence: 0.96 });
    }
  }
  if (line.objection) {
    const span = { startMs, endMs, text, confidence: 0.87, isCalibrated: true, objection: line.objection };
    drafts.push({ atMs: atMs + 4, type: 'objection.raised', participantId: who, segmentId, ...span });
  }
  if (line.competitor) drafts.push(...competitor(script, line, said));
  return drafts;
}

function competitor(script: Script, line: PlacedLine, said: Readonly<Record<string, unknown>>): PageDraft[] {
  const { name = '', evidenceLine = null } = line.competitor ?? {};
  const startChar = line.text.indexOf(name);
  const saidAtMs = line.startMs + ((line.endMs - line.startMs) * startChar) / line.text.length;
  const mentionId = `mention-${line.index + 1}`;
  const match = { name, matched: name, startChar, endChar: startChar + name.length, saidAtMs, context: line.text };
  const proof = evidenceLine === null ? null : script.lines[evidenceLine];
  const evidence = {
    name,
    evidence: proof !== null && proof !== undefined,
    kind: proof ? 'number' : null,
    evidenceSegmentId: proof ? `segment-${(evidenceLine ?? 0) + 1}` : null,
    evidenceText: proof?.text ?? null,
  };
  return [
    { atMs: line.endMs + 360, type: 'competitor.mentioned', mentionId, ...said, ...match },
    { atMs: saidAtMs + (proof ? 16_000 : 45_000), type: 'competitor.evidenced', mentionId, ...evidence },
  ];
}

function questions(lines: readonly PlacedLine[]): PageDraft[] {
  return lines.flatMap((line) => {
    const { who, question, index, segmentId, startMs, endMs, text } = line;
    if (!question || who !== 'customer') return [];
    const answer = lines.find((other) => other.index > index && other.who === 'rep' && !other.isBackchannel);
    const id = { questionId: `question-${index + 1}` };
    const common = { confidence: question.confidence, basis: 'words' };
    const asked = { participantId: who, role: who, segmentId, startMs, endMs, text, ...question, ...common };
    const timed = { ...id, questionSegmentIds: [segmentId], questionEndMs: endMs, ...common };
    const latencyMs = answer ? answer.startMs - endMs : null;
    const isOverdue = latencyMs === null || latencyMs > OVERDUE_MS;
    const crossedAtMs = isOverdue ? endMs + OVERDUE_MS : null;
    const overdue = { ...timed, thresholdMs: OVERDUE_MS, crossedAtMs, text };
    const measured = {
      ...timed,
      outcome: answer ? 'answered' : 'unanswered',
      answerSegmentId: answer?.segmentId ?? null,
      answerParticipantId: answer ? 'rep' : null,
      answerStartMs: answer?.startMs ?? null,
      latencyMs,
      filled: answer?.filled ?? false,
      crossedAtMs,
    };
    const drafts: PageDraft[] = [{ atMs: endMs + RECOGNISER_DELAY_MS + 6, type: 'question.asked', ...id, ...asked }];
    if (crossedAtMs !== null) drafts.push({ atMs: crossedAtMs + 20, type: 'response.overdue', ...overdue });
    if (answer) {
      // The words of the question come 350 ms late, so an answer that came sooner is measured when they are there.
      const atMs = Math.max(answer.startMs + 520, endMs + RECOGNISER_DELAY_MS + 8);
      drafts.push({ atMs, type: 'response.measured', ...measured });
    }
    return drafts;
  });
}

function overlaps(lines: readonly PlacedLine[]): PageDraft[] {
  return lines.flatMap((line) => {
    const over = lines.find(
      (other) => other.index < line.index && other.endMs > line.startMs && other.who !== line.who,
    );
    if (!over) return [];
    const span = { startMs: line.startMs, endMs: Math.min(line.endMs, over.endMs), byParticipantId: line.who };
    const atMs = span.endMs + 340;
    const overlap = { atMs, type: 'overlap.heard' as const, ...span, overParticipantId: over.who };
    if (line.isBackchannel) return [overlap];
    return [overlap, { atMs, type: 'interruption.made' as const, ...span, interruptedParticipantId: over.who }];
  });
}

/** One sample a second from the customer's 8th second on, drawn towards the mood of the newest line. */
function emotion(lines: readonly PlacedLine[], durationMs: number): PageDraft[] {
  const spoken = lines.filter((line) => line.who === 'customer' && !line.isBackchannel);
  const firstMs = (spoken[0]?.startMs ?? 0) + 8_000;
  const drafts: PageDraft[] = [];
  let smoothedValence = 0;
  let smoothedArousal = 0.4;
  let heardAtMs = firstMs;
  for (let atMs = Math.ceil(firstMs / 1000) * 1000; atMs < durationMs; atMs += 1000) {
    const mood = spoken.filter((line) => line.startMs <= atMs).at(-1)?.mood ?? 0;
    const isHeld = !spoken.some((line) => line.startMs <= atMs && atMs <= line.endMs + 600);
    if (!isHeld) heardAtMs = atMs;
    const wave = Math.sin(atMs / 2_300) * 0.06 + Math.sin(atMs / 870) * 0.03;
    const valence = isHeld ? smoothedValence : mood + wave;
    const arousal = Math.min(1, Math.max(0, 0.42 + Math.abs(mood) * 0.5 + wave));
    smoothedValence += (valence - smoothedValence) * 0.16;
    smoothedArousal += (arousal - smoothedArousal) * 0.12;
    const confidence = 0.84 * 0.5 ** ((atMs - heardAtMs) / 10_000);
    const smooth = { smoothedValence, smoothedArousal, confidence, isHeld, evidence: isHeld ? 'none' : 'both' };
    drafts.push({
      atMs,
      type: 'emotion.sampled',
      participantId: 'customer',
      role: 'customer',
      valence,
      arousal,
      ...smooth,
    });
  }
  return drafts;
}

/** A curve that falls in the middle of the call and comes back at its end. */
function interestDrafts(durationMs: number): PageDraft[] {
  const from = { participantId: 'customer', sinceMs: durationMs * 0.5, fromScore: 54, toScore: 31 };
  const trust = { confidence: 0.66, isCalibrated: false, calibratedOn: 'joined-calls' };
  const drafts: PageDraft[] = [{ atMs: durationMs * 0.7, type: 'interest.declined', ...from, ...trust }];
  for (let atMs = 30_000; atMs < durationMs; atMs += 15_000) {
    const fall = Math.max(0, 1 - Math.abs(atMs / durationMs - 0.7) / 0.25);
    const sample = { metric: 'interest', value: 54 - 26 * fall, unit: 'score', participantId: 'customer' };
    drafts.push({ atMs, type: 'metric.sampled', ...sample, windowMs: 90_000, dimension: null, confidence: 0.7 });
  }
  return drafts;
}

function cardEvents(card: ScriptCard, at: number, lines: readonly PlacedLine[], withFate: boolean): PageDraft[] {
  const line = lines[card.line];
  if (!line) return [];
  const { ruleId, kind, severity, pack, confidence, isCalibrated, livesMs, fate } = card;
  const cardId = `card-${at + 1}`;
  const raisedAtMs = line.endMs + card.afterMs;
  const expiresAtMs = raisedAtMs + livesMs;
  const evidence = [{ seq: 1, atMs: line.startMs, text: line.text, participantId: line.who }];
  const offer = { cardId, ruleId, kind, severity, pack, evidence, reason: [1], confidence, isCalibrated, expiresAtMs };
  const drafts: PageDraft[] = [{ atMs: raisedAtMs, type: 'card.raised', ...offer }];
  if (withFate) {
    drafts.push({ atMs: raisedAtMs + 300, type: 'card.shown', cardId });
    if (fate !== 'expired') drafts.push({ atMs: raisedAtMs + 2_600, type: `card.${fate}`, cardId });
  }
  if (fate === 'expired' || !withFate) {
    drafts.push({ atMs: expiresAtMs, type: 'card.expired', cardId, ruleId, cause: 'time' });
  }
  return drafts;
}

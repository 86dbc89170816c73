// The summary of `sotto analyze` for people: a few lines, figures with units, nothing that judges.

import type { CallSummaryReport } from '../calls/summarize-log.ts';

const seconds = (ms: number | null) => (ms === null ? '–' : `${(ms / 1000).toFixed(1)} s`);
const percent = (ratio: number | null) => (ratio === null ? '–' : `${Math.round(ratio * 100)} %`);
const clock = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`;

export function summaryText(summary: CallSummaryReport): string {
  const people = summary.participants.map(
    (person) =>
      `  ${person.participantId} (${person.role}): spoke ${seconds(person.speechMs)}, share ${percent(person.talkShareRatio)}, ` +
      `${person.turns} turns, longest ${seconds(person.longestMonologueMs)}, patience ${seconds(person.patienceMs)}`,
  );
  const latencies = summary.responseLatencies.map(
    (each) => `  ${clock(each.questionEndMs)} ${each.latencyMs === null ? 'unanswered' : seconds(each.latencyMs)}`,
  );
  const cards = summary.cards.map((card) => `  ${clock(card.atMs)} ${card.ruleId} ${percent(card.confidence)}`);
  const mentions = summary.competitors.map(
    (each) => `  ${clock(each.atMs)} ${each.name}, ${each.evidence === true ? 'with evidence' : 'no evidence found'}`,
  );
  return [
    `${summary.callId}: ${clock(summary.durationMs)}`,
    ...section('People', people),
    ...section('Answers to customer questions', latencies),
    ...section('Keywords', [`  ${summary.keywords.length} hits`]),
    ...section('Competitors', mentions),
    ...section('Cards', cards),
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

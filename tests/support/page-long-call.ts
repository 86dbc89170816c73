// A call of two hours with about 5,000 marks, for the time line and the transcript to prove themselves on.

import type { Script, ScriptLine } from './page-script.ts';
import { englishScript } from './page-script-en.ts';

export const LONG_CALL = 'two-hours';
const LONG_MS = 7_200_000;

export function longCall(): Script {
  const lines: ScriptLine[] = [];
  let lengthMs = 0;
  while (lengthMs < LONG_MS) {
    const line = englishScript.lines[lines.length % englishScript.lines.length];
    if (!line) break;
    lines.push(line);
    lengthMs += line.text.length * englishScript.msPerCharacter + Math.abs(line.gapMs);
  }
  const round = englishScript.lines.length;
  const rounds = Math.floor(lines.length / round);
  const cards = Array.from({ length: rounds }, (_, at) =>
    englishScript.cards.map((card) => ({ ...card, line: card.line + at * round })),
  ).flat();
  const title = 'Two hours on the wards';
  return { ...englishScript, callId: LONG_CALL, title, startedAt: '2026-02-02T09:00:00+00:00', lines, cards };
}

// `sotto demo`: shows on this machine, with nothing prepared, that the whole path works; exit code 0 only when all agrees.

import { Command } from 'commander';
import { runDemo } from '../demo/run-demo.ts';
import { createProgress } from './progress.ts';

export function demoCommand(): Command {
  return new Command('demo')
    .description('Start everything in a temporary folder, stream the sample calls, compare with the truth.')
    .option('--json', 'print the result as one JSON object')
    .option('--speed <n>', 'media seconds per second', '20')
    .action(async (flags: { json?: boolean; speed: string }) => {
      const progress = createProgress('streaming sample calls');
      const result = await runDemo({ speed: Number(flags.speed), onProgress: progress.report });
      progress.end();
      process.stdout.write(flags.json ? `${JSON.stringify(result)}\n` : demoText(result));
      process.exitCode = result.ok ? 0 : 1;
    });
}

function demoText({ ok, problems, calls, eventToCardMs, store }: Awaited<ReturnType<typeof runDemo>>): string {
  const lines = calls.flatMap(({ callId, latency, keywords, competitors, cards, talkShare }) => [
    `${callId}`,
    `  response latency   ${latency.questions} questions, ${latency.maeMs} ms off on average`,
    `  waits over 4.2 s   ${latency.unanswered.raised} of ${latency.unanswered.expected} raised a card, ${latency.unanswered.worstDelayMs} ms after the threshold at most`,
    `  keywords           ${keywords.found} of ${keywords.expected}, ${keywords.wrong} wrong`,
    `  competitors        ${competitors.found} of ${competitors.expected}, ${competitors.wrong} wrong`,
    `  cards              ${cards.raised.join(', ')}`,
    `  talk share         ${talkShare.measuredRatio}, truth ${talkShare.truthRatio}`,
  ]);
  const rows = Object.entries(store.rows).map(([table, count]) => `${table} ${count}`);
  return [
    ...lines,
    `event to card        p50 ${eventToCardMs.p50} ms, p99 ${eventToCardMs.p99} ms, n ${eventToCardMs.n}`,
    `store                ${store.engine} ${store.version}: ${rows.join(', ')}`,
    ok ? 'Everything agrees with the truth.' : `It does not agree:\n  ${problems.join('\n  ')}`,
    '',
  ].join('\n');
}

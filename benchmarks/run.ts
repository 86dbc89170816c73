// `npm run bench`: every suite in one run, printed as tables and kept in benchmarks/results/ with machine and commit.

import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type LiveCallsResult, measureLiveCalls } from './live-calls.ts';
import { measurePhraseMatching, printed as printedPhrases } from './phrase-matching.ts';
import { measureTextSignals, printed as printedText } from './text-signals.ts';
import { measureVoiceBatching, printed } from './voice-batching.ts';
import { measureWholePipeline, printed as printedPipeline } from './whole-pipeline.ts';
import { measureWordsToCard, printed as printedWords } from './words-to-card.ts';

const options = new Command('bench')
  .description(
    'Voice batching against one at a time; N two-channel calls at real time with and without voice activity.',
  )
  .option('--calls <list>', 'live calls at once, comma-separated', '10,50')
  .option('--seconds <n>', 'media seconds of each run that count', '90')
  .option('--rate <hz>', 'sample rate of the live calls: 8000 as telephony, or 16000', '8000')
  .option('--frame <ms>', 'length of the audio frames, 10 to 200 ms', '20')
  .option('--warm-up <s>', 'media seconds that are fed before counting begins', '20')
  .option('--only <name>', 'voice, text, pipeline, phrases, live or words')
  .option('--spoken <n>', 'spoken calls of the suite `words`, a minute each', '8')
  .parse()
  .opts<{
    calls: string;
    seconds: string;
    rate: string;
    frame: string;
    warmUp: string;
    spoken: string;
    only?: 'voice' | 'text' | 'pipeline' | 'phrases' | 'live' | 'words';
  }>();

const wanted = (suite: string) => options.only === undefined || options.only === suite;
const voice = wanted('voice') ? await measureVoiceBatching() : undefined;
if (voice) process.stdout.write(`\nVoice activity, batched against one at a time\n\n${printed(voice)}`);

const text = wanted('text') ? await measureTextSignals() : undefined;
if (text) process.stdout.write(`\nSignals from words\n\n${printedText(text)}`);

const pipeline = wanted('pipeline') ? await measureWholePipeline() : undefined;
if (pipeline) process.stdout.write(`\nThe whole engine beside Silero alone\n\n${printedPipeline(pipeline)}`);

const phrases = wanted('phrases') ? measurePhraseMatching() : undefined;
if (phrases) process.stdout.write(`\nPhrases, competitors and evidence in an utterance\n\n${printedPhrases(phrases)}`);

const load = {
  seconds: Number(options.seconds),
  sampleRateHz: options.rate === '16000' ? (16000 as const) : (8000 as const),
  frameMs: Number(options.frame),
  warmUpSeconds: Number(options.warmUp),
};
const live: LiveCallsResult[] = [];
if (wanted('live')) {
  for (const calls of options.calls.split(',').map(Number)) {
    for (const withVoice of [true, false]) live.push(await measureLiveCalls({ ...load, calls, withVoice }));
  }
  process.stdout.write(`\nTwo-channel calls at real time\n\n${liveTable(live)}\n`);
}

const words = wanted('words') ? await measureWordsToCard(Number(options.spoken)) : undefined;
if (wanted('words')) process.stdout.write(`\nFrom speech to text and to a card\n\n${printedWords(words)}`);

const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const machine = {
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
const result = {
  at: new Date().toISOString(),
  commit,
  machine,
  ...(voice ? { voice } : {}),
  ...(text ? { text } : {}),
  ...(pipeline ? { pipeline } : {}),
  ...(phrases ? { phrases } : {}),
  live,
  ...(words ? { words } : {}),
};
const folder = fileURLToPath(new URL('results', import.meta.url));
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/latest.json`, `${JSON.stringify(result, null, 2)}\n`);
process.exit(0);

function liveTable(results: readonly LiveCallsResult[]): string {
  const fixed = (value: number | null, digits: number) => (value === null ? '–' : value.toFixed(digits));
  return [
    '| calls | rate, Hz | frame, ms | voice activity | CPU, ms per channel-second | windows skipped | event → card p50 / p99, ms (n) | event-loop delay p99, ms | stolen by the host, % |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(
      (each) =>
        `| ${each.calls} | ${each.sampleRateHz} | ${each.frameMs} | ${each.withVoice ? 'yes' : 'no'} | ${fixed(each.cpuMsPerChannelSecond, 2)} | ${each.windowsSkipped} | ` +
        `${fixed(each.eventToCardMs.p50, 1)} / ${fixed(each.eventToCardMs.p99, 1)} (${each.cards}) | ${fixed(each.eventLoopDelayP99Ms, 1)} | ${fixed(each.hostStealRatio === null ? null : each.hostStealRatio * 100, 1)} |`,
    ),
  ].join('\n');
}

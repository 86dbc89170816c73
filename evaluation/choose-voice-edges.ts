// How pipelines/speech-edges.ts came to its figures: every choice on EMO-DB speech in noise, 8 and 16 kHz. Speakers 03 to 10
// choose, 11 to 13 check. Run: `npx tsx evaluation/choose-voice-edges.ts [DATA]`, about 6 minutes; prints a table.

import type { WindowRead } from '../engine/observations.ts';
import { median } from '../engine/quantile.ts';
import { createVoiceModel } from '../models/voice-model.ts';
import { EDGES, type EdgeOptions } from '../pipelines/speech-edges.ts';
import { type NoiseCondition, type NoisySpeech, noisySpeech, readSpokenClips } from './data/noisy-speech.ts';
import { SHARED_DATA } from './measure-suites.ts';
import { edgeErrors, judgedFrames } from './speech-agreement.ts';
import { confusionOf, f1Of } from './statistics.ts';
import { readWindows, speechSpans } from './voice-windows.ts';

const CONDITIONS: readonly NoiseCondition[] = [
  { noise: 'pink', snrDb: 60 },
  { noise: 'pink', snrDb: 20 },
  { noise: 'white', snrDb: 10 },
  { noise: 'hum', snrDb: 10 },
  { noise: 'pink', snrDb: 5 },
];
const LAST_CHOOSING_SPEAKER = '10';

const TRIED: readonly Partial<EdgeOptions>[] = [
  {},
  { sureProbability: 0.5, mostTrailingWindows: 4 },
  { sureProbability: 0.7 },
  { sureProbability: 0.8 },
  { sureProbability: 0.95 },
  { mostTrailingWindows: 2 },
  { mostTrailingWindows: 4 },
  { mostTrailingWindows: 6 },
  { mostTrailingWindows: 10 },
  { voicedShare: 0 },
  { voicedShare: 0.1 },
  { voicedShare: 0.3 },
  { leastContrastDb: 6 },
  { loudShare: 1 },
  { loudShare: 0.3 },
  { loudShare: 0.5 },
  { leastContrastDb: 10 },
];

interface Read extends NoisySpeech {
  readonly windows: readonly WindowRead[];
}

const clips = await readSpokenClips(process.argv[2] ?? SHARED_DATA);
const voice = await createVoiceModel();
const all: Read[] = [];
for (const [index, speaker] of [...clips.keys()].entries()) {
  for (const [at, condition] of CONDITIONS.entries()) {
    for (const speech of noisySpeech(clips.get(speaker) ?? [], condition, 1 + index * CONDITIONS.length + at)) {
      all.push({ ...speech, windows: await readWindows(voice, speech) });
    }
  }
}
await voice.close();

const sets = {
  choose: all.filter(({ speaker }) => speaker <= LAST_CHOOSING_SPEAKER),
  check: all.filter(({ speaker }) => speaker > LAST_CHOOSING_SPEAKER),
};
for (const changes of TRIED) {
  const edges = { ...EDGES, ...changes };
  const cells = Object.entries(sets).map(([name, set]) => `${name}: ${scoreOf(set, edges)}`);
  process.stdout.write(`${JSON.stringify(changes).padEnd(50)} ${cells.join('   ')}\n`);
}

/** Means over conditions and rates, so that no condition counts more than another. */
function scoreOf(set: readonly Read[], edges: EdgeOptions): string {
  const scores = CONDITIONS.flatMap((condition) =>
    [8_000, 16_000].map((rateHz) => {
      const own = set.filter((each) => each.condition === condition && each.sampleRateHz === rateHz);
      const judged = own.flatMap((each) => {
        const durationMs = (each.samples.length / rateHz) * 1_000;
        return judgedFrames(each.spans, speechSpans(each.windows, { edges }), durationMs);
      });
      const errors = own.map((each) => edgeErrors(each.spans, speechSpans(each.windows, { edges })));
      const size = (list: readonly number[]) => median(list.map(Math.abs)) ?? Number.NaN;
      return {
        f1: f1Of(confusionOf(judged)),
        startMs: size(errors.flatMap(({ startsMs }) => startsMs)),
        endMs: size(errors.flatMap(({ endsMs }) => endsMs)),
      };
    }),
  );
  const mean = (of: 'f1' | 'startMs' | 'endMs') => scores.reduce((sum, each) => sum + each[of], 0) / scores.length;
  return `F1 ${mean('f1').toFixed(4)} start ${mean('startMs').toFixed(1)} ms end ${mean('endMs').toFixed(1)} ms`;
}

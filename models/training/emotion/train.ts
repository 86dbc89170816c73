// Trains the emotion network on EMO-DB and writes models/weights/voice-emotion.onnx; prints its figures on held-out speakers.
// Run: npx tsx models/training/emotion/train.ts [--data DIR]. The same data give the same bytes. About 3 minutes.

import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { loadSilero } from '../../silero.ts';
import { createVoiceReader } from '../../voice-reader.ts';
import { calibrated } from './calibration.ts';
import { judgeShifted, shiftFactorOf } from './corpus-shift.ts';
import { readEmodb } from './emodb.ts';
import { arousalOf, negativityOf } from './emotion-classes.ts';
import { trainEmotionNetwork } from './emotion-network.ts';
import { hearCopies } from './heard-clips.ts';
import { calibrationsOf, type JudgedClip, judgeHeldOut } from './held-out-speakers.ts';
import { networkFile } from './network-graph.ts';

const WEIGHTS = join(import.meta.dirname, '../../weights/voice-emotion.onnx');
const SEED = 7;

await train(argv[argv.indexOf('--data') + 1 || argv.length] ?? '../shared/data');

async function train(dataDir: string): Promise<void> {
  const silero = await loadSilero();
  const clips = await hearCopies(createVoiceReader(silero), await readEmodb(join(dataDir, 'emotion/emodb-de')), SEED);
  await silero.release();
  const judged = await judgeHeldOut(clips, SEED, (done, of) => stdout.write(`held-out speaker ${done} of ${of}\n`));
  printFigures(judged);
  const shifted = await judgeShifted(clips, SEED, (done, of) => stdout.write(`shifted speaker ${done} of ${of}\n`));
  const calibrations = calibrationsOf(judged);
  const factor = shiftFactorOf(shifted, calibrations[0]);
  stdout.write(`confidence: logits of arousal times ${factor.toFixed(4)}\n`);
  const bytes = networkFile(calibrated(trainEmotionNetwork(clips, SEED), calibrations, factor));
  await writeFile(WEIGHTS, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  stdout.write(`${WEIGHTS}: ${bytes.byteLength} bytes, sha256 ${sha256}\n`);
}

function printFigures(judged: readonly JudgedClip[]): void {
  for (const copy of ['wide', 'line']) {
    for (const baseline of ['short', 'own', 'neutral']) {
      const own = judged.filter((clip) => clip.copy === copy && clip.baseline === baseline);
      const arousal = meanRecall(own, 0, arousalOf).toFixed(4);
      const negativity = meanRecall(own, 1, negativityOf).toFixed(4);
      stdout.write(`${copy} ${baseline}: mean recall of arousal ${arousal}, of negative valence ${negativity}\n`);
    }
  }
}

/** A clip is judged by the mean of its hops' logits. */
function meanRecall(judged: readonly JudgedClip[], output: 0 | 1, labelOf: (emotion: string) => 0 | 1 | null): number {
  const recalls = [0, 1].map((label) => {
    const clips = judged.filter(({ emotion }) => labelOf(emotion) === label);
    const right = clips.filter(
      ({ hops }) => hops.reduce((sum, hop) => sum + (hop[output] ?? 0), 0) > 0 === (label === 1),
    );
    return right.length / clips.length;
  });
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
}

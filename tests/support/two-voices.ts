// A short talk cut from the sample call, one file a side, 32 s each: the rep from 0.2 s, the customer from 8 s to 18.6 s, a
// short answer of the rep, then nobody for 10 s: silence in which no answer is awaited. For browsers that take a file for
// their microphone.

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWav } from '../../engine/audio/wav.ts';
import { readAudio } from '../../gateway/recorded/read-audio.ts';

const SAMPLE_CALL = join(import.meta.dirname, '../../samples/en/call.flac');
const LENGTH_S = 32;
/** From when to when in the sample call, and where it goes, s. */
type Piece = readonly [fromS: number, toS: number, atS: number];

export interface TwoVoices {
  readonly repFile: string;
  /** WAV, base64: what the stubbed tab plays. */
  readonly customerWav: string;
}

export async function twoVoices(): Promise<TwoVoices> {
  const { channels, sampleRateHz } = await readAudio(SAMPLE_CALL);
  const side = (channel: number, ...pieces: readonly Piece[]) => {
    const whole = new Float32Array(LENGTH_S * sampleRateHz);
    for (const [fromS, toS, atS] of pieces) {
      whole.set(channels[channel]?.slice(fromS * sampleRateHz, toS * sampleRateHz) ?? [], atS * sampleRateHz);
    }
    return writeWav([whole], sampleRateHz);
  };
  const repFile = join(await mkdtemp(join(tmpdir(), 'sotto-voices-')), 'rep.wav');
  await writeFile(repFile, side(0, [1, 8, 0], [1, 3.2, 19.6]));
  return { repFile, customerWav: Buffer.from(side(1, [17.9, 28.5, 8])).toString('base64') };
}

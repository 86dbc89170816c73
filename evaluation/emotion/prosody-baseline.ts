// The prosody rule that the program had before, on clips as recorded and over the telephone, against each kind of baseline that
// the network is measured against. Judged clips out.

import { ChannelIndex } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { WindowRead } from '../../engine/observations.ts';
import type { VoiceRateHz } from '../../engine/ports.ts';
import { arousalOf } from '../../models/training/emotion/emotion-classes.ts';
import type { BaselineKind } from '../../models/training/emotion/held-out-speakers.ts';
import { overTelephone } from '../../models/training/emotion/telephone-line.ts';
import { readingAt, WINDOW_SAMPLES } from '../../models/voice-protocol.ts';
import type { VoiceReader } from '../../models/voice-reader.ts';
import { seededRandom } from '../statistics.ts';
import type { CorpusClip } from './heard-corpora.ts';
import { hear, hopOf, UNHEARD, type VoiceHistory } from './prosody-hops.ts';
import { prosodyEmotion } from './prosody-rule.ts';

const OPTIONS = { hopMs: 2_000, speechProbability: 0.5 };
const BASELINE_MS: Readonly<Record<BaselineKind, number>> = { own: 20_000, neutral: 20_000, short: 5_000 };
const WINDOW_MS = 32;
const CHANNEL = ChannelIndex.parse(0);
/** Clips come again where they do not last, so often at most. */
const MOST_ROUNDS = 20;

export interface ProsodyVerdict {
  readonly copy: 'wide' | 'line';
  readonly baseline: BaselineKind;
  readonly truth: string;
  readonly found: string;
  readonly group: string;
}

interface ReadClip {
  readonly emotion: string;
  readonly windows: readonly WindowRead[];
}

export async function judgeByProsody(reader: VoiceReader, clips: readonly CorpusClip[]): Promise<ProsodyVerdict[]> {
  const random = seededRandom(99);
  const judged: ProsodyVerdict[] = [];
  for (const group of [...new Set(clips.map((clip) => clip.speaker))]) {
    const own = clips.filter((clip) => clip.speaker === group);
    for (const copy of ['wide', 'line'] as const) {
      const read = await readClips(reader, own, copy);
      for (const baseline of ['own', 'neutral', 'short'] as const) {
        const history = baselineOf(read, baseline, random);
        judged.push(...judgeClips(history, read).map((verdict) => ({ ...verdict, copy, baseline, group })));
      }
    }
  }
  return judged;
}

async function readClips(
  reader: VoiceReader,
  clips: readonly CorpusClip[],
  copy: ProsodyVerdict['copy'],
): Promise<readonly ReadClip[]> {
  const read: ReadClip[] = [];
  for (const { emotion, samples } of clips) {
    const isLine = copy === 'line';
    const windows = await windowsOf(reader, isLine ? 8000 : 16000, isLine ? overTelephone(samples) : samples);
    read.push({ emotion, windows });
  }
  return read;
}

function judgeClips(history: VoiceHistory, clips: readonly ReadClip[]) {
  return clips.flatMap(({ emotion, windows }) => {
    const label = arousalOf(emotion);
    const found = judge(history, windows);
    return label === null || found === null ? [] : [{ truth: String(label), found }];
  });
}

async function windowsOf(
  reader: VoiceReader,
  sampleRateHz: VoiceRateHz,
  samples: Float32Array,
): Promise<readonly WindowRead[]> {
  const length = WINDOW_SAMPLES[sampleRateHz];
  const windows: WindowRead[] = [];
  for (let i = 0; (i + 1) * length <= samples.length; i++) {
    const reading = readingAt(await reader.read(sampleRateHz, [0], samples.slice(i * length, (i + 1) * length)), 0);
    const startMs = mediaMs(i * WINDOW_MS);
    const endMs = mediaMs((i + 1) * WINDOW_MS);
    windows.push({ type: 'window.read', atMs: endMs, channel: CHANNEL, startMs, endMs, ...reading });
  }
  reader.forget(0);
  return windows;
}

/** Of clips in a random order. */
function baselineOf(clips: readonly ReadClip[], kind: BaselineKind, random: () => number): VoiceHistory {
  const calm = clips.filter(({ emotion }) => emotion === 'neutral' || emotion === 'calm');
  const order = (kind === 'own' ? clips : calm).map((clip) => ({ clip, key: random() })).sort((a, b) => a.key - b.key);
  const windows = order.flatMap(({ clip }) => clip.windows);
  let history = UNHEARD;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const window of windows) {
      history = hear(history, window, { ...OPTIONS, baselineMs: BASELINE_MS[kind] });
      if (history.baseline) return { ...history, recent: [] };
    }
  }
  return { ...history, recent: [] };
}

/** Mean of the rule's arousal over the clip's seconds; 0.5 is usual for the speaker. Null where nothing was voiced. */
function judge(known: VoiceHistory, windows: readonly WindowRead[]): '0' | '1' | null {
  let history = known;
  const said: number[] = [];
  windows.forEach((window, i) => {
    history = hear(history, window, { ...OPTIONS, baselineMs: BASELINE_MS.own });
    if ((i + 1) % 31 !== 0 && i + 1 !== windows.length) return;
    const hop = hopOf(history, window.endMs, OPTIONS.hopMs);
    if (hop) said.push(prosodyEmotion(hop, history.baseline).arousal);
  });
  if (said.length === 0) return null;
  const mean = said.reduce((sum, arousal) => sum + arousal, 0) / said.length;
  return mean > 0.5 ? '1' : '0';
}

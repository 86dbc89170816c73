// The prosody rule that the program had before, on clips: each clip after 20 s of the speaker's own clips. Judged clips out.

import { ChannelIndex } from '../../engine/ids.ts';
import { mediaMs } from '../../engine/media-time.ts';
import type { WindowRead } from '../../engine/observations.ts';
import { arousalOf } from '../../models/training/emotion/emotion-classes.ts';
import { readingAt, WINDOW_SAMPLES } from '../../models/voice-protocol.ts';
import type { VoiceReader } from '../../models/voice-reader.ts';
import { seededRandom } from '../statistics.ts';
import type { CorpusClip } from './heard-corpora.ts';
import { hear, hopOf, UNHEARD, type VoiceHistory } from './prosody-hops.ts';
import { prosodyEmotion } from './prosody-rule.ts';

const OPTIONS = { hopMs: 2_000, baselineMs: 20_000, speechProbability: 0.5 };
const WINDOW_MS = 32;
const CHANNEL = ChannelIndex.parse(0);

export async function judgeByProsody(reader: VoiceReader, clips: readonly CorpusClip[]) {
  const random = seededRandom(99);
  const judged: { truth: string; found: string; group: string }[] = [];
  for (const speaker of [...new Set(clips.map((clip) => clip.speaker))]) {
    const own = clips.filter((clip) => clip.speaker === speaker);
    const heard: WindowRead[][] = [];
    for (const clip of own) heard.push(await windowsOf(reader, clip.samples));
    const order = own.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key);
    const history = baselineOf(order.flatMap(({ i }) => heard[i] ?? []));
    own.forEach(({ emotion }, i) => {
      const label = arousalOf(emotion);
      if (label !== null) judged.push({ truth: String(label), found: judge(history, heard[i] ?? []), group: speaker });
    });
  }
  return judged;
}

async function windowsOf(reader: VoiceReader, samples: Float32Array): Promise<WindowRead[]> {
  const length = WINDOW_SAMPLES[16000];
  const windows: WindowRead[] = [];
  for (let i = 0; (i + 1) * length <= samples.length; i++) {
    const reading = readingAt(await reader.read(16000, [0], samples.slice(i * length, (i + 1) * length)), 0);
    const startMs = mediaMs(i * WINDOW_MS);
    const endMs = mediaMs((i + 1) * WINDOW_MS);
    windows.push({ type: 'window.read', atMs: endMs, channel: CHANNEL, startMs, endMs, ...reading });
  }
  reader.forget(0);
  return windows;
}

function baselineOf(windows: readonly WindowRead[]): VoiceHistory {
  let history = UNHEARD;
  for (const window of windows) {
    history = hear(history, window, OPTIONS);
    if (history.baseline) break;
  }
  return { ...history, recent: [] };
}

/** Mean of the rule's arousal over the clip's seconds; 0.5 is usual for the speaker. */
function judge(baseline: VoiceHistory, windows: readonly WindowRead[]): '0' | '1' {
  let history = baseline;
  const said: number[] = [];
  windows.forEach((window, i) => {
    history = hear(history, window, OPTIONS);
    if ((i + 1) % 31 !== 0 && i + 1 !== windows.length) return;
    const hop = hopOf(history, window.endMs, OPTIONS.hopMs);
    if (hop) said.push(prosodyEmotion(hop, history.baseline).arousal);
  });
  const mean = said.reduce((sum, arousal) => sum + arousal, 0) / said.length;
  return mean > 0.5 ? '1' : '0';
}

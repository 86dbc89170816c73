// Voice activity: speech as the engine opens and closes it, beside Silero alone at 0.5, on hand-marked clips and on meetings
// and telephone talk with reference turns; and what crosstalk adds to a side's speech.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { VoiceModel } from '../../engine/ports.ts';
import { median } from '../../engine/quantile.ts';
import { readAudio } from '../../gateway/recorded/read-audio.ts';
import { createVoiceModel } from '../../models/voice-model.ts';
import { filesIn } from '../data/folder.ts';
import { LABELLED_SPEECH, readLabelledClips } from '../data/labelled-speech.ts';
import { readLeakingCall } from '../data/leaking-call.ts';
import { readRttm } from '../data/rttm.ts';
import { detectionFigures } from '../detection-figures.ts';
import type { Figure, Suite } from '../figure.ts';
import { heardOfCall, overlapMs, speechMs } from '../heard-speech.ts';
import { edgeErrors, joined, judgedFrames, PAUSE_MS, type Span } from '../speech-agreement.ts';
import { bootstrapInterval } from '../statistics.ts';
import { readWindows, speechSpans, voiceSamples } from '../voice-windows.ts';

const MEETING_CLIPS = 'calls/ami-excerpts-en';
const TELEPHONE_CLIP = 'calls/callhome-sample-en';
const TWO_CHANNELS = 'calls/aws-auto-repairs-en';
const SILERO_PROBABILITY = 0.5;

interface ReferenceClip {
  readonly audioPath: string;
  readonly spans: readonly Span[];
}

export const voiceActivitySuite: Suite = {
  name: 'voice-activity',
  folders: [LABELLED_SPEECH, MEETING_CLIPS, TELEPHONE_CLIP, TWO_CHANNELS],
  async run({ dataDir, onProgress }) {
    const voice = await createVoiceModel();
    try {
      const labelled = (await readLabelledClips(dataDir)).map(({ audioPath, spans }) => {
        return { audioPath, spans: spans.filter(({ isSpeech }) => isSpeech) };
      });
      const figures = await clipFigures('vad-labelled', labelled, voice, { f1: 0.945, edgeMs: 40 });
      onProgress?.(1, 4);
      figures.push(...(await clipFigures('AMI excerpts', await rttmClips(join(dataDir, MEETING_CLIPS)), voice)));
      onProgress?.(2, 4);
      figures.push(...(await clipFigures('CallHome', await rttmClips(join(dataDir, TELEPHONE_CLIP)), voice)));
      onProgress?.(3, 4);
      figures.push(...(await crosstalkFigures(join(dataDir, TWO_CHANNELS), voice)));
      return figures;
    } finally {
      await voice.close();
    }
  },
};

/** Speech is where anybody speaks. */
async function rttmClips(folder: string): Promise<ReferenceClip[]> {
  const files = await filesIn(folder, /^[^.]+\.rttm$/);
  return Promise.all(
    files.map(async (path) => ({
      audioPath: path.replace(/\.rttm$/, '.flac'),
      spans: joined(await readRttm(path), 0),
    })),
  );
}

async function clipFigures(
  corpus: string,
  clips: readonly ReferenceClip[],
  voice: VoiceModel,
  targets?: { readonly f1: number; readonly edgeMs: number },
): Promise<Figure[]> {
  if (clips.length === 0) return [];
  const measured = await Promise.all(clips.map((clip) => measureClip(clip, voice)));
  const model = voice.name;
  const target = targets ? { target: { atLeast: targets.f1 } } : {};
  const frames = (of: 'engine' | 'silero') => measured.flatMap((clip) => clip[of]);
  const edges = (name: string, errorsMs: readonly number[]): Figure => {
    const medianOf = (sample: readonly number[]) => median(sample.map(Math.abs));
    const value = medianOf(errorsMs);
    const interval = value === null ? null : bootstrapInterval(errorsMs, medianOf);
    const note = `median of the size; ${Math.round(median(errorsMs) ?? 0)} ms with its sign`;
    const atMost = targets ? { target: { atMost: targets.edgeMs } } : {};
    return { name: `${corpus} ${name} error`, value, n: errorsMs.length, interval, unit: 'ms', model, note, ...atMost };
  };
  return [
    ...detectionFigures(`${corpus} speech frames`, frames('engine'), { model, ...target }),
    ...detectionFigures(`${corpus} Silero alone at 0.5, frames`, frames('silero'), { model, baseline: true }),
    ...(targets ? definitionFigures(corpus, measured, model) : []),
    edges(
      'start',
      measured.flatMap(({ startsMs }) => startsMs),
    ),
    edges(
      'end',
      measured.flatMap(({ endsMs }) => endsMs),
    ),
  ];
}

/** As docs/metrics.md has it, pauses too short to end a segment are speech; marks by hand have every pause. */
function definitionFigures(corpus: string, measured: readonly MeasuredClip[], model: string): Figure[] {
  const f1 = (of: 'engineByDefinition' | 'sileroByDefinition', what: string, baseline: boolean) =>
    detectionFigures(
      `${corpus} ${what}, short pauses counted as speech, frames`,
      measured.flatMap((clip) => clip[of]),
      { model, baseline },
    ).slice(-1);
  return [...f1('engineByDefinition', 'speech', false), ...f1('sileroByDefinition', 'Silero alone at 0.5', true)];
}

type MeasuredClip = Awaited<ReturnType<typeof measureClip>>;

async function measureClip({ audioPath, spans }: ReferenceClip, voice: VoiceModel) {
  const audio = await voiceSamples(await readAudio(audioPath));
  const windows = await readWindows(voice, audio);
  const durationMs = (audio.samples.length / audio.sampleRateHz) * 1_000;
  const found = speechSpans(windows);
  const alone = windows.filter(({ speechProbability }) => speechProbability >= SILERO_PROBABILITY);
  const segments = joined(spans, PAUSE_MS);
  const framesOf = (truth: readonly Span[], list: readonly Span[]) =>
    judgedFrames(truth, list, durationMs).map((frame) => ({ ...frame, group: audioPath }));
  return {
    engine: framesOf(spans, found),
    silero: framesOf(spans, alone),
    engineByDefinition: framesOf(segments, found),
    sileroByDefinition: framesOf(segments, alone),
    ...edgeErrors(spans, found),
  };
}

const LEAKS = [
  { levelDb: -12, delayMs: 60 },
  { levelDb: -18, delayMs: 0 },
  { levelDb: -24, delayMs: 30 },
  { levelDb: -35, delayMs: 45 },
] as const;

/** The customer mixed into the rep's channel of every two-channel call. */
async function crosstalkFigures(folder: string, voice: VoiceModel): Promise<Figure[]> {
  const paths = (await filesIn(folder, /^auto_repairs_\d+\.flac$/)).filter((path) => existsSync(path));
  const figures: Figure[] = [];
  for (const leak of LEAKS) {
    const [speech, overlap]: [number[], number[]] = [[], []];
    for (const path of paths) {
      const clean = await heardOfCall(await readLeakingCall(path, null), voice);
      const heard = await heardOfCall(await readLeakingCall(path, leak), voice);
      speech.push(Math.abs(speechMs(heard, 'rep') / speechMs(clean, 'rep') - 1));
      overlap.push(Math.abs(overlapMs(heard) - overlapMs(clean)) / speechMs(clean, 'rep'));
    }
    const base = { n: paths.length, interval: null, unit: 'ratio', model: voice.name };
    const name = `crosstalk ${leak.levelDb} dB, ${leak.delayMs} ms:`;
    figures.push(
      { ...base, name: `${name} rep speech changed by`, value: median(speech), target: { atMost: 0.05 } },
      { ...base, name: `${name} overlap changed by, of rep speech`, value: median(overlap) },
    );
  }
  return paths.length === 0 ? [] : figures;
}

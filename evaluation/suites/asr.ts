// Speech to words: word error rate of English clips through the whole path that a recorded call takes: voice activity, the
// transcriber, its guards. With the transcriber that is set (SOTTO_TRANSCRIBER), else the command transcriber with
// pocketsphinx of Debian.

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallId, ChannelIndex, ParticipantId } from '../../engine/ids.ts';
import { EMPTY_PLAYBOOK } from '../../engine/playbook.ts';
import type { VoiceModel } from '../../engine/ports.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { transcribeRecording } from '../../gateway/calls/transcribe-recording.ts';
import type { Transcription } from '../../gateway/calls/transcription.ts';
import { readConfig } from '../../gateway/config.ts';
import { readAudio } from '../../gateway/recorded/read-audio.ts';
import { audioEndMs, type RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { chooseTranscription } from '../../gateway/transcription/choose-transcriber.ts';
import { wallClock } from '../../gateway/wall-clock.ts';
import { createVoiceModel } from '../../models/voice-model.ts';
import { speechPipeline } from '../../pipelines/speech.ts';
import { parseCsv } from '../data/csv.ts';
import type { Figure, Suite } from '../figure.ts';
import { bootstrapInterval } from '../statistics.ts';
import { errorRate, type WordErrors, wordErrors } from '../word-errors.ts';

const FOLDER = 'asr-clips';
const PROGRAM = 'pocketsphinx_continuous';
const POCKETSPHINX = {
  SOTTO_TRANSCRIBER: 'command',
  SOTTO_TRANSCRIBER_COMMAND: `${PROGRAM} -infile /dev/stdin -logfn /dev/null -time yes`,
  SOTTO_TRANSCRIBER_OUTPUT: 'pocketsphinx',
};
const MOST_ERRORS_RATIO = 0.25;

export const asrSuite: Suite = {
  name: 'asr',
  folders: [FOLDER],
  about: 'Word error rate of the English clips of asr-clips through voice activity, a transcriber and its guards.',
  async run({ dataDir, onProgress }) {
    const isSet = readConfig().transcription.SOTTO_TRANSCRIBER !== 'none';
    const { transcription: settings, models } = readConfig(isSet ? {} : POCKETSPHINX);
    const name = 'asr-clips English word error rate';
    if (!isSet && spawnSync(PROGRAM, [], { stdio: 'ignore' }).error) {
      return [{ name, value: null, n: 0, interval: null, unit: 'ratio', note: `${PROGRAM} is not installed` }];
    }
    const transcription = chooseTranscription(settings, {
      scheduler: wallClock(),
      isLive: false,
      modelsDir: models.dir,
    });
    if (!transcription) return [];
    const voice = await createVoiceModel();
    try {
      const clips = parseCsv(await readFile(join(dataDir, FOLDER, 'transcripts.csv'), 'utf8')).filter(
        ({ lang, text }) => lang === 'en' && text !== '',
      );
      const measured: WordErrors[] = [];
      for (const { file = '', text = '' } of clips) {
        const heard = await transcribe(join(dataDir, FOLDER, 'audio', file), voice, transcription);
        measured.push(wordErrors(text, heard));
        onProgress?.(measured.length, clips.length);
      }
      return [figureOf(name, measured, transcription.transcriber.name)];
    } finally {
      await transcription.close();
      await voice.close();
    }
  },
};

function figureOf(name: string, clips: readonly WordErrors[], model: string): Figure {
  const words = clips.reduce((sum, clip) => sum + clip.words, 0);
  return {
    name,
    value: errorRate(clips),
    n: words,
    interval: bootstrapInterval(clips, errorRate),
    unit: 'ratio',
    model,
    target: { atMost: MOST_ERRORS_RATIO },
    note: `${words} words of ${clips.length} clips; the interval is over clips`,
  };
}

async function transcribe(path: string, voice: VoiceModel, transcription: Transcription): Promise<string> {
  const audio = await readAudio(path);
  const call: RecordedCall = {
    started: {
      type: 'call.started',
      callId: CallId.parse('asr-clip'),
      startedAt: '2026-01-01T00:00:00Z',
      language: 'en',
      participants: [
        { participantId: ParticipantId.parse('speaker'), role: 'unknown', channel: ChannelIndex.parse(0) },
      ],
    },
    events: [],
    audio: { ...audio, channels: audio.channels.slice(0, 1) },
    endedAtMs: audioEndMs(audio),
    endReason: undefined,
  };
  const context = await callContext(call.started, { playbookFor: () => EMPTY_PLAYBOOK, profile: 'default' });
  const options = { context, speech: speechPipeline, voice, transcription, scheduler: wallClock() };
  const { events } = await transcribeRecording({ call, ...options });
  return events
    .flatMap((event) => (event.type === 'segment.finalized' ? [event] : []))
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ text }) => text)
    .join(' ');
}

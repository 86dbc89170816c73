// Azure Communication Services media streaming: ACS dials us; AudioMetadata once, then AudioData with base64 s16le of one
// participant (unmixed) or of all (mixed), stamped with the time of day. The codec reads either spelling of the names.
// learn.microsoft.com/azure/communication-services/how-tos/call-automation/audio-streaming-quickstart.

import { z } from 'zod';
import { EngineError } from '../../../engine/errors.ts';
import { AudioFormat } from '../../protocol/ingest.ts';
import { type Dialect, type FeedStep, isGoodbye } from './dialect.ts';
import type { FeedSettings } from './feed-settings.ts';
import { type MetPeople, meet, NOBODY_MET, placeAudio } from './met-people.ts';
import { bytesOfBase64, looseNumber, sampleAt, vendorMessage } from './vendor-message.ts';

const Message = z.object({
  kind: z.string(),
  audioMetadata: z
    .object({ subscriptionId: z.string(), sampleRate: looseNumber.default(16_000), channels: looseNumber.default(1) })
    .nullish(),
  audioData: z
    .object({
      data: z.string(),
      timestamp: z.iso.datetime({ offset: true }),
      participantRawID: z.string().nullish(),
      participantRawId: z.string().nullish(),
      participant: z.object({ rawId: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
type Message = z.output<typeof Message>;

interface State {
  readonly settings: FeedSettings;
  readonly sampleRateHz: number | undefined;
  /** False where this stream goes on with a call. */
  readonly isFirst: boolean;
  /** The time of day of media time 0: the first audio's, or where the call stands when this stream goes on with it. */
  readonly startedMs: number | undefined;
  readonly people: MetPeople;
}

export const azure: Dialect<State> = {
  name: 'azure',
  open: (settings) => ({ settings, sampleRateHz: undefined, isFirst: true, startedMs: undefined, people: NOBODY_MET }),
  step(state, input) {
    if (input.kind === 'closed') {
      const isOver = state.sampleRateHz !== undefined && isGoodbye(input.code);
      return [state, isOver ? [{ kind: 'left', reason: 'stream closed' }] : []];
    }
    if (input.kind === 'joined') return [{ ...state, isFirst: input.isFirst }, []];
    if (input.kind !== 'text') return [state, []];
    const { kind, audioMetadata, audioData } = vendorMessage(Message, input.text);
    if (/^audiometadata$/i.test(kind) && audioMetadata) return begin(state, audioMetadata);
    return /^audiodata$/i.test(kind) && audioData ? hear(state, audioData, input.elapsedMs) : [state, []];
  },
};

function begin(
  state: State,
  { subscriptionId, sampleRate, channels }: NonNullable<Message['audioMetadata']>,
): FeedStep<State> {
  const audio = AudioFormat.safeParse({ sampleRateHz: sampleRate });
  if (!audio.success || channels !== 1) {
    throw new EngineError('input.audio-format', `${sampleRate} Hz, ${channels} channels: expected 16 or 24 kHz mono`);
  }
  const { callId = `azure-${subscriptionId}`.slice(0, 128), ...facts } = state.settings.facts;
  const start = { ...facts, callId, audio: audio.data, participants: [] };
  return [{ ...state, sampleRateHz: sampleRate }, [{ kind: 'call', start }]];
}

function hear(state: State, audio: NonNullable<Message['audioData']>, elapsedMs: number): FeedStep<State> {
  const { sampleRateHz } = state;
  if (sampleRateHz === undefined) throw new EngineError('input.protocol-order', 'audio came before its metadata');
  const id = audio.participantRawID ?? audio.participantRawId ?? audio.participant?.rawId ?? 'mixed';
  const [met, { channel = 0 }, introduction] = meet(state.people, state.settings, { keys: [id] }, true);
  const atMs = Date.parse(audio.timestamp);
  const startedMs = state.startedMs ?? atMs - (state.isFirst ? 0 : elapsedMs);
  const payload = bytesOfBase64(audio.data);
  const frame = {
    stampedSample: sampleAt(atMs - startedMs, sampleRateHz),
    samples: payload.byteLength >> 1,
    sampleRateHz,
  };
  const [people, startSample] = placeAudio(met, channel, frame);
  return [{ ...state, people, startedMs }, [...introduction, { kind: 'audio', channel, startSample, payload }]];
}

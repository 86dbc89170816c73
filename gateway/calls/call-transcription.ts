// The words of one call whose feed brings none. In: the windows of its channels and its event log. Out: segment events.
// Each utterance that voice activity finds goes to the transcriber with a little before and after it; what comes back is
// guarded and stamped on arrival, as a feed's segment would be (docs/decisions/0005).

import type { AudioWindow } from '../../engine/audio/framing.ts';
import type { Diarizer } from '../../engine/diarizer.ts';
import type { EngineError } from '../../engine/errors.ts';
import type { CallEvent, EventOf, Unstamped, WordsEvent } from '../../engine/events.ts';
import type { ChannelIndex, ParticipantId } from '../../engine/ids.ts';
import type { MediaMs } from '../../engine/media-time.ts';
import { foldParticipants, type Participants, participantsOf } from '../../engine/participants.ts';
import type { CallContext } from '../../engine/pipeline.ts';
import type { VoiceRateHz } from '../../engine/ports.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import { isMixedChannel } from '../../engine/shared-channels.ts';
import type { Transcriber, TranscriptionLanguage } from '../../engine/transcriber.ts';
import { ChannelTranscription } from './channel-transcription.ts';
import { MixedVoices } from './mixed-voices.ts';
import { ToolSpeakers } from './tool-speakers.ts';

export interface CallTranscriptionOptions {
  readonly context: CallContext;
  readonly transcriber: Transcriber;
  /** Tells the voices of mixed channels apart; absent where only the meeting tool can. */
  readonly diarizer?: Diarizer | undefined;
  /** The diarizer could not tell of an utterance. */
  readonly onDiarizerFailed?: ((error: EngineError) => void) | undefined;
  readonly language: TranscriptionLanguage;
  readonly hotwords: readonly string[];
  readonly scheduler: Scheduler;
  /** Up to where the log of the call is decided. */
  readonly releasedMs: () => MediaMs;
  readonly put: (words: Unstamped<WordsEvent>) => void;
  /** How long the end of the call waits for its last words, ms of wall time. Default 10,000. */
  readonly lastWordsMs?: number;
}

export class CallTranscription {
  readonly #options: CallTranscriptionOptions;
  readonly #channels = new Map<ChannelIndex, ChannelTranscription>();
  readonly #tool = new ToolSpeakers();
  #participants: Participants;
  #isOff = false;

  constructor(options: CallTranscriptionOptions) {
    this.#options = options;
    this.#participants = participantsOf(options.context.started.participants);
  }

  onWindow(channel: ChannelIndex, window: AudioWindow, sampleRateHz: VoiceRateHz): void {
    if (this.#isOff) return;
    this.#channel(channel, sampleRateHz).hear(window, this.#options.releasedMs());
  }

  /** Every event of the log, in order. */
  onEvent(event: CallEvent): void {
    if (this.#isOff) return;
    this.#participants = foldParticipants(this.#participants, event);
    if (event.type === 'segment.finalized' || event.type === 'segment.revised') this.#onSegment(event.segmentId);
    if (event.type === 'activity.changed' && this.#channelOf(event.participantId) === undefined) this.#tool.take(event);
    if (!isVoiceActivity(event)) return;
    const channel = this.#channelOf(event.participantId);
    if (!channel) return;
    if ('endMs' in event) channel.end(event.startMs, event.endMs, event.atMs);
    else channel.begin(event.participantId, event.startMs, event.atMs);
  }

  /** Resolves when what has been said has its words; an utterance that is being spoken goes on. */
  async answered(): Promise<void> {
    for (const channel of this.#channels.values()) await channel.answered();
  }

  /** The audio is over: ends what is being spoken and resolves when its words are in, or the time for them is up. */
  async lastWords(): Promise<void> {
    const { scheduler, lastWordsMs = 10_000 } = this.#options;
    let cancel = () => {};
    const timeout = new Promise<void>((resolve) => {
      cancel = scheduler.after(lastWordsMs, resolve);
    });
    const flushed = Promise.all([...this.#channels.values()].map((channel) => channel.finish()));
    await Promise.race([flushed, timeout]);
    cancel();
    this.close();
  }

  close(): void {
    this.#isOff = true;
    for (const channel of this.#channels.values()) channel.close();
  }

  /** A feed that brings words is not transcribed again. */
  #onSegment(segmentId: string): void {
    const isOurs = [...this.#channels.values()].some((channel) => channel.wrote(segmentId));
    if (!isOurs) this.close();
  }

  #channelOf(participantId: ParticipantId): ChannelTranscription | undefined {
    const channel = this.#participants.byId.get(participantId)?.channel;
    return channel === undefined ? undefined : this.#channels.get(channel);
  }

  #channel(channel: ChannelIndex, sampleRateHz: VoiceRateHz): ChannelTranscription {
    const known = this.#channels.get(channel);
    if (known) return known;
    const { transcriber, language, hotwords, scheduler, put, context } = this.#options;
    const { diarizer, onDiarizerFailed = () => {} } = this.#options;
    const { callId } = context;
    const opened = new ChannelTranscription({
      channel,
      sampleRateHz,
      scheduler,
      put,
      callLanguage: context.started.language,
      isMixed: () => isMixedChannel(this.#participants, channel),
      voices: new MixedVoices({
        sampleRateHz,
        // Where the feed has said that it tells, voices are not numbered until it does.
        stream: context.started.speakers === 'feed' ? undefined : diarizer?.open(sampleRateHz),
        tool: this.#tool,
        onFailed: onDiarizerFailed,
      }),
      speaker: () => this.#participants.byChannel.get(channel)?.participantId,
      open: (listener) => transcriber.open({ callId, channel, sampleRateHz, language, hotwords }, listener),
    });
    this.#channels.set(channel, opened);
    return opened;
  }
}

type VoiceActivity = EventOf<'speech.started' | 'speech.ended' | 'voices.started' | 'voices.ended'>;

const isVoiceActivity = (event: CallEvent): event is VoiceActivity =>
  event.type === 'voices.started' ||
  event.type === 'voices.ended' ||
  ((event.type === 'speech.started' || event.type === 'speech.ended') && event.basis === 'voice');

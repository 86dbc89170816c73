// One channel's utterances on their way to the transcriber, and its segments on their way to the call.
// Windows are handed on once the log is decided up to them, so what is heard as speech depends on the log alone.

import type { AudioWindow } from '../../engine/audio/framing.ts';
import type { EngineError } from '../../engine/errors.ts';
import type { Unstamped, WordsEvent } from '../../engine/events.ts';
import { type ChannelIndex, type ParticipantId, SegmentId } from '../../engine/ids.ts';
import { type MediaMs, type MediaSpan, overlapMs } from '../../engine/media-time.ts';
import type { VoiceRateHz } from '../../engine/ports.ts';
import type { Scheduler } from '../../engine/scheduler.ts';
import { type SpokenPiece, spokenBy } from '../../engine/spoken-by.ts';
import type { TranscribedSegment, TranscriptionListener, TranscriptionStream } from '../../engine/transcriber.ts';
import { LastingStream } from '../../models/transcribers/lasting-stream.ts';
import { guardSegment, hanScriptOf } from '../../models/transcribers/word-guards.ts';
import type { HeardVoices } from './heard-voices.ts';
import type { MixedVoices } from './mixed-voices.ts';

export interface ChannelTranscriptionOptions {
  readonly channel: ChannelIndex;
  readonly sampleRateHz: VoiceRateHz;
  readonly callLanguage: string;
  /** Whose channel it is now. */
  readonly speaker: () => ParticipantId | undefined;
  /** Whether the channel carries several voices now, or one that nobody has named. */
  readonly isMixed: () => boolean;
  readonly voices: MixedVoices;
  readonly scheduler: Scheduler;
  readonly open: (listener: TranscriptionListener) => TranscriptionStream;
  readonly put: (words: Unstamped<WordsEvent>) => void;
}

/** Audio before the voice that goes with it, ms: the first consonant may be quiet. */
const LEAD_MS = 250;
/** Audio kept while nobody speaks, ms: a start is told up to a second late where another channel is waited for. */
const KEPT_MS = 2_000;
/** Utterances that are remembered for their speaker and their voice. */
const REMEMBERED = 64;

interface Heard {
  readonly participantId: ParticipantId;
  startMs: MediaMs;
  endMs: MediaMs;
  /** When the log knew that it was over. */
  knownMs: MediaMs;
  /** On a mixed channel: who spoke, known after its end. */
  readonly voices?: Promise<HeardVoices>;
}

interface Window {
  readonly startMs: MediaMs;
  readonly endMs: MediaMs;
  readonly samples: Float32Array;
}

export class ChannelTranscription {
  readonly #options: ChannelTranscriptionOptions;
  readonly #stream: LastingStream;
  #windows: Window[] = [];
  #heard: Heard[] = [];
  #isSpeaking = false;
  #isAnswered = true;
  #isClosed = false;
  /** Finals of mixed channels, one after the other. */
  #attributed: Promise<void> = Promise.resolve();
  readonly #written = new Set<string>();

  constructor(options: ChannelTranscriptionOptions) {
    this.#options = options;
    const { open, scheduler, sampleRateHz } = options;
    this.#stream = new LastingStream({
      open,
      scheduler,
      sampleRateHz,
      listener: {
        segment: (segment) => this.#tell(segment),
        skipped: (span, error) => this.#skip(span, error),
        lost: ({ code, message }, isRetried) =>
          this.#say((participantId) => ({ type: 'transcription.lost', participantId, code, message, isRetried })),
        restored: () => this.#say((participantId) => ({ type: 'transcription.restored', participantId })),
      },
    });
  }

  /** True of segments that came from here. */
  wrote(segmentId: string): boolean {
    return this.#written.has(segmentId);
  }

  hear({ startMs, endMs, samples, heardSamples }: AudioWindow, releasedMs: MediaMs): void {
    this.#windows.push({ startMs, endMs, samples: samples.slice(0, heardSamples) });
    if (this.#isSpeaking) return this.#hand(releasedMs);
    const keepMs = releasedMs - KEPT_MS;
    while ((this.#windows[0]?.endMs ?? Number.POSITIVE_INFINITY) < keepMs) this.#windows.shift();
  }

  begin(participantId: ParticipantId, startMs: MediaMs, atMs: MediaMs): void {
    const fromMs = Math.max(startMs - LEAD_MS, this.#heard.at(-1)?.endMs ?? 0);
    this.#windows = this.#windows.filter((window) => window.endMs > fromMs);
    const { isMixed, voices } = this.#options;
    const mixed = voices.canTell && isMixed() ? { voices: voices.begin(participantId) } : {};
    const heard = { participantId, startMs, endMs: startMs, knownMs: atMs, ...mixed };
    this.#heard = [...this.#heard.slice(-REMEMBERED), heard];
    this.#isSpeaking = true;
    this.#isAnswered = false;
    this.#stream.speechStarted(startMs);
    this.#hand(atMs);
  }

  end(startMs: MediaMs, endMs: MediaMs, atMs: MediaMs): void {
    const heard = this.#heard.at(-1);
    if (!this.#isSpeaking || !heard) return;
    this.#hand(atMs);
    Object.assign(heard, { startMs, endMs, knownMs: atMs });
    this.#isSpeaking = false;
    this.#options.voices.end({ startMs, endMs });
    this.#stream.speechEnded(endMs);
  }

  async answered(): Promise<void> {
    if (this.#isSpeaking || this.#isAnswered) return;
    this.#isAnswered = true;
    await this.#stream.flush();
    await this.#attributed;
  }

  /** No more audio: what is being spoken ends where the audio does. */
  async finish(): Promise<void> {
    const last = this.#windows.at(-1);
    if (this.#isSpeaking && last) this.end(this.#heard.at(-1)?.startMs ?? last.startMs, last.endMs, last.endMs);
    await this.#stream.flush();
    await this.#attributed;
  }

  close(): void {
    this.#isClosed = true;
    this.#stream.close();
    this.#options.voices.close();
    this.#windows = [];
  }

  #hand(releasedMs: MediaMs): void {
    const handed = this.#windows.findIndex(({ endMs }) => endMs > releasedMs);
    const ready = handed < 0 ? this.#windows.splice(0) : this.#windows.splice(0, handed);
    for (const { startMs, samples } of ready) {
      this.#stream.push(startMs, samples);
      this.#options.voices.push(startMs, samples);
    }
    const heard = this.#heard.at(-1);
    const last = ready.at(-1);
    if (heard && last) heard.endMs = last.endMs;
  }

  #tell(segment: TranscribedSegment): void {
    const { callLanguage, put, channel } = this.#options;
    const of = this.#utteranceOf(segment);
    if (!of) return;
    const segmentId = SegmentId.parse(`words-${channel}-${segment.segmentId}`);
    const guarded = guardSegment(segment, this.#heard, hanScriptOf(callLanguage));
    const wasTold = this.#written.has(segmentId);
    // Nothing was told of it so far and nothing needs to be.
    if (!guarded && !wasTold) return;
    this.#written.add(segmentId);
    const told = guarded ?? { ...segment, text: '', words: [] };
    const { participantId, voices } = of;
    if (!segment.isFinal) {
      const fields = fieldsOf(participantId, segmentId, told);
      put({ type: 'segment.revised', ...fields, revision: segment.revision, isFinal: false });
    } else if (guarded && voices) {
      this.#attributed = this.#attributed.then(async () =>
        this.#attribute(of, segmentId, { ...guarded, wasTold }, await voices),
      );
    } else this.#finalize(of, segmentId, told);
  }

  /** A final in pieces, each its voice's; what was told of it as the channel's is taken back. */
  #attribute(of: Heard, segmentId: SegmentId, told: Told & { wasTold: boolean }, voices: HeardVoices): void {
    if (this.#isClosed) return;
    const pieces = spokenBy(told, voices.turns);
    if (pieces.every(({ voice }) => voice === null)) return this.#finalize(of, segmentId, told);
    if (told.wasTold) this.#finalize(of, segmentId, { ...told, text: '', words: [] });
    pieces.forEach((piece, at) => {
      const pieceId = SegmentId.parse(`${segmentId}-${at + 1}`);
      this.#written.add(pieceId);
      const participantId = this.#speakerOf(piece, of, voices);
      this.#finalize({ ...of, participantId }, pieceId, { ...told, words: [], ...piece });
    });
  }

  #speakerOf({ voice }: SpokenPiece, { participantId: owner, knownMs }: Heard, voices: HeardVoices): ParticipantId {
    if (voice === null) return owner;
    const { participantId, isNew } = voices.nameOf(voice);
    const participant = { participantId, role: 'unknown' as const };
    if (isNew) this.#options.put({ type: 'participant.joined', atMs: knownMs, participant });
    return participantId;
  }

  #finalize({ participantId, knownMs }: Heard, segmentId: SegmentId, told: Told): void {
    const fields = fieldsOf(participantId, segmentId, told);
    this.#options.put({ type: 'segment.finalized', atMs: knownMs, ...fields });
  }

  #skip(span: MediaSpan, { code }: EngineError): void {
    const { startMs, endMs } = span;
    const whose = this.#utteranceOf(span)?.participantId;
    this.#say((speaker) => ({ type: 'transcription.skipped', participantId: whose ?? speaker, startMs, endMs, code }));
  }

  /** What is said of a participant; of a channel that is nobody's, nothing. */
  #say(words: (speaker: ParticipantId) => Unstamped<WordsEvent>): void {
    const speaker = this.#options.speaker();
    if (speaker !== undefined) this.#options.put(words(speaker));
  }

  /** The utterance that shares most time with it, else the last. */
  #utteranceOf(span: MediaSpan): Heard | undefined {
    let best = this.#heard.at(-1);
    for (const heard of this.#heard) {
      if (best && overlapMs(heard, span) > overlapMs(best, span)) best = heard;
    }
    return best;
  }
}

type Told = Pick<TranscribedSegment, 'startMs' | 'endMs' | 'text' | 'language' | 'confidence' | 'words'>;

function fieldsOf(participantId: ParticipantId, segmentId: SegmentId, told: Told) {
  const { startMs, endMs, text, language, confidence, words = [] } = told;
  return {
    participantId,
    segmentId,
    startMs,
    endMs,
    text,
    ...(language === undefined ? {} : { language }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(words.length > 0 ? { words: [...words] } : {}),
  };
}

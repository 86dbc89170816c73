// One live call as its feed sees it: numbered messages in, acknowledgements out once all that follows is on disk.
// Outlives its connections: a feed that comes back goes on where it was; one that does not ends the call in time.

import { decodeAudio } from '../../engine/audio/decode.ts';
import { CallSession, type CallSessionOptions } from '../../engine/call-session.ts';
import { type EngineError, EngineError as Fault } from '../../engine/errors.ts';
import type { CallEvent, FeedEvent, Unstamped } from '../../engine/events.ts';
import { channelIndex } from '../../engine/ids.ts';
import { type MediaMs, mediaMs, type WallMs } from '../../engine/media-time.ts';
import type { EventLog } from '../../engine/ports.ts';
import type { AudioFrameMessage } from '../protocol/audio-frame.ts';
import type { AudioFormat, StartCall } from '../protocol/ingest.ts';
import type { CallRecorder } from '../recordings/call-recorder.ts';
import { Acknowledgements } from './acknowledgements.ts';
import type { AdmittedPeople } from './admitted-people.ts';
import { CallTranscription } from './call-transcription.ts';
import { CardLatency } from './card-latency.ts';
import { DurableLog } from './durable-log.ts';
import type { Transcription } from './transcription.ts';
import { WordsLatency, type WordsStage } from './words-latency.ts';

export interface Wall {
  now(): WallMs;
  /** Runs `task` after `ms`; the returned function cancels it. */
  after(ms: number, task: () => void): () => void;
}

export interface LiveCallOptions {
  readonly start: StartCall;
  /** Who may take part. */
  readonly people: AdmittedPeople;
  readonly session: Omit<CallSessionOptions, 'onEvent' | 'onSettled' | 'sampleRateHz' | 'onWindow' | 'lastWords'>;
  /** Makes the words of the call; absent where its feed brings them, where it has no audio, and where nobody does. */
  readonly transcription?: Transcription | undefined;
  readonly log: EventLog;
  readonly wall: Wall;
  /** How long the call waits for its feed to come back, ms. */
  readonly resumeMs: number;
  /** Absent where the call is not recorded. */
  readonly recorder?: CallRecorder | undefined;
  readonly onEvent: (event: CallEvent) => void;
  /** Wall time from the input that made a card known to the card, ms. */
  readonly onCardLatency: (ms: number) => void;
  /** Wall time from the end of an utterance to a stage of what follows from it, ms. */
  readonly onWordsLatency?: ((stage: WordsStage, ms: number) => void) | undefined;
  readonly onStoreFailed: (error: EngineError) => void;
  /** Whose the words of an utterance are could not be told. */
  readonly onDiarizerFailed?: ((error: EngineError) => void) | undefined;
}

/** What a connection wants to hear of the call it feeds. */
export interface FeedListener {
  acknowledged(sequence: number, seq: number): void;
  completed(seq: number): void;
  /** Another connection took over. */
  replaced(): void;
}

const CLOCK_STEP_MS = 100;

export class LiveCall {
  readonly start: StartCall;
  #session: CallSession | undefined;
  #words: CallTranscription | undefined;
  #latency: WordsLatency | undefined;
  readonly #options: LiveCallOptions;
  readonly #durable: DurableLog;
  readonly #startedWall: WallMs;
  readonly #acknowledgements: Acknowledgements;
  readonly #cardLatency: CardLatency;
  #listener: FeedListener | undefined;
  #cancelTimer: () => void = () => {};
  #cancelClock: () => void = () => {};
  #received = 0;
  readonly #stored: Promise<void>;
  #resolveStored: () => void = () => {};

  private constructor(options: LiveCallOptions) {
    this.#options = options;
    this.start = options.start;
    this.#startedWall = options.wall.now();
    this.#cardLatency = new CardLatency(options.wall.now);
    this.#stored = new Promise((resolve) => {
      this.#resolveStored = resolve;
    });
    this.#durable = new DurableLog({
      log: options.log,
      after: (ms, task) => void options.wall.after(ms, task),
      onStored: () => this.#acknowledge(),
      onFailed: options.onStoreFailed,
    });
    this.#acknowledgements = new Acknowledgements({
      storedSeq: () => this.#durable.storedSeq,
      after: (ms, task) => void options.wall.after(ms, task),
      tell: (sequence, seq) => this.#listener?.acknowledged(sequence, seq),
    });
  }

  static async open(options: LiveCallOptions): Promise<LiveCall> {
    const call = new LiveCall(options);
    const words = call.#openWords();
    call.#session = await CallSession.open({
      ...options.session,
      onWindow: words && ((channel, window, rateHz) => words.onWindow(channel, window, rateHz)),
      lastWords: words && (() => words.lastWords()),
      sampleRateHz: options.start.audio?.sampleRateHz,
      onEvent: (event) => call.#take(event),
      onSettled: (sequence, seq) => call.#settled(sequence, seq),
    });
    call.#begin();
    return call;
  }

  #openWords(): CallTranscription | undefined {
    const { transcription, session, wall } = this.#options;
    if (!transcription) return undefined;
    this.#words = new CallTranscription({
      ...transcription.ofCall(session.context),
      context: session.context,
      scheduler: wall,
      onDiarizerFailed: this.#options.onDiarizerFailed,
      releasedMs: () => this.session.releasedMs,
      put: (words) => this.session.receiveWords(words),
    });
    this.#latency = new WordsLatency({
      now: wall.now,
      heardAt: (atMs) => this.#cardLatency.heardAt(atMs),
      measured: (stage, ms) => this.#options.onWordsLatency?.(stage, ms),
    });
    return this.#words;
  }

  get session(): CallSession {
    if (!this.#session) throw new Fault('defect.internal', 'the call was used before it was open');
    return this.#session;
  }
  get received(): number {
    return this.#received;
  }
  get acknowledged(): number {
    return this.#acknowledgements.upTo;
  }
  get isStored(): boolean {
    return this.session.isEnded && this.#durable.storedSeq >= this.session.lastSeq;
  }

  /** Resolves when the call is over and its whole log is on disk. */
  get stored(): Promise<void> {
    return this.#stored;
  }

  /** A connection takes over; the one before is told. */
  attach(listener: FeedListener): void {
    this.#listener?.replaced();
    this.#listener = listener;
    this.#cancelTimer();
    this.#runClock();
    if (this.isStored) listener.completed(this.session.lastSeq);
  }

  /** The connection is gone: the call waits, its clock stands, and after `resumeMs` it ends. */
  detach(listener: FeedListener): void {
    if (this.#listener !== listener) return;
    this.#listener = undefined;
    this.#cancelClock();
    if (!this.session.isLive) return;
    this.#cancelTimer = this.#options.wall.after(this.#options.resumeMs, () => {
      if (this.session.isLive) this.session.receiveEvent({ type: 'call.ended', reason: 'feed lost' });
    });
  }

  /**
   * Takes the message number `sequence`. One that came before is ignored (false); one too many is `input.sequence-gap`.
   * A number counts as received even where its message is refused, so that one bad message does not end a call.
   */
  takeNumber(sequence: number): boolean {
    if (sequence <= this.#received) return false;
    if (sequence > this.#received + 1) {
      throw new Fault('input.sequence-gap', `expected sequence ${this.#received + 1}, got ${sequence}`);
    }
    this.#received = sequence;
    return true;
  }

  receiveEvent(event: Unstamped<FeedEvent>, sequence: number): void {
    this.#options.people.admit(event);
    const wall = this.#cardLatency.begins();
    this.session.receiveEvent(event, sequence);
    this.#cardLatency.arrived(this.session.knowableMs, wall);
  }

  advance(toMs: MediaMs, sequence: number): void {
    const wall = this.#cardLatency.begins();
    this.session.advance(toMs, sequence);
    this.#cardLatency.arrived(this.session.knowableMs, wall);
  }

  receiveAudio(frame: AudioFrameMessage): void {
    const format = this.#format();
    const decoded = decodeAudio(format.encoding, frame.payload, format.interleaved ? format.channels : 1);
    const [first] = decoded;
    if (first === undefined || first.length === 0) return;
    const wall = this.#cardLatency.begins();
    this.#options.recorder?.receiveAudio(frame.channel, frame.startSample, decoded);
    this.session.receiveAudio(channelIndex(frame.channel), frame.startSample, decoded, frame.sequence);
    this.#cardLatency.arrived(this.session.knowableMs, wall);
  }

  #format(): AudioFormat {
    const { audio } = this.start;
    if (!audio) throw new Fault('input.audio-format', 'this call declared no audio in call.started');
    return audio;
  }

  #begin(): void {
    this.#received = 1;
    this.session.start();
    this.#settled(1, this.session.lastSeq);
    this.#runClock();
  }

  /** Clock source `arrival`: the gateway's clock moves the call's, so that deadlines are met in silence. */
  #runClock(): void {
    this.#cancelClock();
    const source = this.start.clock ?? (this.start.audio ? 'feed' : 'arrival');
    if (source !== 'arrival') return;
    this.#cancelClock = this.#options.wall.after(CLOCK_STEP_MS, () => {
      if (!this.session.isLive) return;
      this.session.advance(mediaMs(this.#options.wall.now() - this.#startedWall), this.#received);
      this.#runClock();
    });
  }

  #take(event: CallEvent): void {
    this.#durable.push(event);
    this.#options.recorder?.take(event);
    this.#options.onEvent(event);
    this.#words?.onEvent(event);
    this.#latency?.take(event);
    if (event.type === 'card.raised') this.#options.onCardLatency(this.#cardLatency.of(event.atMs));
    if (event.type === 'call.ended') this.#cancelClock();
  }

  #settled(sequence: number, seq: number): void {
    this.#acknowledgements.settled(sequence, seq);
    this.#completeIfStored();
  }

  #acknowledge(): void {
    this.#acknowledgements.check();
    this.#completeIfStored();
  }

  #completeIfStored(): void {
    if (!this.isStored) return;
    this.#acknowledgements.tellNow();
    this.#resolveStored();
    this.#listener?.completed(this.session.lastSeq);
  }
}

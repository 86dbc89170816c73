// One connection of a feed: authenticates, opens or resumes its call, passes messages on in order, tells what is stored.
// Knows no WebSocket: a `FeedSocket` is all it needs, so that tests and other transports can bring their own.

import { asEngineError, EngineError } from '../../engine/errors.ts';
import type { FeedEvent, Unstamped } from '../../engine/events.ts';
import type { FeedListener, LiveCall } from '../calls/live-call.ts';
import { type AudioFrameMessage, decodeAudioFrame } from '../protocol/audio-frame.ts';
import type { FeedMessage, IngestReply, StartCall } from '../protocol/ingest.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { closeReasonOf, type FeedIdentity, type FeedSocket, keepPace, SURVIVABLE } from './feed-socket.ts';
import { MessageRate } from './message-rate.ts';
import { parseIngestMessage } from './parse-message.ts';

export interface FeedConnectionOptions {
  readonly socket: FeedSocket;
  /** Known already where the token came with the handshake. */
  readonly identity?: FeedIdentity | undefined;
  /** Throws `auth.invalid` or `auth.forbidden`. */
  readonly authenticate: (token: string) => Promise<FeedIdentity>;
  readonly openCall: (start: StartCall, identity: FeedIdentity) => Promise<LiveCall>;
  readonly findCall: (callId: string, identity: FeedIdentity) => LiveCall | undefined;
  readonly limits: { readonly maxMessagesPerS: number; readonly unauthenticatedMs: number };
  readonly now: () => number;
  readonly after: (ms: number, task: () => void) => () => void;
}

type Incoming = string | Uint8Array;

export class FeedConnection implements FeedListener {
  readonly #options: FeedConnectionOptions;
  #identity: FeedIdentity | undefined;
  #call: LiveCall | undefined;
  // Invariant: messages leave the queue in order, one under way at a time.
  #queue: Incoming[] = [];
  #isWorking = false;
  #isClosed = false;
  readonly #rate: MessageRate;
  #cancelDeadline: () => void;

  constructor(options: FeedConnectionOptions) {
    this.#options = options;
    this.#identity = options.identity;
    this.#rate = new MessageRate(options.limits.maxMessagesPerS, options.now);
    this.#cancelDeadline = options.after(options.limits.unauthenticatedMs, () => {
      const seconds = options.limits.unauthenticatedMs / 1000;
      if (!this.#identity) this.#fail(new EngineError('auth.timeout', `no token within ${seconds} s`));
    });
    if (this.#identity) this.#cancelDeadline();
  }

  /** Takes one message; handled after those before it. */
  receive(message: Incoming): void {
    if (this.#isClosed) return;
    this.#queue.push(message);
    if (!this.#isWorking) void this.#work();
  }

  /** The socket is gone. */
  closed(): void {
    this.#isClosed = true;
    this.#cancelDeadline();
    this.#call?.detach(this);
  }

  acknowledged(sequence: number, seq: number): void {
    this.#send({ type: 'acknowledged', sequence, seq });
  }

  completed(seq: number): void {
    if (!this.#call) return;
    this.#send({ type: 'call.completed', callId: this.#call.session.context.callId, seq });
    this.#close(1000, 'the call is stored');
  }

  replaced(): void {
    this.#fail(new EngineError('call.already-live', 'another connection goes on with this call'));
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    for (let message = this.#queue.shift(); message !== undefined && !this.#isClosed; message = this.#queue.shift()) {
      try {
        this.#rate.count();
        if (typeof message === 'string') await this.#takeText(message);
        else this.#takeAudio(message);
        await keepPace(this.#call?.session, this.#options.socket, () => this.#isClosed);
      } catch (thrown) {
        this.#refuse(asEngineError(thrown, 'defect.internal'));
      }
    }
    this.#isWorking = false;
  }

  async #takeText(text: string): Promise<void> {
    const message = parseIngestMessage(text);
    if (message.type === 'authenticate') return this.#authenticate(message.token);
    const identity = this.#assertIdentity();
    if (message.type === 'call.started') return this.#start(message, identity);
    if (message.type === 'call.resume') return this.#resume(message.callId, identity);
    const call = this.#assertCall();
    if (!call.takeNumber(message.sequence)) return;
    if (message.type === 'clock.advanced') return call.advance(message.atMs, message.sequence);
    const { sequence, ...event } = message as FeedMessage;
    call.receiveEvent(event as Unstamped<FeedEvent>, sequence);
  }

  #takeAudio(bytes: Uint8Array): void {
    const frame: AudioFrameMessage = decodeAudioFrame(bytes);
    const call = this.#assertCall();
    if (call.takeNumber(frame.sequence)) call.receiveAudio(frame);
  }

  async #authenticate(token: string): Promise<void> {
    this.#identity = await this.#options.authenticate(token);
    this.#cancelDeadline();
  }

  async #start(start: StartCall, identity: FeedIdentity): Promise<void> {
    if (this.#call) throw new EngineError('input.protocol-order', 'this connection feeds a call already');
    this.#adopt(await this.#options.openCall(start, identity));
  }

  #resume(callId: string, identity: FeedIdentity): void {
    if (this.#call) throw new EngineError('input.protocol-order', 'this connection feeds a call already');
    const call = this.#options.findCall(callId, identity);
    if (!call) throw new EngineError('call.not-found', `call ${callId} is not live here; begin it with call.started`);
    this.#adopt(call);
  }

  #adopt(call: LiveCall): void {
    this.#call = call;
    const { callId } = call.session.context;
    const { received: resumeAfter, acknowledged } = call;
    this.#send({ type: 'call.accepted', protocol: PROTOCOL_VERSION, callId, resumeAfter, acknowledged });
    call.attach(this);
  }

  #assertIdentity(): FeedIdentity {
    if (this.#identity) return this.#identity;
    throw new EngineError('auth.missing', 'send {"type":"authenticate","token":…} first, or an Authorization header');
  }

  #assertCall(): LiveCall {
    this.#assertIdentity();
    if (this.#call) return this.#call;
    throw new EngineError('input.protocol-order', 'send call.started or call.resume first');
  }

  /** A message that is refused by itself leaves the call going; anything else ends the connection, not the call. */
  #refuse(error: EngineError): void {
    if (!this.#call || !SURVIVABLE.has(error.code)) return this.#fail(error);
    const { sequence } = error.details as { sequence?: number };
    this.#sendError(error, sequence);
    if (sequence === undefined) return;
    try {
      this.#call.takeNumber(sequence);
    } catch (thrown) {
      this.#fail(asEngineError(thrown, 'defect.internal'));
    }
  }

  #fail(error: EngineError): void {
    this.#sendError(error, undefined);
    this.#close(error.closeCode, `${error.code}: ${error.message}`);
  }

  #sendError(error: EngineError, sequence: number | undefined): void {
    const { code, message, retryable } = error;
    this.#send({ type: 'error', code, message, retryable, ...(sequence === undefined ? {} : { sequence }) });
  }

  #send(reply: IngestReply): void {
    if (!this.#isClosed) this.#options.socket.send(JSON.stringify(reply));
  }

  #close(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#options.socket.close(code, closeReasonOf(reason));
    this.closed();
  }
}

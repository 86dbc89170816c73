// One live viewer: who it is, what it says, and the limits it keeps. Knows no sockets and reads no clock: both come
// from outside. What it follows is in watching.ts.

import { EngineError } from '../../engine/errors.ts';
import type { CallId } from '../../engine/ids.ts';
import type { Known } from '../auth/identity.ts';
import type { CallAccess } from '../http/call-access.ts';
import { type FeedbackDeps, giveFeedback, snoozeRule } from '../http/card-feedback.ts';
import { asRequestError, errorBody } from '../http/error-replies.ts';
import { HTTP_DEFAULTS } from '../http/options.ts';
import { TokenBucket } from '../http/token-bucket.ts';
import type { Identity } from '../protocol/rest.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { closeReason } from './close-reason.ts';
import { parseLiveRequest } from './live-request.ts';
import type { LiveOptions } from './options.ts';
import { Outlet } from './outlet.ts';
import type { LiveDeps, LiveStats, ViewerSocket } from './ports.ts';
import { Watching } from './watching.ts';

export interface ViewerOptions {
  readonly deps: LiveDeps;
  readonly access: CallAccess;
  readonly options: LiveOptions;
  readonly stats: LiveStats;
  readonly socket: ViewerSocket;
  /** Of the Authorization header; else the first message must be `authenticate`. */
  readonly token?: string | undefined;
  /** Stated when the connection was opened; a subscription may state its own. */
  readonly purpose?: string | undefined;
}

export class Viewer {
  readonly #given: ViewerOptions;
  readonly #outlet: Outlet;
  readonly #watching: Watching;
  readonly #feedback: FeedbackDeps;
  readonly #bucket: TokenBucket;
  readonly #openedAtMs: number;
  #known: Known | undefined;
  #isClosed = false;
  #pingedAtMs: number;
  #isAnswering = true;
  /** Messages are taken one after another. */
  #work: Promise<void> = Promise.resolve();

  constructor(given: ViewerOptions) {
    const { deps, access, options, stats, socket, token } = given;
    this.#given = given;
    this.#openedAtMs = deps.now();
    this.#pingedAtMs = this.#openedAtMs;
    this.#bucket = new TokenBucket({ perSecond: options.messagesPerSecond, burst: options.messageBurst }, deps.now());
    this.#outlet = new Outlet({
      socket,
      limits: options,
      onDrained: () => this.#watching.drained(),
      onOverrun: (why) => this.#overrun(why),
    });
    this.#watching = new Watching({
      deps,
      access,
      options,
      stats,
      outlet: this.#outlet,
      identity: () => this.#assertKnown(),
      onRefused: (thrown, callId) => this.#refuse(thrown, callId),
    });
    this.#feedback = { ...deps, live: deps.hub, access, eventsPerRead: HTTP_DEFAULTS.eventsPerRead };
    if (token !== undefined) this.#do(() => this.#authenticate(token));
  }

  /** Resolves when everything said so far has been taken care of. */
  get idle(): Promise<void> {
    return this.#work;
  }

  receive(text: string): void {
    if (this.#isClosed) return;
    const { deps, options } = this.#given;
    if (Buffer.byteLength(text) > options.messageBytes) {
      this.close(new EngineError('limit.message-size', `a message may have ${options.messageBytes} bytes`));
    } else if (!this.#bucket.take(deps.now())) {
      const rate = `${options.messagesPerSecond} messages a second`;
      this.close(new EngineError('limit.frame-rate', `more than ${rate}; wait a moment and connect again`));
    } else this.#do(() => this.#take(text));
  }

  /** Binary messages are no part of this protocol. */
  receiveBinary(): void {
    this.close(new EngineError('input.unknown-type', 'this socket takes JSON text messages only'));
  }

  ponged(): void {
    this.#isAnswering = true;
  }

  /** Looks at every deadline; called as time goes by. */
  tick(nowMs: number): void {
    const { unauthenticatedMs } = this.#given.options;
    if (!this.#known && nowMs - this.#openedAtMs >= unauthenticatedMs) {
      const how = 'send {"type":"authenticate","token":"…"} first';
      this.close(new EngineError('auth.timeout', `no token within ${unauthenticatedMs} ms; ${how}`));
    }
    if (this.#known && nowMs >= this.#known.expiresAt) {
      this.close(new EngineError('auth.invalid', 'the token has expired; connect again with a new one'));
    }
    this.#outlet.tick(nowMs);
    if (!this.#isClosed) this.#keepAlive(nowMs);
  }

  /** Who reports to whom has changed. */
  recheck(): void {
    if (this.#known && !this.#isClosed) this.#watching.recheck();
  }

  /** Says why, closes with the code of the catalogue, lets go of everything. */
  close(error: EngineError, callId?: CallId): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#tell(error, callId);
    this.#letGo();
    this.#given.socket.close(error.closeCode, closeReason(error));
  }

  /** The connection is gone. */
  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#letGo();
  }

  #letGo(): void {
    this.#watching.close();
    this.#outlet.close();
  }

  #overrun(why: string): void {
    if (this.#isClosed) return;
    this.#given.stats.closedSlow += 1;
    this.close(new EngineError('overload.viewer', `${why}; connect again and resume with afterSeq`));
  }

  #keepAlive(nowMs: number): void {
    const { options, socket } = this.#given;
    if (nowMs - this.#pingedAtMs < options.pingMs) return;
    if (!this.#isAnswering) {
      this.closed();
      socket.terminate();
      return;
    }
    this.#isAnswering = false;
    this.#pingedAtMs = nowMs;
    socket.ping();
  }

  #do(task: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (!this.#isClosed) await task().catch((thrown: unknown) => this.#fail(thrown));
    });
  }

  /** Wrong bytes, wrong tokens and crossed limits end the connection; a request that is refused does not. */
  #fail(thrown: unknown, callId?: CallId): void {
    const error = asRequestError(thrown);
    if (error.kind === 'defect') this.#given.deps.log.error({ err: error.cause ?? error }, 'a live viewer failed');
    const isOfConnection = error.code.startsWith('auth.') && error.httpStatus === 401;
    const isFatal = error.code === 'input.malformed' || error.code.startsWith('limit.') || error.kind === 'defect';
    if (isOfConnection || isFatal) this.close(error);
    else if (!this.#isClosed) this.#tell(error, callId);
  }

  /** A subscription is refused or ends. A connection that is left with none is closed with the same code. */
  #refuse(thrown: unknown, callId: CallId | undefined): void {
    if (this.#watching.isIdle) this.close(asRequestError(thrown), callId);
    else this.#fail(thrown, callId);
  }

  #tell(error: EngineError, callId?: CallId): void {
    const { code, message, retryable } = errorBody(error);
    this.#outlet.send({ type: 'error', code, message, retryable, ...(callId === undefined ? {} : { callId }) });
  }

  async #take(text: string): Promise<void> {
    const request = parseLiveRequest(text);
    if (request.type === 'authenticate') return this.#authenticate(request.token);
    const identity = this.#assertKnown();
    switch (request.type) {
      case 'subscribe': {
        const { scope, types, afterSeq } = request;
        const purpose = request.purpose?.trim() || this.#given.purpose;
        const asked = this.#watching.subscribe(scope, { types, afterSeq, purpose });
        const callId = typeof scope === 'string' ? undefined : scope.callId;
        return asked.catch((thrown: unknown) => this.#refuse(thrown, callId));
      }
      case 'unsubscribe':
        return this.#watching.unsubscribe(request.scope);
      case 'card.feedback':
        return this.#about(request.callId, giveFeedback(this.#feedback, identity, request));
      case 'rule.snooze':
        return this.#about(request.callId, snoozeRule(this.#feedback, identity, request));
    }
  }

  /** What is refused is told together with the call it is about. */
  async #about(callId: CallId, task: Promise<void>): Promise<void> {
    await task.catch((thrown: unknown) => this.#fail(thrown, callId));
  }

  #assertKnown(): Identity {
    if (this.#known) return this.#known.identity;
    throw new EngineError('auth.missing', 'the first message must be {"type":"authenticate","token":"…"}');
  }

  /** Again with a newer token of the same person, the connection lives on. */
  async #authenticate(token: string): Promise<void> {
    const known = await this.#given.deps.authenticator.authenticate(token);
    if (this.#isClosed) return;
    if (this.#known && this.#known.identity.personId !== known.identity.personId) {
      throw new EngineError('auth.invalid', 'this connection belongs to somebody else; open another one');
    }
    this.#known = known;
    this.#outlet.send({ type: 'welcome', protocol: PROTOCOL_VERSION, identity: known.identity });
    this.#watching.recheck();
  }
}

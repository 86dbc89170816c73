// The WHIP sessions of this process: offers in, answers out, each session feeding its call; limits and clean-up.

import { randomUUID } from 'node:crypto';
import { EngineError } from '../../engine/errors.ts';
import type { LiveCall, Wall } from '../calls/live-call.ts';
import type { FeedIdentity } from '../ingest/feed-socket.ts';
import type { Log } from '../log.ts';
import type { StartCall } from '../protocol/ingest.ts';
import { type WhipCall, whipCall } from './call-details.ts';
import type { PeerLink } from './peer-link.ts';
import type { PeerState } from './peer-protocol.ts';
import { readOffer, readTrickled } from './session-description.ts';
import { WhipFeed } from './whip-feed.ts';

export interface WhipSessionsOptions {
  readonly peers: PeerLink;
  readonly openCall: (start: StartCall, identity: FeedIdentity) => Promise<LiveCall>;
  readonly findCall: (callId: string, identity: FeedIdentity) => LiveCall | undefined;
  readonly wall: Wall;
  readonly logger: Log;
  readonly limits: {
    readonly maxWhipSessions: number;
    /** A session that has not connected by then is given up, ms. */
    readonly whipConnectMs: number;
  };
}

export interface WhipAnswer {
  readonly sessionId: string;
  readonly callId: string;
  readonly entityTag: string;
  readonly sdp: string;
}

export interface WhipSessions {
  open(sdp: string, query: unknown, identity: FeedIdentity): Promise<WhipAnswer>;
  /** Candidates of a client that trickles. Undefined where this identity has no such session. */
  entityTagOf(sessionId: string, identity: FeedIdentity): string | undefined;
  trickle(sessionId: string, fragment: string): void;
  /** Ends the session and its call. */
  remove(sessionId: string): void;
  readonly count: number;
  close(): void;
}

const MAX_TRACKS = 2;

interface Session {
  readonly feed: WhipFeed;
  readonly call: LiveCall;
  readonly feeder: string;
  readonly entityTag: string;
  readonly ufrag: string | undefined;
  isConnected: boolean;
  cancelDeadline: () => void;
}

export function createWhipSessions(options: WhipSessionsOptions): WhipSessions {
  const { peers, wall, logger, limits } = options;
  const sessions = new Map<string, Session>();
  /** Calls that were begun here, each with the wall time of its media time 0: the first sound of its first session. */
  const begun = new WeakMap<LiveCall, { zeroWallMs: number | undefined }>();
  let opening = 0;

  const drop = (sessionId: string): Session | undefined => {
    const session = sessions.get(sessionId);
    session?.cancelDeadline();
    sessions.delete(sessionId);
    return session;
  };

  const follow = (sessionId: string, state: PeerState): void => {
    const session = sessions.get(sessionId);
    if (!session) return;
    if (state === 'connected') {
      session.isConnected = true;
      session.cancelDeadline();
    }
    logger.info({ callId: session.call.start.callId, sessionId, state }, 'WebRTC session');
    if (state === 'closed') drop(sessionId)?.feed.detach();
  };

  /** A call that was begun here and is not over goes on, whatever became of its session; another callId begins a call. */
  const callFor = async (wanted: WhipCall, identity: FeedIdentity): Promise<LiveCall> => {
    const known = options.findCall(wanted.start.callId, identity);
    if (!known) {
      const call = await options.openCall(wanted.start, identity);
      begun.set(call, { zeroWallMs: undefined });
      return call;
    }
    if (!begun.has(known)) {
      throw new EngineError('call.already-live', `call ${wanted.start.callId} is fed over another protocol`);
    }
    if (channelsOf(known.start) !== channelsOf(wanted.start)) {
      throw new EngineError('input.sdp', `the call has ${channelsOf(known.start)} audio tracks; go on with as many`);
    }
    return known;
  };

  const feedOf = (sessionId: string, call: LiveCall): WhipFeed =>
    new WhipFeed({
      call,
      beginsAtMs() {
        const zero = begun.get(call);
        if (zero) zero.zeroWallMs ??= wall.now();
        return Math.max(call.session.receivedMs, wall.now() - (zero?.zeroWallMs ?? wall.now()));
      },
      onRefused: (error) =>
        logger.warn({ callId: call.start.callId, code: error.code }, 'a WebRTC feed was refused something'),
      onOver() {
        drop(sessionId);
        peers.close(sessionId);
      },
    });

  const give = (sessionId: string): Session => {
    const session = sessions.get(sessionId);
    if (session) return session;
    throw new EngineError('defect.internal', 'a WHIP session was used after its end');
  };

  const connect = async (sdp: string, query: unknown, identity: FeedIdentity): Promise<WhipAnswer> => {
    const offer = readOffer(sdp, MAX_TRACKS);
    const wanted = whipCall(query, offer.audioMids.length, new Date(wall.now()).toISOString());
    const sessionId = randomUUID();
    // The answer first: where it cannot be had, no call has begun.
    let feed: WhipFeed | undefined;
    const early: (() => void)[] = [];
    const passOn = (task: (to: WhipFeed) => void) => (feed ? task(feed) : void early.push(() => feed && task(feed)));
    const answer = await peers.offer(sessionId, sdp, {
      onState: (state) => (feed ? follow(sessionId, state) : void early.push(() => follow(sessionId, state))),
      onAudio: (track, startSample, samples) => passOn((to) => to.receiveAudio(track, startSample, samples)),
      onQuiet: (toSample) => passOn((to) => to.passTime(toSample)),
      onMessage: (text) => passOn((to) => to.receiveMessage(text)),
    });
    try {
      const call = await callFor(wanted, identity);
      feed = feedOf(sessionId, call);
      sessions.set(sessionId, {
        feed,
        call,
        feeder: identity.personId,
        entityTag: `"${randomUUID()}"`,
        ufrag: offer.ufrag,
        isConnected: false,
        cancelDeadline: wall.after(limits.whipConnectMs, () => {
          logger.warn({ sessionId }, 'a WHIP session was answered and never connected');
          remove(sessionId, 'the WebRTC connection never came about');
        }),
      });
      if (wanted.isNoticeGiven) feed.tell({ type: 'notice.given' });
      for (const task of early) task();
      return { sessionId, callId: call.start.callId, entityTag: give(sessionId).entityTag, sdp: answer };
    } catch (thrown) {
      peers.close(sessionId);
      throw thrown;
    }
  };

  const remove = (sessionId: string, reason: string): void => {
    const session = drop(sessionId);
    if (!session) return;
    session.feed.tell({ type: 'call.ended', reason });
    session.feed.detach();
    peers.close(sessionId);
  };

  return {
    async open(sdp, query, identity) {
      if (sessions.size + opening >= limits.maxWhipSessions) {
        throw new EngineError('limit.sessions', `${limits.maxWhipSessions} WHIP sessions are open, the most allowed`);
      }
      opening += 1;
      try {
        return await connect(sdp, query, identity);
      } finally {
        opening -= 1;
      }
    },
    entityTagOf(sessionId, identity) {
      const session = sessions.get(sessionId);
      return session?.feeder === identity.personId ? session.entityTag : undefined;
    },
    trickle(sessionId, fragment) {
      const { ufrag, candidates } = readTrickled(fragment);
      if (ufrag !== undefined && ufrag !== give(sessionId).ufrag) {
        const how = 'send a new offer with the same callId; the call goes on where it is';
        throw new EngineError('input.sdp', `ICE restarts are not supported: ${how}`);
      }
      for (const { candidate, mid } of candidates) peers.addCandidate(sessionId, candidate, mid);
    },
    remove: (sessionId) => remove(sessionId, 'the feed has ended the session'),
    get count() {
      return sessions.size;
    },
    close: () => peers.stop(),
  };
}

const channelsOf = ({ participants }: StartCall): number =>
  new Set(participants.flatMap(({ channel }) => channel ?? [])).size;

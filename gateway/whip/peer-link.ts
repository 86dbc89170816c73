// The gateway's end of the WebRTC process: starts it at the first offer, passes offers on, hands sound up by session, says
// when the process is lost, and starts another for the next offer.

import { type ChildProcess, fork } from 'node:child_process';
import { EngineError } from '../../engine/errors.ts';
import { workerEntry } from '../../models/worker-entry.ts';
import type { FromPeerProcess, PeerSettings, PeerState, ToPeerProcess } from './peer-protocol.ts';

export interface PeerEvents {
  onState(state: PeerState): void;
  onAudio(track: number, startSample: number, samples: Int16Array): void;
  onQuiet(toSample: number): void;
  onMessage(text: string): void;
}

export interface PeerLink {
  /** Resolves with the answer. Rejects with `webrtc.unavailable` (no library here), `webrtc.failed`, or `input.sdp`. */
  offer(sessionId: string, sdp: string, events: PeerEvents): Promise<string>;
  addCandidate(sessionId: string, candidate: string, mid: string): void;
  /** Ends the peer; its state `closed` follows. */
  close(sessionId: string): void;
  /** Ends the process. */
  stop(): void;
}

export interface PeerLinkOptions {
  readonly settings: PeerSettings;
  readonly onLost: (exitCode: number | null) => void;
  /** Another program that speaks the same protocol, for tests. */
  readonly entry?: { readonly url: URL; readonly execArgv: string[]; readonly args?: readonly string[] };
}

interface Asked {
  readonly events: PeerEvents;
  readonly resolve: (sdp: string) => void;
  readonly reject: (error: EngineError) => void;
}

interface Process {
  readonly child: ChildProcess;
  readonly loaded: Promise<void>;
}

export function createPeerLink(options: PeerLinkOptions): PeerLink {
  const { entry = workerEntry('peer-process', import.meta.url) } = options;
  const sessions = new Map<string, Asked>();
  let running: Process | undefined;

  const hear = (message: Exclude<FromPeerProcess, { kind: 'ready' | 'not-loaded' }>): void => {
    const session = sessions.get(message.sessionId);
    if (message.kind === 'answer') session?.resolve(message.sdp);
    else if (message.kind === 'refused') session?.reject(new EngineError('input.sdp', message.message));
    else if (message.kind === 'audio') session?.events.onAudio(message.track, message.startSample, message.samples);
    else if (message.kind === 'quiet') session?.events.onQuiet(message.toSample);
    else if (message.kind === 'message') session?.events.onMessage(message.text);
    else {
      if (message.state === 'closed') sessions.delete(message.sessionId);
      session?.events.onState(message.state);
    }
  };

  const lose = (child: ChildProcess, exitCode: number | null): void => {
    if (running?.child !== child) return;
    running = undefined;
    const held = [...sessions.values()];
    sessions.clear();
    for (const { reject, events } of held) {
      reject(new EngineError('webrtc.failed', 'the WebRTC process ended; send the offer again'));
      events.onState('closed');
    }
    options.onLost(exitCode);
  };

  const start = (): Process => {
    const child = fork(entry.url, options.entry?.args ?? [], { execArgv: entry.execArgv, serialization: 'advanced' });
    const loaded = new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromPeerProcess) => {
        if (message.kind === 'ready') resolve();
        else if (message.kind !== 'not-loaded') hear(message);
        else {
          reject(unavailable(message.message));
          if (running?.child === child) running = undefined;
          child.kill();
        }
      });
      child.on('error', (cause) =>
        reject(new EngineError('webrtc.failed', 'the WebRTC process did not start', { cause })),
      );
      child.on('exit', (exitCode) => {
        reject(new EngineError('webrtc.failed', 'the WebRTC process ended while it started'));
        lose(child, exitCode);
      });
    });
    loaded.catch(() => undefined);
    return { child, loaded };
  };

  const send = (message: ToPeerProcess): void => {
    if (running?.child.connected) running.child.send(message);
  };

  return {
    async offer(sessionId, sdp, events) {
      running ??= start();
      await running.loaded;
      return new Promise((resolve, reject) => {
        sessions.set(sessionId, { events, resolve, reject });
        send({ kind: 'offer', sessionId, sdp, settings: options.settings });
      });
    },
    addCandidate: (sessionId, candidate, mid) => send({ kind: 'candidate', sessionId, candidate, mid }),
    close: (sessionId) => send({ kind: 'close', sessionId }),
    stop() {
      const child = running?.child;
      running = undefined;
      child?.kill();
    },
  };
}

function unavailable(why: string): EngineError {
  const how =
    'feed over /v1/ingest instead, or run on linux x64/arm64, macOS or Windows x64 with optional packages installed';
  return new EngineError('webrtc.unavailable', `the WebRTC library (@roamhq/wrtc) has no binary here: ${why}. ${how}`);
}

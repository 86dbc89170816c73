// The WebRTC process: a child of the gateway that holds all peers, so that a fault in the native library ends their
// connections and nothing else. Started at the first offer; ends with the gateway.

import type { FromPeerProcess, ToPeerProcess } from './peer-protocol.ts';
import { PeerSession } from './peer-session.ts';
import { readOffer } from './session-description.ts';
import { loadWrtc, type Wrtc } from './wrtc.ts';

const sessions = new Map<string, PeerSession>();
const say = (message: FromPeerProcess): void => {
  if (process.connected) process.send?.(message);
};
const wordsOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

async function open(
  wrtc: Wrtc,
  { sessionId, sdp, settings }: Extract<ToPeerProcess, { kind: 'offer' }>,
): Promise<void> {
  const session = new PeerSession({
    wrtc,
    settings,
    now: () => performance.now(),
    onState(state) {
      if (state === 'closed') sessions.delete(sessionId);
      say({ kind: 'state', sessionId, state });
    },
    onAudio: (track, startSample, samples) => say({ kind: 'audio', sessionId, track, startSample, samples }),
    onQuiet: (toSample) => say({ kind: 'quiet', sessionId, toSample }),
    onMessage: (text) => say({ kind: 'message', sessionId, text }),
  });
  sessions.set(sessionId, session);
  try {
    const { audioMids } = readOffer(sdp, Number.POSITIVE_INFINITY);
    say({ kind: 'answer', sessionId, sdp: await session.answer(sdp, audioMids) });
  } catch (thrown) {
    session.close();
    say({ kind: 'refused', sessionId, message: wordsOf(thrown) });
  }
}

function hear(wrtc: Wrtc, message: ToPeerProcess): void {
  const session = sessions.get(message.sessionId);
  if (message.kind === 'offer') void open(wrtc, message);
  else if (message.kind === 'close') session?.close();
  // A candidate that the library cannot use is one way less, not a fault: others may do.
  else void session?.addCandidate(message.candidate, message.mid).catch(() => undefined);
}

process.on('disconnect', () => process.exit(0));
// A terminal's Ctrl-C goes to the whole group; the gateway drains its calls first and then ends this process.
process.on('SIGINT', () => undefined);
try {
  const wrtc = await loadWrtc();
  process.on('message', (message: ToPeerProcess) => hear(wrtc, message));
  say({ kind: 'ready' });
} catch (thrown) {
  say({ kind: 'not-loaded', message: wordsOf(thrown) });
}

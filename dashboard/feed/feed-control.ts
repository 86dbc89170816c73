// Begins and ends the page's own call: asks for the two sounds, records them, feeds them, and watches the devices.

import { effect } from '@preact/signals';
import { session } from '../state/session.ts';
import { type CallRecorder, openRecorder, type RecordedFrame } from './call-recorder.ts';
import { CUSTOMER, type FedCall, type FeedWishes, openFedCall } from './feed-call.ts';
import { changeFeed, feedState, levelsDb, progress } from './feed-state.ts';
import { openMicrophone, openSharedSound, type Source, stopSource } from './sound-sources.ts';
import { recogniseWords } from './spoken-words.ts';

interface Running {
  readonly call: FedCall;
  readonly recorder: CallRecorder;
  readonly streams: MediaStream[];
  readonly stopWords: () => void;
  readonly stopWatch: () => void;
}
let running: Running | undefined;

/** Must be called from a click: browsers open microphone and screen only then. */
export async function startFeed(wishes: FeedWishes): Promise<void> {
  if (running || feedState.value.kind === 'starting' || feedState.value.kind === 'ending') return;
  feedState.value = { kind: 'starting' };
  progress.value = { recordedMs: 0, waitingMs: 0 };
  const shared: Source | null = wishes.withSharedSound ? await openSharedSound() : null;
  const microphone = await openMicrophone();
  if ('refusal' in microphone) {
    if (shared && 'stream' in shared) stopSource(shared.stream);
    feedState.value = { kind: 'idle', refusal: microphone.refusal };
    return;
  }
  let send: ((frame: RecordedFrame) => void) | undefined;
  const recorder = await openRecorder(
    microphone.stream,
    (frame) => send?.(frame),
    (isPaused) => changeFeed({ isPaused }),
  );
  const call = openFedCall(wishes, recorder.sampleRateHz, ({ code }) => void lose(code));
  feedState.value = {
    kind: 'live',
    callId: call.callId,
    connection: 'connecting',
    rep: { kind: 'on' },
    customer: { kind: 'off', refusal: shared && 'refusal' in shared ? shared.refusal : null },
    isPaused: false,
  };
  call.feed.sendEvent({ type: 'notice.given', atMs: 0, text: wishes.notice });
  running = {
    call,
    recorder,
    streams: [microphone.stream],
    stopWords: wishes.withWords
      ? recogniseWords(wishes.languageTag, recorder.elapsedMs, (event) => call.feed.sendEvent(event))
      : () => {},
    stopWatch: endAtSignOut(),
  };
  watchDevice(microphone.stream, 'rep');
  if (shared && 'stream' in shared) joinCustomer(shared.stream);
  send = call.sendFrame;
  await recorder.begin();
  addEventListener('beforeunload', askBeforeLeaving);
}

/** The other side's sound, while the call goes on. */
export async function addSharedSound(): Promise<void> {
  const source = await openSharedSound();
  if ('refusal' in source) changeFeed({ customer: { kind: 'off', refusal: source.refusal } });
  else if (running) joinCustomer(source.stream);
  else stopSource(source.stream);
}

/** Resolves when the call is stored whole. */
export async function endFeed(): Promise<void> {
  const ended = running;
  if (!ended) return;
  feedState.value = { kind: 'ending', callId: ended.call.callId };
  await release();
  await ended.call.feed.end('ended on the page').then(
    () => {
      feedState.value = { kind: 'over', callId: ended.call.callId, code: null };
    },
    () => undefined,
  );
}

/** The gateway takes nothing more of this call: it waited too long, or it is shutting down. */
async function lose(code: string): Promise<void> {
  const known = feedState.value;
  if (known.kind !== 'live' && known.kind !== 'ending') return;
  feedState.value = { kind: 'over', callId: known.callId, code };
  await release();
}

function joinCustomer(stream: MediaStream): void {
  if (!running) return;
  if (!running.recorder.connect(CUSTOMER, stream)) {
    stopSource(stream);
    changeFeed({ customer: { kind: 'off', refusal: 'unsupported' } });
    return;
  }
  running.streams.push(stream);
  running.call.feed.sendEvent({
    type: 'participant.joined',
    participant: { participantId: 'customer', role: 'customer', channel: CUSTOMER },
  });
  changeFeed({ customer: { kind: 'on' } });
  watchDevice(stream, 'customer');
}

/** A device that is unplugged, a tab that is no longer shared, a microphone that the system mutes. */
function watchDevice(stream: MediaStream, side: 'rep' | 'customer'): void {
  for (const track of stream.getAudioTracks()) {
    track.onended = () => {
      const level = levelsDb[side === 'rep' ? 0 : CUSTOMER];
      if (level) level.value = -100;
      changeFeed({ [side]: { kind: 'stopped' } });
    };
    track.onmute = () => changeFeed({ [side]: { kind: 'muted' } });
    track.onunmute = () => changeFeed({ [side]: { kind: 'on' } });
  }
}

async function release(): Promise<void> {
  const released = running;
  running = undefined;
  removeEventListener('beforeunload', askBeforeLeaving);
  if (!released) return;
  released.stopWatch();
  released.stopWords();
  await released.recorder.close();
  for (const stream of released.streams) stopSource(stream);
  for (const level of levelsDb) level.value = -100;
}

/** Whoever signs out is no longer the rep of this call. */
function endAtSignOut(): () => void {
  return effect(() => {
    if (session.value.kind === 'unknown') queueMicrotask(() => void endFeed());
  });
}

function askBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

// A WebRTC sender in a process of its own, so that it can run in another network namespace. Speaks JSON lines: says its
// offer, hears the answer, then plays in real time: 1.2 s of the sample call's rep and 1.8 s of silence, over and over; the
// second track half a period later.

import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readAudio } from '../../gateway/recorded/read-audio.ts';
import { loadWrtc } from '../../gateway/whip/wrtc.ts';

interface Source {
  createTrack(): MediaStreamTrack;
  onData(data: object): void;
}

const RATE_HZ = 48_000;
const FRAME = RATE_HZ / 100;

const wrtc = await loadWrtc();
const AudioSource = (wrtc.nonstandard as unknown as { RTCAudioSource: new () => Source }).RTCAudioSource;
const sources = Array.from({ length: Number(process.argv[2] ?? '1') }, () => new AudioSource());
const PERIOD = 3 * RATE_HZ;
const SAMPLE_CALL = join(import.meta.dirname, '../../samples/en/call.flac');
const voice = threefold((await readAudio(SAMPLE_CALL)).channels[0]?.slice(18_400, 37_600) ?? new Float32Array());

const peer = new wrtc.RTCPeerConnection({});
for (const source of sources) peer.addTransceiver(source.createTrack(), { direction: 'sendonly' });
const events = peer.createDataChannel('events');
await peer.setLocalDescription(await peer.createOffer());
while (peer.iceGatheringState !== 'complete') {
  await new Promise((resolve) => {
    peer.onicegatheringstatechange = resolve;
  });
}
say({ sdp: peer.localDescription?.sdp });

createInterface({ input: process.stdin }).on('line', async (line) => {
  const heard = JSON.parse(line) as { sdp?: string; text?: string };
  if (heard.sdp !== undefined) await peer.setRemoteDescription({ type: 'answer', sdp: heard.sdp });
  if (heard.text !== undefined) events.send(heard.text);
});
let isPlaying = false;
peer.onconnectionstatechange = () => {
  say({ state: peer.connectionState });
  if (peer.connectionState === 'connected' && !isPlaying) play();
};

function play(): void {
  isPlaying = true;
  const beganMs = performance.now();
  let frames = 0;
  setInterval(() => {
    for (; frames * 10 < performance.now() - beganMs; frames++) {
      for (const [track, source] of sources.entries()) {
        const at = (frames * FRAME + (track * PERIOD) / 2) % PERIOD;
        const samples = at + FRAME <= voice.length ? voice.slice(at, at + FRAME) : new Int16Array(FRAME);
        source.onData({ samples, sampleRate: RATE_HZ, bitsPerSample: 16, channelCount: 1, numberOfFrames: FRAME });
      }
    }
  }, 5);
}

/** 16 kHz to 48 kHz along straight lines: good enough for a voice. */
function threefold(sound: Float32Array): Int16Array {
  return Int16Array.from({ length: sound.length * 3 }, (_, at) => {
    const [from, to] = [sound[Math.floor(at / 3)] ?? 0, sound[Math.floor(at / 3) + 1] ?? 0];
    return Math.round((from + ((to - from) * (at % 3)) / 3) * 32_000);
  });
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

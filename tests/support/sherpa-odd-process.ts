// A process that speaks the protocol of the sherpa process and behaves as its audio says: above 0.9 it dies in native code,
// below −0.9 it hears nothing more of that utterance, else it hears "heard".

import type { FromSherpa, ToSherpa } from '../../models/transcribers/sherpa-protocol.ts';

const result = { text: 'heard', tokens: [' heard'], timestamps: [0] };
const samplesOf = new Map<number, number>();
const tell = (message: FromSherpa | { kind: 'ready' }) => process.send?.(message);

process.once('disconnect', () => process.exit(0));
process.on('message', (message: ToSherpa) => {
  if (message.kind === 'load') tell({ kind: 'ready' });
  if (message.kind === 'end' && samplesOf.has(message.utterance)) {
    const { utterance } = message;
    tell({ kind: 'heard', utterance, result, heardSamples: samplesOf.get(utterance) ?? 0, isFinal: true });
  }
  if (message.kind !== 'audio') return;
  const { utterance, samples } = message;
  const [first = 0] = samples;
  if (first > 0.9) process.stderr.write('native trouble\n', () => process.exit(134));
  if (first > 0.9 || first < -0.9) return;
  samplesOf.set(utterance, (samplesOf.get(utterance) ?? 0) + samples.length);
  tell({ kind: 'heard', utterance, result, heardSamples: samplesOf.get(utterance) ?? 0, isFinal: false });
});

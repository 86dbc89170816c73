// The child process that tells voices apart through sherpa-onnx: pyannote's segmentation finds turns within an utterance,
// a speaker embedding gives each of its speakers a voiceprint. Sources: Bredin 2023 (pyannote), Wang et al. 2023 (CAM++).

import { joinSamples } from '../../engine/audio/pcm.ts';
import { answerParent } from '../child/answer-parent.ts';
import { requireNative } from '../child/native-package.ts';
import type { DiarizerAnswer, DiarizerLoad, DiarizerQuestion } from './diarizer-protocol.ts';

const SAMPLE_RATE_HZ = 16_000;

interface Stream {
  acceptWaveform(audio: { readonly sampleRate: number; readonly samples: Float32Array }): void;
  inputFinished(): void;
}
interface Sherpa {
  readonly OfflineSpeakerDiarization: new (
    config: object,
  ) => { process(samples: Float32Array): { start: number; end: number; speaker: number }[] };
  readonly SpeakerEmbeddingExtractor: new (
    config: object,
  ) => { createStream(): Stream; isReady(stream: Stream): boolean; compute(stream: Stream): Float32Array };
}

answerParent<DiarizerLoad, DiarizerQuestion, DiarizerAnswer>(({ segmentation, voiceprint, threads }) => {
  const sherpa = requireNative<Sherpa>('sherpa-onnx-node');
  const embedding = { model: voiceprint, numThreads: threads, debug: 0 };
  const diarization = new sherpa.OfflineSpeakerDiarization({
    segmentation: { pyannote: { model: segmentation }, numThreads: threads, debug: 0 },
    embedding,
    // How many speak is not known.
    clustering: { numClusters: -1, threshold: 0.5 },
    minDurationOn: 0.2,
    minDurationOff: 0.5,
  });
  const extractor = new sherpa.SpeakerEmbeddingExtractor(embedding);
  const voiceprintOf = (samples: Float32Array): Float32Array | null => {
    const stream = extractor.createStream();
    stream.acceptWaveform({ sampleRate: SAMPLE_RATE_HZ, samples });
    stream.inputFinished();
    // Copied: memory of the native side does not pass to another process.
    return extractor.isReady(stream) ? Float32Array.from(extractor.compute(stream)) : null;
  };
  return ({ samples }) => {
    const turns = diarization.process(samples);
    const speakers = turns.reduce((most, { speaker }) => Math.max(most, speaker + 1), 0);
    const voiceprints = Array.from({ length: speakers }, (_, speaker) => {
      const own = turns.filter((turn) => turn.speaker === speaker);
      return own.length === 0 ? null : voiceprintOf(joinSamples(own.map((turn) => cut(samples, turn))));
    });
    return { turns: turns.map(({ start, end, speaker }) => ({ start, end, speaker })), voiceprints };
  };
});

const cut = (samples: Float32Array, { start, end }: { start: number; end: number }) =>
  samples.subarray(Math.round(start * SAMPLE_RATE_HZ), Math.round(end * SAMPLE_RATE_HZ));

// The engine as production composes it: shipped playbooks, shipped text classifiers, all pipelines. In: a recorded call.
// Out: its event log. Calls without audio need no voice model; one is opened for the first call that has audio.

import type { EngineError } from '../engine/errors.ts';
import type { CallEvent } from '../engine/events.ts';
import type { Playbook } from '../engine/playbook.ts';
import type { Embedder, TextClassifier, TextModels, VoiceModel } from '../engine/ports.ts';
import { analyzeCall } from '../gateway/calls/analyze-call.ts';
import { callContext } from '../gateway/calls/call-context.ts';
import { choosePlaybooks } from '../gateway/cli/choose-playbooks.ts';
import { playbookVectorsBy } from '../gateway/embedding/playbook-vectors.ts';
import type { RecordedCall } from '../gateway/recorded/recorded-call.ts';
import { openVoice } from '../gateway/voice.ts';
import { createEmbedder } from '../models/embedder-thread.ts';
import { loadTextModels } from '../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../pipelines/index.ts';

export interface AnalyzeWith {
  /** Changes to the playbook of the call's language. */
  readonly adapt?: (playbook: Playbook) => Playbook;
  /** By name of the pipeline; what is absent takes its default. */
  readonly pipelineOptions?: Readonly<Record<string, unknown>>;
}

export interface EvaluatedEngine {
  /** Asked beside the classifier of topics; absent where none was given. */
  readonly embedder: Embedder | undefined;
  /** Name of the classifier in the manifest when it was asked by a pipeline, else `rules`: what ran, not what is there. */
  modelOf(name: string): string;
  /** True where that classifier was asked and its probabilities are calibrated. */
  isCalibrated(name: string): boolean;
  /** By classifier that ships: whether its probabilities are calibrated. */
  readonly classifiers: Readonly<Record<string, boolean>>;
  playbookFor(language: string): Playbook;
  analyze(call: RecordedCall, options?: AnalyzeWith): Promise<CallEvent[]>;
  close(): Promise<void>;
}

/** Is asked for nothing: such calls have no channels. */
const NO_VOICE: VoiceModel = {
  name: 'none',
  isAlive: () => true,
  open: () => {
    throw new RangeError('a call without audio opens no channel');
  },
  close: async () => {},
};

/** `embedder`: a folder with a sentence model, which topics are then judged with. Rejects with `model.load`. */
export async function openEngine(embedderFolder?: string): Promise<EvaluatedEngine> {
  const embedder = embedderFolder === undefined ? undefined : await createEmbedder(embedderFolder);
  const playbookFor = await choosePlaybooks(undefined, undefined);
  const asked = new Map<string, TextClassifier>();
  const textModels = watched(loadTextModels(), asked);
  let voice: Promise<VoiceModel> | undefined;
  const voiceFor = (call: RecordedCall): Promise<VoiceModel> | VoiceModel => {
    if (!call.audio) return NO_VOICE;
    voice ??= openVoice();
    return voice;
  };
  const playbookVectorsFor = embedder && playbookVectorsBy(embedder, failed);
  return {
    embedder,
    modelOf(name) {
      const own = asked.has(name) ? `text/${name}` : 'rules';
      return name === 'topic' && embedder ? `${own} + ${embedder.name}` : own;
    },
    isCalibrated: (name) => asked.get(name)?.isCalibrated === true,
    classifiers: Object.fromEntries(
      Object.entries(textModels).map(([name, classifier]) => [name, classifier.isCalibrated]),
    ),
    playbookFor,
    async analyze(call, { adapt = (playbook: Playbook) => playbook, pipelineOptions }: AnalyzeWith = {}) {
      const adapted = adapt(playbookFor(call.started.language ?? 'en'));
      const sources = { playbookFor: () => adapted, profile: 'default', textModels, playbookVectorsFor } as const;
      return analyzeCall({
        call,
        context: await callContext(call.started, sources),
        definitions: ALL_PIPELINES,
        voice: await voiceFor(call),
        embedder,
        onEmbedderFailed: failed,
        ...(pipelineOptions ? { pipelineOptions } : {}),
      });
    },
    async close() {
      await Promise.all([(await voice)?.close(), embedder?.close()]);
    },
  };
}

/** What was asked for did not run: figures under its name would be wrong. */
function failed(error: EngineError): never {
  throw error;
}

/** The same classifiers, which note in `asked` that they were used. */
function watched(models: TextModels, asked: Map<string, TextClassifier>): TextModels {
  const entries = Object.entries(models).map(([name, classifier]): [string, TextClassifier] => {
    const classify: TextClassifier['classify'] = (...given) => {
      asked.set(name, classifier);
      return classifier.classify(...given);
    };
    return [name, { ...classifier, classify }];
  });
  return Object.fromEntries(entries);
}

// The engine as production composes it: shipped playbooks, shipped text classifiers, all pipelines. In: a recorded call.
// Out: its event log. Calls without audio need no voice model; one is opened for the first call that has audio.

import type { CallEvent } from '../engine/events.ts';
import type { Playbook } from '../engine/playbook.ts';
import type { TextClassifier, TextModels, VoiceModel } from '../engine/ports.ts';
import { analyzeCall } from '../gateway/calls/analyze-call.ts';
import { callContext } from '../gateway/calls/call-context.ts';
import { choosePlaybooks } from '../gateway/cli/choose-playbooks.ts';
import type { RecordedCall } from '../gateway/recorded/recorded-call.ts';
import { openVoice } from '../gateway/voice.ts';
import { loadTextModels } from '../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../pipelines/index.ts';

export interface AnalyzeWith {
  /** Changes to the playbook of the call's language. */
  readonly adapt?: (playbook: Playbook) => Playbook;
  /** By name of the pipeline; what is absent takes its default. */
  readonly pipelineOptions?: Readonly<Record<string, unknown>>;
}

export interface EvaluatedEngine {
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

export async function openEngine(): Promise<EvaluatedEngine> {
  const playbookFor = await choosePlaybooks(undefined, undefined);
  const asked = new Map<string, TextClassifier>();
  const textModels = watched(loadTextModels(), asked);
  let voice: Promise<VoiceModel> | undefined;
  const voiceFor = (call: RecordedCall): Promise<VoiceModel> | VoiceModel => {
    if (!call.audio) return NO_VOICE;
    voice ??= openVoice();
    return voice;
  };
  return {
    modelOf: (name) => (asked.has(name) ? `text/${name}` : 'rules'),
    isCalibrated: (name) => asked.get(name)?.isCalibrated === true,
    classifiers: Object.fromEntries(
      Object.entries(textModels).map(([name, classifier]) => [name, classifier.isCalibrated]),
    ),
    playbookFor,
    async analyze(call, { adapt = (playbook: Playbook) => playbook, pipelineOptions }: AnalyzeWith = {}) {
      const adapted = adapt(playbookFor(call.started.language ?? 'en'));
      const sources = { playbookFor: () => adapted, profile: 'default', textModels } as const;
      return analyzeCall({
        call,
        context: await callContext(call.started, sources),
        definitions: ALL_PIPELINES,
        voice: await voiceFor(call),
        ...(pipelineOptions ? { pipelineOptions } : {}),
      });
    },
    close: async () => (await voice)?.close(),
  };
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

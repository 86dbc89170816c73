// Opens calls that feeds begin: checks the limits, gives the rep a person where the feed named none, builds the context,
// and keeps the call until it is stored.

import type { CallRegistry } from '../../engine/call-registry.ts';
import { EngineError } from '../../engine/errors.ts';
import type { CallEvent } from '../../engine/events.ts';
import type { CallId } from '../../engine/ids.ts';
import type { PipelineDefinition } from '../../engine/pipeline.ts';
import type { Embedder, EmotionModel, EventLog, VoiceModel } from '../../engine/ports.ts';
import type { FeedIdentity } from '../ingest/feed-socket.ts';
import type { Log } from '../log.ts';
import type { StartCall } from '../protocol/ingest.ts';
import type { CallRecorder } from '../recordings/call-recorder.ts';
import { AdmittedPeople, withRepPerson } from './admitted-people.ts';
import { type ContextSources, callContext } from './call-context.ts';
import { LiveCall, type Wall } from './live-call.ts';
import { type Transcription, withSpeakers } from './transcription.ts';
import type { WordsStage } from './words-latency.ts';

export interface OpenCallsOptions {
  readonly registry: CallRegistry;
  readonly sources: ContextSources;
  readonly definitions: readonly PipelineDefinition[];
  readonly voice: VoiceModel;
  readonly emotion?: EmotionModel | undefined;
  readonly embedder?: Embedder | undefined;
  /** Makes the words of calls whose feeds bring none. */
  readonly transcription?: Transcription | undefined;
  readonly log: EventLog;
  readonly wall: Wall;
  readonly limits: { readonly maxChannels: number; readonly resumeMs: number };
  readonly logger: Log;
  /** Undefined where the call is not recorded. */
  readonly recorderFor?: (start: StartCall) => CallRecorder | undefined;
  readonly onEvent: (event: CallEvent) => void;
  readonly onCardLatency: (ms: number) => void;
  readonly onWordsLatency?: ((stage: WordsStage, ms: number) => void) | undefined;
}

export interface OpenCalls {
  open(start: StartCall, identity: FeedIdentity): Promise<LiveCall>;
  find(callId: string, identity: FeedIdentity): LiveCall | undefined;
  /** Resolves when every call that is still here is on disk. */
  stored(): Promise<void>;
}

const TOPICS_WITHOUT_MODEL = 'the sentence model does not answer; topics of this call are judged without it';

interface Kept {
  readonly call: LiveCall;
  readonly feeder: string;
}

export function createOpenCalls(options: OpenCallsOptions): OpenCalls {
  const { registry, sources, definitions, voice, emotion, log, wall, limits, logger, onEvent, onCardLatency } = options;
  const kept = new Map<CallId, Kept>();
  const opening = new Set<CallId>();

  const open = async (start: StartCall, identity: FeedIdentity): Promise<LiveCall> => {
    const { callId } = start;
    registry.assertRoom(callId);
    if (kept.has(callId) || opening.has(callId)) {
      throw new EngineError('call.already-live', `call ${callId} is live; send call.resume to go on with it`);
    }
    const people = new AdmittedPeople(start, identity, limits.maxChannels);
    opening.add(callId);
    try {
      if ((await log.read(callId, 0, 1)).length > 0) {
        throw new EngineError('call.ended', `call ${callId} was stored before; begin another call with another callId`);
      }
      const transcription = start.audio && start.words !== 'feed' ? options.transcription : undefined;
      const ofRep = withRepPerson(start, identity);
      const known = transcription ? withSpeakers(ofRep, transcription) : ofRep;
      const call = await LiveCall.open({
        start: known,
        people,
        session: {
          context: await callContext(known, sources),
          definitions,
          voice,
          emotion,
          embedder: options.embedder,
          onEmbedderFailed: (error) => logger.warn({ err: error, callId }, TOPICS_WITHOUT_MODEL),
        },
        transcription,
        log,
        wall,
        resumeMs: limits.resumeMs,
        recorder: options.recorderFor?.(known),
        onEvent,
        onCardLatency,
        onWordsLatency: options.onWordsLatency,
        onDiarizerFailed: (error) => logger.warn({ err: error, callId }, 'voices could not be told apart'),
        onStoreFailed: (error) => logger.error({ err: error, callId }, 'events could not be stored; trying again'),
      });
      registry.add(call.session);
      kept.set(callId, { call, feeder: identity.personId });
      void call.stored.then(() => kept.delete(callId));
      logger.info({ callId }, 'call opened');
      return call;
    } finally {
      opening.delete(callId);
    }
  };

  return {
    open,
    find(callId, identity) {
      const found = kept.get(callId as CallId);
      // Whoever feeds a call may resume it; another feed is told nothing of it.
      return found && found.feeder === identity.personId ? found.call : undefined;
    },
    async stored() {
      await Promise.all([...kept.values()].map(({ call }) => call.stored));
    },
  };
}

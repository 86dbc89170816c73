// The composition root: concrete models, store, pipelines and sockets meet here and nowhere else.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CallRegistry } from '../engine/call-registry.ts';
import type { CallId } from '../engine/ids.ts';
import type { EmotionModel, VoiceModel } from '../engine/ports.ts';
import { loadTextModels } from '../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../pipelines/index.ts';
import { openStore, type Store, type StoreOptions } from '../store/client.ts';
import { readCompetitorBaseline } from '../store/queries/competitor-baseline.ts';
import { openEventWriter } from '../store/writer.ts';
import { type Access, openAccess } from './auth/access.ts';
import type { ContextSources } from './calls/call-context.ts';
import { eraseCalls } from './calls/erase-calls.ts';
import type { Wall } from './calls/live-call.ts';
import { createOpenCalls } from './calls/open-calls.ts';
import { readRedaction } from './calls/read-redaction.ts';
import { warmUp } from './calls/warm-up.ts';
import type { WordsStage } from './calls/words-latency.ts';
import type { Config } from './config.ts';
import { chooseEmbedder } from './embedding/choose-embedder.ts';
import { playbookVectorsBy } from './embedding/playbook-vectors.ts';
import { createHttp } from './http/application.ts';
import { createIngestServer } from './ingest/ingest-server.ts';
import { openVendorFeeds } from './ingest/vendor-feeds.ts';
import { createLiveServer } from './live/attach.ts';
import { inProcessBus } from './live/bus.ts';
import { LiveHub } from './live/hub.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { operatorReport } from './operator-report.ts';
import { SHIPPED_PLAYBOOKS } from './playbooks/shipped.ts';
import { type PlaybookWatch, watchPlaybooks } from './playbooks/watch.ts';
import { readinessOf } from './readiness.ts';
import { openRecordings } from './recordings/open-recordings.ts';
import { createSamples } from './samples.ts';
import { listen } from './server.ts';
import { storeReads } from './store-reads.ts';
import { chooseTranscription } from './transcription/choose-transcriber.ts';
import { openEmotion, openVoice } from './voice.ts';
import { wallClock } from './wall-clock.ts';
import { openWhip } from './whip/open-whip.ts';

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly access: Access;
  readonly store: Store;
  /** Where Asterisk connects, where that is on. */
  readonly audiosocketPort: number | undefined;
  /** Events of one type logged by this process since it started. */
  countEvents(type: string): Promise<number>;
  /** Resolves when all that was acknowledged is in ClickHouse, and recordings of calls that ended are stored. */
  flush(): Promise<void>;
  /** Takes no new calls, ends the live ones, stores everything, closes. */
  stop(reason: string): Promise<void>;
}

/** What a caller may bring instead, or wants to hear: for the demonstration, benchmarks and tests. */
export interface Extras {
  readonly voice?: VoiceModel;
  readonly emotion?: EmotionModel;
  /** Folder of the built page. */
  readonly dashboardDir?: string;
  /** Wall time from the input that made a card known to the card, ms. */
  readonly onCardLatency?: (ms: number) => void;
  /** From the end of an utterance to what follows from it, ms; only of calls that are transcribed here. */
  readonly onWordsLatency?: (stage: WordsStage, ms: number) => void;
}

export async function compose(config: Config, log: Log, extras: Extras = {}): Promise<Running> {
  const access = await openAccess(config.host, config.auth);
  const wall = wallClock();
  // Before anything is opened: a model that is not there ends the start.
  const transcription = chooseTranscription(config.transcription, {
    scheduler: wall,
    isLive: true,
    modelsDir: config.models.dir,
  });
  const store = await openStore(storeOptions(config, wall, log));
  const spoolDir = join(config.dataDir, 'spool');
  const writer = await openEventWriter({
    store,
    spoolDir,
    flushAfterMs: FLUSH_AFTER_MS,
    log,
  });
  const [voice, emotion, embedder] = await Promise.all([
    extras.voice ?? openVoice(wall.after),
    extras.emotion ?? openEmotion(config.emotionModelDir),
    chooseEmbedder(config, wall.after),
  ]);
  if (embedder) log.info({ model: embedder.name }, 'topics and scripts are judged with a sentence model');
  const playbooks = await openPlaybooks(config, log);

  const recordings = await openRecordings(config, wall, log);

  const registry = new CallRegistry(config.limits.maxCalls);
  const hub = new LiveHub(inProcessBus(), {
    onListenerFailed: (err) => log.error({ err }, 'a live viewer could not be served'),
  });
  const metrics = createMetrics({
    liveCalls: () => registry.count,
    viewers: () => live.stats.viewers,
    webrtcSessions: () => whip.sessions.count,
    spooledEvents: () => writer.stats().spooled,
    insertedEvents: () => writer.stats().inserted,
  });
  const sources: ContextSources = {
    playbookFor: (language) => playbooks.current().forLanguage(language),
    profile: config.profile,
    redaction: await readRedaction(config.redact),
    textModels: loadTextModels(),
    playbookVectorsFor:
      embedder &&
      playbookVectorsBy(embedder, (err) =>
        log.warn({ err }, 'topics and scripts are judged without the sentence model'),
      ),
  };
  await warmUp({ sources, definitions: ALL_PIPELINES, voice });
  const calls = createOpenCalls({
    registry,
    sources: {
      ...sources,
      baselinesFor: async (call, startedAtMs) => ({
        competitorMentions: await readCompetitorBaseline(store, call, startedAtMs),
      }),
    },
    definitions: ALL_PIPELINES,
    voice,
    emotion,
    embedder,
    transcription,
    log: writer,
    wall,
    recorderFor: (start) => recordings.recorderFor(start),
    limits: config.limits,
    logger: log,
    onEvent(event) {
      metrics.countEvent(event);
      hub.publish(event);
    },
    onWordsLatency(stage, ms) {
      metrics.wordsLatency(stage, ms);
      extras.onWordsLatency?.(stage, ms);
    },
    onCardLatency(ms) {
      metrics.cardLatency(ms);
      extras.onCardLatency?.(ms);
    },
  });

  const whip = openWhip({ config, access, calls, wall, log });
  let isDraining = false;
  let url = '';
  const samples = createSamples({
    url: () => url.replace(/^http/, 'ws'),
    token: (identity) => access.feedToken(identity, wall.now()),
    wallNow: wall.now,
    log,
  });
  const shared = {
    authenticator: access.authenticator,
    people: access.people,
    reads: storeReads(store, writer),
    sessions: registry,
    now: wall.now,
    log,
  };
  const erasure = {
    store,
    spoolDir,
    flush: () => writer.flush(),
    isLive: (callId: CallId) => hub.summaryOf(callId)?.isLive === true,
    forget: (callId: CallId) => hub.forget(callId),
    removeRecording: (callId: CallId) => recordings.remove(callId),
  };
  const readiness = () => readinessOf({ store, voice, emotion, isDraining });
  const operator = {
    startedAt: wall.now(),
    now: wall.now,
    metrics,
    readiness,
    transcriber: transcription?.transcriber,
    calls: () => ({ live: registry.count, viewers: live.stats.viewers, webrtcSessions: whip.sessions.count }),
    store: () => writer.stats(),
  };
  const app = await createHttp(
    {
      ...shared,
      development: access.development,
      transcriber: transcription?.transcriber.name,
      live: hub,
      samples,
      whip,
      readiness,
      operatorReport: () => operatorReport(operator),
      metrics: metrics.registry,
      recordings: recordings.stored,
      erase: (request, by) => eraseCalls(erasure, request, by),
    },
    { dashboardDir: extras.dashboardDir ?? DASHBOARD_DIR },
  );
  const live = createLiveServer({ ...shared, hub, origins: config.auth.origins }, config.limits);
  const feeding = {
    identify: access.identifyFeed,
    authenticate: access.authenticateFeed,
    origins: config.auth.origins,
    openCall: calls.open,
    findCall: calls.find,
    limits: config.limits,
    now: wall.now,
    after: wall.after,
  };
  const ingest = createIngestServer(feeding);
  const vendors = await openVendorFeeds(app, feeding, config.feeds, log);
  const bound = await listen(app, [ingest, vendors], live, config);
  url = bound.url;

  return {
    ...bound,
    access,
    store,
    audiosocketPort: vendors.audiosocket?.port,
    countEvents: metrics.eventsOf,
    async flush() {
      await recordings.settled();
      await writer.flush();
    },
    async stop(reason) {
      isDraining = true;
      samples.stop();
      await registry.drain(reason);
      await calls.stored();
      await recordings.stop();
      ingest.close();
      vendors.close();
      whip.sessions.close();
      live.close();
      await app.close();
      await playbooks.close();
      await transcription?.close();
      await Promise.all([voice.close(), emotion.close(), embedder?.close()]);
      await writer.close();
      await store.close();
    },
  };
}

/** Where the store lies by the configuration: a server by URL, else embedded in the data folder. */
export function storeOptions(config: Config, wall: Wall, log: Log): StoreOptions {
  return { ...given(config.clickhouse), dataDir: config.dataDir, scheduler: wall, log };
}

function openPlaybooks(config: Config, log: Log): Promise<PlaybookWatch> {
  return watchPlaybooks(config.playbooks ?? SHIPPED_PLAYBOOKS, {
    onReload: () => log.info({}, 'playbooks changed; calls that begin now use them'),
    onProblems: (problems, kept) =>
      log.warn({ problems, kept }, 'a playbook edit is not valid; the last good one stays'),
  });
}

/** Viewers read what ClickHouse does not have yet from the spool, so inserts may be few and large: a part is a file. */
const FLUSH_AFTER_MS = 5_000;
const DASHBOARD_DIR = fileURLToPath(new URL('../dashboard/dist', import.meta.url));

/** Without what was not given, as exact optional properties ask. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

// All ways in for vendors, by the configuration: their sockets, Zoom's webhook, Asterisk's port. One set of calls for all.

import type { FastifyInstance } from 'fastify';
import { EngineError } from '../../engine/errors.ts';
import type { Log } from '../log.ts';
import { type AudioSocketServer, openAudioSocketServer } from './audiosocket-server.ts';
import { FEED_DIALECTS, type VendorSecrets } from './feed-dialects.ts';
import { readFeedsFile } from './feeds-file.ts';
import { createFeedsServer, type FeedsServerOptions } from './feeds-server.ts';
import type { IngestServer } from './ingest-server.ts';
import { JoinedCalls, type JoinedCallsOptions } from './joined-calls.ts';
import { addZoomRoute } from './zoom-route.ts';
import { ZoomStreams } from './zoom-streams.ts';

export interface VendorFeedsConfig {
  readonly file: string | undefined;
  readonly publicUrl: string | undefined;
  readonly secrets: VendorSecrets;
  readonly zoom: {
    readonly clientId: string | undefined;
    readonly clientSecret: string | undefined;
    readonly secretToken: string | undefined;
  };
  readonly audiosocket: { readonly host: string; readonly port: number | undefined };
}

type Feeding = Pick<FeedsServerOptions, 'identify' | 'authenticate' | 'origins' | 'now' | 'after' | 'limits'> &
  JoinedCallsOptions;

export interface VendorFeeds extends IngestServer {
  /** Where Asterisk connects, where that is on. */
  readonly audiosocket: AudioSocketServer | undefined;
}

/** Rejects with `input.config` where the feeds file or a setting is wrong. */
export async function openVendorFeeds(
  app: FastifyInstance,
  feeding: Feeding,
  config: VendorFeedsConfig,
  log: Log,
): Promise<VendorFeeds> {
  const feeds = await readFeedsFile(config.file, [...FEED_DIALECTS.keys(), 'zoom', 'audiosocket']);
  const onRefused = (dialect: string, err: EngineError) =>
    log.warn({ err, dialect }, 'a feed was refused, or something it sent was skipped');
  const shared = { ...feeding, calls: new JoinedCalls(feeding), feeds, onRefused };
  const sockets = createFeedsServer({ ...shared, secrets: config.secrets, publicUrl: config.publicUrl });
  const zoom = await openZoom(app, shared, config.zoom);
  const { host, port } = config.audiosocket;
  const settings = feeds('audiosocket');
  const audiosocket = port === undefined ? undefined : await openAudioSocketServer({ ...shared, host, port, settings });
  return {
    audiosocket,
    handleUpgrade: sockets.handleUpgrade,
    close() {
      sockets.close();
      zoom?.close();
      audiosocket?.close();
    },
  };
}

async function openZoom(
  app: FastifyInstance,
  shared: Omit<ConstructorParameters<typeof ZoomStreams>[0], 'app'>,
  { clientId, clientSecret, secretToken }: VendorFeedsConfig['zoom'],
): Promise<ZoomStreams | undefined> {
  if (!clientId && !clientSecret && !secretToken) return undefined;
  if (!clientId || !clientSecret || !secretToken) {
    const needed = 'SOTTO_ZOOM_CLIENT_ID, SOTTO_ZOOM_CLIENT_SECRET and SOTTO_ZOOM_SECRET_TOKEN';
    throw new EngineError('input.config', `Zoom needs all of ${needed}`);
  }
  const streams = new ZoomStreams({ ...shared, app: { clientId, clientSecret } });
  await addZoomRoute(app, { secretToken, streams, now: shared.now });
  return streams;
}

// WebRTC feeds put together from the configuration. Nothing native is loaded before the first offer.

import type { Access } from '../auth/access.ts';
import type { Wall } from '../calls/live-call.ts';
import type { OpenCalls } from '../calls/open-calls.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { parseIceServers } from './ice-servers.ts';
import { createPeerLink } from './peer-link.ts';
import type { WhipRoutesOptions } from './whip-routes.ts';
import { createWhipSessions } from './whip-sessions.ts';

interface WhipParts {
  readonly config: Config;
  readonly access: Access;
  readonly calls: OpenCalls;
  readonly wall: Wall;
  readonly log: Log;
}

/** Throws `input.config` where an ICE server cannot be read. */
export function openWhip({ config, access, calls, wall, log }: WhipParts): WhipRoutesOptions {
  const iceServers = parseIceServers(config.webrtc.iceServers);
  const { portRange } = config.webrtc;
  const peers = createPeerLink({
    settings: { iceServers, ...(portRange ? { portRange } : {}) },
    onLost: (exitCode) => log.error({ exitCode }, 'the WebRTC process ended; its calls wait for another offer'),
  });
  return {
    sessions: createWhipSessions({
      peers,
      openCall: calls.open,
      findCall: calls.find,
      wall,
      logger: log,
      limits: config.limits,
    }),
    identify: access.identifyFeed,
    origins: config.auth.origins,
    iceServers,
  };
}

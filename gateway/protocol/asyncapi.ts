// The two sockets as an AsyncAPI 3.0 document, made from the message schemas.

import type { z } from 'zod';
import { CallEvent } from '../../engine/events.ts';
import { AUDIO_FRAME_HEADER_BYTES, AUDIO_FRAME_VERSION } from './audio-frame.ts';
import { type JsonObject, refOf, schemaComponents } from './describe-schemas.ts';
import {
  Acknowledged,
  AdvanceClock,
  Authenticate,
  CallAccepted,
  CallCompleted,
  ErrorMessage,
  FeedMessage,
  ResumeCall,
  StartCall,
} from './ingest.ts';
import {
  CallListed,
  CardFeedback,
  CaughtUp,
  LiveEvent,
  Missed,
  SnoozeRule,
  Subscribe,
  Subscribed,
  Unsubscribe,
  Welcome,
} from './live.ts';
import { CallSummary, Identity } from './rest.ts';
import { PROTOCOL_VERSION } from './version.ts';

type Messages = Readonly<Record<string, z.ZodType>>;

const TO_INGEST = { Authenticate, StartCall, ResumeCall, FeedMessage, AdvanceClock } as const satisfies Messages;
const FROM_INGEST = { CallAccepted, Acknowledged, CallCompleted, ErrorMessage } as const satisfies Messages;
const TO_LIVE = { Authenticate, Subscribe, Unsubscribe, CardFeedback, SnoozeRule } as const satisfies Messages;
const FROM_LIVE = {
  Welcome,
  Subscribed,
  LiveEvent,
  CaughtUp,
  Missed,
  CallListed,
  ErrorMessage,
} as const satisfies Messages;

const AUDIO_FRAME = {
  name: 'AudioFrame',
  title: 'One binary frame of audio',
  contentType: 'application/octet-stream',
  payload: {
    type: 'string',
    format: 'binary',
    description:
      `A header of ${AUDIO_FRAME_HEADER_BYTES} bytes, little endian, then the samples: u8 version (${AUDIO_FRAME_VERSION}), ` +
      'u8 kind (1 = audio), u8 channel, u8 reserved (0), u32 sequence, u64 startSample.',
  },
};

export function asyncapiDocument(): JsonObject {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Sotto gateway',
      version: `${PROTOCOL_VERSION}`,
      description: 'The sockets: feeds send calls, viewers follow them. For people: docs/protocol.md.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      gateway: { host: 'localhost:8787', protocol: 'ws', security: [{ $ref: '#/components/securitySchemes/token' }] },
    },
    channels: {
      ingest: channel('/v1/ingest', 'A feed sends one call.', [...keys(TO_INGEST), 'AudioFrame', ...keys(FROM_INGEST)]),
      live: channel('/v1/live', 'A viewer follows calls that it may see.', [...keys(TO_LIVE), ...keys(FROM_LIVE)]),
    },
    // As the gateway sees it: it receives what clients send.
    operations: {
      receiveFeed: exchange('receive', 'ingest', [...keys(TO_INGEST), 'AudioFrame']),
      answerFeed: exchange('send', 'ingest', keys(FROM_INGEST)),
      receiveRequests: exchange('receive', 'live', keys(TO_LIVE)),
      answerViewers: exchange('send', 'live', keys(FROM_LIVE)),
    },
    components: {
      messages: {
        ...messages(TO_INGEST),
        AudioFrame: AUDIO_FRAME,
        ...messages(FROM_INGEST),
        ...messages(TO_LIVE),
        ...messages(FROM_LIVE),
      },
      schemas: {
        ...schemaComponents({ ...TO_INGEST, ...TO_LIVE }, 'input'),
        ...schemaComponents({ CallEvent, CallSummary, Identity, ...FROM_INGEST, ...FROM_LIVE }, 'output'),
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const keys = (each: Messages): string[] => Object.keys(each);

function channel(address: string, description: string, names: readonly string[]): JsonObject {
  const refs = [...new Set(names)].map((name) => [name, { $ref: `#/components/messages/${name}` }]);
  return { address, description, messages: Object.fromEntries(refs) };
}

function exchange(action: 'send' | 'receive', channelName: string, names: readonly string[]): JsonObject {
  return {
    action,
    channel: { $ref: `#/channels/${channelName}` },
    messages: names.map((name) => ({ $ref: `#/channels/${channelName}/messages/${name}` })),
  };
}

function messages(each: Messages): JsonObject {
  return Object.fromEntries(Object.keys(each).map((name) => [name, { name, payload: { $ref: refOf(name) } }]));
}

// The one place that reads the environment. Every setting: name, meaning, default. `sotto serve --help` lists them.

import { join, resolve } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../engine/errors.ts';
import { DEFAULT_REDACTION } from '../engine/personal-data/call-redactor.ts';
import { PERSONAL_KINDS, type PersonalKind } from '../engine/personal-data/personal-span.ts';
import { TRANSCRIPTION_ENVIRONMENT, type TranscriptionSettings } from './transcription/settings.ts';

const integer = (min: number, max: number, fallback: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const path = z
  .string()
  .min(1)
  .transform((value) => resolve(value));
const list = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  .default([]);

const kindsOfPersonalData = z
  .string()
  .default(DEFAULT_REDACTION.kinds.join(','))
  .transform((value) => (value.trim() === 'none' ? [] : value.split(',').map((kind) => kind.trim())))
  .refine(
    (kinds): kinds is PersonalKind[] => kinds.every((kind) => (PERSONAL_KINDS as readonly string[]).includes(kind)),
    `expected none, or some of ${PERSONAL_KINDS.join(',')}`,
  );
const portRange = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'expected a range such as 40000-40100')
  .transform((value) => {
    const [min = 0, max = 0] = value.split('-').map(Number);
    return { min, max };
  })
  .refine(({ min, max }) => min >= 1024 && min <= max && max <= 65_535, 'expected 1024 ≤ first ≤ last ≤ 65535')
  .optional();

const Environment = z.object({
  SOTTO_HOST: z.string().default('127.0.0.1').describe('Address to listen on. Other than loopback asks for auth.'),
  PORT: integer(0, 65_535, 8787).describe('Port to listen on; 0 takes a free one.'),
  SOTTO_DATA_DIR: path.default(resolve('data')).describe('Folder of the embedded database and the spool.'),
  SOTTO_PLAYBOOKS: path.optional().describe('Folder with one playbook per language. Default: the shipped b2b pack.'),
  SOTTO_PROFILE: z.enum(['default', 'eu', 'cn', 'us']).default('default').describe('Whose emotion may be computed.'),
  SOTTO_EMOTION_MODEL: path.optional().describe('Folder of a larger emotion model. Default: the network that ships.'),
  SOTTO_EMBEDDER: z
    .string()
    .min(1)
    .default('auto')
    .describe('Sentence model for topics: auto (one that was pulled), none, a name or a folder.'),
  SOTTO_REDACT: kindsOfPersonalData.describe('Personal data taken out before anything is stored; none for nothing.'),
  SOTTO_REDACT_NAMES: path
    .optional()
    .describe('Text file of names to take out too, one a line; SOTTO_REDACT needs name.'),
  SOTTO_RECORD: z
    .enum(['off', 'asked', 'all'])
    .default('off')
    .describe('Which calls are recorded; see docs/privacy.md.'),
  SOTTO_RECORDINGS: z
    .string()
    .min(1)
    .optional()
    .describe('Folder or s3://bucket/prefix. Default: recordings in SOTTO_DATA_DIR.'),
  SOTTO_RECORDINGS_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, '64 hexadecimal digits')
    .optional()
    .describe('Seals recordings at rest: 32 bytes as 64 hexadecimal digits.'),
  SOTTO_RECORDING_DAYS: integer(1, 10_000, 90).describe('Days that a recording is kept.'),
  SOTTO_S3_ENDPOINT: z.url().optional().describe('S3-compatible server of SOTTO_RECORDINGS. Default: that of AWS.'),
  SOTTO_S3_REGION: z.string().default('us-east-1'),
  SOTTO_S3_ACCESS_KEY_ID: z.string().optional(),
  SOTTO_S3_SECRET_ACCESS_KEY: z.string().optional(),
  SOTTO_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  CLICKHOUSE_URL: z.url().optional().describe('A ClickHouse server. Absent: embedded ClickHouse in SOTTO_DATA_DIR.'),
  CLICKHOUSE_USER: z.string().optional(),
  CLICKHOUSE_PASSWORD: z.string().optional(),
  CLICKHOUSE_DATABASE: z.string().regex(/^\w+$/).default('sotto'),

  SOTTO_AUTH_SECRET: z.string().min(32).optional().describe('HS256 secret of at least 32 characters for tokens.'),
  SOTTO_AUTH_JWKS: z.url().optional().describe('JWKS address of your identity provider, instead of a secret.'),
  SOTTO_AUTH_ISSUER: z.string().optional().describe('Issuer that tokens must name.'),
  SOTTO_AUTH_AUDIENCE: z.string().optional().describe('Audience that tokens must name.'),
  SOTTO_PEOPLE: path.optional().describe('YAML file of people: who reports to whom.'),
  SOTTO_ORIGINS: list.describe('Further web origins that may open sockets, comma-separated.'),

  SOTTO_MODELS_DIR: path.optional().describe('Folder of pulled models. Default: models in SOTTO_DATA_DIR.'),
  HF_ENDPOINT: z
    .url()
    .default('https://huggingface.co')
    .describe('Hub that models are pulled from, or a mirror of it.'),
  HF_TOKEN: z.string().optional().describe('Token for the hub, for models that ask for a consent.'),
  HTTPS_PROXY: z.string().optional().describe('Proxy for pulling models over https; https_proxy does the same.'),
  HTTP_PROXY: z.string().optional().describe('Proxy for pulling models over http; http_proxy does the same.'),
  NO_PROXY: z.string().optional().describe('Hosts asked without a proxy, comma-separated; no_proxy does the same.'),

  SOTTO_FEEDS: path.optional().describe('YAML file of vendor feeds: which voice is whom, language and so on.'),
  SOTTO_PUBLIC_URL: z.url().optional().describe('Where vendors reach this gateway; their signatures cover it.'),
  SOTTO_TWILIO_AUTH_TOKEN: z.string().optional().describe('Checks X-Twilio-Signature of /v1/feeds/twilio.'),
  SOTTO_SIGNALWIRE_SIGNING_KEY: z.string().optional().describe('Checks X-SignalWire-Signature.'),
  SOTTO_RECALL_SECRET: z.string().optional().describe('Workspace secret (whsec_…) that Recall.ai signs with.'),
  SOTTO_GENESYS_API_KEY: z.string().optional().describe('API key of the AudioHook integration.'),
  SOTTO_GENESYS_CLIENT_SECRET: z.string().optional().describe('Its client secret (base64); checks the signature.'),
  SOTTO_ZOOM_CLIENT_ID: z.string().optional().describe('Client id of the Zoom app whose streams are taken.'),
  SOTTO_ZOOM_CLIENT_SECRET: z.string().optional().describe('Its client secret.'),
  SOTTO_ZOOM_SECRET_TOKEN: z.string().optional().describe('Its secret token; checks webhooks.'),
  SOTTO_AUDIOSOCKET_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe('TCP port for Asterisk AudioSocket. Absent: off.'),
  SOTTO_AUDIOSOCKET_HOST: z.string().default('127.0.0.1').describe('Address it listens on; it knows no tokens.'),

  ...TRANSCRIPTION_ENVIRONMENT,

  SOTTO_MAX_CALLS: integer(1, 100_000, 500).describe('Live calls at once.'),
  SOTTO_MAX_CHANNELS: integer(1, 255, 16).describe('Audio channels of one call.'),
  SOTTO_MAX_MESSAGE_BYTES: integer(1024, 64 * 1024 * 1024, 1024 * 1024).describe('Largest ingest message.'),
  SOTTO_MAX_MESSAGES_PER_S: integer(1, 1_000_000, 5_000).describe('Ingest messages a second on one connection.'),
  SOTTO_MAX_VIEWERS: integer(1, 1_000_000, 2_000).describe('Live viewers at once.'),
  SOTTO_UNAUTHENTICATED_MS: integer(100, 600_000, 5_000).describe('Time a socket has to show a token.'),
  SOTTO_MAX_WHIP_SESSIONS: integer(0, 10_000, 100).describe('WebRTC sessions at once; 0 takes none.'),
  SOTTO_WHIP_CONNECT_MS: integer(1_000, 600_000, 30_000).describe('Time an answered WebRTC session has to connect.'),
  SOTTO_WHIP_PORTS: portRange.describe('UDP ports of WebRTC, as 40000-40100. Absent: any free one.'),
  SOTTO_ICE_SERVERS: list.describe('STUN and TURN: stun:host:port, turn:host:port|user|password, comma-separated.'),
  SOTTO_RESUME_MS: integer(0, 86_400_000, 120_000).describe('How long a call waits for its feed to come back.'),
});

export type Config = ReturnType<typeof readConfig>;

/** Throws `input.config` naming every variable that is wrong and what it should be. `overrides` win, undefined ones not. */
export function readConfig(
  overrides: Readonly<Record<string, string | undefined>> = {},
  environment: Readonly<Record<string, string | undefined>> = process.env,
) {
  const result = Environment.safeParse({
    ...proxiesOf(environment),
    ...withoutAbsent(environment),
    ...withoutAbsent(overrides),
  });
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EngineError('input.config', `The configuration is not valid:\n  ${problems.join('\n  ')}`);
  }
  const env = result.data;
  return {
    host: env.SOTTO_HOST,
    port: env.PORT,
    dataDir: env.SOTTO_DATA_DIR,
    playbooks: env.SOTTO_PLAYBOOKS,
    profile: env.SOTTO_PROFILE,
    emotionModelDir: env.SOTTO_EMOTION_MODEL,
    embedder: env.SOTTO_EMBEDDER,
    redact: { kinds: env.SOTTO_REDACT, namesFile: env.SOTTO_REDACT_NAMES },
    recordings: {
      record: env.SOTTO_RECORD,
      place: env.SOTTO_RECORDINGS,
      key: env.SOTTO_RECORDINGS_KEY,
      days: env.SOTTO_RECORDING_DAYS,
      s3: {
        endpoint: env.SOTTO_S3_ENDPOINT,
        region: env.SOTTO_S3_REGION,
        accessKeyId: env.SOTTO_S3_ACCESS_KEY_ID,
        secretAccessKey: env.SOTTO_S3_SECRET_ACCESS_KEY,
      },
    },
    logLevel: env.SOTTO_LOG_LEVEL,
    clickhouse: {
      url: env.CLICKHOUSE_URL,
      username: env.CLICKHOUSE_USER,
      password: env.CLICKHOUSE_PASSWORD,
      database: env.CLICKHOUSE_DATABASE,
    },
    auth: {
      secret: env.SOTTO_AUTH_SECRET,
      jwks: env.SOTTO_AUTH_JWKS,
      issuer: env.SOTTO_AUTH_ISSUER,
      audience: env.SOTTO_AUTH_AUDIENCE,
      people: env.SOTTO_PEOPLE,
      origins: env.SOTTO_ORIGINS,
    },
    models: {
      dir: env.SOTTO_MODELS_DIR ?? join(env.SOTTO_DATA_DIR, 'models'),
      endpoint: env.HF_ENDPOINT,
      token: env.HF_TOKEN,
      httpsProxy: env.HTTPS_PROXY,
      httpProxy: env.HTTP_PROXY,
      noProxy: env.NO_PROXY,
    },
    feeds: {
      file: env.SOTTO_FEEDS,
      publicUrl: env.SOTTO_PUBLIC_URL,
      secrets: {
        twilioAuthToken: env.SOTTO_TWILIO_AUTH_TOKEN,
        signalwireSigningKey: env.SOTTO_SIGNALWIRE_SIGNING_KEY,
        recallSecret: env.SOTTO_RECALL_SECRET,
        genesysApiKey: env.SOTTO_GENESYS_API_KEY,
        genesysClientSecret: env.SOTTO_GENESYS_CLIENT_SECRET,
      },
      zoom: {
        clientId: env.SOTTO_ZOOM_CLIENT_ID,
        clientSecret: env.SOTTO_ZOOM_CLIENT_SECRET,
        secretToken: env.SOTTO_ZOOM_SECRET_TOKEN,
      },
      audiosocket: { host: env.SOTTO_AUDIOSOCKET_HOST, port: env.SOTTO_AUDIOSOCKET_PORT },
    },
    webrtc: { portRange: env.SOTTO_WHIP_PORTS, iceServers: env.SOTTO_ICE_SERVERS },
    transcription: env satisfies TranscriptionSettings as TranscriptionSettings,
    limits: {
      maxCalls: env.SOTTO_MAX_CALLS,
      maxChannels: env.SOTTO_MAX_CHANNELS,
      maxMessageBytes: env.SOTTO_MAX_MESSAGE_BYTES,
      maxMessagesPerS: env.SOTTO_MAX_MESSAGES_PER_S,
      maxViewers: env.SOTTO_MAX_VIEWERS,
      unauthenticatedMs: env.SOTTO_UNAUTHENTICATED_MS,
      resumeMs: env.SOTTO_RESUME_MS,
      maxWhipSessions: env.SOTTO_MAX_WHIP_SESSIONS,
      whipConnectMs: env.SOTTO_WHIP_CONNECT_MS,
    },
  };
}

/** One line per setting for `--help`: name, default, meaning. */
export function describeConfig(): string {
  const lines = Object.entries(Environment.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const shown = fallback.success && fallback.data !== undefined ? String(fallback.data) : '';
    return `  ${name.padEnd(30)}${(schema.description ?? '').padEnd(77)}${shown && ` [${shown}]`}`;
  });
  return ['Environment:', ...lines].join('\n');
}

/** The names in lower case that curl and others read. */
function proxiesOf(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const { https_proxy: HTTPS_PROXY, http_proxy: HTTP_PROXY, no_proxy: NO_PROXY } = environment;
  return withoutAbsent({ HTTPS_PROXY, HTTP_PROXY, NO_PROXY });
}

function withoutAbsent(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Record<string, string>;
}

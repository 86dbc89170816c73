// Every example of docs/protocol.md is a message that the program takes or sends.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CATALOGUE } from '../../../../engine/errors.ts';
import { HTTP_DEFAULTS } from '../../../../gateway/http/options.ts';
import { LIVE_DEFAULTS } from '../../../../gateway/live/options.ts';
import { ControlMessage, FeedMessage, IngestReply } from '../../../../gateway/protocol/ingest.ts';
import { LiveReply, LiveRequest } from '../../../../gateway/protocol/live.ts';
import { OPERATIONS } from '../../../../gateway/protocol/openapi-operations.ts';

const text = readFileSync(new URL('../../../../docs/protocol.md', import.meta.url), 'utf8');
const SCHEMAS = {
  'to-ingest': ControlMessage.or(FeedMessage),
  'from-ingest': IngestReply,
  'to-live': LiveRequest,
  'from-live': LiveReply,
} as const;
const examples = [...text.matchAll(/^```json ([\w-]+)\n([\s\S]*?)^```/gm)].flatMap(([, way = '', block = '']) =>
  block
    .trim()
    .split('\n')
    .map((line) => [way, line] as const),
);

describe('docs/protocol.md', () => {
  it.each(examples)('shows a message %s that is valid: %s', (way, line) => {
    const result = SCHEMAS[way as keyof typeof SCHEMAS].safeParse(JSON.parse(line));
    expect(result.error).toBeUndefined();
  });

  it('has examples in every direction', () => {
    expect(new Set(examples.map(([way]) => way))).toEqual(new Set(Object.keys(SCHEMAS)));
    for (const type of ['subscribe', 'unsubscribe', 'card.feedback', 'rule.snooze', 'authenticate']) {
      expect(examples.some(([way, line]) => way === 'to-live' && line.includes(`"type": "${type}"`))).toBe(true);
    }
  });

  it('names every operation and every close code of the catalogue', () => {
    for (const { path } of Object.values(OPERATIONS)) expect(text).toContain(path);
    for (const { closeCode } of Object.values(ERROR_CATALOGUE))
      expect(text).toMatch(new RegExp(`^\\|.*\\b${closeCode}\\b`, 'm'));
  });

  it('tells the limits as they are', () => {
    expect(LIVE_DEFAULTS).toMatchObject({
      maxViewers: 2_000,
      messageBytes: 64 * 1024,
      messagesPerSecond: 20,
      messageBurst: 60,
      maxSubscriptions: 32,
      slowBytes: 1024 * 1024,
      overrunBytes: 8 * 1024 * 1024,
      slowForMs: 30_000,
      unauthenticatedMs: 5_000,
    });
    expect(HTTP_DEFAULTS).toMatchObject({ bodyBytes: 64 * 1024, requestsPerMinute: 600, requestBurst: 120 });
  });
});

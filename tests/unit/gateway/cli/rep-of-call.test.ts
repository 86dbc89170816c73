import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownedCall } from '../../../../gateway/cli/rep-of-call.ts';
import type { RecordedCall } from '../../../../gateway/recorded/recorded-call.ts';
import { smallCall } from '../../../support/call-inputs.ts';

const PEOPLE = [
  { personId: 'morgan', name: 'Morgan', roles: ['coach'], language: 'zh' },
  { personId: 'alex', name: 'Alex', roles: ['rep'], language: 'en' },
  { personId: 'li', name: '李晓', roles: ['rep'], language: 'zh' },
];
let server: Server;
let url: string;

beforeEach(async () => {
  server = createServer((_, reply) => {
    reply.end(JSON.stringify({ protocol: 1, identity: null, developmentIdentities: PEOPLE, transcriber: null }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

/** A call of a rep and a customer, of whom no person is known. */
function strangersCall(language: string, roles = ['rep', 'customer'] as const): RecordedCall {
  const call = smallCall();
  const participants = roles.map((role) => ({ ...call.started.participants[0], participantId: role, role }));
  const unknown = participants.map(({ personId: _, ...rest }) => rest);
  return { ...call, started: { ...call.started, language, participants: unknown } as RecordedCall['started'] };
}

const repIn = ({ started }: RecordedCall) => started.participants.find(({ role }) => role === 'rep')?.personId;

describe('whose a replayed call is', () => {
  it('is a rep to try with who speaks its language, and the note says where to look', async () => {
    const { call, note } = await ownedCall(strangersCall('zh-CN'), { url });
    expect(repIn(call)).toBe('li');
    expect(note).toBe(`look at it as 李晓: ${url.replace('ws', 'http')}/#/calls/${call.started.callId}\n`);
  });

  it('is the person that was named', async () => {
    const { call } = await ownedCall(strangersCall('en'), { url, rep: 'li' });
    expect(repIn(call)).toBe('li');
  });

  it('stays the person whom the recording names', async () => {
    const mine = await ownedCall(strangersCall('en'), { url, rep: 'dana' });
    const { call } = await ownedCall(mine.call, { url, rep: 'li' });
    expect(repIn(call)).toBe('dana');
  });

  it('is nobody where the gateway has people of its own, and the note says so', async () => {
    const { call, note } = await ownedCall(strangersCall('en'), { url, token: 'a token' });
    expect(repIn(call)).toBeUndefined();
    expect(note).toContain('--rep');
  });

  it('is nobody where the gateway does not answer', async () => {
    server.close();
    const { call } = await ownedCall(strangersCall('en'), { url });
    expect(repIn(call)).toBeUndefined();
  });
});

// Every route × every kind of person. A route that is registered and not listed here fails the test.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation } from '../../gateway/protocol/openapi-operations.ts';
import { ErrorBody } from '../../gateway/protocol/rest.ts';
import { ended, eventsOf, raised, slide, started } from '../support/gateway-fakes.ts';
import { type GatewayServer, startGateway } from '../support/gateway-server.ts';

/** The call is Alex's; Morgan is Alex's direct manager. */
const PEOPLE = {
  nobody: undefined,
  rep: 'alex-rivera',
  otherRep: 'li-xiao',
  manager: 'morgan-chen',
  otherCoach: 'robin-hale',
  analyst: 'ana-analyst',
  operator: 'otto-operator',
  feed: 'feed',
} as const;
type Who = keyof typeof PEOPLE;
type Expected = Readonly<Record<Who, number>>;

const everybody = (status: number): Expected => all(status, {});
const all = (status: number, but: Partial<Expected>): Expected => ({
  ...(Object.fromEntries(Object.keys(PEOPLE).map((who) => [who, status])) as Record<Who, number>),
  ...but,
});
const OPENS_A_CALL = all(403, { nobody: 401, rep: 200, manager: 200 });

/** `METHOD url` as fastify has it → an address that the route serves, a body, and what each person is answered. */
const MATRIX: Readonly<
  Record<string, { readonly path: string; readonly body?: unknown; readonly expected: Expected }>
> = {
  'GET /v1/session': { path: '/v1/session', expected: everybody(200) },
  'POST /v1/session/development': {
    path: '/v1/session/development',
    body: { personId: 'alex-rivera' },
    expected: everybody(404),
  },
  'GET /v1/calls': {
    path: '/v1/calls',
    expected: all(403, { nobody: 401, rep: 200, otherRep: 200, manager: 200, otherCoach: 200 }),
  },
  'GET /v1/calls/:callId': { path: '/v1/calls/CALL', expected: OPENS_A_CALL },
  'GET /v1/calls/:callId/timeline': { path: '/v1/calls/CALL/timeline', expected: OPENS_A_CALL },
  'GET /v1/calls/:callId/events': { path: '/v1/calls/CALL/events', expected: OPENS_A_CALL },
  'GET /v1/calls/:callId/cards': { path: '/v1/calls/CALL/cards', expected: OPENS_A_CALL },
  'GET /v1/calls/:callId/recording': { path: '/v1/calls/CALL/recording', expected: OPENS_A_CALL },
  'GET /v1/calls/:callId/audio': { path: '/v1/calls/CALL/audio', expected: OPENS_A_CALL },
  'POST /v1/calls/:callId/cards/:cardId/feedback': {
    path: '/v1/calls/CALL/cards/k1/feedback',
    body: { action: 'accepted' },
    expected: all(403, { nobody: 401, rep: 204 }),
  },
  'POST /v1/calls/:callId/participants/:participantId': {
    path: '/v1/calls/live/participants/customer',
    body: { role: 'colleague' },
    expected: all(403, { nobody: 401, manager: 204, operator: 204, feed: 204 }),
  },
  'POST /v1/calls/:callId/notices': {
    path: '/v1/calls/live/notices',
    body: {},
    expected: all(403, { nobody: 401, rep: 204, manager: 204, operator: 204, feed: 204 }),
  },
  'GET /v1/samples': { path: '/v1/samples', expected: all(200, { nobody: 401 }) },
  'POST /v1/samples/:name/play': {
    path: '/v1/samples/budget/play',
    expected: all(403, { nobody: 401, rep: 201, otherRep: 201, manager: 201, otherCoach: 201 }),
  },
  'POST /v1/erasures': {
    path: '/v1/erasures',
    body: { callId: 'nothing' },
    expected: all(403, { nobody: 401, operator: 200 }),
  },
  'GET /v1/operator': { path: '/v1/operator', expected: all(403, { nobody: 401, operator: 200 }) },
  'GET /v1/views': { path: '/v1/views', expected: all(403, { nobody: 401, analyst: 200 }) },
  'GET /v1/views/:name': { path: '/v1/views/analyst_calls', expected: all(403, { nobody: 401, analyst: 200 }) },
  'GET /v1/openapi.json': { path: '/v1/openapi.json', expected: everybody(200) },
  'GET /v1/asyncapi.json': { path: '/v1/asyncapi.json', expected: everybody(200) },
  'GET /healthz': { path: '/healthz', expected: everybody(200) },
  'GET /readyz': { path: '/readyz', expected: everybody(200) },
  // Without a token only from this machine, as here; a token that is shown counts.
  'GET /metrics': { path: '/metrics', expected: all(403, { nobody: 200, operator: 200 }) },
  'GET /*': { path: '/some/page', expected: everybody(404) },
};

const operationOf = (route: string): Operation | undefined =>
  Object.values<Operation>(OPERATIONS).find(
    ({ method, path }) => route === `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );

describe('every route × every role', () => {
  let server: GatewayServer;
  const tokens: Partial<Record<Who, string>> = {};
  beforeAll(async () => {
    server = await startGateway({ http: { dashboardDir: '/nowhere' } });
    server.reads.store(...eventsOf('ended', [started(), raised('k1'), slide('a'), ended]));
    server.publish(...eventsOf('live', [started(), raised('k1')]));
    for (const [who, personId] of Object.entries(PEOPLE) as [Who, string | undefined][]) {
      const roles = who === 'feed' ? (['ingest'] as const) : undefined;
      if (personId !== undefined) tokens[who] = await server.tokenFor(personId, roles);
    }
  });
  afterAll(() => server.stop());

  it('is listed: none is missing, none is made up', () => {
    expect(server.routes.length).toBeGreaterThan(10);
    expect([...server.routes].sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it('is described in OpenAPI, but for the page itself', () => {
    const described = Object.values<Operation>(OPERATIONS).length;
    expect(server.routes.filter((route) => route !== 'GET /*').every((route) => operationOf(route))).toBe(true);
    expect(described).toBe(server.routes.length - 1);
  });

  for (const [route, { path, body, expected }] of Object.entries(MATRIX)) {
    for (const callId of path.includes('CALL') ? ['live', 'ended'] : ['']) {
      it.each(Object.entries(expected) as [Who, number][])(
        `${route} ${callId} answers %s with %i`,
        async (who, status) => {
          const token = tokens[who];
          const method = route.split(' ')[0] ?? 'GET';
          const answer = await server.ask(path.replace('CALL', callId), { method, body, ...(token ? { token } : {}) });
          expect(answer.status, answer.text).toBe(status);
          if (status >= 400) expect(ErrorBody.safeParse(answer.json).success, answer.text).toBe(true);
          const { reply, replyType } = operationOf(route) ?? {};
          if (status < 400 && reply && !replyType) expect(reply.safeParse(answer.json).error).toBeUndefined();
        },
      );
    }
  }
});

describe("a coach who is not the rep's direct manager", () => {
  let server: GatewayServer;
  beforeAll(async () => {
    server = await startGateway();
    server.reads.store(...eventsOf('ended', [started(), raised('k1'), ended]));
    server.publish(...eventsOf('live', [started(), raised('k1')]));
  });
  afterAll(() => server.stop());

  it.each(['live', 'ended'])(
    'gets 403 on the %s call, its time line, events and cards, and is told who can',
    async (id) => {
      for (const part of ['', '/timeline', '/events', '/cards']) {
        const { status, json } = await server.ask(`/v1/calls/${id}${part}`, { as: 'robin-hale' });
        expect(status).toBe(403);
        expect(json).toEqual({
          code: 'auth.forbidden',
          message: expect.stringMatching(/not the direct manager/),
          retryable: false,
          whoCan: expect.stringMatching(/direct manager/),
        });
        expect(JSON.stringify(json)).not.toMatch(/alex|rivera/i);
      }
    },
  );

  it.each(['live', 'ended'])('is closed with 4403 on the live stream of the %s call, and gets no event', async (id) => {
    const client = await server.view({ as: 'robin-hale' });
    await client.until('welcome');
    client.say({ type: 'subscribe', scope: { callId: id }, afterSeq: 0 });
    expect(await client.closed).toEqual({ code: 4403, reason: expect.stringMatching(/^auth\.forbidden/) });
    expect(client.replies.map(({ type }) => type)).toEqual(['welcome', 'error']);
  });

  it('finds none of these calls in the list, and leaves no trace of a read', async () => {
    const { json } = await server.ask('/v1/calls', { as: 'robin-hale' });
    expect(json).toEqual({ calls: [], nextCursor: null });
    expect(server.reads.audit.filter(({ callId }) => callId !== null)).toEqual([]);
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/errors.ts';
import { ended, eventsOf, NOW, raised, slide, started } from '../support/gateway-fakes.ts';
import { type GatewayServer, startGateway } from '../support/gateway-server.ts';

let server: GatewayServer | undefined;
const start = async (options: Parameters<typeof startGateway>[0] = {}) => {
  server = await startGateway(options);
  return server;
};
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const LOG = eventsOf('c1', [started(), raised('k1'), slide('a'), slide('b'), ended]);

describe('a call over REST', () => {
  it('is answered with a summary, a time line, events and cards', async () => {
    const { ask, reads } = await start();
    reads.store(...LOG);
    const of = async (path: string) => (await ask(`/v1/calls/c1${path}`, { as: 'alex-rivera' })).json;
    expect(await of('')).toMatchObject({ callId: 'c1', title: 'Acme discovery', isLive: false, lastSeq: 5 });
    expect(await of('/timeline')).toMatchObject({ callId: 'c1', isEnded: true, lastSeq: 5, slides: [{}, {}] });
    expect(await of('/cards')).toMatchObject({ callId: 'c1', cards: [{ cardId: 'k1', fate: 'raised' }] });
    expect(await of('/events')).toEqual({ callId: 'c1', events: LOG, nextAfterSeq: null });
  });

  it('gives its events page by page', async () => {
    const { ask, reads } = await start();
    reads.store(...LOG);
    const page = async (afterSeq: number) =>
      (await ask(`/v1/calls/c1/events?afterSeq=${afterSeq}&limit=2`, { as: 'alex-rivera' })).json;
    expect(await page(0)).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }], nextAfterSeq: 2 });
    expect(await page(2)).toMatchObject({ events: [{ seq: 3 }, { seq: 4 }], nextAfterSeq: 4 });
    expect(await page(4)).toMatchObject({ events: [{ seq: 5 }], nextAfterSeq: null });
  });

  it('is folded whole however few events are read at a time', async () => {
    const { ask, reads } = await start({ http: { eventsPerRead: 1 } });
    reads.store(...LOG);
    expect((await ask('/v1/calls/c1/timeline', { as: 'alex-rivera' })).json).toMatchObject({
      isEnded: true,
      lastSeq: 5,
    });
  });

  it('is read from memory while it is live, before the store has it', async () => {
    const { ask, publish } = await start();
    publish(...LOG.slice(0, 3));
    const { json } = await ask('/v1/calls/c1/timeline', { as: 'alex-rivera' });
    expect(json).toMatchObject({ isEnded: false, lastSeq: 3, cards: [{ cardId: 'k1' }] });
  });

  it('is 404 where there is none', async () => {
    const { ask } = await start();
    expect(await ask('/v1/calls/c9', { as: 'alex-rivera' })).toMatchObject({
      status: 404,
      json: { code: 'call.not-found' },
    });
  });
});

describe('every read of a call', () => {
  it('leaves a row: who, as whom, what, which call, for which purpose', async () => {
    const { ask, reads } = await start();
    reads.store(...LOG);
    await ask('/v1/calls/c1', { as: 'alex-rivera' });
    await ask('/v1/calls/c1/timeline', { as: 'morgan-chen' });
    await ask('/v1/calls/c1/events', { as: 'morgan-chen', headers: { 'x-purpose': 'weekly talk' } });
    await ask('/v1/calls/c1/cards?purpose=complaint%2017', { as: 'alex-rivera' });
    await ask('/v1/calls', { as: 'morgan-chen' });
    await ask('/v1/views/analyst_calls', { as: 'ana-analyst' });
    const alex = { at: NOW, personId: 'alex-rivera', role: 'rep', callId: 'c1' };
    const morgan = { at: NOW, personId: 'morgan-chen', role: 'direct-manager', callId: 'c1' };
    expect(reads.audit).toEqual([
      { ...alex, resource: 'call', purpose: 'own-call' },
      { ...morgan, resource: 'timeline', purpose: 'coaching' },
      { ...morgan, resource: 'events', purpose: 'weekly talk' },
      { ...alex, resource: 'cards', purpose: 'complaint 17' },
      { ...morgan, callId: null, resource: 'list', purpose: 'coaching' },
      {
        at: NOW,
        personId: 'ana-analyst',
        role: 'analyst',
        callId: null,
        resource: 'view:analyst_calls',
        purpose: 'analysis',
      },
    ]);
  });

  it('is refused where the row cannot be written', async () => {
    const { ask, reads, publish } = await start();
    publish(...LOG.slice(0, 3));
    reads.failure = new EngineError('store.unavailable', 'connect ECONNREFUSED 10.0.0.7:8123');
    const { status, json } = await ask('/v1/calls/c1', { as: 'alex-rivera' });
    expect([status, json]).toEqual([
      503,
      { code: 'store.unavailable', message: 'ClickHouse does not answer.', retryable: true },
    ]);
  });
});

describe('the list of calls', () => {
  const list = async (query: string, as: string) => {
    const { json } = await (server as GatewayServer).ask(`/v1/calls${query}`, { as });
    return (json['calls'] as { callId: string }[]).map(({ callId }) => callId);
  };

  it('holds a rep’s own calls and a coach’s direct reports’, live ones first', async () => {
    const { reads, publish } = await start();
    reads.store(...LOG, ...eventsOf('li', [started('li-xiao'), ended]), ...eventsOf('x', [started('somebody'), ended]));
    publish(...eventsOf('now', [started()]), ...eventsOf('other', [started('somebody')]));
    expect(await list('', 'alex-rivera')).toEqual(['now', 'c1']);
    expect(await list('', 'li-xiao')).toEqual(['li']);
    expect(await list('', 'morgan-chen')).toEqual(['now', 'c1', 'li']);
    expect(await list('?state=live', 'morgan-chen')).toEqual(['now']);
    expect(await list('?state=ended', 'morgan-chen')).toEqual(['c1', 'li']);
    expect(await list('?text=ACME&language=en&stage=discovery&state=live', 'alex-rivera')).toEqual(['now']);
    expect(await list('?from=2026-03-02T09:00:01Z&state=live', 'alex-rivera')).toEqual([]);
  });

  it('lists a live call once though the store has it already', async () => {
    const { reads, publish } = await start();
    reads.store(...LOG.slice(0, 3));
    publish(...LOG.slice(0, 3));
    expect(await list('', 'alex-rivera')).toEqual(['c1']);
  });

  it('holds a call that has just ended before the store has it, and once when the store has it', async () => {
    const { reads, publish } = await start();
    publish(...LOG, ...eventsOf('other', [started('somebody'), ended]));
    expect(await list('', 'alex-rivera')).toEqual(['c1']);
    expect(await list('?state=ended', 'alex-rivera')).toEqual(['c1']);
    expect(await list('?state=live', 'alex-rivera')).toEqual([]);
    reads.store(...LOG);
    expect(await list('', 'alex-rivera')).toEqual(['c1']);
  });

  it('has the whole of a call that has just ended though the store has only its beginning', async () => {
    const { ask, reads, publish } = await start();
    publish(...LOG);
    reads.store(...LOG.slice(0, 1));
    const { json } = await ask('/v1/calls', { as: 'alex-rivera' });
    expect(json['calls']).toMatchObject([{ callId: 'c1', cards: 1, lastSeq: LOG.length, isLive: false }]);
  });

  it('leaves a call of a later page of the store to that page, though it has just ended', async () => {
    const { reads, publish } = await start();
    for (const id of ['a', 'b']) reads.store(...eventsOf(id, [started(), ended]));
    publish(...eventsOf('b', [started(), ended]));
    expect(await list('?limit=1', 'alex-rivera')).toEqual(['a']);
    expect(await list('?limit=1&cursor=1', 'alex-rivera')).toEqual(['b']);
  });

  it('goes on with the cursor, without the live calls again', async () => {
    const { ask, reads, publish } = await start();
    for (const id of ['a', 'b', 'c']) reads.store(...eventsOf(id, [started(), ended]));
    publish(...eventsOf('now', [started()]));
    const { json } = await ask('/v1/calls?limit=2', { as: 'alex-rivera' });
    expect(json).toMatchObject({ calls: [{ callId: 'now' }, { callId: 'a' }, { callId: 'b' }], nextCursor: '2' });
    expect(await list('?limit=2&cursor=2', 'alex-rivera')).toEqual(['c']);
  });
});

describe('what the rep did with a card', () => {
  const say = (path: string, action: string, as = 'alex-rivera') =>
    (server as GatewayServer).ask(`/v1/calls/c1/cards/${path}/feedback`, { method: 'POST', as, body: { action } });

  it('goes into the call while it is live', async () => {
    const { publish, sessions } = await start();
    publish(...LOG.slice(0, 3));
    expect((await say('k1', 'dismissed')).status).toBe(204);
    expect(sessions.received).toEqual([
      { callId: 'c1', event: { type: 'card.dismissed', cardId: 'k1', personId: 'alex-rivera' } },
    ]);
  });

  it('goes into the store after the call, and shows on the card', async () => {
    const { ask, reads } = await start();
    reads.store(...LOG);
    expect((await say('k1', 'accepted')).status).toBe(204);
    expect(reads.feedback).toEqual([
      { callId: 'c1', cardId: 'k1', action: 'accepted', personId: 'alex-rivera', at: NOW },
    ]);
    const { json } = await ask('/v1/calls/c1/cards', { as: 'morgan-chen' });
    expect(json).toMatchObject({ cards: [{ cardId: 'k1', fate: 'accepted' }] });
  });

  it('is refused for a card that is not there, and from anybody but the rep', async () => {
    const { reads } = await start();
    reads.store(...LOG);
    expect((await say('k9', 'accepted')).json).toMatchObject({ code: 'card.not-found' });
    expect((await say('k1', 'accepted', 'morgan-chen')).status).toBe(403);
    expect((await say('k1', 'eaten')).json).toMatchObject({
      code: 'input.schema',
      message: expect.stringMatching(/body\.action/),
    });
  });
});

describe('a request that is wrong', () => {
  it('is told which field', async () => {
    const { ask } = await start();
    const { status, json } = await ask('/v1/calls?limit=0&from=yesterday', { as: 'alex-rivera' });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'input.schema', message: expect.stringMatching(/query\.from.*query\.limit/) });
  });

  it('is told when it is not JSON, too large, or for nothing that is there', async () => {
    const { ask } = await start({ http: { bodyBytes: 100 } });
    const post = (body: string) => ask('/v1/session/development', { method: 'POST', body });
    expect(await post('{')).toMatchObject({ status: 400, json: { code: 'input.malformed' } });
    expect(await post(`"${'x'.repeat(200)}"`)).toMatchObject({ status: 413, json: { code: 'limit.message-size' } });
    expect(await ask('/v1/nothing')).toMatchObject({
      status: 404,
      json: { message: expect.stringMatching(/nothing at GET/) },
    });
  });

  it('is told to wait where requests come too fast, each person for themselves; probes always pass', async () => {
    const { ask } = await start({ http: { requestBurst: 2 } });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await ask('/v1/samples', { as: 'alex-rivera' })).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await ask('/v1/samples', { as: 'li-xiao' })).status).toBe(200);
    for (let n = 0; n < 3; n += 1) expect((await ask('/healthz')).status).toBe(200);
  });

  it('with a token that is expired, forged or unsigned is 401, with the challenge', async () => {
    const { ask, clock, tokenFor } = await start();
    const token = await tokenFor('alex-rivera');
    const [head, claims] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const bad of [`${head}.${claims}.AAAA`, `${none}.${claims}.`, 'rubbish']) {
      const answer = await ask('/v1/calls', { token: bad });
      expect([answer.status, answer.json['code'], answer.headers.get('www-authenticate')]).toEqual([
        401,
        'auth.invalid',
        'Bearer',
      ]);
    }
    clock.now += 2 * 86_400_000;
    expect((await ask('/v1/calls', { token })).json).toMatchObject({
      code: 'auth.invalid',
      message: expect.stringMatching(/expired/),
    });
  });
});

describe('an unexpected fault', () => {
  it('is answered as defect.internal without its inside, and logged', async () => {
    const { ask, reads, logged } = await start();
    reads.failure = new TypeError('undefined at /srv/sotto/secret-place.ts');
    const { status, text, json } = await ask('/v1/calls/c1', { as: 'alex-rivera' });
    expect([status, json['code']]).toEqual([500, 'defect.internal']);
    expect(text).not.toContain('secret-place');
    expect(logged).toMatchObject([{ err: reads.failure, route: '/v1/calls/:callId' }]);
  });
});

describe('development identities', () => {
  it('are offered on loopback without auth, and taken', async () => {
    const { ask } = await start({ isDevelopment: true });
    const { json } = await ask('/v1/session');
    expect(json).toMatchObject({ identity: null });
    expect((json['developmentIdentities'] as { name: string }[]).map(({ name }) => name)).toContain('李晓');
    const taken = await ask('/v1/session/development', { method: 'POST', body: { personId: 'li-xiao' } });
    const session = await ask('/v1/session', { token: String(taken.json['token']) });
    expect(session.json['identity']).toEqual({
      personId: 'li-xiao',
      name: '李晓',
      roles: ['rep'],
      isDevelopment: true,
    });
  });

  it('are not offered to a name that was pointed at loopback, nor through a proxy', async () => {
    const { ask, url } = await start({ isDevelopment: true });
    const proxied = { method: 'POST', body: { personId: 'li-xiao' }, headers: { 'x-forwarded-for': '203.0.113.9' } };
    expect((await ask('/v1/session/development', proxied)).status).toBe(404);
    const rebound = await new Promise<string>((resolve, reject) => {
      const asking = request(`${url}/v1/session`, { headers: { host: 'rebound.evil.example' } }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      });
      asking.on('error', reject);
      asking.end();
    });
    expect(JSON.parse(rebound)).toMatchObject({ developmentIdentities: [] });
  });

  it('are off where auth is configured', async () => {
    const { ask } = await start();
    expect((await ask('/v1/session')).json).toEqual({
      protocol: 1,
      identity: null,
      developmentIdentities: [],
      transcriber: null,
    });
  });
});

describe('the session', () => {
  it('names who makes words', async () => {
    const { ask } = await start({ deps: { transcriber: 'command pocketsphinx' } });
    expect((await ask('/v1/session')).json['transcriber']).toBe('command pocketsphinx');
  });
});

describe('health', () => {
  it('says which part is not ready', async () => {
    const { ask } = await start({
      deps: {
        readiness: async () => [
          { part: 'store', isReady: true, message: 'answers' },
          { part: 'models', isReady: false, message: 'loading' },
        ],
      },
    });
    const { status, json } = await ask('/readyz');
    expect([status, json['isReady']]).toEqual([503, false]);
    expect(json['parts']).toContainEqual({ part: 'models', isReady: false, message: 'loading' });
  });

  it('gives its figures to this machine, but not through a proxy without the role', async () => {
    const { ask } = await start();
    expect((await ask('/metrics')).headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const proxied = await ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(proxied.status).toBe(401);
  });
});

describe('the page', () => {
  it('is served with its own headers; every address that is the page’s own gets index.html', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sotto-page-'));
    await mkdir(join(dir, 'assets'));
    await writeFile(join(dir, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(dir, 'assets', 'app-1a2b3c.js'), 'export {};');
    const { ask } = await start({ http: { dashboardDir: dir } });
    const html = { accept: 'text/html' };
    for (const path of ['/', '/calls/c1?at=3', '/index.html']) {
      const page = await ask(path, { headers: html });
      expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(page.text).toContain('<title>page</title>');
      expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'.*frame-ancestors 'none'/);
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const script = await ask('/assets/app-1a2b3c.js');
    expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await ask('/assets/gone.js', { headers: html })).status).toBe(404);
    expect((await ask('/v1/nothing', { headers: html })).headers.get('content-type')).toMatch(/json/);
    for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/%']) {
      expect([400, 404]).toContain((await ask(path)).status);
    }
    await rm(dir, { recursive: true });
  });

  it('says how to build it where it was not built', async () => {
    const { ask } = await start({ http: { dashboardDir: join(tmpdir(), 'sotto-not-built') } });
    const page = await ask('/', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(503);
    expect(page.text).toContain('npm run prepare');
  });
});

// WHIP between two networks (Linux namespaces): a path that is cut and heals, and loss with delay by `tc netem`.
// Where the machine does not allow it, skipped with the reason.

import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type NetworkNamespace, openNamespace } from '../support/network-namespace.ts';
import { startServer, type TestServer } from '../support/running.ts';
import { type WhipCalls, whipCalls } from '../support/whip-calls.ts';
import type { WhipSender } from '../support/whip-sender.ts';

let server: TestServer;
let calls: WhipCalls;
let network: NetworkNamespace | undefined;
let sender: WhipSender | undefined;
beforeAll(async () => {
  server = await startServer();
  calls = await whipCalls(server);
});
afterEach(() => {
  sender?.stop();
  network?.remove();
  sender = network = undefined;
});
afterAll(() => server.dispose());

function networkFor(context: TestContext, needsNetem: boolean): NetworkNamespace {
  const opened = openNamespace('sottowhip', needsNetem);
  if (typeof opened === 'string') return context.skip(opened);
  network = opened;
  return opened;
}

describe('between two networks', () => {
  it('goes on after nothing got through for three seconds, with that gap', async (context) => {
    const { under, cut, heal } = networkFor(context, false);
    sender = await calls.feed('net-down', { under });
    await sender.connected;
    await calls.untilSpeech('net-down', 'unknown-1', 2);
    cut();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    heal();
    const before = (await calls.ofType('net-down', 'speech.started')).length;
    await calls.untilSpeech('net-down', 'unknown-1', before + 2);
    await calls.end(sender);
    const missed = (await calls.ofType('net-down', 'audio.missed')).map(({ startMs, endMs }) => endMs - startMs);
    expect(Math.max(...missed)).toBeGreaterThan(2_500);
  });

  it('keeps the beat of the speech under 8 % loss and 80 ± 20 ms of delay', async (context) => {
    const { under, shape } = networkFor(context, true);
    shape('delay', '80ms', '20ms', 'loss', '8%');
    sender = await calls.feed('net-loss', { under });
    await sender.connected;
    await calls.untilSpeech('net-loss', 'unknown-1', 6);
    await calls.end(sender);
    const ends = (await calls.ofType('net-loss', 'speech.started')).map(({ startMs }) => startMs);
    const [first = 0, ...later] = ends;
    const onBeat = later.filter((start) => Math.abs(((start - first + 1_500) % 3_000) - 1_500) < 250);
    expect(onBeat.length).toBeGreaterThanOrEqual(5);
  });
});

import { afterEach, expect, it } from 'vitest';
import { type AskedChild, createAskedChild } from '../../../../models/child/asked-child.ts';
import { HUNG_AFTER_MS } from '../../../../models/child/hang-watch.ts';
import { workerEntry } from '../../../../models/worker-entry.ts';
import { createHandScheduler } from '../../../support/hand-scheduler.ts';

const program = workerEntry('hanging-process', new URL('../../../support/x.ts', import.meta.url).href);
let child: AskedChild<string, string> | undefined;
afterEach(async () => child?.close());

it('counts as dead when it hangs: what waits is refused, and the next question starts another', async () => {
  const scheduler = createHandScheduler();
  child = createAskedChild<object, string, string>(program, {}, scheduler);
  expect(await child.ask('first')).toBe('first');
  const hung = Promise.allSettled([child.ask('hang'), child.ask('behind it')]);
  scheduler.pass(HUNG_AFTER_MS);
  for (const each of await hung) {
    expect(each).toMatchObject({ status: 'rejected', reason: { code: 'model.failed' } });
    expect(String((each as PromiseRejectedResult).reason)).toMatch(/did not answer for 60 s/);
  }
  expect(child.isAlive()).toBe(true);
  expect(await child.ask('again')).toBe('again');
});

it('is not taken to hang while it owes nothing, however long', async () => {
  const scheduler = createHandScheduler();
  child = createAskedChild<object, string, string>(program, {}, scheduler);
  const pid = await child.ask('pid');
  scheduler.pass(100 * HUNG_AFTER_MS);
  expect(await child.ask('pid')).toBe(pid);
});

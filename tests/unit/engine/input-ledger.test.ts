import { describe, expect, it } from 'vitest';
import { InputLedger } from '../../../engine/input-ledger.ts';

describe('InputLedger', () => {
  it('settles an input that causes nothing as soon as it is received', () => {
    const ledger = new InputLedger();
    ledger.receive(1);
    expect(ledger.settle()).toBe(true);
    expect(ledger.settled).toBe(1);
  });

  it('settles nothing behind an input with something under way', () => {
    const ledger = new InputLedger();
    ledger.receive(1);
    ledger.hold(1);
    ledger.hold(1);
    ledger.receive(2);
    expect(ledger.settle()).toBe(false);
    ledger.done(1);
    expect(ledger.settle()).toBe(false);
    ledger.done(1);
    expect(ledger.settle()).toBe(true);
    expect(ledger.settled).toBe(2);
  });

  it('never takes back what was settled', () => {
    const ledger = new InputLedger();
    ledger.receive(3);
    ledger.settle();
    ledger.hold(2);
    expect(ledger.settle()).toBe(false);
    expect(ledger.settled).toBe(3);
  });
});

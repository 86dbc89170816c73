import { describe, expect, it } from 'vitest';
import { foldPresenting, isPresented, NOT_PRESENTING, type PresentingInput } from '../../../pipelines/presenting.ts';
import { CUSTOMER, event, ms, REP } from '../../support/signals.ts';

const shown = (atMs: number, by: { participantId?: typeof REP } = {}) =>
  event({ type: 'slide.shown', atMs: ms(atMs), slideId: 'a', ...by });
const hidden = (atMs: number) => event({ type: 'slides.hidden', atMs: ms(atMs) });
const turn = (startMs: number, endMs: number, participantId = REP) =>
  event({
    type: 'turn.ended',
    atMs: ms(endMs + 700),
    turnId: 't',
    participantId,
    role: participantId === REP ? 'rep' : 'customer',
    startMs: ms(startMs),
    endMs: ms(endMs),
    speechMs: endMs - startMs,
    segmentIds: [],
  });
const OPTIONS = { longTurnMs: 20_000, isCustomer: (id: typeof REP) => id === CUSTOMER };
const having = (...events: PresentingInput[]) =>
  events.reduce((state, each) => foldPresenting(state, each, OPTIONS), NOT_PRESENTING);
const said = (startMs: number, endMs: number) => ({ startMs: ms(startMs), endMs: ms(endMs) });

describe('presenting', () => {
  it('is nothing by itself: ordinary talk is none', () => {
    expect(isPresented(NOT_PRESENTING, REP, said(0, 60_000))).toBe(false);
  });

  it('is while slides are shown, still on or hidden again, whoever speaks', () => {
    expect(isPresented(having(shown(10_000)), REP, said(11_000, 12_000))).toBe(true);
    expect(isPresented(having(shown(10_000), shown(20_000)), REP, said(11_000, 12_000))).toBe(true);
    const over = having(shown(10_000), hidden(20_000));
    expect(isPresented(over, CUSTOMER, said(11_000, 12_000))).toBe(true);
    expect(isPresented(over, REP, said(21_000, 22_000))).toBe(false);
  });

  it('is while a page of a file is on screen', () => {
    const page = event({ type: 'page.flipped', atMs: ms(10_000), fileId: 'offer', pageIndex: 2 });
    expect(isPresented(having(page), REP, said(11_000, 12_000))).toBe(true);
  });

  it('is not while the customer shows something, and is again when we do', () => {
    const theirs = having(shown(10_000), shown(20_000, { participantId: CUSTOMER }));
    expect(isPresented(theirs, REP, said(11_000, 12_000))).toBe(true);
    expect(isPresented(theirs, REP, said(21_000, 22_000))).toBe(false);
    const ours = foldPresenting(theirs, shown(30_000, { participantId: REP }), OPTIONS);
    expect(isPresented(ours, REP, said(31_000, 32_000))).toBe(true);
  });

  it('takes in what lies in it by half and more', () => {
    const slides = having(shown(10_000), hidden(20_000));
    expect(isPresented(slides, REP, said(18_000, 22_000))).toBe(true);
    expect(isPresented(slides, REP, said(18_001, 22_003))).toBe(false);
  });

  it('is a turn of more than 20 s, of the one who holds it', () => {
    const long = having(turn(0, 20_001));
    expect(isPresented(long, REP, said(5_000, 9_000))).toBe(true);
    expect(isPresented(long, CUSTOMER, said(5_000, 9_000))).toBe(false);
    expect(isPresented(having(turn(0, 20_000)), REP, said(5_000, 9_000))).toBe(false);
  });

  it('does not end what was never begun', () => {
    expect(having(hidden(5_000))).toEqual(NOT_PRESENTING);
  });
});

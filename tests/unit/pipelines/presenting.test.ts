import { describe, expect, it } from 'vitest';
import { foldPresenting, isPresented, NOT_PRESENTING, type PresentingInput } from '../../../pipelines/presenting.ts';
import { CUSTOMER, event, ms, REP } from '../../support/signals.ts';

const shown = (atMs: number) => event({ type: 'slide.shown', atMs: ms(atMs), slideId: 'a' });
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
const having = (...events: PresentingInput[]) =>
  events.reduce((state, each) => foldPresenting(state, each, 20_000), NOT_PRESENTING);
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

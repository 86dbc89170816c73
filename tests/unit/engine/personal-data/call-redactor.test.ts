import { describe, expect, it } from 'vitest';
import type { FeedEvent, Unstamped } from '../../../../engine/events.ts';
import { CallRedactor, DEFAULT_REDACTION, redactWords } from '../../../../engine/personal-data/call-redactor.ts';
import { CUSTOMER, ms, segment } from '../../../support/signals.ts';

type Segment = Extract<Unstamped<FeedEvent>, { type: 'segment.finalized' | 'segment.revised' }>;
const said = (text: string, more: Partial<Segment> = {}): Segment =>
  ({
    type: 'segment.finalized',
    participantId: CUSTOMER,
    segmentId: segment('s1'),
    startMs: ms(1_000),
    endMs: ms(5_000),
    text,
    ...more,
  }) as Segment;
const partial = (text: string, more: Partial<Segment> = {}) =>
  said(text, { type: 'segment.revised', isFinal: false, ...more } as Partial<Segment>);
const redactor = (language = 'en', redaction = DEFAULT_REDACTION, names: string[] = []) =>
  new CallRedactor(redaction, language, names);

describe('the door of a call', () => {
  it('puts a mark in the place of a number and says when it was said', () => {
    const event = redactor().redact(said('my number is 415-555-0134 okay'));
    expect(event.text).toBe('my number is ‹phone› okay');
    expect(event.redactions).toEqual([{ kind: 'phone', startMs: 2_333, endMs: 4_733 }]);
  });

  it('takes the times from the words where there are any, and takes the words out', () => {
    const words = ['打', '138', '0013', '8000', '谢谢'].map((text, at) => ({
      text,
      startMs: ms(1_000 + at * 500),
      endMs: ms(1_500 + at * 500),
    }));
    const event = redactor('zh').redact(said('打138 0013 8000谢谢', { words }));
    expect(event.text).toBe('打‹电话›谢谢');
    expect(event.words?.map(({ text }) => text)).toEqual(['打', '‹电话›', '谢谢']);
    expect(event.words?.[1]).toMatchObject({ startMs: 1_500, endMs: 3_000 });
    expect(event.redactions).toEqual([{ kind: 'phone', startMs: 1_500, endMs: 3_000 }]);
  });

  it('drops the words where they say what the text does not', () => {
    const words = [{ text: '13800138000', startMs: ms(1_000), endMs: ms(2_000) }];
    expect(redactor('zh').redact(said('我的电话', { words })).words).toBeUndefined();
  });

  it.each([
    ['my number is 415 555', 'my number is ‹number›'],
    ['call me on four one five', 'call me on ‹number›'],
    ['call me on four one five uh', 'call me on ‹number›'],
    ['my email is john dot smith at', 'my email is ‹number›'],
    ['reach me at jo@acm', 'reach me at ‹number›'],
    ['the address is 42 Maple', 'the address is ‹number›'],
  ])('holds back the end of the partial "%s"', (text, expected) => {
    expect(redactor().redact(partial(text)).text).toBe(expected);
  });

  it('shows a partial that only goes on with words', () => {
    expect(redactor().redact(partial('we have 20 people')).text).toBe('we have 20 people');
  });

  it('masks a number that is said over two segments, whoever speaks in between', () => {
    const door = redactor('zh');
    const first = door.redact(said('我的电话是幺三八零零'));
    door.redact(said('嗯您说', { participantId: 'rep' as never, segmentId: segment('r1') }));
    const second = door.redact(
      said('幺三八零零零，记下了吗', { segmentId: segment('s2'), startMs: ms(6_000), endMs: ms(9_000) }),
    );
    expect([first.text, second.text]).toEqual(['我的电话是‹号码›', '‹电话›，记下了吗']);
  });

  it('does not join words that are far apart', () => {
    const door = redactor();
    door.redact(said('we ordered 4155'));
    const later = door.redact(
      said('550134 rows came back', { segmentId: segment('s2'), startMs: ms(60_000), endMs: ms(62_000) }),
    );
    expect(later.text).toBe('550134 rows came back');
  });

  it('finds nothing more in what it has cleared, so that a stored log replays to itself', () => {
    const once = redactor().redact(said('mail jo@acme.example or 415-555-0134'));
    expect(redactor().redact(once)).toEqual(once);
  });

  it('clears every other text of an event and leaves ids and names alone', () => {
    const door = redactor();
    expect(door.redact({ type: 'notice.given', text: 'questions: privacy@acme.example' }).text).toBe(
      'questions: ‹email›',
    );
    const joined = door.redact({
      type: 'participant.joined',
      participant: { participantId: '14155550134' as never, role: 'customer', name: '+1 415 555 0134' },
    });
    expect(joined.participant).toEqual({ participantId: '14155550134', role: 'customer', name: '‹phone›' });
    expect(redactWords({ title: '客户13912345678回访' }, DEFAULT_REDACTION, 'zh')).toEqual({ title: '客户‹电话›回访' });
  });

  it('takes names out where it is told to, those of the participants too', () => {
    const door = redactor('en', { kinds: ['name'], names: ['Priya Nair'] }, ['Maya Chen']);
    expect(door.redact(said('Maya Chen met Priya Nair at 415-555-0134')).text).toBe(
      '‹name› met ‹name› at 415-555-0134',
    );
  });

  it('does nothing where nothing is to be taken out', () => {
    const event = said('my number is 415-555-0134');
    expect(redactor('en', { kinds: [], names: [] }).redact(event)).toBe(event);
  });
});

import { describe, expect, it } from 'vitest';
import { pressed } from '../../../../dashboard/parts/keys.tsx';

const press = (given: Partial<KeyboardEvent>, within = '') => {
  const called: string[] = [];
  const on = (key: string) => [key, () => called.push(key)] as const;
  const target = { closest: (selector: string) => (within && selector.split(', ').includes(within) ? {} : null) };
  const event = { key: '', code: '', target, preventDefault() {}, ...given };
  pressed(Object.fromEntries(['a', 'Enter', '?'].map(on)), event as unknown as KeyboardEvent);
  return called;
};

describe('the keys of a page', () => {
  it('take letters in either case, and keys by name', () => {
    expect(press({ key: 'a' })).toEqual(['a']);
    expect(press({ key: 'A' })).toEqual(['a']);
    expect(press({ key: 'Enter' })).toEqual(['Enter']);
    expect(press({ key: 'x' })).toEqual([]);
  });

  it('work while a Chinese input method is on', () => {
    expect(press({ key: 'Process', code: 'KeyA' })).toEqual(['a']);
  });

  it('are left to fields, buttons and the browser', () => {
    expect(press({ key: 'a' }, 'input')).toEqual([]);
    expect(press({ key: 'Enter' }, 'button')).toEqual([]);
    expect(press({ key: 'a' }, 'button')).toEqual(['a']);
    expect(press({ key: 'a', ctrlKey: true })).toEqual([]);
    expect(press({ key: 'a', isComposing: true })).toEqual([]);
  });
});

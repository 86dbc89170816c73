import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../engine/errors.ts';
import { parsePeople } from '../../../../gateway/auth/people.ts';

const FILE = `people:
  - id: alex
    name: Alex Rivera
    manager: morgan
    roles: [rep]
  - id: li
    name: 李晓
    manager: morgan
    roles: [rep]
  - id: morgan
    name: Morgan Chen
    manager: dana
    roles: [coach, rep]
  - id: dana
    name: Dana Park
    roles: [coach]
`;

const refusalOf = (text: string): EngineError => {
  try {
    parsePeople(text, 'people.yaml');
  } catch (thrown) {
    if (thrown instanceof EngineError) return thrown;
  }
  throw new Error('the file was taken');
};

describe('the people file', () => {
  it('says who reports to whom, one step only', () => {
    const people = parsePeople(FILE, 'people.yaml');
    expect(people.directReportsOf('morgan').map(({ id }) => id)).toEqual(['alex', 'li']);
    expect(people.directReportsOf('dana').map(({ id }) => id)).toEqual(['morgan']);
    expect(people.managerOf('alex')?.name).toBe('Morgan Chen');
    expect(people.managerOf('dana')).toBeUndefined();
    expect(people.find('nobody')).toBeUndefined();
  });

  it('is refused with file, line and column where a role does not exist', () => {
    const error = refusalOf(FILE.replace('[coach, rep]', '[coach, boss]'));
    expect(error.code).toBe('input.config');
    expect(error.message).toMatch(/people\.yaml:13:\d+ people\.2\.roles\.1/);
  });

  it('is refused where a manager is nobody in the file', () => {
    const error = refusalOf(FILE.replace('manager: dana', 'manager: ghost'));
    expect(error.message).toMatch(/people\.yaml:10:5 manager "ghost" of "morgan" is nobody in this file/);
  });

  it('is refused where an id is used twice', () => {
    expect(refusalOf(FILE.replace('id: li', 'id: alex')).message).toMatch(/people\.yaml:2:5 id "alex" is used twice/);
  });

  it('is refused where somebody reports to themselves, directly or over others', () => {
    const looped = `${FILE}    manager: alex\n`;
    expect(refusalOf(looped).message).toMatch(/"alex" reports, over others, to themselves/);
    expect(refusalOf(FILE.replace('manager: dana', 'manager: morgan')).message).toMatch(/"morgan" reports/);
  });

  it('is refused with its line where it is not YAML, or has fields that mean nothing', () => {
    expect(refusalOf('people:\n  - id: [a\n').message).toMatch(/people\.yaml:\d+:\d+/);
    expect(refusalOf(FILE.replace('name: Dana Park', 'name: Dana Park\n    boss: x')).message).toMatch(/boss/);
  });
});

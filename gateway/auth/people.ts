// The people file: who works here, in which roles, and who reports to whom. YAML in, lookups out.
// What a coach may see hangs on `manager`, so a file that does not hold together is refused, with the line.

import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { RoleName } from '../protocol/rest.ts';

const Person = z.strictObject({
  id: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  /** Id of the person they report to, directly. */
  manager: z.string().min(1).max(128).optional(),
  /** Roles where the token names none. */
  roles: z.array(RoleName).default([]),
  /** Language of their page, BCP 47. */
  language: z.string().max(35).optional(),
});
export type Person = z.infer<typeof Person>;
const PeopleFile = z.strictObject({ people: z.array(Person) });

export interface People {
  readonly all: readonly Person[];
  find(personId: string): Person | undefined;
  /** Those whose `manager` is this person: one step, not the whole tree below. */
  directReportsOf(personId: string): readonly Person[];
  managerOf(personId: string): Person | undefined;
}

export function peopleOf(all: readonly Person[]): People {
  const byId = new Map(all.map((person) => [person.id, person]));
  return {
    all,
    find: (personId) => byId.get(personId),
    directReportsOf: (personId) => all.filter((person) => person.manager === personId),
    managerOf: (personId) => byId.get(byId.get(personId)?.manager ?? ''),
  };
}

export const NOBODY_KNOWN: People = peopleOf([]);

/** Throws `input.config` with file, line and column of every fault. `file` is only named, not read. */
export function parsePeople(text: string, file: string): People {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  refuse(document.errors.map((error) => `${at(error.pos[0])} ${error.message.split('\n')[0]}`));

  const placeOf = (path: readonly PropertyKey[]) => at(offsetOf(document.contents, path));
  const result = PeopleFile.safeParse(document.toJS());
  if (!result.success) {
    throw refusal(result.error.issues.map(({ path, message }) => `${placeOf(path)} ${path.join('.')}: ${message}`));
  }
  const { people } = result.data;
  refuse(contradictions(people).map(({ index, message }) => `${placeOf(['people', index])} ${message}`));
  return peopleOf(people);
}

interface Contradiction {
  readonly index: number;
  readonly message: string;
}

function contradictions(people: readonly Person[]): Contradiction[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  return people.flatMap((person, index): Contradiction[] => {
    const { id, manager } = person;
    if (byId.get(id) !== person) return [{ index, message: `id "${id}" is used twice` }];
    if (manager === undefined) return [];
    if (!byId.has(manager)) return [{ index, message: `manager "${manager}" of "${id}" is nobody in this file` }];
    if (reportsToThemselves(person, byId)) return [{ index, message: `"${id}" reports, over others, to themselves` }];
    return [];
  });
}

function reportsToThemselves(person: Person, byId: ReadonlyMap<string, Person>): boolean {
  const seen = new Set<string>();
  for (let next = person.manager; next !== undefined && !seen.has(next); next = byId.get(next)?.manager) {
    if (next === person.id) return true;
    seen.add(next);
  }
  return false;
}

/** Where the deepest part of the path that exists begins in the text. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = rangeStart(node);
  for (const key of path) {
    node = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (node === undefined || node === null) break;
    offset = rangeStart(node, offset);
  }
  return offset;
}

function rangeStart(node: unknown, fallback = 0): number {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0] ?? fallback;
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw refusal(problems);
}

function refusal(problems: readonly string[]): EngineError {
  return new EngineError('input.config', `The people file is not valid:\n  ${problems.join('\n  ')}`);
}

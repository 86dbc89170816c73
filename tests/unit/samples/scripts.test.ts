import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDevelopment } from '../../../gateway/auth/development.ts';
import { loadPlaybook } from '../../../gateway/playbooks/load.ts';
import { ENGLISH } from '../../../samples/scripts/en.ts';
import { CHINESE } from '../../../samples/scripts/zh.ts';

const PLAYBOOKS = join(import.meta.dirname, '../../../playbooks/b2b');

describe.each([ENGLISH, CHINESE])('the script of $callId', (script) => {
  it('marks only phrases and competitors that its playbook has', async () => {
    const { keywords, competitors } = await loadPlaybook(join(PLAYBOOKS, script.language));
    const phrases = keywords.flatMap(({ id, phrases: all }) => all.map(({ text }) => `${id}: ${text}`));
    const marked = script.lines.flatMap((line) => line.keywords ?? []);
    expect(phrases).toEqual(expect.arrayContaining(marked.map(({ category, phrase }) => `${category}: ${phrase}`)));
    const names = competitors.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(script.lines.flatMap(({ mentions = [] }) => mentions.map((m) => m.name))),
    );
  });

  it('asks at least six questions, and each that is asked is answered', () => {
    const asked = new Set(script.lines.flatMap(({ asks }) => asks ?? []));
    const answered = script.lines.flatMap(({ answers }) => answers ?? []);
    expect(asked.size).toBeGreaterThanOrEqual(6);
    expect(answered).toEqual([...asked]);
  });

  it('lets a development identity be its rep', () => {
    const { people } = createDevelopment();
    expect(people.find(script.people.rep.personId ?? '')?.name).toBe(script.people.rep.name);
  });
});

import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PlaybookProblem } from '../../gateway/playbooks/report.ts';
import type { PlaybookSet } from '../../gateway/playbooks/set.ts';
import { watchPlaybooks } from '../../gateway/playbooks/watch.ts';
import { folderOf, HEAD } from '../unit/gateway/playbooks/folder.ts';

type Report = { reloaded: PlaybookSet } | { problems: readonly PlaybookProblem[]; kept: readonly string[] };

/** A watch whose reports can be awaited one after the other. */
async function watched(root: string) {
  const arrived: Report[] = [];
  let wake = () => {};
  const report = (one: Report) => {
    arrived.push(one);
    wake();
  };
  const watch = await watchPlaybooks(root, {
    debounceMs: 100,
    onReload: (reloaded) => report({ reloaded }),
    onProblems: (problems, kept) => report({ problems, kept }),
  });
  onTestFinished(() => watch.close());
  const next = async (): Promise<Report> => {
    for (;;) {
      const first = arrived.shift();
      if (first) return first;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { watch, next };
}

test('a good edit takes effect, a bad one is reported with its line and the last good playbook stays, the repair takes effect', async () => {
  const root = await folderOf({ 'en/playbook.yaml': HEAD });
  const { watch, next } = await watched(root);
  const edit = (text: string) => writeFile(join(root, 'en/playbook.yaml'), text);

  await edit(HEAD.replace('Demo', 'Second'));
  expect(await next()).toHaveProperty('reloaded');
  expect(watch.current().forLanguage('en').title).toBe('Second');

  await edit(`${HEAD.replace('Demo', 'Third')}colour: blue\n`);
  expect(await next()).toMatchObject({
    problems: [{ line: 4, column: 1, message: expect.stringContaining('unknown field colour') }],
    kept: ['en'],
  });
  expect(watch.current().forLanguage('en').title).toBe('Second');

  await edit(HEAD.replace('Demo', 'Fourth'));
  expect(await next()).toHaveProperty('reloaded');
  expect(watch.current().forLanguage('en').title).toBe('Fourth');
});

test('a new file and a file that an editor puts in place by renaming are noticed', async () => {
  const root = await folderOf({ 'en/playbook.yaml': HEAD });
  const { watch, next } = await watched(root);
  await writeFile(
    join(root, 'en/.rules.yaml.tmp'),
    '- { id: r, kind: k, when: question.isOpen, pack: { title: T, wording: W } }\n',
  );
  await rename(join(root, 'en/.rules.yaml.tmp'), join(root, 'en/rules.yaml'));
  expect(await next()).toHaveProperty('reloaded');
  expect(watch.current().forLanguage('en').rules).toHaveLength(1);
});

test('playbooks that are not valid to begin with are refused', async () => {
  const root = await folderOf({ 'en/playbook.yaml': 'id: demo\n' });
  await expect(watchPlaybooks(root, { onProblems: () => {} })).rejects.toMatchObject({ code: 'input.playbook' });
});

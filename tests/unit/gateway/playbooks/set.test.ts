import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkPlaybookSet, loadPlaybookSet } from '../../../../gateway/playbooks/set.ts';
import { folderOf, HEAD } from './folder.ts';

const ZH = 'id: demo-zh\ntitle: 演示\nlanguage: zh\n';

describe('the playbooks under a root', () => {
  test('are found by the language of the call, whatever its region', async () => {
    const set = await loadPlaybookSet(await folderOf({ 'en/playbook.yaml': HEAD, 'zh/playbook.yaml': ZH }));
    expect(['zh-CN', 'ZH', 'en-GB', 'en'].map((tag) => set.forLanguage(tag).id)).toEqual([
      'demo-zh',
      'demo-zh',
      'demo',
      'demo',
    ]);
  });

  test('a language without one gets a playbook that finds nothing', async () => {
    const set = await loadPlaybookSet(await folderOf({ 'en/playbook.yaml': HEAD }));
    expect(set.forLanguage('fr')).toMatchObject({ id: 'empty', rules: [] });
  });

  test('two of one language are one too many', async () => {
    const root = await folderOf({ 'a/playbook.yaml': HEAD, 'b/playbook.yaml': HEAD });
    await expect(loadPlaybookSet(root)).rejects.toThrow(
      /b\/playbook\.yaml:1:1 {2}found language en again.*\(a has it\)/,
    );
  });

  test('none at all is a mistake, also where the root does not exist', async () => {
    await expect(loadPlaybookSet(await folderOf({}))).rejects.toMatchObject({ code: 'input.playbook' });
    await expect(loadPlaybookSet('/nowhere/at/all')).rejects.toMatchObject({ code: 'input.playbook' });
  });

  test('what is not valid any more stays as it was, and the others are renewed', async () => {
    const root = await folderOf({ 'en/playbook.yaml': HEAD, 'zh/playbook.yaml': ZH });
    const before = await loadPlaybookSet(root);
    await writeFile(join(root, 'en/playbook.yaml'), 'id: demo\n');
    await writeFile(join(root, 'zh/playbook.yaml'), ZH.replace('演示', '新演示'));
    const { set, problems, kept } = await checkPlaybookSet(root, before);
    expect(kept).toEqual(['en']);
    expect(problems.length).toBeGreaterThan(0);
    expect(set.forLanguage('en')).toBe(before.forLanguage('en'));
    expect(set.forLanguage('zh').title).toBe('新演示');
  });

  test('folders that vanish all at once leave the playbooks in use', async () => {
    const before = await loadPlaybookSet(await folderOf({ 'en/playbook.yaml': HEAD }));
    const { set, kept } = await checkPlaybookSet('/nowhere/at/all', before);
    expect(set).toBe(before);
    expect(kept).toEqual(['en']);
  });
});

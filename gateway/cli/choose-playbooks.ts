// Which playbook a call gets: one folder for all, or the one of its language among the shipped or configured set.

import type { Playbook } from '../../engine/playbook.ts';
import { loadPlaybook } from '../playbooks/load.ts';
import { loadPlaybookSet } from '../playbooks/set.ts';
import { SHIPPED_PLAYBOOKS } from '../playbooks/shipped.ts';

export async function choosePlaybooks(
  folder: string | undefined,
  configured: string | undefined,
): Promise<(language: string) => Playbook> {
  if (folder !== undefined) {
    const only = await loadPlaybook(folder);
    return () => only;
  }
  const set = await loadPlaybookSet(configured ?? SHIPPED_PLAYBOOKS);
  return (language) => set.forLanguage(language);
}

// The playbook that ships for a language.

import { join } from 'node:path';
import type { Playbook } from '../engine/playbook.ts';
import { loadPlaybook } from '../gateway/playbooks/load.ts';

export const shippedPlaybook = (language: 'zh' | 'en'): Promise<Playbook> =>
  loadPlaybook(join(import.meta.dirname, '../playbooks/b2b', language));

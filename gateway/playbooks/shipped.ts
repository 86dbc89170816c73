// Where the pack that ships with the program lies.

import { fileURLToPath } from 'node:url';

export const SHIPPED_PLAYBOOKS = fileURLToPath(new URL('../../playbooks/b2b', import.meta.url));

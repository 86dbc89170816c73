// Loaded first in a worker thread that runs from sources: teaches the thread to read TypeScript. `--import tsx` alone
// does so only in the main thread (github.com/privatenumber/tsx/issues/354). Not part of dist/.

import { register } from 'tsx/esm/api';

register();

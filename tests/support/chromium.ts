// Starts the Chromium that is installed: the system's, else the one that Playwright fetched.

import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function findChromium(): string {
  const found = [...SYSTEM_PATHS, chromium.executablePath()].find((path) => path !== '' && existsSync(path));
  if (found) return found;
  throw new Error('no Chromium found: `apt-get install chromium`, or `npx playwright-core install chromium`');
}

/** `flags`: further switches, such as those of fake devices. */
export const startChromium = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...flags] });

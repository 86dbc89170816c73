// pocketsphinx of Debian, installed where it is not there and may be: the one recogniser that comes with its models.

import { execFileSync, spawnSync } from 'node:child_process';

const PACKAGES = ['pocketsphinx', 'pocketsphinx-en-us'];

export const POCKETSPHINX = {
  SOTTO_TRANSCRIBER: 'command',
  SOTTO_TRANSCRIBER_COMMAND: 'pocketsphinx_continuous -infile /dev/stdin -logfn /dev/null -time yes',
  SOTTO_TRANSCRIBER_OUTPUT: 'pocketsphinx',
};

/** Why it cannot be had, or undefined where it is there. */
export function missingPocketsphinx(): string | undefined {
  if (isInstalled()) return undefined;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', ...PACKAGES], { stdio: 'ignore' });
  } catch {
    return `skipped: pocketsphinx is not installed and cannot be (apt-get install ${PACKAGES.join(' ')})`;
  }
  return isInstalled() ? undefined : 'skipped: pocketsphinx was installed and still does not start';
}

/** It goes with exit code 1 and a list of its options where it is asked nothing. */
function isInstalled(): boolean {
  return spawnSync('pocketsphinx_continuous', [], { stdio: 'ignore' }).error === undefined;
}

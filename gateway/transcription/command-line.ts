// A command line as a shell would read it, without a shell: words, 'single' and "double" quotes, backslash. No variables.

import { EngineError } from '../../engine/errors.ts';

export function splitCommandLine(line: string): string[] {
  const words: string[] = [];
  for (const match of line.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+|(['"\\])/g)) {
    if (match[1]) throw new EngineError('input.config', `SOTTO_TRANSCRIBER_COMMAND: a ${match[1]} is never closed`);
    words.push(match[0].replace(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/g, unquoted));
  }
  return words;
}

function unquoted(_: string, single?: string, double?: string, escaped?: string): string {
  return single ?? double?.replace(/\\(.)/g, '$1') ?? escaped ?? '';
}

// tone-program.ts as plain JavaScript in a folder, so that each run of it starts at once.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

const SOURCES = ['tone-program', 'tone-speech'] as const;

/** Path of the program. */
export async function writeToneProgram(folder: string): Promise<string> {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  for (const name of SOURCES) {
    const source = await readFile(new URL(`./${name}.ts`, import.meta.url), 'utf8');
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
      },
    });
    await writeFile(join(folder, `${name}.js`), outputText);
  }
  return join(folder, 'tone-program.js');
}

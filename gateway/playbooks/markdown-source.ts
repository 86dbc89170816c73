// A Markdown file with YAML front matter: a script, a customer case or a resource.

import { basename } from 'node:path';
import type { z } from 'zod';
import { FileId } from './file-schemas.ts';
import type { PlaybookProblem } from './report.ts';
import { type Checked, checkSchema } from './schema-problems.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

export interface MarkdownOf<S extends z.ZodObject> {
  readonly source: YamlSource;
  readonly value: z.output<S> & { id: string; body: string };
}

/** Front matter between two `---` lines, then the body. One document, as a list so that it can be absent. */
export function readMarkdown<S extends z.ZodObject>(
  file: string,
  text: string,
  schema: S,
  needsBody: boolean,
): Checked<MarkdownOf<S>[]> {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (lines[0]?.trimEnd() !== '---' || end < 0) {
    const message = 'found no front matter, expected fields between two lines of --- at the top of the file';
    return { problems: [{ file, line: 1, column: 1, message }] };
  }
  // The fence becomes an empty line, so that lines count as in the file.
  const source = readYaml(file, ['', ...lines.slice(1, end)].join('\n'));
  const checked = checkSchema(source, schema);
  if ('problems' in checked) return checked;
  const id = basename(file, '.md');
  const problems: PlaybookProblem[] = [];
  const fields = checked.value as { id?: string };
  if (fields.id === undefined && !FileId.safeParse(id).success) {
    const message = `found the file name ${id}.md, expected lower-case letters, digits and hyphens, or an id field`;
    problems.push({ file, line: 1, column: 1, message });
  }
  const body = lines
    .slice(end + 1)
    .join('\n')
    .trim();
  if (needsBody && body === '') {
    problems.push({
      file,
      line: end + 1,
      column: 1,
      message: 'found no text after the front matter, expected Markdown',
    });
  }
  return problems.length > 0
    ? { problems }
    : { value: [{ source, value: { id, ...checked.value, body } as MarkdownOf<S>['value'] }] };
}

// A mistake in a playbook, and how it is told to people: one line each, `file:line:column  message`.

export interface PlaybookProblem {
  readonly file: string;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
  /** What was found and what was expected. */
  readonly message: string;
}

export function reportProblems(problems: readonly PlaybookProblem[]): string {
  return problems.map(({ file, line, column, message }) => `${file}:${line}:${column}  ${message}\n`).join('');
}

export function inReadingOrder(problems: readonly PlaybookProblem[]): PlaybookProblem[] {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...problems].sort((a, b) => byText(a.file, b.file) || a.line - b.line || a.column - b.column);
}

// CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes) in, one record per row by the header's names out.

export type CsvRecord = Readonly<Record<string, string>>;

/** Rows of a different length than the header keep what they have; a byte order mark is left out. */
export function parseCsv(text: string): CsvRecord[] {
  const [header, ...rows] = csvRows(text.replace(/^\uFEFF/, ''));
  if (!header) return [];
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, index) => [header[index] ?? `column-${index + 1}`, cell])),
  );
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (match[0] === '' && row.length === 0) break;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

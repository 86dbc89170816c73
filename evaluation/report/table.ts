// Figures as text: one table for each measured set, with the previous result and whether the target was reached.

import { type Figure, isReached } from '../figure.ts';
import type { KeptResults, MeasuredSet } from './result.ts';

export function setText(set: MeasuredSet, previous: KeptResults): string {
  const before = new Map(previous.sets[set.name]?.figures.map((figure) => [figure.name, figure.value]));
  const head = [
    `\n${set.name}`,
    ...set.absentFolders.map((folder) => `  absent: ${folder}`),
    ...set.problems.map((problem) => `  not used: ${problem}`),
  ];
  if (set.figures.length === 0) return `${[...head, '  nothing was measured'].join('\n')}\n`;
  const rows = set.figures.map((figure) => rowOf(figure, before.get(figure.name)));
  const notes = set.figures.flatMap(({ name, note }) => (note === undefined ? [] : [`  ${name}: ${note}`]));
  return `${[...head, ...aligned([['figure', 'value', 'n', '95 % interval', 'previous', 'target', 'model'], ...rows]), ...notes].join('\n')}\n`;
}

function rowOf(figure: Figure, previous: number | null | undefined): string[] {
  const { name, n, interval, unit, baseline, model } = figure;
  return [
    baseline ? `${name} (baseline)` : name,
    numberText(figure.value, unit),
    String(n),
    intervalText(interval, unit),
    previous === undefined ? '' : numberText(previous, unit),
    targetText(figure),
    model ?? '',
  ];
}

export function numberText(value: number | null, unit: string): string {
  if (value === null) return '–';
  const text = digitsText(value, unit);
  return unit === 'ratio' || unit === 'count' ? text : `${text} ${unit}`;
}

export function intervalText(interval: Figure['interval'], unit: string): string {
  return interval ? interval.map((end) => digitsText(end, unit)).join('…') : '';
}

/** Ratios with three digits, small measures with two (a rate of 0.2 has an interval too), others with one, whole ones with none. */
function digitsText(value: number, unit: string): string {
  if (unit === 'ratio') return value.toFixed(3);
  if (Number.isInteger(value)) return String(value);
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}

export function targetText(figure: Figure): string {
  const { target, unit } = figure;
  if (!target) return '';
  const limits = [
    ...(target.atLeast === undefined ? [] : [`≥ ${limitText(target.atLeast, unit)}`]),
    ...(target.atMost === undefined ? [] : [`≤ ${limitText(target.atMost, unit)}`]),
  ];
  const reached = isReached(figure);
  return `${limits.join(', ')}${reached === null ? '' : reached ? ' reached' : ' MISSED'}`;
}

const limitText = (limit: number, unit: string) =>
  unit === 'ratio' || unit === 'count' ? `${limit}` : `${limit} ${unit}`;

/** Columns of equal width; wide characters are not counted double, figure names are in Latin script. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

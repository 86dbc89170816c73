// docs/accuracy.md from the kept results. In: results. Out: the page's text, the same for the same results.

import { type Figure, isReached } from '../figure.ts';
import { NOT_KNOWN, UNCALIBRATED } from './not-known.ts';
import type { KeptResults, KeptSet } from './result.ts';
import { intervalText, numberText, targetText } from './table.ts';

const HEAD = `# Accuracy

What each signal is worth on labelled data, as \`npm run evaluate\` measured it. This page is made from \`benchmarks/results/evaluation.json\` by \`npm run evaluate -- --docs\`; a test asserts that both agree.

- *n* is the number of labelled items. Intervals hold 95 % (percentile bootstrap over calls, dialogues or speakers where the data names them; Wilson for spans).
- *Model* is what ran: a trained classifier by its name in the manifest, or rules. Where it is empty, the signal has no classifier.
- A figure on the small sets of lines says as much as its interval is narrow, and no more.
- \`MISSED\` is a target of the plan that was not reached.`;

export function accuracyPage({ sets, classifiers, machine }: KeptResults): string {
  const named = Object.entries(sets);
  return `${[
    HEAD,
    `Measured on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node.replace(/^v/, '')}.`,
    missedPart(named),
    calibrationPart(named, classifiers),
    ...named.filter(([, { kind }]) => kind === 'data').map(setPart),
    ...named.filter(([, { kind }]) => kind !== 'data').map(setPart),
    `## What is not known\n\n${NOT_KNOWN.map((sentence) => `- ${sentence}`).join('\n')}`,
  ].join('\n\n')}\n`;
}

/** Stands in the table of its set. */
const ONE_LANGUAGE = / (?:zh|en) calibration/;

type NamedSet = readonly [string, KeptSet];

function missedPart(sets: readonly NamedSet[]): string {
  const missed = sets.flatMap(([set, { figures }]) =>
    figures
      .filter((figure) => isReached(figure) === false)
      .map((figure) => `| ${set} | ${figure.name} | ${valueText(figure)} | ${figure.n} | ${targetText(figure)} |`),
  );
  if (missed.length === 0) return '## Targets that were missed\n\nNone.';
  return `## Targets that were missed\n\n| set | figure | value | n | target |\n| --- | --- | --- | --- | --- |\n${missed.join('\n')}`;
}

function calibrationPart(sets: readonly NamedSet[], classifiers: KeptResults['classifiers']): string {
  const measured = sets.flatMap(([set, { figures }]) =>
    figures
      .filter(({ name, reliability }) => reliability && !ONE_LANGUAGE.test(name))
      .map((figure): NamedFigure => [set, figure]),
  );
  const rows = measured.map(
    ([set, figure]) =>
      `| ${set} | ${figure.name} | ${figure.n} | ${valueText(figure)} | ${intervalText(figure.interval, figure.unit)} | ${targetText(figure)} |`,
  );
  const uncalibrated = [
    ...Object.entries(classifiers).flatMap(([name, isCalibrated]) =>
      isCalibrated ? [] : [`the classifier \`${name}\``],
    ),
    ...UNCALIBRATED,
  ];
  return [
    '## Calibration',
    'The expected calibration error is the mean difference between the confidence that was said and the share that came true, over bins of about equally many items. On few items it is above zero even where every probability is right; how much is in the notes of each set, and under 200 items no target is judged. It also depends on how often the thing occurs: a file in which nine of ten lines object is not a call, and confidences that are right in calls are too low there.',
    `| set | figure | n | error | 95 % interval | target |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}`,
    ...measured.map(reliabilityText),
    `Uncalibrated, and shown without a percentage: ${uncalibrated.join('; ')}.`,
  ].join('\n\n');
}

type NamedFigure = readonly [string, Figure];

function reliabilityText([set, { name, reliability = [] }]: NamedFigure): string {
  const cells = (of: (bin: (typeof reliability)[number]) => string) => reliability.map(of).join(' | ');
  return [
    `${set}, ${name}:`,
    '',
    `| said | ${cells((bin) => bin.saidProbability.toFixed(2))} |`,
    `| --- | ${cells(() => '---')} |`,
    `| came true | ${cells((bin) => bin.trueRatio.toFixed(2))} |`,
    `| n | ${cells((bin) => String(bin.n))} |`,
  ].join('\n');
}

function setPart([name, { about, at, commit, absentFolders, figures }]: NamedSet): string {
  const absent = absentFolders.length === 0 ? '' : ` Absent, and not measured: ${absentFolders.join(', ')}.`;
  const notes = figures.flatMap((figure) => (figure.note === undefined ? [] : [`- ${figure.name}: ${figure.note}`]));
  return [
    `## ${name[0]?.toUpperCase()}${name.slice(1)}`,
    `${about}${absent} Measured on ${at.slice(0, 10)} at commit ${commit}.`,
    figures.length === 0 ? 'Nothing was measured.' : figureTable(figures),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
  ].join('\n\n');
}

function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, n, interval, unit, baseline, model = '' } = figure;
    const shown = baseline ? `${name} (baseline)` : name;
    return `| ${shown} | ${valueText(figure)} | ${n} | ${intervalText(interval, unit)} | ${targetText(figure)} | ${model} |`;
  });
  return `| figure | value | n | 95 % interval | target | model |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}`;
}

const valueText = ({ value, unit }: Figure) => numberText(value, unit);

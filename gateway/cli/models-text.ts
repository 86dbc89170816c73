// What `sotto models` prints for people.

import type { FileToCopy } from '../../models/registry/copy-list.ts';
import type { FileCheck } from '../../models/registry/installed-model.ts';
import type { PulledFile } from '../../models/registry/pull-model.ts';
import type { RegisteredModel } from '../../models/registry/registry.ts';

export interface ListedModel
  extends Pick<RegisteredModel, 'name' | 'kind' | 'engine' | 'languages' | 'licence' | 'note'> {
  readonly state: 'installed' | 'partial' | 'absent';
  /** Of the files whose size is known. */
  readonly knownBytes: number;
  readonly areSizesKnown: boolean;
}

interface ShippedModel {
  readonly name: string;
  readonly use: string;
  readonly licence: string;
  readonly sizeBytes: number;
}

const sizeText = (bytes: number) => (bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`);

export function listText(dir: string, models: readonly ListedModel[], shipped: readonly ShippedModel[]): string {
  const lines = models.flatMap((model) => [
    `${model.name.padEnd(18)} ${model.state.padEnd(10)} ${model.kind.padEnd(11)} ${model.engine.padEnd(13)}` +
      `${model.languages.join(' ').padEnd(18)}${downloadText(model)}`,
    `${' '.repeat(19)}${model.note}`,
    `${' '.repeat(19)}Licence: ${model.licence}`,
  ]);
  const own = shipped.map(
    ({ name, use, licence, sizeBytes }) => `  ${name}: ${use}; ${sizeText(sizeBytes)}, ${licence}`,
  );
  return [`Models in ${dir}:`, '', ...lines, '', 'Shipped with the program, nothing to pull:', ...own, ''].join('\n');
}

function downloadText({ knownBytes, areSizesKnown }: ListedModel): string {
  if (areSizesKnown) return `about ${sizeText(knownBytes)}`;
  return knownBytes === 0 ? 'size not known' : `more than ${sizeText(knownBytes)}`;
}

export function copyText(model: RegisteredModel, files: readonly FileToCopy[]): string {
  if (files.length === 0) return `${model.name}: every file is there. "sotto models pull ${model.name}" checks them.\n`;
  const lines = files.flatMap((file) => [
    `  ${file.address}`,
    `    to ${file.path}`,
    `    ${copySizeText(file)}; SHA-256 ${file.sha256 ?? 'not known before the first pull'}`,
  ]);
  const then = `then "sotto models pull ${model.name}" checks and pins them, and asks no hub.`;
  return [
    `Where a hub can be reached, fetch these files; copy them to this machine as named;`,
    then,
    ...lines,
    '',
  ].join('\n');
}

function copySizeText({ sizeBytes, aboutBytes }: FileToCopy): string {
  if (sizeBytes !== null) return `${sizeBytes} bytes`;
  return aboutBytes === null ? 'size not known' : `about ${sizeText(aboutBytes)}`;
}

export function pulledText(model: RegisteredModel, dir: string, files: readonly PulledFile[]): string {
  const lines = files.map(
    (file) =>
      `  ${file.path}  ${sizeText(file.sizeBytes)}, ${file.wasFetched ? 'fetched' : 'was there'}, ` +
      `${file.pinnedBy === 'registry' ? 'as the registry says' : 'pinned as it came, unchecked'}: ${file.sha256}`,
  );
  return [`${model.name} is installed in ${dir}:`, ...lines, ...firstUseText(files), ''].join('\n');
}

/** A sum that was taken from the file itself proves only that it stays what it is. */
function firstUseText(files: readonly Pick<PulledFile, 'pinnedBy'>[]): string[] {
  const unchecked = files.filter(({ pinnedBy }) => pinnedBy === 'first-use').length;
  if (unchecked === 0) return [];
  return [
    '',
    `The registry has no checksum of ${unchecked} of these ${files.length} files. They were taken as they came, and what came was written down:`,
    'from now on "sotto models verify" tells a change. Whether they are what their maker made, it cannot tell:',
    'compare the sums above with the pages of the model, or with what another machine got.',
  ];
}

const CHECK_TEXTS: Readonly<Record<FileCheck['state'], string>> = {
  ok: 'ok',
  missing: 'MISSING',
  changed: 'CHANGED',
  unpinned: 'NOT PINNED: nobody knows its checksum yet; pull the model',
};

export function checksText(
  dir: string,
  models: readonly { readonly model: string; readonly files: readonly FileCheck[] }[],
): string {
  if (models.length === 0) return `No model is installed in ${dir}.\n`;
  const lines = models.flatMap(({ model, files }) => [
    model,
    ...files.map((file) => `  ${file.path}  ${checkText(file)}${file.sha256 === null ? '' : ` ${file.sha256}`}`),
  ]);
  return `${lines.join('\n')}\n`;
}

const checkText = ({ state, pinnedBy }: FileCheck) =>
  state === 'ok' && pinnedBy === 'first-use'
    ? 'ok: as first pulled (the registry has no checksum)'
    : CHECK_TEXTS[state];

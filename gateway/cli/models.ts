// `sotto models list | pull NAME | verify [NAME]`: what there is, fetch it, check it. Text for people, --json for programs;
// progress goes to stderr. Exit codes as everywhere: 1 where a model is not whole or not what it was.

import { Command } from 'commander';
import { EngineError } from '../../engine/errors.ts';
import { MODELS } from '../../models/manifest.ts';
import { filesToCopy } from '../../models/registry/copy-list.ts';
import { createHubFetch } from '../../models/registry/hub-fetch.ts';
import { checkModel, missingFiles, modelFolder } from '../../models/registry/installed-model.ts';
import { pullModel } from '../../models/registry/pull-model.ts';
import { expectedBytes, findModel, type RegisteredModel, readRegistry } from '../../models/registry/registry.ts';
import { readConfig } from '../config.ts';
import { wallClock } from '../wall-clock.ts';
import { checksText, copyText, type ListedModel, listText, pulledText } from './models-text.ts';
import { createProgress } from './progress.ts';

interface Flags {
  readonly dir?: string;
  readonly json?: boolean;
}

export function modelsCommand(): Command {
  const command = new Command('models').description(
    'Models that speech recognition and others use: list, pull, verify.',
  );
  const add = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option('--dir <dir>', 'folder of the models (SOTTO_MODELS_DIR)')
      .option('--json', 'print JSON');
  add('list', 'What there is: kind, languages, size, licence, and whether it is installed.').action(list);
  add('pull', 'Fetch a model, or go on where a pull broke off. Files that are there are checked, not fetched again.')
    .argument('<name>', 'as `sotto models list` names it')
    .option('--replace', 'fetch again what is not the file that was pinned')
    .option('--plan', 'fetch nothing: only say which files are missing, where they come from and where they go')
    .addHelpText('after', HELP)
    .action(pull);
  add('verify', 'Read every installed file and check its SHA-256; exit code 1 where one is missing or changed.')
    .argument('[name]', 'default: every model of which a file is there')
    .action(verify);
  return command;
}

const HELP = `
Environment: HF_ENDPOINT (a mirror), HF_TOKEN, HTTPS_PROXY, NO_PROXY, SOTTO_MODELS_DIR. See docs/models.md.
Without a network: copy the files that --plan names, then pull again; it checks and pins them and asks no hub.
`;

const settings = ({ dir }: Flags) => readConfig({ SOTTO_MODELS_DIR: dir }).models;
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

async function list(flags: Flags): Promise<void> {
  const { dir } = settings(flags);
  const models: ListedModel[] = await Promise.all(readRegistry().map((model) => listed(model, dir)));
  const shipped = MODELS.map(({ name, use, licence, sizeBytes }) => ({ name, use, licence, sizeBytes }));
  process.stdout.write(flags.json ? json({ dir, models, shipped }) : listText(dir, models, shipped));
}

async function listed(model: RegisteredModel, dir: string): Promise<ListedModel> {
  const missing = await missingFiles(model, modelFolder(dir, model.name));
  const { name, kind, engine, languages, licence, note, files } = model;
  const sizes = files.map(expectedBytes);
  const knownBytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const state = missing.length === 0 ? 'installed' : missing.length < files.length ? 'partial' : 'absent';
  return { name, kind, engine, languages, licence, note, state, knownBytes, areSizesKnown: !sizes.includes(null) };
}

async function pull(name: string, flags: Flags & { replace?: boolean; plan?: boolean }): Promise<void> {
  const { dir, endpoint, ...access } = settings(flags);
  const model = findModel(readRegistry(), name);
  if (flags.plan) {
    const files = await filesToCopy(model, dir, endpoint);
    process.stdout.write(flags.json ? json({ model: name, files }) : copyText(model, files));
    return;
  }
  const fetch = createHubFetch(access);
  const progress = fileProgress();
  const wall = wallClock();
  try {
    const pulled = await pullModel(model, {
      modelsDir: dir,
      endpoint,
      fetch,
      wait: (ms) => new Promise((resolve) => wall.after(ms, resolve)),
      replaceChanged: flags.replace ?? false,
      onProgress: progress.report,
    });
    progress.end();
    process.stdout.write(flags.json ? json({ model: name, dir, files: pulled }) : pulledText(model, dir, pulled));
  } catch (thrown) {
    progress.end();
    const isHubAway = thrown instanceof EngineError && thrown.code === 'model.download';
    // Where the hub cannot be had, what to do without it.
    if (isHubAway) process.stderr.write(`${copyText(model, await filesToCopy(model, dir, endpoint))}\n`);
    throw thrown;
  } finally {
    await fetch.close();
  }
}

/** One line a file. */
function fileProgress() {
  let current: { readonly path: string; readonly line: ReturnType<typeof createProgress> } | null = null;
  return {
    report(path: string, doneBytes: number, ofBytes: number | null) {
      if (current?.path !== path) {
        current?.line.end();
        current = { path, line: createProgress(path) };
      }
      if (ofBytes !== null) current.line.report(doneBytes, ofBytes);
    },
    end: () => current?.line.end(),
  };
}

async function verify(name: string | undefined, flags: Flags): Promise<void> {
  const { dir } = settings(flags);
  const registry = readRegistry();
  const wanted = name === undefined ? registry : [findModel(registry, name)];
  const checks: { model: string; files: Awaited<ReturnType<typeof checkModel>> }[] = [];
  for (const model of wanted) {
    const files = await checkModel(model, modelFolder(dir, model.name));
    const isThere = files.some(({ state }) => state !== 'missing');
    if (isThere || name !== undefined) checks.push({ model: model.name, files });
  }
  process.stdout.write(flags.json ? json({ dir, models: checks }) : checksText(dir, checks));
  if (checks.some(({ files }) => files.some(({ state }) => state !== 'ok'))) process.exitCode = 1;
}

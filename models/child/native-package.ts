// Packages with large binaries are optional: loaded when they are asked for, and where one is not installed it is said how.

import { createRequire } from 'node:module';
import { EngineError } from '../../engine/errors.ts';

/** Throws `model.load`, told apart: not installed, or installed and not for this machine. */
export function requireNative<Module>(name: string): Module {
  const require = createRequire(import.meta.url);
  try {
    return require(name) as Module;
  } catch (cause) {
    const isAbsent = (cause as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    const message = isAbsent
      ? `The package ${name} is not installed. Run "npm install ${name}", or "npm ci" without --omit=optional.`
      : `The package ${name} has no program for ${process.platform} ${process.arch}: ${firstLine(cause)}`;
    throw new EngineError('model.load', message, { details: { package: name }, cause });
  }
}

const firstLine = (thrown: unknown) => String(thrown instanceof Error ? thrown.message : thrown).split('\n')[0] ?? '';

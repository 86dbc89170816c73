import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDERS = ['engine', 'pipelines', 'models', 'store', 'gateway', 'dashboard', 'client', 'evaluation'];

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly error: number;
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
  };
}

function cruise(): Cruise {
  const args = ['depcruise', '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...FOLDERS];
  try {
    return JSON.parse(
      execFileSync('npx', args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch (thrown) {
    return JSON.parse((thrown as { stdout: string }).stdout);
  }
}

const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...FOLDERS], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '') }));

/** Files that use something outside where it belongs. */
function strays(pattern: RegExp, allowed: RegExp): string[] {
  return sources.filter(({ path, text }) => !allowed.test(path) && pattern.test(text)).map(({ path }) => path);
}

describe('the house', () => {
  it('keeps every import where CONTRIBUTING.md says, in all folders', () => {
    const { modules, summary } = cruise();
    for (const folder of FOLDERS) {
      expect(modules.filter(({ source }) => source.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(4);
    }
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(strays(/process\.env/, /^gateway\/config\.ts$/)).toEqual([]);
  });

  it('keeps wall clocks and timers in the gateway, the client and on the page', () => {
    expect(
      strays(
        /Date\.now\(|performance\.now\(|setTimeout\(|setInterval\(|new Date\(\)/,
        /^(gateway|dashboard|client|evaluation\/report|models\/training)\//,
      ),
    ).toEqual([]);
  });

  it('subscribes only where streams are run', () => {
    const runtime = /^engine\/(machine|infer-in-order|call-graph|channel-analysis)\.ts$/;
    const streams = sources.filter(({ text }) => /from 'rxjs/.test(text)).map(({ path }) => path);
    expect(streams.length).toBeGreaterThan(3);
    expect(strays(/\.subscribe\(/, runtime).filter((path) => streams.includes(path))).toEqual([]);
  });

  it('speaks of no wall clock inside pipelines and machines', () => {
    // Days are counted from the call's own date in pipelines/due-date.
    expect(strays(/\bDate\b/, /^(gateway|dashboard|store|evaluation|models\/training|pipelines\/due-date)\//)).toEqual(
      [],
    );
  });
});

// A network of its own for a sender, joined to this machine by a pair of virtual links (iproute2). Needs root and a kernel
// that allows it; says why where it does not.

import { execFileSync } from 'node:child_process';

export interface NetworkNamespace {
  /** What a command is put behind to run in it. */
  readonly under: readonly string[];
  /** Nothing arrives either way while it is cut; the interfaces stay, as with a router that fails. */
  cut(): void;
  heal(): void;
  /** Loss and delay of what the sender sends, in netem's words. */
  shape(...netem: readonly string[]): void;
  remove(): void;
}

/** The namespace, or the reason why there can be none. `needsNetem`: the kernel must know `tc netem` too. */
export function openNamespace(name: string, needsNetem: boolean): NetworkNamespace | string {
  const inside = ['ip', 'netns', 'exec', name];
  const remove = () => {
    quietly('ip', 'netns', 'del', name);
    quietly('ip', 'link', 'del', `${name}a`);
  };
  const shape = (...netem: readonly string[]) =>
    run(...inside, 'tc', 'qdisc', 'replace', 'dev', `${name}b`, 'root', 'netem', ...netem);
  remove();
  try {
    run('ip', 'netns', 'add', name);
    run('ip', 'link', 'add', `${name}a`, 'type', 'veth', 'peer', 'name', `${name}b`, 'netns', name);
    run('ip', 'addr', 'add', '10.77.0.1/24', 'dev', `${name}a`);
    run('ip', 'link', 'set', `${name}a`, 'up');
    run(...inside, 'ip', 'link', 'set', 'lo', 'up');
    run(...inside, 'ip', 'addr', 'add', '10.77.0.2/24', 'dev', `${name}b`);
    run(...inside, 'ip', 'link', 'set', `${name}b`, 'up');
    if (needsNetem) shape('delay', '0ms');
  } catch (thrown) {
    remove();
    const { stderr } = thrown as { stderr?: Buffer };
    return `skipped: this machine allows no ${needsNetem ? 'tc netem' : 'network namespace'}: ${String(stderr ?? thrown).trim()}`;
  }
  const gone = ['lladdr', '02:00:00:00:00:99', 'nud', 'permanent'];
  return {
    under: inside,
    cut() {
      run('ip', 'neigh', 'replace', '10.77.0.2', 'dev', `${name}a`, ...gone);
      run(...inside, 'ip', 'neigh', 'replace', '10.77.0.1', 'dev', `${name}b`, ...gone);
    },
    heal() {
      run('ip', 'neigh', 'del', '10.77.0.2', 'dev', `${name}a`);
      run(...inside, 'ip', 'neigh', 'del', '10.77.0.1', 'dev', `${name}b`);
    },
    shape,
    remove,
  };
}

function run(command = '', ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function quietly(...command: readonly string[]): void {
  try {
    run(...command);
  } catch {
    // It was not there.
  }
}

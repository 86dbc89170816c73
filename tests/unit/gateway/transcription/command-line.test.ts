import { describe, expect, it } from 'vitest';
import { splitCommandLine } from '../../../../gateway/transcription/command-line.ts';

describe('a command line', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['   ', []],
    ['  recognise  -rate 16000 ', ['recognise', '-rate', '16000']],
    [`run --model '/my models/en' --name "a b"`, ['run', '--model', '/my models/en', '--name', 'a b']],
    [`run --dict=/my' own 'dict"s"`, ['run', '--dict=/my own dicts']],
    [`run '' ""`, ['run', '', '']],
    ['run /my\\ models/en', ['run', '/my models/en']],
    [`run "say \\"yes\\"" 'c:\\new'`, ['run', 'say "yes"', 'c:\\new']],
    ['run $HOME | tee; rm *', ['run', '$HOME', '|', 'tee;', 'rm', '*']],
  ])('%j is %j', (line, words) => expect(splitCommandLine(line)).toEqual(words));

  it.each([
    [`run 'open`, `'`],
    ['run "open', '"'],
    ['run open\\', '\\'],
  ])('%j is refused, and the message says which sign is open', (line, sign) => {
    expect(() => splitCommandLine(line)).toThrow(
      expect.objectContaining({ code: 'input.config', message: expect.stringContaining(`a ${sign} is never closed`) }),
    );
  });
});

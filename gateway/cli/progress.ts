// Progress of long work on stderr: one line that is rewritten on a terminal, a line every tenth elsewhere.

export interface Progress {
  /** `done` of `of`, in the same unit. */
  report(done: number, of: number): void;
  end(): void;
}

export function createProgress(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  let shown = -1;
  const step = stream.isTTY ? 1 : 10;
  return {
    report(done, of) {
      const percent = of > 0 ? Math.min(100, Math.floor((done / of) * 100)) : 100;
      if (percent < shown + step && !(percent === 100 && shown < 100)) return;
      shown = percent;
      stream.write(stream.isTTY ? `\r${label} ${percent} %` : `${label} ${percent} %\n`);
    },
    end() {
      if (stream.isTTY && shown >= 0) stream.write('\n');
    },
  };
}

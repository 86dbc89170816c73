// A relay in front of a server whose connections can be cut: all are reset, and new ones are refused until it is healed.

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface TcpRelay {
  readonly port: number;
  /** Connections that were made since it began. */
  readonly accepted: number;
  cut(): void;
  heal(): void;
  close(): Promise<void>;
}

export async function openTcpRelay(toPort: number): Promise<TcpRelay> {
  const open = new Set<Socket>();
  let isCut = false;
  let accepted = 0;
  const server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy();
    accepted += 1;
    const far = connect(toPort, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get accepted() {
      return accepted;
    },
    cut() {
      isCut = true;
      for (const socket of open) socket.resetAndDestroy();
    },
    heal() {
      isCut = false;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

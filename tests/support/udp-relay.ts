// A relay between a WebRTC sender and the gateway that loses what a test wants lost. Works wherever there is loopback.

import { createSocket, type Socket } from 'node:dgram';

export interface UdpRelay {
  /** Puts the relay in place of the gateway's addresses in an answer. */
  readonly readdress: (answerSdp: string) => Promise<string>;
  /** While true, nothing passes either way. */
  isCut: boolean;
  /** Asked for every RTP packet of the sender: true loses it. */
  loses: (packet: Buffer) => boolean;
  readonly lost: number;
  close(): void;
}

export async function openUdpRelay(): Promise<UdpRelay> {
  const front = await bound();
  const back = await bound();
  let sender: { port: number; address: string } | undefined;
  let gateway = { port: 0, address: '127.0.0.1' };
  let lost = 0;
  const relay: UdpRelay = {
    isCut: false,
    loses: () => false,
    get lost() {
      return lost;
    },
    async readdress(sdp) {
      const candidates = [...sdp.matchAll(/^a=candidate:\S+ 1 udp \d+ (\d+\.\S+) (\d+) typ host.*\r?\n/gim)];
      const [first, address = '', port = ''] = candidates[0] ?? [];
      if (first === undefined) throw new Error(`no usable candidate in the answer:\n${sdp}`);
      gateway = { address, port: Number(port) };
      const own = first.replace(`${address} ${port}`, `127.0.0.1 ${front.address().port}`);
      return sdp.replaceAll(/^a=candidate:.*\r?\n/gm, (line) => (line === first ? own : ''));
    },
    close() {
      front.close();
      back.close();
    },
  };
  front.on('message', (packet, from) => {
    sender = from;
    if (relay.isCut) return;
    if (isRtp(packet) && relay.loses(packet)) lost += 1;
    else back.send(packet, gateway.port, gateway.address);
  });
  back.on('message', (packet) => {
    if (sender && !relay.isCut) front.send(packet, sender.port, sender.address);
  });
  return relay;
}

/** RFC 7983 §7 and RFC 5761 §4: what is neither STUN, DTLS nor RTCP. */
function isRtp(packet: Buffer): boolean {
  const [first = 0, second = 0] = packet;
  const type = second & 0x7f;
  return first >= 128 && first <= 191 && !(type >= 64 && type <= 95);
}

function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket)));
}

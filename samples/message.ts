// One line of a sample call's `.jsonl`, before it is checked against the protocol.

export type Message = { readonly type: string; readonly atMs?: number } & Readonly<Record<string, unknown>>;

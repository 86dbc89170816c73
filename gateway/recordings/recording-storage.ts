// Where recordings lie: a folder or a bucket. Names are `<key of the call>/<file>`; what is written is never changed.

export interface StoredFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Wall time of the write, ms since 1970. */
  readonly storedAtMs: number;
}

/** Every method rejects with `recording.unavailable` where the storage does not answer. */
export interface RecordingStorage {
  /** Stores the file of the disk at `path` whole; it may be moved away. */
  put(name: string, path: string): Promise<void>;
  /** Null where there is no such file. */
  size(name: string): Promise<number | null>;
  /** Bytes [from, to) of a file that is there. */
  read(name: string, from: number, to: number): Promise<Uint8Array>;
  /** Files whose names begin so. */
  list(prefix: string): Promise<readonly StoredFile[]>;
  /** Nothing where it is not there. */
  remove(name: string): Promise<void>;
}

/** Where blobs lie. Keys are proven before they get here; errors are the storage's own. */
export interface BlobPlace {
  /** For messages. */
  readonly name: string;
  /** All or nothing: the key exists with all bytes, durably, or not at all. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** undefined: there is nothing under the key. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Bytes under the key; undefined: there is nothing. */
  sizeOf(key: string): Promise<number | undefined>;
  /** As `sizeOf`, for whoever wants to keep what is there: `remove` then spares it for half a day at least. */
  renew(key: string): Promise<number | undefined>;
  /** Every name under `PART/`. */
  list(part: string): Promise<string[]>;
  /** False, and nothing is done, where it was written or renewed within a day. What is not there is removed. */
  remove(key: string): Promise<boolean>;
  close(): void;
}

/** A file is put some minutes before the row that names it is committed, by machines whose clocks may differ. */
export const SPARED_MS = 24 * 3_600_000;

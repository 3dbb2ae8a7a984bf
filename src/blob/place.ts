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
  close(): void;
}

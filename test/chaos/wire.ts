/**
 * What a PostgreSQL client says, message by message.
 * Invariant: `read` never loses or reorders a byte: the messages it gives, joined, are the bytes it was given, except for
 * an incomplete tail that it keeps for the next call.
 */

export interface ClientMessage {
  /** `startup`, or the protocol's letter: Q simple query, P parse, B bind, E execute, S sync, X terminate, p password. */
  readonly type: string;
  /**
   * The SQL of a Q message, of a P message without a name, or of a B message that binds a named statement; else empty.
   * So each execution shows its SQL once, also when the statement was prepared long ago.
   */
  readonly sql: string;
  readonly bytes: Buffer;
}

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;

export class ClientStream {
  #rest = Buffer.alloc(0);
  #started = false;
  #role = '';
  readonly #prepared = new Map<string, string>();

  /** The connection's application_name, empty until its startup message has come. */
  get role(): string {
    return this.#role;
  }

  /** The complete messages in `chunk` together with what was left of earlier chunks. */
  read(chunk: Buffer): ClientMessage[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: ClientMessage[] = [];
    for (;;) {
      const message = this.#started ? this.#next() : this.#nextUntyped();
      if (message === undefined) return messages;
      messages.push(message);
    }
  }

  #take(length: number): Buffer | undefined {
    if (this.#rest.length < length) return undefined;
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return bytes;
  }

  /** Before a session has begun, messages have a length and no letter. */
  #nextUntyped(): ClientMessage | undefined {
    if (this.#rest.length < 8) return undefined;
    const code = this.#rest.readInt32BE(4);
    const bytes = this.#take(this.#rest.readInt32BE(0));
    if (bytes === undefined) return undefined;
    if (code !== SSL_REQUEST && code !== GSS_REQUEST && code !== CANCEL_REQUEST) {
      this.#started = true;
      const words = bytes.toString('utf8', 8).split('\0');
      this.#role = words[words.indexOf('application_name') + 1] ?? '';
    }
    return { type: 'startup', sql: '', bytes };
  }

  #next(): ClientMessage | undefined {
    if (this.#rest.length < 5) return undefined;
    const bytes = this.#take(1 + this.#rest.readInt32BE(1));
    if (bytes === undefined) return undefined;
    const type = String.fromCharCode(bytes[0] ?? 0);
    return { type, sql: this.#sqlOf(type, bytes), bytes };
  }

  #sqlOf(type: string, bytes: Buffer): string {
    const [first = '', second = ''] = bytes.toString('utf8', 5, Math.min(bytes.length, 20_000)).split('\0', 2);
    switch (type) {
      case 'Q':
        return first;
      case 'P':
        if (first !== '') this.#prepared.set(first, second);
        return first === '' ? second : '';
      case 'B':
        return this.#prepared.get(second) ?? '';
      default:
        return '';
    }
  }
}

/**
 * What a PostgreSQL client says, message by message.
 * Invariant: `read` never loses or reorders a byte: the messages it gives, joined, are the bytes it was given, except for
 * an incomplete tail that it keeps for the next call.
 */

export interface ClientMessage {
  /** `startup`, or the protocol's letter: Q simple query, P parse, B bind, E execute, S sync, X terminate, p password. */
  readonly type: string;
  /** The SQL of a Q or B message, else empty: each execution shows it once, also when it was prepared long ago. */
  readonly sql: string;
  /** Of a B message, as text: what is given for $1, $2, ...; null as the empty string. */
  readonly values: readonly string[];
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
    return { type: 'startup', sql: '', values: [], bytes };
  }

  #next(): ClientMessage | undefined {
    if (this.#rest.length < 5) return undefined;
    const bytes = this.#take(1 + this.#rest.readInt32BE(1));
    if (bytes === undefined) return undefined;
    const type = String.fromCharCode(bytes[0] ?? 0);
    switch (type) {
      case 'Q':
        return { type, sql: textAt(bytes, 5).text, values: [], bytes };
      case 'P': {
        const name = textAt(bytes, 5);
        this.#prepared.set(name.text, textAt(bytes, name.end).text);
        break;
      }
      case 'B': {
        const portal = textAt(bytes, 5);
        const statement = textAt(bytes, portal.end);
        const sql = this.#prepared.get(statement.text) ?? '';
        return { type, sql, values: valuesAt(bytes, statement.end), bytes };
      }
    }
    return { type, sql: '', values: [], bytes };
  }
}

/** Text up to the next zero byte, and where what follows it begins. */
function textAt(bytes: Buffer, start: number): { text: string; end: number } {
  const zero = bytes.indexOf(0, start);
  return { text: bytes.toString('utf8', start, zero), end: zero + 1 };
}

/** A count of formats, the formats, a count of values, and each value after its length; -1 is null. */
function valuesAt(bytes: Buffer, start: number): string[] {
  let at = start + 2 + 2 * bytes.readInt16BE(start);
  const values: string[] = [];
  const count = bytes.readInt16BE(at);
  at += 2;
  while (values.length < count) {
    const length = Math.max(0, bytes.readInt32BE(at));
    values.push(bytes.toString('utf8', at + 4, at + 4 + length));
    at += 4 + length;
  }
  return values;
}

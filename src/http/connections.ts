/**
 * Room for whoever comes next.
 * Invariant: at most MOST connections are open, and a new one always gets in: in the place of the one that has asked
 * nothing for longest, never of one that waits for what a key has asked for. A limit that turns new ones away instead
 * would let 256 idle strangers keep every probe out until their time is over.
 */
import type { Socket } from 'node:net';

const MOST = 256;
/** Far fewer than MOST, so that there is always one to be taken away. */
const MOST_HELD = 64;

export class Connections {
  /** The longest silent first. */
  readonly #open = new Set<Socket>();
  /** With how many runs or decisions they wait for. */
  readonly #held = new Map<Socket, number>();
  #holds = 0;

  admit(socket: Socket): void {
    if (this.#open.size >= MOST) {
      for (const silent of this.#open) {
        if (this.#held.has(silent)) continue;
        this.#open.delete(silent);
        silent.destroy();
        break;
      }
    }
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
  }

  /** It asks for something. */
  asks(socket: Socket): void {
    if (this.#open.delete(socket)) this.#open.add(socket);
  }

  /** Keeps its place until it is let go; false when too many do. */
  hold(socket: Socket): boolean {
    if (this.#holds >= MOST_HELD) return false;
    this.#holds += 1;
    this.#held.set(socket, (this.#held.get(socket) ?? 0) + 1);
    return true;
  }

  letGo(socket: Socket): void {
    this.#holds -= 1;
    const left = (this.#held.get(socket) ?? 1) - 1;
    if (left > 0) this.#held.set(socket, left);
    else this.#held.delete(socket);
  }
}

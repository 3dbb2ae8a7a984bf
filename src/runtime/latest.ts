/** What was set last, of at most `most` names: they come with data, so their number is anybody's. */
export class Latest<V> extends Map<string, V> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(name: string, value: V): this {
    this.delete(name);
    super.set(name, value);
    const [oldest = name] = this.keys();
    if (this.size > this.#most) this.delete(oldest);
    return this;
  }
}

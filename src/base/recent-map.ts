/**
 * A map of at most `most` entries that forgets the one that was set longest ago: for what is only remembered, such as
 * an answer that may be asked for again. What nobody removes would otherwise stay for as long as the process lives.
 */
export class RecentMap<K, V> extends Map<K, V> {
  readonly #most: number

  constructor(most: number) {
    super()
    this.#most = most
  }

  override set(key: K, value: V): this {
    this.delete(key)
    super.set(key, value)
    if (this.size > this.#most) this.delete(this.keys().next().value!)
    return this
  }
}

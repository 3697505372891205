/**
 * A map that never changes. One with a few other entries costs those few, however large it is: the two share the rest.
 *
 * Entries lie in a base that many maps have in common, and in the map's own differences from it. These grow from map to map
 * until they are worth a new base.
 *
 * @template K, V
 */
export class LayeredMap {
  /** Never changed once another map has it. @type {ReadonlyMap<K, V>} */
  #base;
  /** Null: taken away. @type {ReadonlyMap<K, V | null>} */
  #differences;
  /** @type {number} */
  size;

  /**
   * @param {ReadonlyMap<K, V>} base
   * @param {ReadonlyMap<K, V | null>} [differences]
   */
  constructor(base, differences = new Map()) {
    this.#base = base;
    this.#differences = differences;
    this.size = base.size;
    for (const [key, value] of differences) this.size += Number(value !== null) - Number(base.has(key));
  }

  /** @param {K} key @returns {V | undefined} */
  get(key) {
    const other = this.#differences.get(key);
    return other === undefined ? this.#base.get(key) : other ?? undefined;
  }

  /** @param {K} key */
  has(key) {
    return this.get(key) !== undefined;
  }

  /** @param {Iterable<[K, V | null]>} entries the last one of a key counts; null takes away @returns {LayeredMap<K, V>} */
  with(entries) {
    const differences = new Map(this.#differences);
    for (const [key, value] of entries) differences.set(key, value);
    if (differences.size ** 2 <= this.#base.size) return new LayeredMap(this.#base, differences);
    const base = new Map(this.#base);
    for (const [key, value] of differences) {
      if (value === null) base.delete(key);
      else base.set(key, value);
    }
    return new LayeredMap(base);
  }

  /** The entries that are others than in an earlier map. @param {LayeredMap<K, V>} earlier @returns {Map<K, V | null>} */
  since(earlier) {
    const shared = earlier.#base === this.#base;
    const keys = shared ? [earlier.#differences, this.#differences] : [earlier.#base, earlier.#differences, this.#base, this.#differences];
    const found = new Map();
    for (const layer of keys) {
      for (const key of layer.keys()) {
        const value = this.get(key);
        if (value !== earlier.get(key)) found.set(key, value ?? null);
      }
    }
    return found;
  }
}

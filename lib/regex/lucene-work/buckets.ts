/** Numbers in buckets: chains within one array, instead of an array for each bucket that is made again and again. */
export class Buckets {
  /** For each bucket one more than the place of the number put in last; 0 for an empty one. */
  readonly #heads: Int32Array;
  readonly #numbers: number[] = [];
  readonly #earlier: number[] = [];
  #used = 0;

  constructor(count: number) {
    this.#heads = new Int32Array(count);
  }

  put(bucket: number, number: number): void {
    const place = this.#used++;
    this.#numbers[place] = number;
    this.#earlier[place] = this.#heads[bucket] as number;
    this.#heads[bucket] = this.#used;
  }

  isEmpty(bucket: number): boolean {
    return this.#heads[bucket] === 0;
  }

  /** Empties a bucket. */
  take(bucket: number, use: (number: number) => void): void {
    let place = this.#heads[bucket] as number;
    this.#heads[bucket] = 0;
    for (; place > 0; place = this.#earlier[place - 1] as number) use(this.#numbers[place - 1] as number);
  }

  /** To be called when all are empty, to use the room again. */
  reset(): void {
    this.#used = 0;
  }
}

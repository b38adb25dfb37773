import { inspect } from 'node:util'

const hidden = '[personal]'

/**
 * A value about a person. However it is printed, logged or serialised it says `[personal]`;
 * the only way out is `reveal()`, which a reviewer can search for.
 */
export class Personal<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toString(): string {
    return hidden
  }

  toJSON(): string {
    return hidden
  }

  [inspect.custom](): string {
    return hidden
  }
}

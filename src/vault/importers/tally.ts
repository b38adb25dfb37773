import { importLimits } from './limits.ts'
import type { LeftOutReason } from './left-out.ts'
import type { LeftOut } from './reading.ts'

const longest = 80
const others = '…'

/** Text from a file, fit to be shown: no control or direction-changing characters, at most 80 characters. */
export function shownText(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim()
  return [...clean.slice(0, longest * 2)].slice(0, longest).join('')
}

/** A copy of its own: a short slice would keep the whole chunk it was cut from in memory. */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString()
}

/** Counts what is left out, by what it is and why, in a bounded number of lines. */
export class Tally {
  readonly #lines = new Map<string, LeftOut>()

  add(what: string, because: LeftOutReason, count = 1): void {
    const key = `${because} ${what}`
    const line = this.#lines.get(key) ?? this.#newLine(key, what, because)
    line.count += count
  }

  lines(): LeftOut[] {
    return [...this.#lines.values()].filter((line) => line.count > 0)
  }

  #newLine(key: string, what: string, because: LeftOutReason): LeftOut {
    if (this.#lines.size >= importLimits.leftOutLines)
      return this.#line(`${because} ${others}`, others, because)
    return this.#line(ownCopy(key), shownText(ownCopy(what)) || others, because)
  }

  #line(key: string, what: string, because: LeftOutReason): LeftOut {
    const line = this.#lines.get(key) ?? { what, because, count: 0 }
    this.#lines.set(key, line)
    return line
  }
}

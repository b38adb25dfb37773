import type { LocalDay } from '../../kernel/index.ts'
import { importLimits } from './limits.ts'
import type { Owner } from './reading.ts'
import { ownCopy, shownText } from './tally.ts'

/** Gathers what a file says about whose it is. A file may name thousands; a few are enough to ask. */
export class OwnerInFile {
  readonly #names = new Set<string>()
  readonly #birthDates = new Set<LocalDay>()

  /** An empty name says nothing. */
  addName(text: string): void {
    const name = shownText(text)
    if (name !== '' && this.#names.size < importLimits.owners) this.#names.add(ownCopy(name))
  }

  addBirthDate(birthDate: LocalDay | undefined): void {
    if (birthDate !== undefined && this.#birthDates.size < importLimits.owners)
      this.#birthDates.add(birthDate)
  }

  found(): Owner {
    return { names: [...this.#names], birthDates: [...this.#birthDates] }
  }
}

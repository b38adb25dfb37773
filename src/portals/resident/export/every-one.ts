/** As many as one page of any list has. */
export const pageOf = 200

/**
 * Everything of a list that is read page by page, newest first, by when it happened. Several of one moment may lie on both
 * sides of a page: each page begins at the last moment of the one before, and leaves out what was given already.
 */
export async function* everyOne<One>(
  read: (before: Date | null) => Promise<One[]>,
  at: (one: One) => Date,
  idOf: (one: One) => string,
): AsyncGenerator<One, void> {
  let before: Date | null = null
  let given = new Set<string>()
  for (;;) {
    const page: One[] = await read(before)
    const fresh = page.filter((one) => !given.has(idOf(one)))
    const last = fresh.at(-1)
    if (!last) {
      // Going on would leave out what lies behind them, and nobody would know.
      if (page.length >= pageOf) throw new RangeError('more of one moment than a page holds')
      return
    }
    yield* fresh
    const moment = at(last).getTime()
    before = new Date(moment + 1)
    given = new Set(page.filter((one) => at(one).getTime() === moment).map(idOf))
  }
}

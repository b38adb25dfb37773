import type { UseState } from '../switchboard.ts'
import type { ActResult } from '../stop/act-result.ts'
import { rowId, useSectionId } from './row-id.ts'

/** Where the answer to an act stands: under the one switch it moved, at the use it stopped, or above the page. */
export interface Place {
  at: 'row' | 'use' | 'page'
  id: string
}

/** undefined when the act was about another company. */
export function placeOf({ standing }: ActResult, uses: readonly UseState[]): Place | undefined {
  const here = standing.filter((event) => uses.some(({ use }) => use.useId === event.useId))
  const [first, ...others] = here
  if (!first) return undefined
  if (others.length === 0 && standing.length === 1) return { at: 'row', id: rowId(first.useId, first.item) }
  const oneUse = standing.every((event) => event.useId === first.useId)
  return oneUse ? { at: 'use', id: useSectionId(first.useId) } : { at: 'page', id: 'status' }
}

import type { ItemCode } from '../../../../catalog/index.ts'
import type { UseId } from '../../../../review/index.ts'

/** The place of one switch on its company's page. */
export function rowId(useId: UseId, item: ItemCode): string {
  return `row-${useId}-${item.replaceAll('.', '-')}`
}

export function useSectionId(useId: UseId): string {
  return `use-${useId}`
}

export { Actions, LinkButton, SubmitButton, type ButtonKind } from './actions/button.tsx'
export { ChoicePair } from './actions/choice-pair.tsx'
export { SwitchRow, type SwitchState } from './actions/switch-row.tsx'
export { assets, type Asset } from './assets.ts'
export { Chart } from './chart/chart.tsx'
export type { DayValue } from './chart/days.ts'
export { CheckboxList, type CheckboxOption } from './entry/checkbox-list.tsx'
export { Field, FileField } from './entry/field.tsx'
export { csrfFieldName, Form } from './entry/form.tsx'
export type { City } from './frame/city.ts'
export { residentSections, type NavigationItem, type ResidentSection } from './frame/navigation.tsx'
export { Page } from './frame/page.tsx'
export { Icon, type IconName } from './icon.tsx'
export { ErrorSummary, type EntryError } from './messages/error-summary.tsx'
export { Notice, StatusMessage, type NoticeKind } from './messages/notice.tsx'
export { renderPage } from './render-page.ts'
export { Card, LinkCard } from './show/card.tsx'
export { Chips, type Chip } from './show/chips.tsx'
export { DefinitionList, type Definition } from './show/definition-list.tsx'
export { Details } from './show/details.tsx'
export { EmptyState } from './show/empty-state.tsx'
export { Progress } from './show/progress.tsx'
export { ReceiptNumber } from './show/receipt-number.tsx'
export { Steps } from './show/steps.tsx'
export { Table, type Column } from './show/table.tsx'
export { uiWords } from './ui-words.ts'
export { locales, useView, type Locale, type View } from './view.ts'
export { CountText } from './words/count-text.tsx'
export { counted, grouped, type Counted } from './words/counts.ts'
export { dayWords, momentWords } from './words/dates.ts'
export {
  defineWords,
  missingWords,
  sentenceIn,
  useWords,
  type Say,
  type Words,
} from './words/define-words.ts'
export { TimeText } from './words/time-text.tsx'

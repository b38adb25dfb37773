import type { LocalDay } from '../../../kernel/index.ts'
import { useView } from '../view.ts'
import { birthDayWords, dayWords, machineMoment, momentWords } from './dates.ts'
import { shown } from './marked-text.tsx'

/** A moment (date and time, in Japan) or a day, in full, in the reader's language. */
export function TimeText({ at }: { at: Date | LocalDay }) {
  const { locale, ruby } = useView()
  if (at instanceof Date)
    return <time dateTime={machineMoment(at)}>{shown(momentWords(locale, at), ruby)}</time>
  return <time dateTime={at}>{shown(dayWords(locale, at), ruby)}</time>
}

/** A date of birth, in both calendars where the reader uses both. */
export function BirthDayText({ on }: { on: LocalDay }) {
  const { locale, ruby } = useView()
  return <time dateTime={on}>{shown(birthDayWords(locale, on), ruby)}</time>
}

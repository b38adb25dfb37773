import type { LocalDay } from '../../../kernel/index.ts'
import { useView } from '../view.ts'
import { dayWords, machineMoment, momentWords } from './dates.ts'
import { shown } from './marked-text.tsx'

/** A moment (date and time, in Japan) or a day, in full, in the reader's language. */
export function TimeText({ at }: { at: Date | LocalDay }) {
  const { locale, ruby } = useView()
  if (at instanceof Date)
    return <time dateTime={machineMoment(at)}>{shown(momentWords(locale, at), ruby)}</time>
  return <time dateTime={at}>{shown(dayWords(locale, at), ruby)}</time>
}

import { useView } from '../view.ts'
import { counted, type Counted } from './counts.ts'
import { shown } from './marked-text.tsx'

/** A number with its unit, in the reader's language: 「3社」, 「3 companies」. */
export function CountText({ of: unit, n }: { n: number; of: Counted }) {
  const { locale, ruby } = useView()
  return <>{shown(counted(locale, n, unit), ruby)}</>
}

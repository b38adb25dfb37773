import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { grouped } from '../words/counts.ts'

interface ProgressProps {
  label: ComponentChildren
  /** Done so far and all there is, in any one unit; without them the length is not known yet. */
  done?: number
  all?: number
  children?: ComponentChildren
}

/** Long work under way. The words beside it say what the bar shows. */
export function Progress({ label, done, all, children }: ProgressProps) {
  const id = useId()
  const known = done !== undefined && all !== undefined && all > 0
  return (
    <div class="progress">
      <label class="label" for={id}>
        {label}
      </label>
      {known ? <progress id={id} value={Math.min(done, all)} max={all} /> : <progress id={id} />}
      {known && <span class="progress-words">{grouped((100 * Math.min(done, all)) / all, 0)}%</span>}
      {children}
    </div>
  )
}

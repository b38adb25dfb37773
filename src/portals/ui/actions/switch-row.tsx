import type { ComponentChildren } from 'preact'
import { Chips } from '../show/chips.tsx'
import { Icon } from '../icon.tsx'
import { uiWords } from '../ui-words.ts'
import { useView } from '../view.ts'
import { useWords } from '../words/define-words.ts'
import { CsrfField } from '../entry/form.tsx'

/** `off` was stopped, `paused` for a while; `expired` ended by its date; `unanswered` holds no yes to these terms. */
export type SwitchState = 'on' | 'off' | 'paused' | 'expired' | 'unanswered'

interface SwitchRowProps {
  /** Unique on the page; also the fragment to come back to after a stop (`#…`). */
  id: string
  /** The name of the switch is company + data + purpose. */
  company: ComponentChildren
  data: ComponentChildren
  purpose: ComponentChildren
  state: SwitchState
  /** In the place of the word of that state, where there is more to say. */
  stateWord?: ComponentChildren
  /** POST here stops at once: no dialog between. */
  stopAction: string
  /** Hidden fields of the stop, for example the use and the item. */
  stopFields?: Record<string, string>
  /** Turning on is always the consent page. A path without query; undefined where nothing can be turned on now: no switch, only how it stands. */
  agreeHref: string | undefined
  /** Where the page already says the company's name above, it is not repeated to the eye. */
  companyHidden?: boolean
  /** What the server confirmed or could not confirm, as a `<StatusMessage>` under this row. */
  message?: ComponentChildren
  /** The rest, as `<Details>`. */
  children?: ComponentChildren
}

/** One data × purpose with its switch. The state shown is the committed one. */
export function SwitchRow(props: SwitchRowProps) {
  const { id, state } = props
  const say = useWords(uiWords)
  return (
    <div class="switch-row" id={id}>
      <div class="switch-what">
        <span class={props.companyHidden ? 'visually-hidden' : 'switch-company'} id={`${id}-company`}>
          {props.company}
        </span>
        <span class="switch-data" id={`${id}-data`}>
          {props.data}
        </span>
        <span class="switch-purpose" id={`${id}-purpose`}>
          {props.purpose}
        </span>
      </div>
      <div class="switch-control">
        <SwitchForm {...props} />
        <Chips chips={[{ ...chipOf[state], word: props.stateWord ?? say(state) }]} />
      </div>
      {props.message && <div class="switch-message">{props.message}</div>}
      {props.children && <div class="switch-more">{props.children}</div>}
    </div>
  )
}

const chipOf = {
  on: { icon: 'check', tone: 'on' },
  off: { icon: 'stop', tone: 'off' },
  paused: { icon: 'stop', tone: 'off' },
  expired: { icon: 'info', tone: 'off' },
  unanswered: { icon: 'info', tone: 'off' },
} as const

function SwitchForm({ id, state, stopAction, stopFields = {}, agreeHref }: SwitchRowProps) {
  const { csrfToken } = useView()
  const labelledBy = `${id}-company ${id}-data ${id}-purpose`
  const on = state === 'on'
  if (!on && agreeHref === undefined) return null
  return (
    <form method={on ? 'post' : 'get'} action={on ? stopAction : agreeHref}>
      {on && <CsrfField token={csrfToken} />}
      {on &&
        Object.entries(stopFields).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <button type="submit" role="switch" class="switch" aria-labelledby={labelledBy} aria-checked={on}>
        <Track />
      </button>
    </form>
  )
}

function Track() {
  return (
    <span class="switch-track">
      <span class="switch-knob">
        <Icon name="check" />
      </span>
    </span>
  )
}

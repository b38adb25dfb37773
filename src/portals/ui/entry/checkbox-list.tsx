import type { ComponentChildren } from 'preact'
import { described, HintAndError, type FieldWords } from './field.tsx'

/** An option has no `checked`: nothing is on before a person has put it on (ux: no pre-set switches). */
export interface CheckboxOption {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
}

interface CheckboxListProps extends Omit<FieldWords, 'required'> {
  options: readonly CheckboxOption[]
  /** What this person has just ticked, where the form comes back with something to correct. Never anything else. */
  kept?: readonly string[]
}

/** Several may be chosen; each is sent as `name=value`. Browsers are asked not to restore old ticks either. */
export function CheckboxList(props: CheckboxListProps) {
  const { name, label, options, error, kept = [] } = props
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={name} tabIndex={-1} {...described(props)}>
      <legend class="label">{label}</legend>
      <HintAndError {...props} />
      <div class="checks">
        {options.map((option, index) => (
          <Checkbox id={`${name}-${index}`} {...{ name, option }} isKept={kept.includes(option.value)} />
        ))}
      </div>
    </fieldset>
  )
}

interface CheckboxProps {
  id: string
  name: string
  option: CheckboxOption
  isKept: boolean
}

function Checkbox({ id, name, option, isKept }: CheckboxProps) {
  const hintId = option.hint ? `${id}-hint` : undefined
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={option.value}
        checked={isKept}
        autoComplete="off"
        aria-describedby={hintId}
      />
      <div class="check-words">
        <label for={id}>{option.label}</label>
        {option.hint && (
          <p class="hint" id={hintId}>
            {option.hint}
          </p>
        )}
      </div>
    </div>
  )
}

import type { ComponentChildren } from 'preact'
import { described, HintAndError, type FieldWords } from './field.tsx'

export interface RadioOption {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
}

interface RadioListProps extends Omit<FieldWords, 'required'> {
  options: readonly RadioOption[]
  /** What holds now. Never a consent: those begin with nothing chosen and have a page of their own. */
  value: string
}

/** One of several, for settings: what holds now is marked, and choosing changes nothing until it is saved. */
export function RadioList(props: RadioListProps) {
  const { name, label, options, error, value } = props
  return (
    <fieldset class={error ? 'field wrong' : 'field'} id={name} tabIndex={-1} {...described(props)}>
      <legend class="label">{label}</legend>
      <HintAndError {...props} />
      <div class="checks">
        {options.map((option, index) => (
          <Radio id={`${name}-${index}`} name={name} option={option} chosen={option.value === value} />
        ))}
      </div>
    </fieldset>
  )
}

function Radio(props: { id: string; name: string; option: RadioOption; chosen: boolean }) {
  const { id, name, option, chosen } = props
  const hintId = option.hint ? `${id}-hint` : undefined
  return (
    <div class="check">
      <input
        type="radio"
        id={id}
        name={name}
        value={option.value}
        checked={chosen}
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

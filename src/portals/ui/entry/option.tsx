import type { ComponentChildren } from 'preact'

export interface Option {
  value: string
  label: ComponentChildren
  hint?: ComponentChildren
}

interface OptionEntryProps {
  type: 'checkbox' | 'radio'
  id: string
  name: string
  option: Option
  isOn: boolean
}

/** One of the options of a list. Browsers are asked not to restore old ticks. */
export function OptionEntry({ type, id, name, option, isOn }: OptionEntryProps) {
  const hintId = option.hint ? `${id}-hint` : undefined
  return (
    <div class="check">
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={isOn}
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

import { described, HintAndError, type FieldWords } from './field.tsx'
import { OptionEntry, type Option } from './option.tsx'

interface RadioListProps extends Omit<FieldWords, 'required'> {
  options: readonly Option[]
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
          <OptionEntry
            type="radio"
            id={`${name}-${index}`}
            {...{ name, option }}
            isOn={option.value === value}
          />
        ))}
      </div>
    </fieldset>
  )
}

import { described, HintAndError, type FieldWords } from './field.tsx'
import { OptionEntry, type Option } from './option.tsx'

/** An option has no `checked`: nothing is on before a person has put it on (ux: no pre-set switches). */
interface CheckboxListProps extends Omit<FieldWords, 'required'> {
  options: readonly Option[]
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
          <OptionEntry
            type="checkbox"
            id={`${name}-${index}`}
            {...{ name, option }}
            isOn={kept.includes(option.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

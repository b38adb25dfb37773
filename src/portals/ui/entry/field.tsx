import { createElement, type ComponentChildren } from 'preact'
import { Icon } from '../icon.tsx'
import { uiWords } from '../ui-words.ts'
import { useWords } from '../words/define-words.ts'

export interface FieldWords {
  /** Name in the form; also the id, so that `<ErrorSummary>` can lead here. */
  name: string
  label: ComponentChildren
  hint?: ComponentChildren
  error?: ComponentChildren
  required?: boolean
}

interface FieldProps extends FieldWords {
  /** What was typed before, kept when something had to be corrected. */
  value?: string
  type?: 'text' | 'password' | 'email' | 'datetime-local'
  /** `off`: a browser must not offer it to whoever comes next, for the machine may be everybody's. */
  autoComplete?: 'bday' | 'email' | 'one-time-code' | 'off'
  inputMode?: 'numeric'
  maxLength?: number
}

/** One entry with its label, hint and error. */
export function Field(props: FieldProps) {
  const shared = {
    id: props.name,
    name: props.name,
    class: 'input',
    required: props.required,
    maxLength: props.maxLength,
    inputMode: props.inputMode,
    autoComplete: props.autoComplete,
    ...described(props),
  }
  return (
    <FieldFrame {...props}>
      {createElement('input', { ...shared, type: props.type ?? 'text', value: props.value })}
    </FieldFrame>
  )
}

/** A file to deposit. `accept` as in HTML, for example `.zip,.xml,.fit`. */
export function FileField(props: FieldWords & { accept: string }) {
  return (
    <FieldFrame {...props}>
      <input
        class="input file"
        type="file"
        id={props.name}
        name={props.name}
        accept={props.accept}
        required={props.required}
        {...described(props)}
      />
    </FieldFrame>
  )
}

/**
 * The attributes that tie a control to its hint and error. What is required and still empty is not wrong yet, but
 * chromium tells a screen reader so unless it is told otherwise.
 */
export function described({ name, hint, error, required }: FieldWords) {
  const by = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  const right = required ? ('false' as const) : undefined
  return { 'aria-describedby': by || undefined, 'aria-invalid': error ? ('true' as const) : right }
}

function FieldFrame(props: FieldWords & { children: ComponentChildren }) {
  const say = useWords(uiWords)
  return (
    <div class={props.error ? 'field wrong' : 'field'}>
      <label class="label" for={props.name}>
        {props.label} <span class="need">{say(props.required ? 'required' : 'optional')}</span>
      </label>
      <HintAndError {...props} />
      {props.children}
    </div>
  )
}

export function HintAndError({ name, hint, error }: FieldWords) {
  const say = useWords(uiWords)
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${name}-error`}>
          <Icon name="error" />
          <span>
            <span class="visually-hidden">{say('errorWord')}: </span>
            {error}
          </span>
        </p>
      )}
    </>
  )
}

import type { ComponentChildren } from 'preact'
import { keyWords } from './key-words.ts'
import { Field, useWords } from './ui/index.ts'

interface KeyEntryProps {
  name?: string
  label?: ComponentChildren
  error?: ComponentChildren
  /** Public keys that were read of what was pasted, and never that itself: it may have been a private key. */
  value?: string
}

/** Where the public key of a program is pasted. */
export function KeyEntry({ name = 'key', label, ...typed }: KeyEntryProps) {
  const say = useWords(keyWords)
  return (
    <Field
      {...typed}
      name={name}
      label={label ?? say('key')}
      hint={say('keyHint')}
      maxLength={10_000}
      autoComplete="off"
      required
    />
  )
}

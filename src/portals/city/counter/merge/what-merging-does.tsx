import { useWords } from '../../../ui/index.ts'
import { words } from './words.ts'

const rules = ['ends', 'nothingNew', 'stricter', 'values', 'wayBack'] as const

/** In plain words, for both of the staff, and for whoever stands there and hears it from them. */
export function WhatMergingDoes({ days }: { days: number }) {
  const say = useWords(words)
  return (
    <ul>
      {rules.map((rule) => (
        <li>{rule === 'values' ? say(rule, { days }) : say(rule)}</li>
      ))}
    </ul>
  )
}

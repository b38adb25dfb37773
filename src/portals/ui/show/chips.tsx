import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon.tsx'

export interface Chip {
  icon: IconName
  word: ComponentChildren
  tone?: 'plain' | 'on' | 'off' | 'pending' | 'sensitive'
}

/** States and kinds at a glance: always an icon and a word, never a colour alone. */
export function Chips({ chips }: { chips: readonly [Chip, ...Chip[]] }) {
  if (chips.length === 1) return <ChipText chip={chips[0]} />
  return (
    <ul class="chips">
      {chips.map((chip) => (
        <li>
          <ChipText chip={chip} />
        </li>
      ))}
    </ul>
  )
}

function ChipText({ chip }: { chip: Chip }) {
  return (
    <span class={`chip ${chip.tone ?? 'plain'}`}>
      <Icon name={chip.icon} />
      <span>{chip.word}</span>
    </span>
  )
}

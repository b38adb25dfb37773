import { Fragment, isValidElement, type ComponentChildren } from 'preact'
import { withReadings } from './furigana.ts'
import { released } from './guard.ts'

/** `{漢字|かんじ}` carries a reading, `**words**` are stressed. Nothing else is markup; Preact escapes the rest. */
const pieces = /\{([^{}|]+)\|([^{}|]+)\}|\*\*(.+?)\*\*/gu

/** The words alone, for titles and names of controls. */
export function plain(marked: string): string {
  return released(
    marked.replace(pieces, (_all, base: string | undefined, _reading, stressed: string | undefined) =>
      stressed === undefined ? (base ?? '') : plain(stressed),
    ),
  )
}

/**
 * The words as a page shows them; with `ruby`, readings stand above and are not read out twice. A reading in the text
 * itself counts before the table's.
 */
export function shown(marked: string, ruby: boolean): ComponentChildren {
  return drawn(ruby ? withReadings(marked) : marked, ruby)
}

function drawn(marked: string, ruby: boolean): ComponentChildren {
  const children: ComponentChildren[] = []
  let end = 0
  for (const match of marked.matchAll(pieces)) {
    const [all, base, reading, stressed] = match
    if (match.index > end) children.push(released(marked.slice(end, match.index)))
    if (stressed !== undefined) children.push(<strong>{drawn(stressed, ruby)}</strong>)
    else children.push(ruby ? withReading(base ?? '', reading ?? '') : (base ?? ''))
    end = match.index + all.length
  }
  if (end < marked.length) children.push(released(marked.slice(end)))
  return children.every((child) => typeof child === 'string') ? children.join('') : children
}

function withReading(base: string, reading: string) {
  return (
    <ruby>
      {base}
      <rt aria-hidden="true">{reading}</rt>
    </ruby>
  )
}

/**
 * The text of what a page shows, without readings: for `<title>` and `aria-label`.
 * Throws for a component: its words exist only once it is rendered.
 */
export function textOf(children: ComponentChildren): string {
  if (children === null || children === undefined || typeof children === 'boolean') return ''
  if (Array.isArray(children)) return children.map(textOf).join('')
  if (!isValidElement(children)) return String(children)
  if (children.type === 'rt') return ''
  if (typeof children.type === 'function' && children.type !== Fragment) {
    throw new Error('the words of a component cannot be read before it is rendered')
  }
  return textOf((children.props as { children?: ComponentChildren }).children)
}

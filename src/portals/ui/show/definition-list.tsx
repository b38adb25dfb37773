import type { ComponentChildren } from 'preact'

export interface Definition {
  term: ComponentChildren
  is: ComponentChildren
}

/** Pairs to read, not to act on: だれが・なにを・なんのために. */
export function DefinitionList({ of: pairs }: { of: readonly Definition[] }) {
  return (
    <dl class="definitions">
      {pairs.map(({ term, is }) => (
        <div>
          <dt>{term}</dt>
          <dd>{is}</dd>
        </div>
      ))}
    </dl>
  )
}

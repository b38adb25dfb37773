import { describe, expect, it } from 'vitest'
import { isSensitive, itemOf } from '../catalog/index.ts'
import { companies } from './index.ts'

describe('The words of a seeded use', () => {
  const askedInParts = companies
    .flatMap(({ uses }) => uses)
    .filter(({ terms }) => terms.items.some(isSensitive) && !terms.items.every(isSensitive))

  it.each(askedInParts)('explain it on the page of every item, so they name none ($useId)', ({ terms }) => {
    for (const { names } of terms.items.map(itemOf))
      for (const language of ['ja', 'en'] as const)
        expect(terms.explanation[language].toLowerCase()).not.toContain(names[language].toLowerCase())
  })

  it('cover a use that is asked in parts', () => {
    expect(askedInParts).not.toEqual([])
  })
})

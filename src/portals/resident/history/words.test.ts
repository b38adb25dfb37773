import { expect, it } from 'vitest'
import { depositsAtMost } from '../../../vault/index.ts'
import { locales } from '../../ui/index.ts'
import { historyWords } from './words.ts'

it.each(locales)('How many deposits are listed is said as it is (%s)', (locale) => {
  const said = historyWords.in({ locale, ruby: false }).text('leadDeposits')
  expect(said.match(/\d+/gu)).toEqual([String(depositsAtMost)])
})

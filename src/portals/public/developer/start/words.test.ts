import { expect, it } from 'vitest'
import { locales } from '../../../ui/index.ts'
import { keyWords } from '../../../key-words.ts'
import { words } from './words.ts'

const kindsIn = (text: string) => [...new Set(text.match(/P-256|Ed25519|RSA?/gu))].sort()

it.each(locales)('The kinds of keys are those that the page of keys takes: %s', (locale) => {
  const kinds = kindsIn(words.tables[locale].algorithmsWhy)
  expect(kinds).toEqual(kindsIn(keyWords.tables[locale].keyHint))
  expect(kinds).toHaveLength(2)
})

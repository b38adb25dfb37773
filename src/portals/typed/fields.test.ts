import { expect, it } from 'vitest'
import { fieldsIn, readFields, writeFields } from './fields.ts'

it('What was typed comes back as it was, also twice under one name', () => {
  const fields = [
    ['items', 'a&b=c'],
    ['items', '体重 𠮷'],
    ['version', ''],
  ] as const
  expect(readFields(writeFields(fields))).toEqual(fields)
  expect(fieldsIn({ items: ['a&b=c', '体重 𠮷'], version: '' })).toEqual(fields)
})

it.each([undefined, null, 'text', ['a'], { file: { size: 1 } }, { a: 1 }])('%j is no form', (body) => {
  expect(fieldsIn(body)).toBeUndefined()
})

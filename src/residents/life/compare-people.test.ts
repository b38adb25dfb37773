import { expect, it } from 'vitest'
import type { LocalDay } from '../../kernel/index.ts'
import { areTwoPeople, differencesOf } from './compare-people.ts'

const person = { name: '斉藤 光子', kana: 'サイトウ ミツコ', birthDate: '1950-01-02' as LocalDay }

it.each([
  [{}, [], false],
  [{ name: '斉藤光子' }, [], false],
  [{ kana: 'サイトー ミツコ' }, [], false],
  [{ name: '青葉 光子' }, ['name'], false],
  [{ name: '青葉 光子', kana: 'アオバ ミツコ' }, ['name', 'kana'], false],
  [{ birthDate: '1950-01-03' as LocalDay }, ['birth-date'], false],
  [{ name: '青葉 光子', birthDate: '1950-01-03' as LocalDay }, ['name', 'birth-date'], false],
  [{ kana: 'アオバ ミツコ', birthDate: '1950-01-03' as LocalDay }, ['kana', 'birth-date'], true],
] as const)('%o differs in %j; two people: %s', (changed, differences, areTwo) => {
  expect(differencesOf(person, { ...person, ...changed })).toEqual(differences)
  expect(areTwoPeople({ ...person, ...changed }, person)).toBe(areTwo)
})

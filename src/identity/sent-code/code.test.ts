import { expect, it } from 'vitest'
import type { KeyStore } from '../../platform/keys/index.ts'
import { codeHashOf, makeCode, openAddress, sealAddress, typedCodeSchema } from './code.ts'
import { Personal } from '../../kernel/index.ts'

const keys = { serviceSecret: () => Promise.resolve(Buffer.alloc(32, 1)) } as unknown as KeyStore

it('The same code has another hash for another browser', async () => {
  const code = makeCode()
  const [mine, theirs] = [Buffer.alloc(32, 2), Buffer.alloc(32, 3)]
  expect(await codeHashOf({ keys }, mine, code)).toEqual(await codeHashOf({ keys }, mine, code))
  expect(await codeHashOf({ keys }, theirs, code)).not.toEqual(await codeHashOf({ keys }, mine, code))
})

it('An address is opened by the browser that asked alone', () => {
  const sealed = sealAddress('mine', new Personal('a@mail.example'))
  expect(openAddress('mine', sealed).reveal()).toBe('a@mail.example')
  expect(() => openAddress('theirs', sealed)).toThrow()
})

it.each([
  ['01234567', true],
  ['0123 4567', true],
  ['０１２３　４５６７', true],
  ['0123-4567', true],
  ['0123456', false],
  ['012345678', false],
  ['abcdefgh', false],
  ['', false],
])('%j is a code: %s', (typed, isCode) => expect(typedCodeSchema.safeParse(typed).success).toBe(isCode))

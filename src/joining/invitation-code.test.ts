import { expect, it } from 'vitest'
import { groupedInvitation, makeInvitationCode, typedInvitationSchema } from './invitation-code.ts'

const code = makeInvitationCode()
const grouped = groupedInvitation(code)

it.each([
  [code, true],
  [grouped, true],
  [` ${grouped.replaceAll(' ', '－')} `, true],
  [code.replace(/\d/gu, (digit) => '０１２３４５６７８９'.charAt(Number(digit))), true],
  [code.slice(1), false],
  [`${code}0`, false],
  ['', false],
  ['abcdefghijkl', false],
])('%j is read as a code: %s', (typed, isCode) => {
  const read = typedInvitationSchema.safeParse(typed)
  expect(read.success && read.data.reveal() === code).toBe(isCode)
})

it('One wrong figure is known without asking anybody, and so are two that were exchanged', () => {
  for (let place = 0; place < code.length; place += 1) {
    const wrong = String((Number(code[place]) + 1) % 10)
    expect(
      typedInvitationSchema.safeParse(code.slice(0, place) + wrong + code.slice(place + 1)).success,
    ).toBe(false)
  }
  const exchanged = Array.from({ length: 11 }, (_, at) =>
    [code.slice(0, at), code[at + 1], code[at], code.slice(at + 2)].join(''),
  ).filter((other) => other !== code)
  for (const other of exchanged) expect(typedInvitationSchema.safeParse(other).success).toBe(false)
})

it('Is printed in three groups of four, and drawn anew each time', () => {
  expect(grouped).toMatch(/^\d{4} \d{4} \d{4}$/u)
  expect(new Set(Array.from({ length: 500 }, makeInvitationCode)).size).toBe(500)
})

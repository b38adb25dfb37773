import { expect, it } from 'vitest'
import { invitationAddress, invitationIn } from './invitation-address.ts'

const token = 'k3Jq-0_x'

it.each([
  [token, token],
  [` ${token}\n`, token],
  [invitationAddress('https://azukari.example.jp', token), token],
  ['', ''],
])('Of “%s” that is pasted, “%s” is the invitation', (pasted, found) => {
  expect(invitationIn(pasted)).toBe(found)
})

it('The invitation stands where no server is told of it', () => {
  const { pathname, search, hash } = new URL(invitationAddress('https://azukari.example.jp', token))
  expect([pathname, search, hash]).toEqual(['/city/invited', '', `#${token}`])
})

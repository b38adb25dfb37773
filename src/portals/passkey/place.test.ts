import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { leadsBackTo } from './place.ts'

const id = randomUUID()
const place = { provenFor: ['/city/staff', '/city/counter/requests/:requestId'] }

it.each([
  ['/city/staff', true],
  [`/city/counter/requests/${id}`, true],
  ['/city/staff/', false],
  ['/city/staff?a=b', false],
  ['/city/counter/requests/:requestId', false],
  [`/city/counter/requests/${id}/refuse`, false],
  [`/city/counter/requests/${id}?a=b`, false],
  [`/city/counter/requests/${id}#a`, false],
  ['/city/counter/requests/..', false],
  [`//elsewhere.example/city/counter/requests/${id}`, false],
  [`https://elsewhere.example/city/counter/requests/${id}`, false],
  [`\\\\elsewhere.example/requests/${id}`, false],
  ['', false],
])('From the page that asks for a passkey once more to %s leads: %s', (page, leads) => {
  expect(leadsBackTo(place, page)).toBe(leads)
})

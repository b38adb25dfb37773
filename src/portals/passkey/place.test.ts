import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findPage } from './place.ts'

const id = randomUUID()
const place = {
  provenFor: {
    '/city/staff': { page: '/city/staff', keeps: ['name'] },
    '/city/staff/key': { page: '/city/staff', keepsKeys: ['key'] },
    '/city/counter/requests/:requestId/no': { page: '/city/counter/requests/:requestId' },
  },
}

it.each([
  ['/city/staff', true],
  [`/city/counter/requests/${id}`, true],
  ['/city/staff/', false],
  ['/city/staff/key', false],
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
  expect(findPage(place, page) !== undefined).toBe(leads)
})

it('What is kept for a page is what is kept of its forms, and its id is the one in its address', () => {
  expect(findPage(place, '/city/staff')).toEqual({
    ...{ page: '/city/staff', id: '', keeps: ['name'], keepsKeys: ['key'] },
  })
  const page = '/city/counter/requests/:requestId'
  expect(findPage(place, `/city/counter/requests/${id}`)).toEqual({ page, id, keeps: [], keepsKeys: [] })
})

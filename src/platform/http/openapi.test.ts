import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { expectDescribed } from '../../../test/support/http-openapi.ts'
import { createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import { problemResponses } from './index.ts'

it('The description of the interface is valid, complete, and leaves pages out', async () => {
  const app = await createTestApp([tenantWithoutStores('city.test')])
  app.get('/page', () => 'a page')
  const schema = {
    tags: ['exchange'],
    summary: 'An example',
    description: 'With everything an operation has.',
    security: [{ company: ['exchange'] }],
    headers: z.object({ 'idempotency-key': z.string().min(8).max(64) }),
    querystring: z.object({ use: z.uuid(), limit: z.coerce.number().int().min(1).max(5000).default(500) }),
    params: z.object({ subject: z.string() }),
    response: { 200: z.object({ day: z.iso.date() }), ...problemResponses(400, 401, 410) },
  }
  app.get('/example/:subject', { config: { caller: 'program' }, schema }, () => ({ day: '2026-11-23' }))
  const document = (await app.inject('/openapi.json')).json()
  await expectDescribed(document)
  expect(Object.keys(document.paths).sort()).toEqual([
    '/example/{subject}',
    '/healthz',
    '/metrics',
    '/openapi.json',
  ])
  expect(document.openapi).toBe('3.1.0')
  const problem = document.paths['/example/{subject}'].get.responses['410'].content
  expect(Object.keys(problem)).toEqual(['application/problem+json'])
  await app.close()
})

it('A description that is wrong is not called valid', async () => {
  const outcome = await new Validator().validate({ openapi: '3.1.0', info: { title: 'x' }, paths: {} })
  expect(outcome.valid).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { kindOf, operationsOf } from './operations.ts'

const document = {
  paths: {
    '/a/{id}': {
      get: {
        tags: ['first'],
        summary: 'Read it',
        description: 'All of it.',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          {
            name: 'limit',
            in: 'query',
            description: 'How many',
            schema: { type: 'integer', minimum: 1, maximum: 9 },
          },
        ],
        responses: {
          '200': {
            description: 'Here it is',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['people'],
                  properties: {
                    people: {
                      type: 'array',
                      items: { type: 'object', properties: { name: { type: 'string', description: 'Who' } } },
                    },
                  },
                },
              },
            },
          },
          '400': { description: 'No' },
          '404': { description: 'No' },
        },
      },
      post: { tags: ['other'], summary: 'Write', description: 'It.', responses: {} },
    },
  },
}

describe('The prose of the API', () => {
  const [read] = operationsOf(document, ['first'])

  it('tells operations of the tags that were asked for, and no other', () => {
    expect(operationsOf(document, ['other', 'first']).map(({ name }) => name)).toEqual([
      'POST /a/{id}',
      'GET /a/{id}',
    ])
    expect(operationsOf(document, ['third'])).toEqual([])
  })

  it('tells what is sent, and whether it may be left out', () => {
    expect(read!.fields).toEqual([
      { name: 'id', place: 'path', kind: 'string (uuid)', required: true, about: '' },
      { name: 'limit', place: 'query', kind: 'integer (1–9)', required: false, about: 'How many' },
    ])
  })

  it('tells what is answered, with what lies within, and answers that are alike once', () => {
    const [good, bad] = read!.answers
    expect(good!.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['people', '[object]', true],
      ['people[].name', 'string', false],
    ])
    expect(bad!.statuses).toEqual(['400', '404'])
  })

  it('tells what is sent in one of several forms, each field once', () => {
    const text = { type: 'string' }
    const one = {
      properties: { kind: { const: 'a' }, both: text, own: text },
      required: ['kind', 'both', 'own'],
    }
    const other = { properties: { kind: { const: 'b' }, both: text }, required: ['kind', 'both'] }
    const body = { content: { 'application/json': { schema: { anyOf: [one, other] } } } }
    const post = { tags: ['x'], summary: 'Write', description: 'It.', requestBody: body, responses: {} }
    const [write] = operationsOf({ paths: { '/b': { post } } }, ['x'])
    expect(write!.fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
      ['kind', '"a" | "b"', true],
      ['both', 'string', true],
      ['own', 'string', false],
    ])
  })

  it.each([
    [{ type: 'string', maxLength: 5 }, 'string (≤ 5)'],
    [{ type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }, 'integer'],
    [{ type: 'string', enum: ['a', 'b'] }, '"a" | "b"'],
    [{ type: 'string', enum: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }, 'string (1 of 7)'],
    [{ type: 'integer', minimum: 1, maximum: 5, default: 3 }, 'integer (1–5, default 3)'],
    [{ const: 'x' }, '"x"'],
    [{}, 'any'],
  ])('calls %j %s', (schema, kind) => expect(kindOf(schema)).toBe(kind))

  it('throws for what is no such document: a page that says less than there is would be believed', () => {
    expect(() => operationsOf({ paths: { '/a': { get: { tags: ['first'] } } } }, ['first'])).toThrow()
  })
})

import { Validator } from '@seriousme/openapi-schema-validator'
import { expect } from 'vitest'
import { z } from 'zod'

const operationSchema = z.looseObject({
  summary: z.string().min(5),
  description: z.string().min(5),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  responses: z.record(z.string(), z.looseObject({ description: z.string().min(1) })),
})

/** Fails unless a validator accepts the document and every operation says what it is for, for whom, and how it answers. */
export async function expectDescribed(document: {
  paths: Record<string, Record<string, unknown>>
}): Promise<void> {
  const outcome = await new Validator().validate(structuredClone(document))
  expect(outcome.errors ?? [], '→ the schema of the route at this path is no valid OpenAPI 3.1').toEqual([])
  expect(outcome.valid).toBe(true)
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const issues = operationSchema.safeParse(operation).error?.issues ?? []
      expect(
        issues.map((issue) => `${method} ${path}: ${issue.path.join(' ')} ${issue.message}`),
        '→ the schema of this route: summary, description, tags, security, and a description of each answer',
      ).toEqual([])
    }
  }
}

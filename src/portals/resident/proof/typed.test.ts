import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readTyped, typedSchema, writeTyped } from './typed.ts'

const schema = z.object(typedSchema)
const isOurs = (back: string) => schema.safeParse({ back, action: 'agree', typed: '' }).success

describe('Where one goes back to', () => {
  it.each([
    ['/consent/0b5f2c5e-0000-4000-8000-000000000000', true],
    ['/consent/0b5f2c5e/activity.steps', true],
    ['/settings/outside', true],
    ['', false],
    ['/', false],
    ['//evil.example', false],
    ['/\\evil.example', false],
    ['\\\\evil.example', false],
    ['https://evil.example', false],
    ['/consent//evil.example', false],
    ['/consent/../settings', false],
    ['/consent?next=https://evil.example', false],
    ['javascript:alert(1)', false],
    [' /consent', false],
    ['/consent\n', false],
  ])('%j is ours: %s', (back, ours) => expect(isOurs(back)).toBe(ours))
})

it('What was typed comes back as it was, also twice under one name', () => {
  const typed = {
    back: '/consent/1',
    action: 'agree',
    fields: [
      ['items', 'a&b=c'],
      ['items', '体重'],
      ['version', '1'],
    ],
  } as const
  expect(readTyped(writeTyped(typed))).toEqual(typed)
})

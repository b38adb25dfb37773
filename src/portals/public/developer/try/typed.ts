import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { itemCodes } from '../../../../catalog/index.ts'
import { changes, mostPeople, trialReason, trialUses } from '../../../../sandbox/index.ts'
import type { ConsoleRequest } from './console-request.ts'

/** Everything the console can ask, and it is the sandbox's alone: no address, host or path is ever typed. */
export const consoleOperations = ['records', 'one', 'uses', 'people', 'change'] as const
export type ConsoleOperation = (typeof consoleOperations)[number]

/** As it stands in OpenAPI; `{…}` is filled with what was typed. */
export const pathOf: Record<ConsoleOperation, { method: 'GET' | 'POST'; path: string }> = {
  records: { method: 'GET', path: '/sandbox/v1/records' },
  one: { method: 'GET', path: '/sandbox/v1/residents/{subject}/records' },
  uses: { method: 'GET', path: '/sandbox/v1/uses' },
  people: { method: 'GET', path: '/sandbox/v1/people' },
  change: { method: 'POST', path: '/sandbox/v1/people/{number}/changes' },
}

/** What a browser sends, before anything of it is believed. Much more than what is right, so that a slip is told as one. */
export const typedSchema = z.object({
  token: z.string().max(8_000).default(''),
  operation: z.string().max(20).default(''),
  use: z.string().max(100).default(''),
  words: z.string().max(500).default(''),
  cursor: z.string().max(2_000).default(''),
  limit: z.string().max(20).normalize('NFKC').default(''),
  key: z.string().max(200).default(''),
  subject: z.string().max(100).default(''),
  number: z.string().max(20).normalize('NFKC').default(''),
  change: z.string().max(20).default(''),
})
export type Typed = z.infer<typeof typedSchema>
export type ConsoleField = keyof Typed

const trimmed = z.string().trim()
const none = z.literal('').transform(() => undefined)

/** What each field may hold. Nothing here can end a header or a line, or lead to another path. */
const right = {
  token: trimmed.regex(/^[\w.-]{1,4096}$/),
  operation: z.enum(consoleOperations),
  use: trimmed.transform((text) => findUse(text)).pipe(z.uuid()),
  words: none.or(trimmed.max(100).regex(/^\P{Cc}+$/u)),
  cursor: none.or(trimmed.regex(/^[\w-]{1,1000}$/)),
  limit: none.or(trimmed.regex(/^\d{1,4}$/)),
  key: none.or(trimmed.regex(/^[\w-]{8,64}$/)),
  subject: trimmed.pipe(z.uuid()),
  number: trimmed.regex(/^\d{1,2}$/).refine((text) => Number(text) >= 1 && Number(text) <= mostPeople),
  change: z.enum(changes),
}

/** An id, or the code of an item, for which there is a use that has it alone; nothing is the use of several. */
function findUse(text: string): string {
  if (text === '') return trialUses[0]?.useId ?? ''
  const item = itemCodes.find((code) => code === text)
  return trialUses.find(({ items }) => items.length === 1 && items[0] === item)?.useId ?? text
}

const reading: readonly ConsoleField[] = ['use', 'words', 'cursor', 'limit', 'key']
const needed: Record<ConsoleOperation, readonly ConsoleField[]> = {
  records: reading,
  one: [...reading, 'subject'],
  uses: [],
  people: [],
  change: ['number', 'change'],
}

type Read = { ok: true; token: string; request: ConsoleRequest } | { ok: false; wrong: ConsoleField[] }

/** What is to be asked; or what has to be corrected, of what the operation needs. */
export function readTyped(typed: Typed): Read {
  const operation = right.operation.safeParse(typed.operation)
  const asked = operation.success ? needed[operation.data] : []
  const names: ConsoleField[] = ['token', 'operation', ...asked]
  const wrong = names.filter((name) => !right[name].safeParse(typed[name]).success)
  if (wrong.length > 0 || !operation.success) return { ok: false, wrong }
  return { ok: true, token: right.token.parse(typed.token), request: requestOf(operation.data, typed) }
}

function requestOf(operation: ConsoleOperation, typed: Typed): ConsoleRequest {
  const { method, path } = pathOf[operation]
  if (operation === 'uses' || operation === 'people') return { method, path, query: [], headers: [] }
  if (operation === 'change') {
    const body = JSON.stringify({ change: right.change.parse(typed.change) })
    const number = Number(right.number.parse(typed.number)).toFixed()
    const headers = [['content-type', 'application/json']] as const
    return { method, path: path.replace('{number}', number), query: [], headers, body }
  }
  const query = [
    ['use', right.use.parse(typed.use)],
    ['reasonCode', trialReason],
    ...(['words', 'cursor', 'limit'] as const).map((name) => [name, right[name].parse(typed[name])] as const),
  ].filter((pair): pair is [string, string] => pair[1] !== undefined)
  const headers = [['idempotency-key', right.key.parse(typed.key) ?? randomUUID()]] as const
  const subject = operation === 'one' ? right.subject.parse(typed.subject) : ''
  return { method, path: path.replace('{subject}', subject), query, headers }
}

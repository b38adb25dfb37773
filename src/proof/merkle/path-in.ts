import * as z from 'zod'
import { fromBase64 } from '../bytes.ts'
import type { Hash } from './tree.ts'

/** What `/log/v1/consistency` and `/log/v1/inclusion` answer, as somebody keeps it in a file. */
const proofSchema = z.object({ path: z.array(z.base64().length(44)).max(128) })

/** Null where there is no answer; an answer that is no proof proves nothing. */
export function pathIn(answer: string | null): Hash[] | null {
  if (answer === null) return null
  try {
    return proofSchema.parse(JSON.parse(answer)).path.map((hash) => fromBase64(hash) ?? new Uint8Array())
  } catch {
    return []
  }
}

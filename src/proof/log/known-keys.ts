import * as z from 'zod'
import { NoteVerifier } from '../notes/note-key.ts'

/** What `/log/v1/keys` answers, as somebody keeps it in a file. */
const keysSchema = z.object({
  keys: z.array(z.object({ key: z.string(), endorsement: z.string().nullable() })).max(1_000),
})

/** The keys of one log in such a file, the newest last; undefined for what is none. */
export function parseKeys(text: string): { key: NoteVerifier; endorsement: string | null }[] | undefined {
  const parsed = keysSchema.safeParse(parsedJson(text))
  const keys = parsed.data?.keys.flatMap(({ key, endorsement }) => {
    const verifier = NoteVerifier.parse(key)
    return verifier ? [{ key: verifier, endorsement }] : []
  })
  const ofOneLog = new Set(keys?.map(({ key }) => key.name)).size === 1
  return ofOneLog && keys?.length === parsed.data?.keys.length ? keys : undefined
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

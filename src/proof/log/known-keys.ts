import { z } from 'zod'
import { NoteVerifier } from '../notes/note-key.ts'
import { endorsedBy } from './rotate-log-key.ts'

/** What `/log/v1/keys` answers, as somebody keeps it in a file. */
const keysSchema = z.object({
  keys: z.array(z.object({ key: z.string(), endorsement: z.string().nullable() })).max(1_000),
})

/** The keys in such a file, the newest last; undefined for what is none. */
export function parseKeys(text: string): { key: NoteVerifier; endorsement: string | null }[] | undefined {
  const parsed = keysSchema.safeParse(parsedJson(text))
  const keys = parsed.data?.keys.flatMap(({ key, endorsement }) => {
    const verifier = NoteVerifier.parse(key)
    return verifier ? [{ key: verifier, endorsement }] : []
  })
  return keys && keys.length > 0 && keys.length === parsed.data?.keys.length ? keys : undefined
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Of these keys, the one that is trusted and those after it, as far as each vouches for the next. Who has one key from
 * paper needs to believe nothing that came with the file.
 */
export function keysFollowing(
  trusted: NoteVerifier,
  keys: readonly { key: NoteVerifier; endorsement: string | null }[],
): NoteVerifier[] {
  const from = keys.findIndex(({ key }) => key.toString() === trusted.toString())
  const believed = [trusted]
  for (const { key, endorsement } of from < 0 ? [] : keys.slice(from + 1)) {
    const last = believed.at(-1) ?? trusted
    if (endorsement === null || endorsedBy(last, endorsement)?.toString() !== key.toString()) break
    believed.push(key)
  }
  return believed
}

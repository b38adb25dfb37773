/** JSON that carries its own signature: a detached JWS (RFC 7515 App. F) over the canonical form of the rest. */
import * as z from 'zod'
import { fromBase64url, hexOf, toBase64url, utf8Of } from '../bytes.ts'
import { canonicalOf } from '../commitment.ts'
import type { NoteVerifier } from '../notes/note-key.ts'

/** Where the signature stands in the document. */
export const signatureMember = 'azukari:jws'

export const jwsSchema = z.strictObject({ protected: z.string(), signature: z.string() })
const headerSchema = z.strictObject({ alg: z.literal('EdDSA'), kid: z.string(), typ: z.string() })

/** `kid` of a key: `city.example/log+1a2b3c4d`, as in its note signatures. */
export const kidOf = ({ name, keyId }: NoteVerifier) => `${name}+${hexOf(keyId)}`

/** The key that has signed this document as one of this type; undefined when none of these has. */
export function signerOf(
  document: object,
  type: string,
  known: readonly NoteVerifier[],
): NoteVerifier | undefined {
  const { [signatureMember]: jws, ...rest } = document as Record<string, unknown>
  const parsed = jwsSchema.safeParse(jws)
  if (!parsed.success) return undefined
  const { protected: header, signature } = parsed.data
  const { kid, typ } = headerOf(header) ?? {}
  const verifier = known.find((each) => kidOf(each) === kid)
  const bytes = fromBase64url(signature)
  if (!verifier || !bytes || typ !== type) return undefined
  // RFC 7515 §5.2: the header is closed (no `crit`, no `b64`), so that this is all there is to a flattened JWS.
  return verifier.hasSigned(`${header}.${toBase64url(utf8Of(canonicalOf(rest)))}`, bytes)
    ? verifier
    : undefined
}

function headerOf(text: string): z.infer<typeof headerSchema> | undefined {
  try {
    const bytes = fromBase64url(text)
    return bytes && headerSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return undefined
  }
}

/** JSON that carries its own signature: a detached JWS (RFC 7515 App. F) over the canonical form of the rest. */
import { FlattenedSign, flattenedVerify } from 'jose'
import { z } from 'zod'
import { canonicalOf } from '../commitment.ts'
import type { NoteSigner, NoteVerifier } from '../notes/note-key.ts'

/** Where the signature stands in the document. */
const member = 'azukari:jws'

const jwsSchema = z.strictObject({ protected: z.string(), signature: z.string() })
const headerSchema = z.strictObject({ alg: z.literal('EdDSA'), kid: z.string(), typ: z.string() })

/** `kid` of a key: `city.example/log+1a2b3c4d`, as in its note signatures. */
const kidOf = ({ name, keyId }: NoteVerifier) => `${name}+${keyId.toString('hex')}`

/**
 * The key of the log signs documents, too. Neither signature can be taken for the other: what is signed of a note has
 * line breaks, and what is signed of a JWS never has.
 */
export async function signDocument<Document extends object>(
  document: Document,
  type: string,
  signer: NoteSigner,
): Promise<Document & { [member]: z.infer<typeof jwsSchema> }> {
  const jws = await new FlattenedSign(Buffer.from(canonicalOf(document)))
    .setProtectedHeader({ alg: 'EdDSA', kid: kidOf(signer.verifier), typ: type })
    .sign(signer.key)
  return { ...document, [member]: jwsSchema.parse({ protected: jws.protected, signature: jws.signature }) }
}

/** The key that has signed this document as one of this type; undefined when none of these has. */
export async function signerOf(
  document: object,
  type: string,
  known: readonly NoteVerifier[],
): Promise<NoteVerifier | undefined> {
  const { [member]: jws, ...rest } = document as Record<string, unknown>
  const parsed = jwsSchema.safeParse(jws)
  const header = parsed.success ? headerOf(parsed.data.protected) : undefined
  const verifier = known.find((each) => kidOf(each) === header?.kid)
  if (!parsed.success || !verifier || header?.typ !== type) return undefined
  // One writing for one signature: of the last letter two bits would be read over.
  const { signature } = parsed.data
  if (Buffer.from(signature, 'base64url').toString('base64url') !== signature) return undefined
  const payload = Buffer.from(canonicalOf(rest)).toString('base64url')
  return flattenedVerify({ ...parsed.data, payload }, verifier.key, { algorithms: ['EdDSA'] }).then(
    () => verifier,
    () => undefined,
  )
}

function headerOf(text: string): z.infer<typeof headerSchema> | undefined {
  try {
    return headerSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch {
    return undefined
  }
}

import { FlattenedSign } from 'jose'
import type { z } from 'zod'
import { canonicalOf } from '../commitment.ts'
import type { NoteSigner } from '../notes/note-signer.ts'
import { jwsSchema, kidOf, signatureMember } from './signed-document.ts'

/**
 * The key of the log signs documents, too. Neither signature can be taken for the other: what is signed of a note has
 * line breaks, and what is signed of a JWS never has.
 */
export async function signDocument<Document extends object>(
  document: Document,
  type: string,
  signer: NoteSigner,
): Promise<Document & { [signatureMember]: z.infer<typeof jwsSchema> }> {
  const jws = await new FlattenedSign(Buffer.from(canonicalOf(document)))
    .setProtectedHeader({ alg: 'EdDSA', kid: kidOf(signer.verifier), typ: type })
    .sign(signer.key)
  return {
    ...document,
    [signatureMember]: jwsSchema.parse({ protected: jws.protected, signature: jws.signature }),
  }
}

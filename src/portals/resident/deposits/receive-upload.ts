import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refuse, type Refusal } from '../../../kernel/index.ts'
import { uploadedParts } from '../../../platform/http/index.ts'
import { spool, type SealedFile } from '../../../platform/sealed-spool.ts'
import type { DepositRefusal } from '../../../vault/index.ts'
import type { PortalServices } from '../../portal.ts'

export const uploadRefusals = ['no-file', 'too-large', 'no-space'] as const satisfies DepositRefusal[]
export type UploadRefusal = (typeof uploadRefusals)[number]

/** Name of the form's one field for a file. */
export const fileField = 'file'

/** Name of the optional field for the number of one user of a shared scale. */
export const personField = 'person'

export interface Upload {
  file: SealedFile
  /** As the file numbers its users; undefined when nothing, or no number, was given. */
  person: number | undefined
}

/** Takes the file of the form onto the disk, sealed. Close it when it has been read. */
export async function receiveUpload(
  request: FastifyRequest,
  { spoolDirectory, uploadLimitBytes }: PortalServices,
): Promise<({ ok: true } & Upload) | Refusal<UploadRefusal>> {
  let person: number | undefined
  for await (const part of uploadedParts(request)) {
    if (part.type !== 'file') {
      // The browser sends the fields in the order of the form: this one before the file.
      if (part.fieldname === personField) person = personSchema.parse(part.value)
      continue
    }
    const name = printableName(part.filename)
    const spooled = await spool(part.file, {
      directory: spoolDirectory,
      limitBytes: uploadLimitBytes,
      name,
    })
    if (!spooled.ok) return spooled
    if (!part.file.truncated && !(name === '' && spooled.file.size === 0)) return { ...spooled, person }
    await spooled.file[Symbol.asyncDispose]()
    // A form without a chosen file sends one without a name and without a byte.
    return refuse(part.file.truncated ? 'too-large' : 'no-file')
  }
  return refuse('no-file')
}

/** A number as people type it: full-width digits and spaces are welcome. */
const personSchema = z.coerce
  .string()
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(z.string().regex(/^\d{1,3}$/))
  .transform(Number)
  .optional()
  .catch(undefined)

function printableName(name: string | undefined): string {
  return (name ?? '').replace(/\p{C}/gu, '').slice(0, 200)
}

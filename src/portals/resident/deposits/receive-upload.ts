import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refuse, type Refusal } from '../../../kernel/index.ts'
import { uploadedParts } from '../../../platform/http/index.ts'
import { spool, type SealedFile } from '../../../platform/sealed-spool.ts'
import type { DepositRefusal } from '../../../vault/index.ts'
import type { PortalServices } from '../../portal.ts'

/** What is said at the form of a file that was not taken. */
export const uploadRefusals = [
  'no-file',
  'too-large',
  'no-space',
  'too-many-files',
  'terms-not-agreed',
] as const satisfies DepositRefusal[]
export type UploadRefusal = (typeof uploadRefusals)[number]

/** Name of the form's one field for a file. */
export const fileField = 'file'

/** Name of the optional field for the number of one user of a shared scale. */
export const personField = 'person'

export interface Upload {
  file: SealedFile
  /** As the file numbers its users; undefined when nothing was given. */
  person: number | undefined
}

/** No file is taken with a number that is none: it would be read as everybody's. */
export interface NotANumber extends Refusal<'not-a-number'> {
  /** As it was typed, at most 20 characters of it, so that it can be corrected. */
  typed: string
}

/** Takes the file of the form onto the disk, sealed. Close it when it has been read. */
export async function receiveUpload(
  request: FastifyRequest,
  { spoolDirectory, uploadLimitBytes }: PortalServices,
): Promise<({ ok: true } & Upload) | Refusal<UploadRefusal> | NotANumber> {
  let person: number | undefined
  for await (const part of uploadedParts(request)) {
    if (part.type !== 'file') {
      // The browser sends the fields in the order of the form: this one before the file.
      if (part.fieldname !== personField) continue
      const typed = z.string().catch('').parse(part.value)
      const given = personSchema.safeParse(typed)
      if (!given.success) return { ...refuse('not-a-number'), typed: typed.slice(0, 20) }
      person = given.data
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

/** A number as people type it: full-width digits and spaces are welcome. FIT has 4,096 of them (`message_index`). */
const personSchema = z
  .string()
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(
    z.union([
      z.literal('').transform(() => undefined),
      z
        .string()
        .regex(/^\d{1,4}$/)
        .transform(Number),
    ]),
  )

function printableName(name: string | undefined): string {
  return (name ?? '').replace(/\p{C}/gu, '').slice(0, 200)
}

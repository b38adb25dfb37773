import { z } from 'zod'

/** As the form carries it; what is in it the room of identity looks at. Beyond any attestation. */
export const answerSchema = z.string().max(60_000)

import { z } from 'zod'

/** 1,023 bytes is the longest credential id (WebAuthn Level 3 §4); an attestation of a chip with its certificates is longer. */
const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,1364}$/u)
const bytesSchema = z.string().regex(/^[A-Za-z0-9_-]{1,30000}$/u)

const shared = {
  id: idSchema,
  rawId: idSchema,
  type: z.literal('public-key'),
  // No extension was asked for; what one answers is not looked at.
  clientExtensionResults: z.object({}),
}

/** What a browser answers with when a passkey was made (`RegistrationResponseJSON`, WebAuthn Level 3 §5.1). */
export const registrationSchema = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: bytesSchema,
    attestationObject: bytesSchema,
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/u))
      .max(10)
      .default([]),
  }),
})

/** And when one was shown (`AuthenticationResponseJSON`). */
export const authenticationSchema = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: bytesSchema,
    authenticatorData: bytesSchema,
    signature: bytesSchema,
    userHandle: bytesSchema.exactOptional(),
  }),
})

const clientDataSchema = z.object({ challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/u) })

/** The answer as a form carries it, or undefined for what is none. */
export function parseAnswer<Answer>(schema: z.ZodType<Answer>, text: string): Answer | undefined {
  return schema.safeParse(parseJson(text)).data
}

/** Which challenge is answered: only found by it here, the signature is over it. */
export function challengeIn(answer: { response: { clientDataJSON: string } }): string | undefined {
  const clientData = Buffer.from(answer.response.clientDataJSON, 'base64url').toString('utf8')
  return clientDataSchema.safeParse(parseJson(clientData)).data?.challenge
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import type { FastifyRequest } from 'fastify'
import { appOf, recentProofOfApp, writeOnceForLink } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'

type Write = FastifyRequest & { headers: { 'idempotency-key': string } }
type Told = Readonly<Record<string, string | number | boolean | null>>
type Work<Answer, Because extends string> = Promise<{ ok: true; answer: Answer } | Refusal<Because>>

/** The resident, by the app that speaks. */
export function byApp(request: FastifyRequest) {
  const { residentId, linkHash, appId } = appOf(request)
  return { residentId, sessionHash: linkHash, channel: 'app' as const, appId }
}

/** Does what the body asks for once for its Idempotency-Key. */
export function writeOnce<Answer extends Told, Because extends string>(
  request: Write,
  deed: string,
  work: () => Work<Answer, Because>,
) {
  const asked = { idempotencyKey: request.headers['idempotency-key'], deed, content: request.body }
  return writeOnceForLink(request.tenant, appOf(request), asked, work)
}

/** The same of what rests on what the resident has just shown, as any yes does: else `let-in-again`, whatever the key. */
export async function writeProven<Answer extends Told, Because extends string>(
  request: Write,
  deed: string,
  work: (
    by: ReturnType<typeof byApp> & { proof: NonNullable<ReturnType<typeof recentProofOfApp>> },
  ) => Work<Answer, Because>,
) {
  const proof = recentProofOfApp(request)
  if (!proof) return refuse('let-in-again')
  return writeOnce(request, deed, () => work({ ...byApp(request), proof }))
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Queryable } from '../platform/database/index.ts'
import { dropCookie, readCookie, setCookie } from '../platform/http/index.ts'

/** One kind of session: the cookie that holds its token, and how it ends. */
export interface SessionKind {
  cookie: 'session' | 'staff' | 'company'
  end(database: Queryable, token: string): Promise<void>
}

/** Whatever session of this kind the browser had ends, and its token is never taken over (session fixation). */
export async function beginInBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: SessionKind,
  token: string,
): Promise<void> {
  await endFormer(request, kind)
  setCookie(request, reply, kind.cookie, token)
}

export async function endInBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: SessionKind,
): Promise<void> {
  await endFormer(request, kind)
  dropCookie(request, reply, kind.cookie)
}

/**
 * The answer to a session that has ended takes its cookie away: browsers show pages they have kept by Back, until a cookie
 * changes, also where these must not be stored.
 */
export function dropEnded(request: FastifyRequest, reply: FastifyReply, cookie: SessionKind['cookie']): void {
  if (readCookie(request, cookie) !== undefined) dropCookie(request, reply, cookie)
}

async function endFormer(request: FastifyRequest, { cookie, end }: SessionKind): Promise<void> {
  const former = readCookie(request, cookie)
  if (former !== undefined) await end(request.tenant.database, former)
}

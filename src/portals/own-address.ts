import type { FastifyRequest } from 'fastify'

/**
 * The address that was asked for, as one of ours. A request may ask for `//evil.example/sign-in`, which in a link or a
 * redirect would be another site's address; to browsers a backslash is a slash.
 */
export function ownAddress({ url }: Pick<FastifyRequest, 'url'>): string {
  return url.replace(/^[/\\]*/u, '/')
}

import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { App } from './app.ts'

const tags = [
  { name: 'oidc', description: 'Tokens for the programs of companies' },
  { name: 'exchange', description: 'Consented records for companies' },
  { name: 'admin', description: 'For the city’s own programs: what a page of the city can do' },
  { name: 'intake', description: 'For partners: deposits, as the resident chose' },
  {
    name: 'me',
    description:
      'For apps that a resident has let in: what a page of theirs can do. Apps run on telephones or servers: no page of another site may read an answer (no CORS)',
  },
  { name: 'sandbox', description: 'The same for trying, with twenty people who do not exist' },
  { name: 'log', description: 'Proofs of the transparency log, for everybody' },
  { name: 'operation', description: 'For those who run the service' },
]

/** Publishes every route that has tags; pages have none. */
export async function describeRoutes(app: App, version: string, scopes: readonly string[]): Promise<void> {
  await app.register(swagger, {
    hideUntagged: true,
    transform: jsonSchemaTransform,
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Azukari',
        version,
        summary: '預かり: what residents entrust to their city, and let out only as each of them decides',
        description:
          'Paths carry their version. A version is announced as deprecated (RFC 9745) at least twelve months before it ends (RFC 8594).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags,
      components: {
        securitySchemes: securitySchemes(scopes),
      },
    },
  })
}

function securitySchemes(scopes: readonly string[]) {
  return {
    company: {
      type: 'oauth2',
      description: 'Client credentials with private_key_jwt; bearer or DPoP',
      flows: {
        clientCredentials: {
          tokenUrl: '/oidc/token',
          scopes: {
            exchange: 'Read what residents consented to',
            sandbox: 'Read what nobody has said, to try a program',
          },
        },
      },
    },
    program: {
      type: 'oauth2',
      description: 'Client credentials with private_key_jwt; bearer or DPoP. Each scope is granted by name',
      flows: {
        clientCredentials: {
          tokenUrl: '/oidc/token',
          scopes: namedIn(scopes.filter((scope) => !scope.startsWith('me:'))),
        },
      },
    },
    app: schemeOfApps(scopes),
    operator: { type: 'http', scheme: 'bearer', description: 'The operator’s token' },
  } as const
}

function schemeOfApps(scopes: readonly string[]) {
  return {
    type: 'oauth2',
    description:
      'An authorization code with PKCE (S256), bearer or DPoP. The resident chooses each scope, and may end it at any time',
    flows: {
      authorizationCode: {
        authorizationUrl: '/oidc/auth',
        tokenUrl: '/oidc/token',
        refreshUrl: '/oidc/token',
        scopes: namedIn(scopes.filter((scope) => scope.startsWith('me:'))),
      },
    },
  } as const
}

function namedIn(scopes: readonly string[]): Record<string, string> {
  return Object.fromEntries(scopes.map((scope) => [scope, 'The routes that name it']))
}

export function addOpenApiRoute(app: App): void {
  app.get(
    '/openapi.json',
    {
      config: { caller: 'operator' },
      schema: {
        tags: ['operation'],
        summary: 'This description',
        description: 'OpenAPI 3.1.',
        security: [],
        response: { 200: z.unknown().describe('An OpenAPI document') },
      },
    },
    (_request, reply) => reply.type('application/json').send(JSON.stringify(app.swagger())),
  )
}

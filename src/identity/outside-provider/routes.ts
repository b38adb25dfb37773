import { z } from 'zod'
import { answerRefusal, httpRefusals, problemResponses, type App } from '../../platform/http/index.ts'
import { publicKeysForProvider } from './provider-key.ts'

const schema = {
  tags: ['oidc'],
  security: [] as [],
  summary: 'The keys by which this city proves itself at an outside OpenID provider',
  description: 'Public keys only. Where no outside provider is configured there is nothing here.',
  response: {
    200: z
      .object({
        keys: z.array(
          z.object({
            kty: z.string(),
            alg: z.string(),
            use: z.string(),
            kid: z.string(),
            n: z.string(),
            e: z.string(),
          }),
        ),
      })
      .describe('A JWK Set'),
    ...problemResponses(404),
  },
}

/** For the outside provider, which checks our assertions (RFC 7523) by these. */
export function addOutsideKeys(app: App): void {
  app.get('/oidc/outside/jwks', { config: { caller: 'program' }, schema }, async (request, reply) => {
    if (!request.tenant.outsideProvider)
      return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    return publicKeysForProvider(request.tenant)
  })
}

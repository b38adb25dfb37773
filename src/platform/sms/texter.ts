import { createHmac } from 'node:crypto'
import type { Personal } from '../../kernel/index.ts'
import type { Log } from '../log.ts'
import { isTextNumber, isTextServer } from './forms.ts'

export interface TextMessage {
  /** E.164. */
  to: Personal<string>
  text: string
  /** The same id for the same message: a service that gets it twice can tell. */
  id?: string
}

/** As of a mail. `refused`: this message will never go. `unreachable`: nothing is known against it, try later. */
type Texted = 'sent' | 'refused' | 'unreachable'

export interface Texter {
  send(message: TextMessage): Promise<Texted>
}

interface TextSettings {
  /** As AZUKARI_SMS_URL has it. */
  server: string
  /** By which the service knows that it is us. */
  secret: string
  log: Log
  /** How long one message may take altogether. */
  patienceMs?: number
}

const longestText = 300
const patience = 10_000
/** What a service says of this number or these words, and not of us: RFC 9110, 15.5. */
const aboutThisMessage: readonly number[] = [400, 404, 410, 422]

/** Hands text messages to a service, one request each, signed. */
export function createTexter({ server, secret, log, patienceMs = patience }: TextSettings): Texter {
  if (!isTextServer(server)) throw new Error('settings of text messages that were not checked')
  return {
    send: async ({ to, text, id }) => {
      if (text === '' || text.length > longestText || /\p{Cc}/u.test(text))
        throw new Error('a text that no message can have')
      if (!isTextNumber(to.reveal())) return 'refused'
      const body = JSON.stringify({ to: to.reveal(), text })
      try {
        const answer = await fetch(server, {
          method: 'POST',
          headers: { ...signed(secret, body), ...(id !== undefined && { 'idempotency-key': id }) },
          body,
          // Whoever could send it on would learn the number.
          redirect: 'manual',
          signal: AbortSignal.timeout(patienceMs),
        })
        // The status says it all: nothing of the answer is read, however much it is.
        await answer.body?.cancel()
        if (answer.ok) return 'sent'
        log.warn('the service for text messages said no', { status: answer.status })
        return aboutThisMessage.includes(answer.status) ? 'refused' : 'unreachable'
      } catch (error) {
        log.warn('the service for text messages was of no use', { error })
        return 'unreachable'
      }
    },
  }
}

/** Over the time as well as the body, so that a request that was overheard cannot be sent again later. */
function signed(secret: string, body: string) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return {
    'content-type': 'application/json',
    'x-azukari-timestamp': timestamp,
    'x-azukari-signature': `v1=${signature}`,
  }
}

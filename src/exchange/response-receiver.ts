import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { securityHeaders } from '../platform/http/index.ts'
import { linesType } from '../wire/index.ts'
import type { Receiver } from './send-under-lease.ts'

/** Nobody is there to receive any more. */
export class ReceiverGone extends Error {}

/** The company's end of the connection. A write counts only once the operating system has taken it. */
export class ResponseReceiver implements Receiver {
  readonly #reply: FastifyReply
  begun = false

  constructor(reply: FastifyReply) {
    this.#reply = reply
  }

  async write(lines: string, signal: AbortSignal): Promise<void> {
    const { raw } = this.#reply
    if (!this.begun) this.#begin()
    if (raw.destroyed) throw new ReceiverGone()
    // Closing would let the operating system send on what it holds, up to some megabytes; a reset makes it forget that.
    const drop = () => void raw.socket?.resetAndDestroy()
    signal.addEventListener('abort', drop)
    try {
      await flushed(raw, lines)
    } finally {
      signal.removeEventListener('abort', drop)
    }
  }

  #begin(): void {
    this.begun = true
    // Hijacking passes by the hook that sets them.
    for (const [name, value] of Object.entries(securityHeaders(this.#reply.request)))
      this.#reply.raw.setHeader(name, value)
    this.#reply.hijack()
    this.#reply.raw.writeHead(200, { 'content-type': linesType })
  }

  async end(): Promise<FastifyReply> {
    await new Promise<void>((resolve) => this.#reply.raw.end(() => resolve()))
    return this.#reply
  }
}

/** A connection that closes may never call back for what it still held. */
function flushed(raw: ServerResponse, lines: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = () => reject(new ReceiverGone())
    raw.once('close', onClose)
    raw.write(lines, (error) => {
      raw.off('close', onClose)
      if (error) reject(new ReceiverGone())
      else resolve()
    })
  })
}

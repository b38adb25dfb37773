/** A log whose histories a test writes itself, served over HTTP, by a city that is honest, mistaken or hostile. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { consistencyStretches, pathOf } from '../../src/proof/merkle/proofs.ts'
import { grow, hashOfLeaf, join, type Hash, type Place } from '../../src/proof/merkle/tree.ts'
import { signCheckpoint } from '../../src/proof/notes/checkpoint.ts'
import type { NoteSigner } from '../../src/proof/notes/note-signer.ts'

/** One history: a leaf for each word, in order. */
export class History {
  readonly #leaves: Hash[]

  constructor(words: readonly string[]) {
    this.#leaves = words.map((word) => hashOfLeaf(Buffer.from(word.padEnd(32))))
  }

  root(size: number): Hash {
    return join(this.#edge(0, size).map(({ hash }) => hash))
  }

  note(size: number, signer: NoteSigner, origin = signer.verifier.name): string {
    return signCheckpoint({ origin, size, root: this.root(size) }, signer)
  }

  proof(from: number, to: number): string {
    const hashAt = ({ level, index }: Place) =>
      join(this.#edge(index * 2 ** level, (index + 1) * 2 ** level).map(({ hash }) => hash))
    const path = pathOf(consistencyStretches(from, to), hashAt)
    return JSON.stringify({ path: path.map((hash) => Buffer.from(hash).toString('base64')) })
  }

  #edge(start: number, end: number) {
    return grow([], this.#leaves.slice(start, end)).edge
  }
}

/** What is answered at a path below /log/v1/; what is not named here is a 404. */
export type Answers = Partial<
  Record<
    'checkpoint' | 'cosigned' | 'keys' | 'consistency' | 'cosignature',
    string | ((url: URL, request: IncomingMessage, response: ServerResponse) => string | undefined)
  >
>

export interface ServedLog {
  address: URL
  answers: Answers
  /** What was handed in. */
  handedIn: string[]
  close(): Promise<void>
}

export async function serveLog(): Promise<ServedLog> {
  const served: ServedLog = { address: new URL('http://127.0.0.1/'), answers: {}, handedIn: [], close }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', served.address)
    const answer = served.answers[url.pathname.replace('/log/v1/', '') as keyof Answers]
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      if (request.method === 'POST') served.handedIn.push(body)
      const text = typeof answer === 'function' ? answer(url, request, response) : answer
      // A function that answers nothing does so itself.
      if (typeof answer === 'function' && text === undefined) return
      response.statusCode = text === undefined ? 404 : 200
      response.end(text ?? '')
    })
  })
  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  served.address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  return served
}

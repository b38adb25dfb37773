import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartProblem } from '../platform/start-problem.ts'
import { portForbidden, portTaken } from './words.ts'

/** A service whose supervisor was killed a moment ago is still letting go of the port. */
const patienceMs = 2_000

/** @throws StartProblem naming the port and the variable that changes it */
export async function requirePort(port: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const fault = await tryPort(port)
    if (fault === undefined) return
    if (fault === 'EACCES') throw new StartProblem(portForbidden(port))
    if (performance.now() > deadline) throw new StartProblem(portTaken(port))
    await sleep(100)
  }
}

/** Undefined when the port is free, otherwise the system's code. All addresses: one in use is enough to be in the way. */
export async function tryPort(port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (fault: NodeJS.ErrnoException) => done(fault.code ?? 'unknown'))
    server.listen({ port, host: '0.0.0.0' }, () => server.close(() => done(undefined)))
  })
}

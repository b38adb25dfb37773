import type { Lease } from '../platform/tenant.ts'

/** Where the lines go. */
export interface Receiver {
  /**
   * Resolves when the operating system has taken the lines; throws when nobody is there. When `signal` aborts, throws
   * away what has not left this machine yet, also what the operating system holds, so that it never leaves, and throws.
   */
  write(lines: string, signal: AbortSignal): Promise<void>
}

/** Hears of each line, by its index: just before it is handed over, and once the network has taken it. */
export interface Progress {
  handedOver(index: number): void
  taken(index: number): void
  /** Whether the lines are too old by now; the first piece goes all the same, so that each look gets somewhere. */
  stale?(): boolean
}

/** Characters. Little at a time, so that little waits in this process when the reader is slow. */
const charactersAtOnce = 32 * 1024
const lookAtLeaseEveryMs = 100

/**
 * Hands lines to the network, piece by piece, while the lease holds. Once it does not, a stop may be confirmed without
 * asking this process: nothing may leave any more, not even what already waits for a slow reader.
 *
 * @returns how many lines the network has taken: all of them, unless they became stale; or that the lease was lost.
 */
export async function sendUnderLease(
  lease: Lease,
  term: number,
  receiver: Receiver,
  lines: readonly string[],
  progress?: Progress,
): Promise<number | 'lease-lost'> {
  let next = 0
  while (next < lines.length) {
    if (!lease.held(term)) return 'lease-lost'
    if (next > 0 && progress?.stale?.()) return next
    let piece = ''
    const first = next
    for (; next < lines.length && (piece === '' || piece.length < charactersAtOnce); next += 1) {
      piece += lines[next] ?? ''
      progress?.handedOver(next)
    }
    if (!(await writeUnderLease(lease, term, receiver, piece))) return 'lease-lost'
    for (let index = first; index < next; index += 1) progress?.taken(index)
  }
  return next
}

async function writeUnderLease(
  lease: Lease,
  term: number,
  receiver: Receiver,
  piece: string,
): Promise<boolean> {
  const lost = new AbortController()
  const watch = setInterval(() => {
    if (!lease.held(term)) lost.abort()
  }, lookAtLeaseEveryMs)
  try {
    await receiver.write(piece, lost.signal)
    return true
  } catch (fault) {
    if (!lease.held(term)) return false
    throw fault
  } finally {
    clearInterval(watch)
  }
}

import { isConsistent, type Tree } from '../proof/index.ts'

/** What a witness makes of the log that it is shown. The first three are cosigned, and nothing else is. */
export type Verdict =
  | 'first'
  | 'same'
  | 'grown'
  /** Fewer leaves than it has seen. */
  | 'shrunk'
  /** Other leaves than it has seen. */
  | 'forked'
  /** More leaves, and nothing to show that those it has seen are among them. */
  | 'proof-missing'

/** `path`: the consistency proof between the two; undefined when there was none. Silence means no. */
export function judge(seen: Tree | undefined, shown: Tree, path: readonly Uint8Array[] | undefined): Verdict {
  if (!seen) return 'first'
  if (shown.size < seen.size) return 'shrunk'
  if (shown.size === seen.size) return isConsistent(seen, shown, []) ? 'same' : 'forked'
  if (!path) return 'proof-missing'
  return isConsistent(seen, shown, path) ? 'grown' : 'forked'
}

export function mayCosign(verdict: Verdict): verdict is 'first' | 'same' | 'grown' {
  return verdict === 'first' || verdict === 'same' || verdict === 'grown'
}

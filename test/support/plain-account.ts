import type { Account } from '../../src/platform/postgres-server/account.ts'

/** As on a machine whose `setpriv` is missing: PostgreSQL does not notice the death of its parent and is left over. */
export function plainAccount(): Account {
  const root = process.getuid?.() === 0
  return {
    kind: root ? 'namespace' : 'this-user',
    owner: process.getuid?.() ?? 0,
    prefix: root ? ['unshare', '-U', '--map-user=65534', '--map-group=65534'] : [],
    identity: {},
  }
}

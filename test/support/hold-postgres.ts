/** Starts a cluster and holds it until killed: the supervisor whose sudden death a test wants to see. */
import { startPostgres } from '../../src/platform/postgres-server/index.ts'
import { plainAccount } from './plain-account.ts'

const [directory = '', passwordFile = ''] = process.argv.slice(2)
const { pid, port } = await startPostgres({ directory, passwordFile, account: plainAccount() })
console.log(JSON.stringify({ pid, port }))
setInterval(() => undefined, 60_000)

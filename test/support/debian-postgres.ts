import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres, type RunningPostgres } from '../../src/platform/postgres-server/index.ts'

/** The PostgreSQL that the tests run on: 18 comes with npm, any other is Debian's. */
export const testedMajor = Number(process.env['AZUKARI_TEST_POSTGRES'] ?? 18)

/** Where Debian's package `postgresql-15` keeps the programs of that version. */
export const debianBinaries = (major: number) => `/usr/lib/postgresql/${major}/bin`

/** The one that the other tests do not run on. */
const other = testedMajor === 18 ? debianBinaries(15) : undefined
export const isOtherThere = other === undefined || existsSync(other)

/** A cluster of it, below this directory. */
export function startOther(directory: string, name: string): Promise<RunningPostgres> {
  return startPostgres({
    directory: join(directory, name),
    passwordFile: join(directory, `${name}.password`),
    durable: false,
    ...(other === undefined ? {} : { binaries: other }),
  })
}

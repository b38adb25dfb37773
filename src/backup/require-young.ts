import { StartProblem } from '../platform/start-problem.ts'
import { checkFiles } from './check-files.ts'
import type { BackupKind } from './manifest.ts'
import { findBackup } from './place.ts'
import { problems } from './problems.ts'

const hourMs = 3_600_000

/** @throws StartProblem unless a whole backup of this city, younger than so many hours, lies there */
export async function requireYoungBackup(
  path: string,
  kind: BackupKind,
  tenant: string,
  { hours, now }: { hours: number; now: Date },
): Promise<void> {
  const folder = await findBackup(path, kind, tenant)
  const checked = await checkFiles(folder, kind)
  if (!checked.ok) throw new StartProblem(problems.damaged(folder, checked.damaged))
  const age = now.getTime() - Date.parse(checked.manifest.takenAt)
  if (age > hours * hourMs) throw new StartProblem(problems.notYoung(folder, hours))
}

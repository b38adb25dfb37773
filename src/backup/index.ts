export { checkFiles } from './check-files.ts'
export { drill, type Drill } from './drill.ts'
export {
  demoIdentityFile,
  makeIdentity,
  readIdentities,
  recipientsOf,
  requireRecipients,
} from './identity.ts'
export { leftOut } from './left-out.ts'
export { deleteOldKeys } from './keep-young.ts'
export { joinRing, peopleAtMost, splitRing, type JoinOutcome } from './key-shares.ts'
export { manifestSecret } from './manifest-secret.ts'
export type { BackupKind } from './manifest.ts'
export { backupName, backupsIn, beginBackup, findBackup, writeDurably } from './place.ts'
export { writePositionsAnew } from './positions.ts'
export { asideLabel, dropOldReplaced, dropReplaced, replacedIn, undoRestore } from './replaced.ts'
export { asTenant, withPool, type RestoreOptions } from './restore-beside.ts'
export { restoreCity, type RestoredCity } from './restore-city.ts'
export { hashOfFile, readSealed, writeSealed } from './sealed-file.ts'
export { tablesOf } from './tables.ts'
export { requireYoungBackup } from './require-young.ts'
export { copySettings, takeBackup, type TakenBackup } from './take-backup.ts'

export { checkFiles, type CheckOutcome } from './check-files.ts'
export { drill, type Drill } from './drill.ts'
export {
  demoIdentityFile,
  makeIdentity,
  readIdentities,
  recipientsOf,
  requireRecipients,
} from './identity.ts'
export { deleteOldKeys } from './keep-young.ts'
export { joinRing, peopleAtMost, splitRing, type JoinOutcome } from './key-shares.ts'
export { manifestSecret } from './manifest-secret.ts'
export type { BackupKind } from './manifest.ts'
export { findBackup } from './place.ts'
export { dropOldReplaced, dropReplaced, replacedIn, undoRestore } from './replaced.ts'
export type { RestoreOptions } from './restore-beside.ts'
export { restoreCity, type RestoredCity } from './restore-city.ts'
export { takeBackup, type TakenBackup } from './take-backup.ts'

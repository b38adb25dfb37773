import { Command } from 'commander'
import { backupCommand, backupIdentityCommand, backupKeysCommand } from './backup.ts'
import { checkpointCommand } from './checkpoint.ts'
import { cityAppsCommand } from './city-apps.ts'
import { cityProgramsCommand } from './city-programs.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand, movedCommand } from './export.ts'
import { freezeConsentsCommand } from './freeze-consents.ts'
import { importAllCommand } from './import-all.ts'
import { importCommand } from './import-files.ts'
import { cityKeysCommand, migrateCommand, seedCommand } from './installation.ts'
import { inviteAdministratorCommand } from './invite-administrator.ts'
import { promoteCommand } from './promote.ts'
import { publishTermsCommand } from './publish-terms.ts'
import { replacedCommand } from './replaced.ts'
import { drillCommand, restoreCommand } from './restore.ts'
import { rotateKeysCommand } from './rotate-keys.ts'
import { rotateLogKeyCommand } from './rotate-log-key.ts'
import { serveCommand } from './serve.ts'
import { standbyCommand } from './standby.ts'
import { startSteps } from './start-steps.ts'
import { startCommand } from './start.ts'
import { tokenCommand } from './token.ts'
import { upgradeCommand } from './upgrade.ts'
import { inBothLanguages } from './usage.ts'
import { verifyCommand } from './verify.ts'
import { verifyLogCommand } from './verify-log.ts'
import { witnessCommand } from './witness.ts'
import { version } from '../version.ts'

/** `azukari`, with every command. */
export function azukari(): Command {
  const program = new Command('azukari')
    .description(
      '預かり — データを預かり、本人の決めたとおりにだけ使う · what residents entrust to their city',
    )
    .version(version, '-V, --version', '版を表示 · print the version')
    .addCommand(startCommand(startSteps))
    .addCommand(serveCommand())
    .addCommand(migrateCommand())
    .addCommand(upgradeCommand())
    .addCommand(seedCommand())
    .addCommand(importCommand())
    .addCommand(tokenCommand())
    .addCommand(inviteAdministratorCommand())
    .addCommand(cityProgramsCommand())
    .addCommand(cityAppsCommand())
    .addCommand(publishTermsCommand())
    .addCommand(doctorCommand())
    .addCommand(cityKeysCommand())
    .addCommand(rotateKeysCommand())
    .addCommand(rotateLogKeyCommand())
    .addCommand(freezeConsentsCommand())
    .addCommand(backupIdentityCommand())
    .addCommand(backupCommand())
    .addCommand(backupKeysCommand())
    .addCommand(restoreCommand())
    .addCommand(drillCommand())
    .addCommand(replacedCommand())
    .addCommand(standbyCommand())
    .addCommand(promoteCommand())
    .addCommand(exportCommand())
    .addCommand(importAllCommand())
    .addCommand(movedCommand())
    .addCommand(verifyCommand())
    .addCommand(verifyLogCommand())
    .addCommand(checkpointCommand())
    .addCommand(witnessCommand())

  return inBothLanguages(program)
}

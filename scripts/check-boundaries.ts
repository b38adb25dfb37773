import { checkAddresses } from './boundaries/check-addresses.ts'
import { checkDoors } from './boundaries/check-doors.ts'
import { checkFolders } from './boundaries/check-folders.ts'
import { checkImports } from './boundaries/check-imports.ts'
import { checkSql } from './boundaries/check-sql.ts'
import { takesNothing } from './takes-nothing.ts'

takesNothing('npm run boundaries', {
  ja: '読み込み・SQL・ページのアドレスが architecture.mjs と paths.ts のとおりかを調べます。',
  en: 'holds imports, folders, SQL and addresses of pages against architecture.mjs and paths.ts',
})

const imports = await checkImports()
const problems = [
  ...(await checkFolders()),
  ...(await checkDoors()),
  ...imports.problems,
  ...(await checkSql()),
  ...(await checkAddresses()),
]
for (const { where, what, remedy } of problems) console.log(`${where}\n  ${what}\n  → ${remedy}`)
console.log(`${imports.modules} modules seen, ${problems.length} against the table of architecture.mjs`)
process.exitCode = problems.length === 0 ? 0 : 1

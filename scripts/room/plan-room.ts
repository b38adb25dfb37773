import { roomFiles } from './room-files.ts'

export type RoomPlan =
  | { ok: true; /** Path → what is to stand there. */ files: Readonly<Record<string, string>> }
  | { ok: false; because: RoomRefusal; told: string }

type RoomRefusal = 'not-one-word' | 'already-there' | 'no-place-in-the-table'

const refusals: Readonly<Record<RoomRefusal, (name: string) => string>> = {
  'not-one-word': (name) => `${name}: 部屋の名前は英小文字の1語です。
${name}: a room is named with one lower-case word of the glossary, such as garden.
→ scripts/new-module garden`,
  'already-there': (name) => `${name} はもうあります。
${name} is there already: a room, or something else in src/ of that name.
→ ほかの言葉をえらぶか、src/${name} に書き足してください。 Choose another word, or add to src/${name}.`,
  'no-place-in-the-table': () => `architecture.mjs に「  portals: {」の行が見つかりません。
architecture.mjs has no line "  portals: {", above which a room is put.
→ git checkout architecture.mjs か、表に手で1行足してください。 Restore it, or add the line by hand.`,
}

/** Pages come after the domains they show, so a new domain is put above them. */
const firstPortal = '\n  portals: {\n'

/** What a new room takes, or why there can be none of that name. */
export function planRoom(
  name: string,
  { table, folders }: { table: string; folders: readonly string[] },
): RoomPlan {
  if (!/^[a-z]+$/.test(name)) return refused('not-one-word', name)
  if (folders.includes(name) || table.includes(`\n  ${name}: {`)) return refused('already-there', name)
  if (!table.includes(firstPortal)) return refused('no-place-in-the-table', name)
  const line = `  ${name}: { kind: 'domain', about: 'what ${name} is, in a few words', uses: ground },\n`
  return {
    ok: true,
    files: { ...roomFiles(name), 'architecture.mjs': table.replace(firstPortal, `${line}${firstPortal}`) },
  }
}

function refused(because: RoomRefusal, name: string): RoomPlan {
  return { ok: false, because, told: refusals[because](name) }
}

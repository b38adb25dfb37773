/** For a script that takes no words: `--help` says what it does, and any other word is refused. */
export function takesNothing(command: string, does: { ja: string; en: string }): void {
  const [word] = process.argv.slice(2)
  if (word === undefined) return
  const isHelp = word === '--help' || word === '-h'
  if (isHelp) console.log(`使い方 · Usage: ${command}\n  ${does.ja}\n  ${does.en}`)
  else console.error(`${word} という指定はありません。\nThere is no ${word} here.\n→ ${command} -- --help`)
  process.exit(isHelp ? 0 : 2)
}

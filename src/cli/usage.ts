import type { Command, CommanderError } from 'commander'
import { exitCodes } from '../supervisor/index.ts'

const help = 'この説明を表示 · show this help'

/** The same for every command: a script that calls one need not look up which. */
const endings =
  '\n終了コード · exit codes: 0 できました done · 1 失敗・おことわり failed or refused · 2 書き方か設定の間違い wrong usage or configuration · 3 すでに動いている already running'

/** How commander's headings read for us; one it adds later stays as it is. */
const headings: Readonly<Record<string, string>> = {
  'Usage:': '使い方 · Usage:',
  'Arguments:': '書くもの · Arguments:',
  'Options:': '指定 · Options:',
  'Commands:': '命令 · Commands:',
}

/** In Japanese, what commander says in English, by its code. `what` is the word it quotes. */
const sentences: Readonly<Record<string, (what: string) => string>> = {
  'commander.unknownCommand': (what) => `${what} という命令はありません。`,
  'commander.unknownOption': (what) => `${what} という指定はありません。`,
  'commander.missingMandatoryOptionValue': (what) => `${what} を指定してください。`,
  'commander.optionMissingArgument': (what) => `${what} に値を付けてください。`,
  'commander.invalidArgument': (what) => `${what} の値が正しくありません。`,
  'commander.conflictingOption': (what) => `${what} はほかの指定と一緒に使えません。`,
  'commander.missingArgument': (what) => `${what} を書いてください。`,
  'commander.excessArguments': () => '余分な語があります。',
}

/** Lets a command and those below it speak Japanese first, and end with 2 when they are called wrongly. */
export function inBothLanguages(command: Command): Command {
  command
    .helpOption('-h, --help', help)
    .addHelpText('after', endings)
    .configureHelp({ styleTitle: (title) => headings[title] ?? title })
    // Said below, where the code is known.
    .configureOutput({ outputError: () => undefined })
    .exitOverride((problem) => process.exit(tell(command, problem)))
  if (command.commands.length > 0) command.helpCommand('help [command]', help)
  command.commands.forEach(inBothLanguages)
  return command
}

/** @returns the exit code: 0 after help and version, which were asked for */
function tell(command: Command, { code, message, exitCode }: CommanderError): number {
  if (exitCode === 0) return exitCodes.ended
  // `commander.error` are our own words; `commander.help` was shown in place of a command that was not given.
  if (code === 'commander.error') process.stderr.write(`${message}\n`)
  else if (code !== 'commander.help') {
    const [, what = ''] = /'([^']*)'/.exec(message) ?? []
    const japanese = sentences[code]?.(what) ?? '命令の書き方が正しくありません。'
    process.stderr.write(`${japanese}\n${message}\n→ ${fullName(command)} --help\n`)
  }
  return exitCodes.misconfigured
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name()
}

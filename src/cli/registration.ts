import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import { identityRefusals, programNameSchema } from '../identity/index.ts'
import type { OpenTenant } from '../installation/index.ts'
import type { Refusal } from '../kernel/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { exitCodes } from '../supervisor/index.ts'
import { cityOption, withOneCity } from './one-city.ts'

/** What every one of these commands is told. */
interface NamedByCommand {
  id: string
  city?: string
  json?: true
}

/** What is registered with a city by command: its programs, or the apps that residents may let in. */
interface Registered {
  /** As the connection to the database is named. */
  called: 'programs' | 'apps'
  idSchema: z.ZodType<string>
  /** Of `--id`. */
  idMeans: string
  /** Said where an id is none. */
  idLike: string
}

/** A line of the list: all of it as JSON, `line` for people. */
interface Listed {
  json: { id: string; ended: boolean; scopes: readonly string[] }
  line: string
}

const jsonOption = ['--json', 'JSONで出力 · print JSON'] as const

type Outcome = { ok: true } | Refusal<keyof typeof identityRefusals>

/** Makes the commands by which one kind of them is registered, changed, ended and listed. */
export function registrationCommands<Options extends NamedByCommand>(kind: Registered) {
  const idFrom = (typed: string): string => {
    const id = kind.idSchema.safeParse(typed)
    if (!id.success) throw new InvalidArgumentError(kind.idLike)
    return id.data
  }
  return {
    command: (name: string, description: string): Command =>
      new Command(name)
        .description(description)
        .requiredOption('--id <id>', kind.idMeans, idFrom)
        .option(...cityOption)
        .option(...jsonOption),
    run: (work: (tenant: OpenTenant, options: Options) => Promise<Outcome>) => (options: Options) =>
      withOneCity(options.city, kind.called, async (tenant) => said(await work(tenant, options), options)),
    list: (find: (tenant: OpenTenant) => Promise<Listed[]>) => listCommand(kind, find),
  }
}

function said(outcome: Outcome, { id, json }: NamedByCommand): number {
  if (json) console.log(JSON.stringify({ ...outcome, id }))
  else if (!outcome.ok) throw new StartProblem(identityRefusals[outcome.because])
  else console.log(`✓ ${id}`)
  return outcome.ok ? exitCodes.ended : exitCodes.failed
}

function listCommand({ called }: Registered, find: (tenant: OpenTenant) => Promise<Listed[]>): Command {
  return new Command('list')
    .description('登録を一覧する · list them')
    .option(...cityOption)
    .option(...jsonOption)
    .action(({ city, json: asJson }: Pick<NamedByCommand, 'city' | 'json'>) =>
      withOneCity(city, called, async (tenant) => {
        const found = await find(tenant)
        if (asJson) console.log(JSON.stringify(found.map(({ json }) => json)))
        else
          for (const { json, line } of found)
            console.log(`${line}  ${json.ended ? '終了 · ended' : json.scopes.join(' ')}`)
        return 0
      }),
    )
}

export async function readKeys(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  try {
    return JSON.parse(text ?? '')
  } catch {
    throw new StartProblem({ ja: `${file} は JWK Set ではありません。`, en: `${file} is no JWK Set.` })
  }
}

/** A name as people know it: of a program, an app, or who makes it. */
export function nameFrom(typed: string): string {
  const name = programNameSchema.safeParse(typed)
  if (!name.success) throw new InvalidArgumentError('1–80 文字 · characters')
  return name.data
}

/** Reads some of a closed list, separated by commas. */
export function someOf<One extends string>(all: readonly One[]): (typed: string) => One[] {
  return (typed) =>
    typed.split(',').map((one) => {
      const found = all.find((known) => known === one.trim())
      if (!found) throw new InvalidArgumentError(all.join(', '))
      return found
    })
}

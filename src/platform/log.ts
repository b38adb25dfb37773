import { pino, type DestinationStream, type Logger } from 'pino'
import { Personal } from '../kernel/index.ts'

/** All that a line of the log may carry. What is not named here cannot be written, whoever asks. */
const fieldNames = [
  'service',
  'tenant',
  'requestId',
  'incident',
  'method',
  'route',
  'status',
  'milliseconds',
  'because',
  'job',
  'count',
  'port',
  'pid',
  'processId',
  'vendorId',
  'clientId',
  'useId',
  'deliveryId',
  'provisionId',
  'importId',
] as const

export type LogFields = Partial<
  Record<(typeof fieldNames)[number], string | number | boolean | undefined>
> & {
  /** Written as its name, code and stack frames. Never its message: messages quote what they stumbled over. */
  error?: unknown
}

type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** The log: an event in our own words, and named fields. No field for a value, a body, a URL or a credential. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
  /** A log that adds these fields to every line. */
  with(fields: LogFields): Log
}

/** Writes one JSON object per line to `destination` (standard output unless told otherwise). */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  return logOver(destination ? pino(options, destination) : pino(options))
}

function logOver(logger: Logger): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) => {
    logger[level](namedFields(fields ?? {}), printable(event))
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (fields) => logOver(logger.child(namedFields(fields))),
  }
}

function namedFields(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name of fieldNames) {
    if (fields[name] !== undefined) kept[name] = plain(fields[name])
  }
  if (fields.error !== undefined) kept['error'] = describeError(fields.error)
  return kept
}

/** Ids, codes and route patterns are printable ASCII without quotes; anything else is not an id. */
function plain(value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Personal) return value.toString()
  return typeof value === 'string' ? printable(value) : '[object]'
}

function printable(text: string): string {
  return /^[\w :./*@+,()-]{0,200}$/.test(text) ? text : '[text]'
}

const deepestCause = 3
const stackFrame = /^\s+at [^\n]*:\d+:\d+\)?$/

function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown }
  return {
    name: plain(error.name),
    ...(code === undefined ? {} : { code: plain(code) }),
    // PostgreSQL's own names of what was violated; its `detail` quotes the row and stays out.
    ...(constraint === undefined ? {} : { constraint: plain(constraint) }),
    ...(table === undefined ? {} : { table: plain(table) }),
    stack: framesOf(error),
    ...(error.cause === undefined || depth >= deepestCause
      ? {}
      : { cause: describeError(error.cause, depth + 1) }),
  }
}

function framesOf(error: Error): string[] {
  const afterMessage = (error.stack ?? '').replace(error.message, '')
  return afterMessage
    .split('\n')
    .filter((line) => stackFrame.test(line))
    .slice(0, 20)
    .map((line) => line.trim())
}

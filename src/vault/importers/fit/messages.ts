import FitParser from 'fit-file-parser'
import { z } from 'zod'
import { Refused } from '../refused.ts'

/** A field that is missing, invalid or of another type is absent; nothing is guessed. */
const number = z.number().finite().optional().catch(undefined)
const time = z.date().optional().catch(undefined)
const text = z.union([z.string(), z.number()]).optional().catch(undefined)

/** The parser shows a `message_index` as its number with flags. */
const messageIndex = z.object({ value: z.number().int() }).optional().catch(undefined)

const fileId = z.object({ type: text, manufacturer: text, product: text })
const userProfile = z.object({ friendly_name: z.string().optional().catch(undefined) })
const record = z.object({ timestamp: time, heart_rate: number, position_lat: number, position_long: number })
const session = z.object({
  timestamp: time,
  start_time: time,
  sport: text,
  total_distance: number,
  total_calories: number,
})
const monitoringInfo = z.object({ timestamp: time, local_timestamp: time })
const monitoring = z.object({
  timestamp: time,
  timestamp16: number,
  activity_type: text,
  current_activity_type_intensity: number,
  cycles: number,
  distance: number,
  active_calories: number,
  duration_min: number,
  heart_rate: number,
})
const weightScale = z.object({
  timestamp: time,
  weight: number,
  percent_fat: number,
  user_profile_index: messageIndex,
})

const kinds = {
  file_id: fileId,
  user_profile: userProfile,
  record,
  session,
  monitoring_info: monitoringInfo,
  monitoring,
  weight_scale: weightScale,
} as const

type Kinds = typeof kinds

export type FitMessages = { [kind in keyof Kinds]: z.infer<Kinds[kind]>[] } & {
  /** Names of the other messages and how many there were. */
  others: Map<string, number>
}

const parsedSchema = z.record(z.string(), z.array(z.unknown()))

/** `force: false` checks the checksum again; the parser reports by callback, at once. */
function parse(piece: Buffer<ArrayBuffer>): Record<string, unknown[]> {
  let parsed: unknown
  try {
    new FitParser({ force: false, mode: 'list' }).parse(piece, (error, answer) => {
      if (error === undefined) parsed = answer?.messages
    })
  } catch {
    // The parser throws plain errors on broken records; there is nothing to tell them apart by.
    throw new Refused('damaged')
  }
  const result = parsedSchema.safeParse(parsed)
  if (!result.success) throw new Refused('damaged')
  return result.data
}

/** The messages of one piece that matter, in file order within each kind. Throws `Refused`. */
export function messagesOf(piece: Buffer<ArrayBuffer>): FitMessages {
  const parsed = parse(piece)
  const read = <K extends keyof Kinds>(kind: K) =>
    (parsed[kind] ?? []).map((message) => kinds[kind].parse(message) as z.infer<Kinds[K]>)
  const others = Object.entries(parsed)
    .filter(([name]) => !Object.hasOwn(kinds, name))
    .map(([name, messages]) => [name, messages.length] as const)
  return {
    file_id: read('file_id'),
    user_profile: read('user_profile'),
    record: read('record'),
    session: read('session'),
    monitoring_info: read('monitoring_info'),
    monitoring: read('monitoring'),
    weight_scale: read('weight_scale'),
    others: new Map(others),
  }
}

import { getFitGarminProductDisplayName } from 'fit-file-parser'
import type { SourceKind } from '../reading.ts'
import type { FitMessages } from './messages.ts'

/** Apps that write FIT files themselves. */
const apps = ['zwift', 'strava', 'trainingpeaks', 'wahoo_fitness_app', 'development']

/** Which class of device wrote the file, and its name. */
export interface Device {
  source: SourceKind
  origin: string
}

export const unknownDevice: Device = { source: 'device', origin: 'FIT' }

export function deviceOf(fileId: FitMessages['file_id'][number]): Device {
  const { type, manufacturer, product } = fileId
  const model =
    manufacturer === 'garmin' && typeof product === 'number'
      ? (getFitGarminProductDisplayName(product) ?? String(product))
      : String(product ?? '')
  const origin = `${manufacturer ?? 'FIT'} ${model}`.trim()
  if (type === 'weight') return { source: 'scale', origin }
  if (apps.includes(String(manufacturer))) return { source: 'app', origin }
  const isWorn =
    /^monitoring/.test(String(type)) || /forerunner|fenix|fēnix|venu|vivo|instinct|watch/i.test(model)
  return { source: isWorn ? 'watch' : 'device', origin }
}

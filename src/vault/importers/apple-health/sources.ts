import type { ItemCode } from '../../../catalog/index.ts'
import type { SourceKind } from '../reading.ts'

const bodyItems: readonly ItemCode[] = ['body.weight', 'body.fat', 'body.mass-index']

/** Apps that come with a scale or a blood pressure meter and hand on what it measured. */
const instrumentApps =
  /withings|health ?mate|health ?planet|tanita|タニタ|omron|オムロン|renpho|eufy|fitindex|\bscale\b|体重計|体組成計|beurer|qardio/i

/** Which class of device a record came from, by `device` where iOS names it, else by the source's name. */
export function sourceKindOf(
  item: ItemCode,
  sourceName: string,
  device: string,
  enteredByHand: boolean,
): SourceKind {
  if (enteredByHand) return 'manual'
  if (/name:Apple Watch|model:Watch/.test(device) || /\bwatch\b/i.test(sourceName)) return 'watch'
  if (/name:(?:iPhone|iPad)|model:(?:iPhone|iPad)/.test(device) || /\b(?:iphone|ipad)\b/i.test(sourceName))
    return 'phone'
  if (!instrumentApps.test(sourceName) && !instrumentApps.test(device)) return 'app'
  return bodyItems.includes(item) ? 'scale' : 'device'
}

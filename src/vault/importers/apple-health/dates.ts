const minuteMs = 60_000
const shape = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}$/

function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48
  return number
}

/** `2019-07-19 10:36:11 -0700` in ms since 1970; NaN when it is not a date. */
export function appleDate(text: string): number {
  if (!shape.test(text)) return NaN
  const day = digits(text, 8, 10)
  const offsetMinutes = digits(text, 21, 23) * 60 + digits(text, 23, 25)
  if (digits(text, 11, 13) > 23 || digits(text, 14, 16) > 59 || digits(text, 17, 19) > 60) return NaN
  if (offsetMinutes > 14 * 60) return NaN
  const month = digits(text, 5, 7)
  const midnight = Date.UTC(digits(text, 0, 4), month - 1, day)
  // 30 February rolls over into March.
  const isDay = new Date(midnight).getUTCDate() === day && month >= 1 && month <= 12
  if (!isDay) return NaN
  const clockMs =
    digits(text, 11, 13) * 60 * minuteMs + digits(text, 14, 16) * minuteMs + digits(text, 17, 19) * 1000
  const offsetMs = offsetMinutes * minuteMs * (text[20] === '-' ? -1 : 1)
  return midnight + clockMs - offsetMs
}

export { endLine, recordLine, stoppedLine, tombstoneLine, type DayOnTheWire } from './lines.ts'
export { isPlain } from './plain-words.ts'
export { describeReads, linesType, readRequestOf, repeatWindowMs, type ReadRequest } from './read-request.ts'
export { exchangeRefusals, type ExchangeRefusal } from './refusals.ts'

export { openingsOf, sharesOf, type Opening, type Share } from './find-shares.ts'
export { makeShare, type ShareWish } from './make-share.ts'
export {
  insertWithheld as noteWithheld,
  selectLastOpening as lastOpeningOf,
  type OpenedItem,
} from './opening-store.ts'
export { committedOpenings, recordOpening, type RecordedOpening } from './record-opening.ts'
export { shareRefusals } from './refusals.ts'
export { atMost, periods } from './rules.ts'
export { shareIdSchema } from './store.ts'

import {
  acceptPart,
  depositFile,
  eraseAll,
  largerText,
  logIn,
  refuse,
  stopAll,
  stopCompany,
  stopItem,
  stopPurpose,
  switchToEasy,
  takeOutCopy,
  undo,
} from './acting.ts'
import {
  countCompanies,
  findWhoUsed,
  printReceipt,
  readChartAsTable,
  readReceipt,
  saveReceiptAsPdf,
  seeDeniedCall,
  verifyQr,
} from './looking.ts'
import type { NotYet, Task } from './task.ts'

const notYet = (why: string, comesWith: string, address: RegExp): NotYet => ({
  notYet: why,
  comesWith,
  address,
})
const callOnly = 'a company can be asked by telephone only'

/** ux §6 B, in its words: a row can be filled in, but not left out. */
type OfTheTwenty =
  | 'log in'
  | 'count companies'
  | 'find who used 健診'
  | 'stop a purpose'
  | 'undo'
  | 'stop a company'
  | 'stop all'
  | 'see a denied call'
  | 'read receipt'
  | 'print PDF'
  | 'verify QR'
  | 'refuse'
  | 'accept part'
  | 'なぜ？'
  | 'export'
  | 'delete'
  | 'price'
  | 'survey'
  | 'remove proxy'
  | 'switch to やさしい日本語'

const theTwenty: Record<OfTheTwenty, Task | NotYet> = {
  'log in': logIn,
  'count companies': countCompanies,
  'find who used 健診': findWhoUsed,
  'stop a purpose': stopPurpose,
  undo,
  'stop a company': stopCompany,
  'stop all': stopAll,
  'see a denied call': seeDeniedCall,
  'read receipt': readReceipt,
  'print PDF': printReceipt,
  'verify QR': verifyQr,
  refuse,
  'accept part': acceptPart,
  'なぜ？': notYet(callOnly, 'VCRM in full', /why|question/iu),
  export: takeOutCopy,
  delete: eraseAll,
  price: notYet('there is no わたしの値段', 'prices', /price|yen/iu),
  survey: notYet('there are no surveys', 'surveys', /survey/iu),
  'remove proxy': notYet('nobody can act for somebody else', 'representation', /prox|represent/iu),
  'switch to やさしい日本語': switchToEasy,
}

export const tasks: Readonly<Record<string, Task | NotYet>> = {
  ...theTwenty,
  'stop one item': stopItem,
  'deposit a file': depositFile,
  'read a chart as a table': readChartAsTable,
  'larger text': largerText,
  'receipt as a PDF file': saveReceiptAsPdf,
}

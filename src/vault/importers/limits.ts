const kibi = 1024
const mebi = 1024 * kibi
const gibi = 1024 * mebi

/**
 * Every limit of reading a deposit, in one place. A real export of 13 years holds 1.3 GB of XML in a
 * 44 MB zip (1 : 28); another 4.7 million records of 683 sources. Both fit.
 */
export const importLimits = {
  /** Samples kept in memory at 20 bytes each. */
  samples: 5_000_000,
  /** Samples of one item from one device on one day: more than one per second is not a resident's file. */
  samplesPerDay: 100_000,
  /** Distinct names of devices and apps. */
  origins: 2_000,
  /** Distinct codes of spans (`asleep-deep`, `menstrual-flow:light`). */
  codes: 500,
  /** Distinct names, and distinct birth dates, that a file gives its owner. */
  owners: 10,
  /** Lines of what was left out; the rest is added up in one line per reason. */
  leftOutLines: 500,
  /** A sample of an amount or a level lasts at most this long, in ms. */
  sampleMs: 31 * 24 * 60 * 60 * 1000,
  /** A state such as a pregnancy or a contraceptive may last longer. */
  spanMs: 3_660 * 24 * 60 * 60 * 1000,

  /** Unpacked bytes of all entries read from one archive. */
  unpackedBytes: 4 * gibi,
  /** Unpacked ÷ packed, for entries above `ratioFromBytes`. Health XML packs 1 : 10 to 1 : 60. */
  ratio: 200,
  ratioFromBytes: 16 * mebi,
  entries: 50_000,

  /** Characters of XML between two elements: longer is an attack or not an export. */
  silentXmlCharacters: mebi,
  xmlDepth: 64,

  /** Bytes at the head of a clinical document, where its patient stands. */
  clinicalDocumentBytes: 256 * kibi,

  documents: 2_000,
  documentBytes: mebi,
  /** Documents of one item on one day, and their bytes: a day is sealed, and opened, as a whole. */
  documentsPerDay: 50,
  documentBytesPerDay: 8 * mebi,
  /** All of them together, unpacked: ten years of routes, and no bomb of 2 MB that unpacks to 2 GB of envelopes. */
  unpackedDocumentBytes: 256 * mebi,
  /** Documents wait deflated in memory; all of them together. */
  packedDocumentBytes: 48 * mebi,
  /** Points of a route per document, so that a document stays far below `documentBytes`. */
  routePoints: 5_000,

  fitBytes: 64 * mebi,
  weighings: 100_000,
  fitMessages: 5_000_000,
  /** Messages given to the FIT parser at a time: about 60 ms, then the event loop gets its turn. */
  fitMessagesPerPiece: 4_000,

  /** Bytes after which reading lets others run. */
  pauseEveryBytes: 256 * kibi,
} as const

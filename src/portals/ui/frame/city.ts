/** The city as its pages name it, in the reader's language. */
export interface City {
  name: string
  /** Where people turn: the office and its telephone number, shown at the foot of every page. */
  contact: { name: string; phone: string; hours?: string }
}
